"""Reading a screening sheet back: the cells that matter, with the places where they stand.

A workbook from outside is not trusted (:mod:`kb.forms.workbook_input`), and formulas are not computed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.errors import KbError, Problem, ProblemsFound
from kb.forms.values import shown
from kb.forms.workbook_input import hidden_rows, is_workbook, merged_cells, open_workbook
from kb.review.screening.sheet import READ_COLUMNS, SHEET_NAME, TITLE


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell: its text without blanks at the ends, and where it is."""

    file: str
    line: int
    """Line of a text file, from 1; 0 for a workbook, where the field names the cell."""
    field: str
    """Sheet and cell (``Screening!B5``), or the name of the column."""
    text: str
    fault: tuple[str, str] | None = None
    """Why what it should say cannot be known, and what to do."""
    is_hidden: bool = False
    """Whether its row was hidden when the workbook was saved: by hand, or by a filter."""

    def problem(self, message: str, remedy: str = "") -> Problem:
        """Something wrong here."""
        return Problem(self.file, self.line, self.field, message, remedy)


_FORMULA = ("holds a formula.", "Type what it should say, as text.")
_UNMERGE = "Unmerge the cells, and fill in each row."

Line = Mapping[str, SheetCell]
"""The cells of one row that are read, by the name of their column."""


def read_sheet(file: Path) -> list[Line]:
    """The rows of a sheet (.xlsx, or text with separators such as .csv) that are not empty.

    Raises KbError when the file cannot be read, ProblemsFound when columns are missing or named twice.
    """
    if is_workbook(file):
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
                str(file),
                row.block.line,
                name,
                row.cells[place].strip() if place < len(row.cells) else "",
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
    wanted = (*READ_COLUMNS, TITLE) if headers.count(TITLE.casefold()) == 1 else READ_COLUMNS
    return {name: headers.index(name.casefold()) for name in wanted}


def _lines_of_workbook(file: Path) -> Iterator[Line]:
    book = open_workbook(file)
    sheet = book[SHEET_NAME] if SHEET_NAME in book.sheetnames else book.worksheets[0]
    # Only cells that are there: a sheet with one cell in its last row would else be a billion of them.
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sorted(sheet._cells.items()):
        if cell.value is not None:
            rows.setdefault(row, {})[column - 1] = cell
    if not rows:
        raise KbError(f"{file}: sheet {sheet.title} is empty. Write it again with --sheet.")
    heading = next(iter(rows.values()))
    names = [heading[place].value if place in heading else "" for place in range(max(heading) + 1)]
    columns = _columns(file, names)
    reading = _WorkbookLines(file, sheet.title, columns, hidden_rows(sheet), merged_cells(sheet))
    for row, cells in list(rows.items())[1:]:
        yield reading.line(row, cells)


@dataclass(frozen=True, slots=True)
class _WorkbookLines:
    """What the rows of one sheet are read by."""

    file: Path
    title: str
    columns: Mapping[str, int]
    """Column -> its place, from 0."""
    hidden: frozenset[int]
    merged: Mapping[tuple[int, int], str]

    def line(self, row: int, cells: Mapping[int, Any]) -> Line:
        """The cells of a row that are read."""
        return {name: self._cell(row, place, cells.get(place)) for name, place in self.columns.items()}

    def _cell(self, row: int, place: int, cell: Any) -> SheetCell:
        from openpyxl.utils import get_column_letter

        field = f"{self.title}!{get_column_letter(place + 1)}{row}"
        text = shown(cell.value).strip() if cell is not None else ""
        area = self.merged.get((row, place + 1))
        fault = _FORMULA if cell is not None and cell.data_type == "f" else None
        if area:
            fault = (f"is merged with others ({area}), so nobody knows which rows it speaks of.", _UNMERGE)
        return SheetCell(str(self.file), 0, field, text, fault, row in self.hidden)
