"""``kb export``: every public view of one state of the database as a file."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.db.connect import StreamReader
from kb.export.folder import replacing_folder
from kb.export.package import FILE, package_text
from kb.export.parquet import write_parquet
from kb.export.views import ExportedView, columns_in_batches, exported_views, size_of
from kb.formats import OutputFormat


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


Progress = Callable[[int, int], None]
"""Called with the number of rows done and the number of all."""


@dataclass(frozen=True, slots=True)
class Exported:
    """How many views and rows were written where."""

    folder: Path
    views: int
    rows: int

    def sentence(self) -> str:
        """The outcome for a person."""
        return f"Wrote {self.views} views with {self.rows} rows to {self.folder}."


@dataclass(slots=True)
class _Watched:
    """Counts the rows that pass, and tells how far they are."""

    progress: Progress
    total: int
    done: int = 0

    def through(self, batches: Iterator[list[list[Any]]]) -> Iterator[list[list[Any]]]:
        """The same batches."""
        for columns in batches:
            yield columns
            self.done += len(columns[0])
            self.progress(self.done, self.total)


def export(
    reader: StreamReader, folder: Path, form: OutputFormat, progress: Progress, *, overwrite: bool = False
) -> Exported:
    """Write ``VIEW.parquet`` or ``VIEW.csv`` for every public view, and a description: all files or none.

    ``folder`` is new or empty; with ``overwrite`` it may hold an earlier export. Raises KbError.
    """
    form.require()
    views = exported_views(reader)
    with replacing_folder(folder, overwrite=overwrite) as new:
        watched = _Watched(progress, sum(size_of(reader, view) for view in views))
        write = write_parquet if form is OutputFormat.PARQUET else write_csv
        for view in views:
            write(new / f"{view.name}.{form}", view, watched.through(columns_in_batches(reader, view)))
        (new / FILE).write_text(package_text(views, form), encoding="utf-8", newline="\n")
    return Exported(folder, len(views), watched.done)
