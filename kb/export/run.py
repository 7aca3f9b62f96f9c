"""``kb export``: every public view of one state of the database as a file."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kb.db.connect import StreamReader
from kb.export.duckdb_script import FILE as load_sql
from kb.export.duckdb_script import load_script
from kb.export.exported import Exported, Progress, Watched
from kb.export.folder import FILE, replacing_folder
from kb.export.package import package_text
from kb.export.parquet import write_parquet
from kb.export.snapshot import read_snapshot
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


def export(
    reader: StreamReader, folder: Path, form: OutputFormat, progress: Progress, *, overwrite: bool = False
) -> Exported:
    """Write ``VIEW.parquet`` or ``VIEW.csv`` for every public view, and a description: all files or none.

    Beside CSV files stands a script that loads them into DuckDB.

    ``folder`` is new or empty; with ``overwrite`` it may hold an earlier export. Raises KbError.
    """
    form.require()
    views = exported_views(reader)
    with replacing_folder(folder, overwrite=overwrite) as new:
        watched = Watched(progress, sum(size_of(reader, view) for view in views))
        write = write_parquet if form is OutputFormat.PARQUET else write_csv
        for view in views:
            write(new.file(f"{view.name}.{form}"), view, watched.through(columns_in_batches(reader, view)))
        scripts = {load_sql: load_script(views)} if form is OutputFormat.CSV else {}
        for name, text in scripts.items():
            new.file(name).write_text(text, encoding="utf-8", newline="\n")
        package = package_text(views, new, form, read_snapshot(reader), list(scripts))
        new.file(FILE).write_text(package, encoding="utf-8", newline="\n")
    return Exported(folder, len(views), watched.done)
