"""``kb export --xlsx``: the public views as one Excel workbook, a sheet for each, and what they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from kb.db.connect import StreamReader
from kb.errors import KbError
from kb.export.exported import Exported, Progress, Watched
from kb.export.snapshot import read_snapshot
from kb.export.views import ExportedView, columns_in_batches, exported_views, size_of
from kb.files import replacing
from kb.forms import workbook_sheet as sheets
from kb.forms.workbook_sheet import Link, WorkbookColumn, fill_sheet

_LONGEST_NAME = 31
"""Characters of the name of a sheet."""

_MOST_WRITTEN = sheets.MOST_ROWS - 1
"""Rows of a view that a sheet takes below its header."""

_CONTENTS = "contents"
_COLUMNS = "columns"


@dataclass(frozen=True, slots=True)
class _Page:
    """A view on its sheet; ``rows`` are those of the view, ``written`` those that fit."""

    view: ExportedView
    sheet: str
    rows: int

    @property
    def written(self) -> int:
        """Rows on the sheet."""
        return min(self.rows, _MOST_WRITTEN)


def export_workbook(
    reader: StreamReader, file: Path, progress: Progress, *, overwrite: bool = False
) -> Exported:
    """Write all public views of one state to an Excel file: the whole file or none.

    A view with more rows than a sheet holds is cut, which the first sheet and the outcome say. Raises
    KbError, also when the file is there and not to be overwritten.
    """
    from openpyxl import Workbook

    if file.suffix.lower() != ".xlsx":
        raise KbError(f"{file}: name a file that ends in .xlsx.")
    if file.exists() and not overwrite:
        raise KbError(f"{file}: is there already. Add --overwrite to replace it.")
    pages = _pages(reader)
    watched = Watched(progress, sum(page.rows for page in pages))
    book = Workbook(write_only=True)
    book.properties.creator = "kb"
    with replacing(file) as temporary:
        _write_contents(book, reader, pages)
        _write_columns(book, pages)
        for page in pages:
            columns = [WorkbookColumn(column.name, column.type) for column in page.view.columns]
            batches = watched.through(columns_in_batches(reader, page.view))
            fill_sheet(book.create_sheet(page.sheet), columns, islice(_rows(batches), page.written))
        book.save(temporary)
    cut = tuple(page.view.name for page in pages if page.written < page.rows)
    return Exported(file, len(pages), sum(page.written for page in pages), cut)


def _pages(reader: StreamReader) -> list[_Page]:
    taken = {_CONTENTS, _COLUMNS}
    pages = []
    for view in exported_views(reader):
        name, number = view.name[:_LONGEST_NAME], 2
        while name in taken:
            name, number = f"{view.name[: _LONGEST_NAME - len(str(number)) - 1]}_{number}", number + 1
        taken.add(name)
        pages.append(_Page(view, name, size_of(reader, view)))
    return pages


def _rows(batches: Iterator[list[list[Any]]]) -> Iterator[tuple[Any, ...]]:
    for columns in batches:
        yield from zip(*columns, strict=True)


def _write_contents(book: Any, reader: StreamReader, pages: list[_Page]) -> None:
    snapshot = read_snapshot(reader)
    above = (
        ("Public views of", reader.place),
        ("Snapshot taken", snapshot.taken),
        ("Last change of a record", snapshot.last_change or "none"),
        ("Hash of the records", f"sha256:{snapshot.content_hash}"),
        (
            "Flags",
            "yes and no; empty cells are not known, not reported or do not apply: see the sheet columns",
        ),
    )
    names = ("sheet", "rows", "what one row is", "key", "note")
    rows = [
        (
            Link(page.sheet, page.sheet),
            page.written,
            page.view.description,
            ", ".join(page.view.key),
            _note(page),
        )
        for page in pages
    ]
    shown = len(names) if any(row[-1] for row in rows) else len(names) - 1
    columns = [WorkbookColumn(name) for name in names[:shown]]
    fill_sheet(book.create_sheet(_CONTENTS), columns, [row[:shown] for row in rows], above)


def _note(page: _Page) -> str | None:
    if page.written == page.rows:
        return None
    return (
        f"Cut: the view has {page.rows:,} rows, and a sheet of Excel holds {sheets.MOST_ROWS:,}."
        " kb export --parquet or --csv has them all."
    )


def _write_columns(book: Any, pages: list[_Page]) -> None:
    """What each column is: its type, whether it may be empty, its codes."""
    rows = (
        (page.sheet, column.name, column.type, column.null, column.name in page.view.key, column.description,
         ", ".join(column.codes) or None)
        for page in pages
        for column in page.view.columns
    )  # fmt: skip
    names = ("sheet", "column", "type", "may be empty", "key", "meaning", "codes")
    fill_sheet(book.create_sheet(_COLUMNS), [WorkbookColumn(name) for name in names], rows)
