"""Reading a screening sheet back: the cells that matter, with the places where they stand.

A workbook from outside is not trusted: what unpacks to too much, or declares entities, is refused, and
formulas are not computed.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import KbError, Problem, ProblemsFound
from kb.forms.values import shown
from kb.review.screening.sheet import READ_COLUMNS, SHEET_NAME

_MOST_UNPACKED = 100 << 20
"""Bytes that a workbook may unpack to; 10,000 candidates with abstracts take 30 million."""
_MOST_PARTS = 1000
_NO_WORKBOOK = (
    KeyError,
    ValueError,  # also what defusedxml raises
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,  # also XML that is not well-formed
    EOFError,
    NotImplementedError,
    OSError,
    zipfile.BadZipFile,
    zlib.error,
)
"""What openpyxl raises on a file that is no sound workbook."""


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: its text without blanks at the ends, and where it is."""

    file: str
    line: int
    """Line of a text file, from 1; 0 for a workbook, where the field names the cell."""
    field: str
    """Sheet and cell (``Screening!B5``), or the name of the column."""
    text: str
    is_formula: bool = False

    def problem(self, message: str, remedy: str = "") -> Problem:
        """Something wrong here."""
        return Problem(self.file, self.line, self.field, message, remedy)


Line = Mapping[str, SheetCell]
"""The cells of one row that are read, by the name of their column."""


def read_sheet(file: Path) -> list[Line]:
    """The rows of a sheet (.xlsx, or text with separators such as .csv) that are not empty.

    Raises KbError when the file cannot be read, ProblemsFound when columns are missing or named twice.
    """
    if file.suffix.lower() in (".xlsx", ".xlsm"):
        return list(_lines_of_workbook(file))
    return list(_lines_of_text(file))


def _lines_of_text(file: Path) -> Iterator[Line]:
    from kb.bibliography.formats.encoding import open_source
    from kb.bibliography.formats.table_reader import layout_of
    from kb.bibliography.formats.table_rows import read_rows

    source = open_source(file)
    columns: dict[str, int] | None = None
    for row in read_rows(source, layout_of(source)):
        if row.block.message:
            raise ProblemsFound(
                "Nothing was written.",
                [Problem(str(file), row.block.line, "", row.block.message, row.block.remedy)],
            )
        if columns is None:
            if row.cells[0].lower().startswith("sep="):
                continue
            columns = _columns(file, row.cells)
            continue
        yield {
            name: SheetCell(
                str(file), row.block.line, name, row.cells[place].strip() if place < len(row.cells) else ""
            )
            for name, place in columns.items()
        }


def _columns(file: Path, names: Sequence[Any]) -> dict[str, int]:
    """Column -> its place, from 0."""
    headers = [shown(name).strip().casefold() for name in names]
    problems = []
    for name in READ_COLUMNS:
        if (times := headers.count(name.casefold())) != 1:
            message = f"column {name} is missing." if not times else f"column {name} is there {times} times."
            remedy = "Take a sheet as it was written, or write it again with --sheet."
            problems.append(Problem(str(file), 1, "", message, remedy))
    if problems:
        raise ProblemsFound("Nothing was written.", problems)
    return {name: headers.index(name.casefold()) for name in READ_COLUMNS}


def _lines_of_workbook(file: Path) -> Iterator[Line]:
    _refuse_what_is_no_workbook(file)
    from openpyxl import load_workbook

    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
        try:
            sheet = book[SHEET_NAME] if SHEET_NAME in book.sheetnames else book.worksheets[0]
            sheet.reset_dimensions()
            title = sheet.title
            rows = [_plain_row(row) for row in sheet.iter_rows()]
        finally:
            book.close()
    except _NO_WORKBOOK as error:
        raise KbError(
            f"{file}: cannot be read as a workbook ({type(error).__name__}). Open it in your spreadsheet"
            " program, save it as .xlsx again, and take that."
        ) from error
    yield from _lines(file, title, rows)


def _refuse_what_is_no_workbook(file: Path) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise KbError(
            f"{file}: is no .xlsx workbook, or it is protected by a password. Save it as .xlsx without one."
        ) from error
    except OSError as error:
        raise KbError(
            f"{file}: cannot be read ({error.strerror}). Check the name and your rights."
        ) from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
        raise KbError(f"{file}: unpacks to more than a screening sheet can hold. It was not opened.")


@dataclass(frozen=True, slots=True)
class _Plain:
    """A cell of a workbook."""

    column: int
    row: int
    text: str
    is_formula: bool


def _plain_row(cells: Iterable[Any]) -> list[_Plain]:
    """The cells of a row that hold something."""
    return [
        _Plain(cell.column, cell.row, shown(cell.value).strip(), cell.data_type == "f")
        for cell in cells
        if cell.value is not None
    ]


def _lines(file: Path, title: str, rows: Sequence[list[_Plain]]) -> Iterator[Line]:
    from openpyxl.utils import get_column_letter

    filled = [row for row in rows if row]
    if not filled:
        raise KbError(f"{file}: sheet {title} is empty. Write it again with --sheet.")
    names = [""] * max(cell.column for cell in filled[0])
    for cell in filled[0]:
        names[cell.column - 1] = cell.text
    columns = _columns(file, names)
    for row in filled[1:]:
        cells = {cell.column - 1: cell for cell in row}
        line = {}
        for name, place in columns.items():
            cell_here = cells.get(place)
            field = f"{title}!{get_column_letter(place + 1)}{row[0].row}"
            line[name] = SheetCell(
                str(file),
                0,
                field,
                cell_here.text if cell_here else "",
                cell_here.is_formula if cell_here else False,
            )
        yield line
