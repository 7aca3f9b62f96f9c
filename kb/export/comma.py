"""A view as a CSV file that keeps null apart from empty text."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.export.views import ExportedView


def write_csv(file: Path, view: ExportedView, batches: Iterator[list[list[Any]]]) -> None:
    """Write a view: text always in quotes, so that an empty cell without quotes is null.

    Nothing is added to text that a spreadsheet might take for a formula: these files are for engines.
    """
    with file.open("w", encoding="utf-8", newline="\n") as out:
        out.write(",".join(column.name for column in view.columns) + "\n")
        for columns in batches:
            out.writelines(",".join(map(_cell, row)) + "\n" for row in zip(*columns, strict=True))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | datetime.date):
        return str(value)
    return '"' + str(value).replace('"', '""') + '"'
