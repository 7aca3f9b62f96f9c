"""A workbook that somebody sends back -> its texts. Whatever is in the file, nothing of it is run.

What a spreadsheet program made of the typed text (dates, decimals, percentages) is refused, for the printed
form is lost in it.
"""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.errors import KbError
from kb.extraction.sheet.cell_places import address

MOST_BYTES = 64 << 20
"""Unpacked size of a workbook that is opened; one of ours has less than one."""
_MOST_PARTS = 500
_MOST_ROWS, _MOST_COLUMNS = 20_000, 1_000

_EXCEL_DATE = (
    "Excel made a date of what was typed ({shown}). Format the cell as Text, type it again as printed"
    " (or begin with an apostrophe: '7/18)."
)
_EXCEL_NUMBER = (
    "Excel made a number of what was typed (now {shown}), so its printed digits are lost. Format the cell as"
    " Text and type it again as printed (or begin with an apostrophe: '0.30)."
)
_FORMULA = "holds a formula ({shown}). Type the value itself, or paste it as value."
_ERROR = "holds an error value ({shown}). Type what is printed, or empty the cell."


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell holds: its text, or why it cannot be known (then the text is empty)."""

    text: str
    problem: str = ""


@dataclass(slots=True)
class Grid:
    """The cells of one sheet that hold something, by row and column from 1."""

    name: str
    cells: dict[tuple[int, int], Given] = field(default_factory=dict)

    def text(self, row: int, column: int) -> str:
        """The text of a cell; empty for a blank one, or one whose text is lost."""
        cell = self.cells.get((row, column))
        return cell.text if cell is not None else ""

    def rows(self) -> list[int]:
        """Numbers of the rows that hold something, without the header."""
        return sorted({row for row, _ in self.cells if row > 1})


def unheaded(grid: Grid) -> list[str]:
    """Addresses of the first cells of columns that hold something and have no header."""
    heads = {column for row, column in grid.cells if row == 1}
    first: dict[int, int] = {}
    for row, column in sorted(grid.cells):
        if column not in heads:
            first.setdefault(column, row)
    return [address(row, column) for column, row in first.items()]


def read_grids(file: Path) -> dict[str, Grid]:
    """The sheets of a workbook by name. Raises KbError for what is no workbook, or none to open safely."""
    return {grid.name: grid for grid in _grids(file)}


def _grids(file: Path) -> Iterator[Grid]:
    book = open_workbook(file)
    for sheet in book.worksheets:
        grid = Grid(sheet.title)
        # Only cells that are there: a sheet with one cell in its last row would else be a billion of them.
        for (row, column), cell in sorted(sheet._cells.items()):
            if cell.value is None:
                continue
            if row > _MOST_ROWS or column > _MOST_COLUMNS:
                raise KbError(
                    f"{file}: {sheet.title}!{cell.coordinate} lies beyond the {_MOST_ROWS} rows and"
                    f" {_MOST_COLUMNS} columns that are read. Delete what is there."
                )
            text = _given(cell)
            if text.text or text.problem:
                grid.cells[row, column] = text
        yield grid


def open_workbook(file: Path) -> Any:
    """The workbook as openpyxl has it. Raises KbError for what is no workbook, or none to open safely."""
    import openpyxl

    _require_small(file)
    try:
        # Given a name, openpyxl leaves the file open when it fails.
        with file.open("rb") as stream:
            return openpyxl.load_workbook(stream, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parsing meets in a broken file
        if _is_refusal(error):
            raise KbError(
                f"{file}: the workbook declares entities or loads parts from elsewhere, which no sheet of"
                " ours does. It was not opened."
            ) from error
        raise KbError(
            f"{file}: cannot be read as an Excel workbook ({type(error).__name__}). Open it in the program"
            " that wrote it, and save it as .xlsx again."
        ) from error


def _is_refusal(error: BaseException | None) -> bool:
    """Whether defusedxml refused what it read, at whatever depth openpyxl wrapped that."""
    while error is not None:
        if type(error).__module__.startswith("defusedxml"):
            return True
        error = error.__cause__ or error.__context__
    return False


def _require_small(file: Path) -> None:
    if not file.is_file():
        raise KbError(f"{file}: there is no such file. Give the workbook that kb extract sheet wrote.")
    try:
        with zipfile.ZipFile(file) as parts:
            entries = parts.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise KbError(
            f"{file}: is no Excel workbook (.xlsx). Save it as .xlsx, not as .xls or .csv."
        ) from error
    size = sum(entry.file_size for entry in entries)
    if size > MOST_BYTES or len(entries) > _MOST_PARTS:
        raise KbError(
            f"{file}: unpacks to {size / (1 << 20):,.0f} MB in {len(entries)} parts; at most"
            f" {MOST_BYTES >> 20} MB in {_MOST_PARTS} parts are opened. Save a copy without pictures and"
            " empty formatted rows."
        )


def _given(cell: Any) -> Given:
    value = cell.value
    if cell.data_type == "f":
        return Given("", _FORMULA.format(shown=_short(getattr(value, "text", None) or value)))
    if cell.data_type == "e":
        return Given("", _ERROR.format(shown=_short(value)))
    if isinstance(value, bool):
        return Given("yes" if value else "no")
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        shown = str(value).removesuffix(" 00:00:00")
        return Given("", _EXCEL_DATE.format(shown=shown))
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format))
    return Given(str(value).replace("\r\n", "\n").replace("\r", "\n"))


def _number(value: float, form: str) -> Given:
    """A whole number in a plain cell reads as typed; of others nobody knows how many digits were printed."""
    if form in ("General", "@", "0") and float(value).is_integer() and abs(value) < 1e15:
        return Given(str(int(value)))
    percent = f"{value * 100:g}%" if "%" in form else f"{value:g}"
    return Given("", _EXCEL_NUMBER.format(shown=percent))


def _short(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else f"{text[:37]}..."
