"""A workbook that somebody sends back -> its texts. Whatever is in the file, nothing of it is run.

What a spreadsheet program made of the typed text (dates, decimals, percentages) is refused, for the printed
form is lost in it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.errors import KbError
from kb.forms.workbook_input import hidden_columns, hidden_rows, merged_cells, open_workbook
from kb.sheets.cell_places import address

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
_MERGED = (
    "is merged with others ({area}), and one value cannot stand for several. Unmerge, and type it into each."
)
_ERROR = "holds an error value ({shown}). Type what is printed, or empty the cell."


@dataclass(frozen=True, slots=True)
class Given:
    """What a cell holds: its text, or why it cannot be known (then the text is empty)."""

    text: str
    problem: str = ""
    day: str = ""
    """The day that a spreadsheet program made of what was typed, ISO 8601; empty for all else."""


@dataclass(slots=True)
class Grid:
    """The cells of one sheet that hold something, by row and column from 1."""

    name: str
    cells: dict[tuple[int, int], Given] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    """Addresses of the cells that hold something and are in a hidden row or column."""

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
        grid, merged = Grid(sheet.title), merged_cells(sheet)
        # Only cells that are there: a sheet with one cell in its last row would else be a billion of them.
        for (row, column), cell in sorted(sheet._cells.items()):
            if cell.value is None:
                continue
            if row > _MOST_ROWS or column > _MOST_COLUMNS:
                raise KbError(
                    f"{file}: {sheet.title}!{cell.coordinate} lies beyond the {_MOST_ROWS} rows and"
                    f" {_MOST_COLUMNS} columns that are read. Delete what is there."
                )
            area = merged.get((row, column))
            text = Given("", _MERGED.format(area=area)) if area and row > 1 else _given(cell)
            if text.text or text.problem:
                grid.cells[row, column] = text
        grid.hidden = tuple(_hidden(sheet, grid))
        yield grid


def _hidden(sheet: Any, grid: Grid) -> Iterator[str]:
    rows, columns = hidden_rows(sheet), hidden_columns(sheet)
    return (address(row, column) for row, column in grid.cells if row in rows or column in columns)


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
        is_day = isinstance(value, datetime.date) and shown == shown[:10]
        return Given("", _EXCEL_DATE.format(shown=shown), shown if is_day else "")
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
