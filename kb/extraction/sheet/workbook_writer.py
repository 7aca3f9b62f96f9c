"""The cells of a study as an Excel workbook: drop-downs, help, and nothing that could run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

from kb.errors import KbError
from kb.extraction.sheet.build import Sheets
from kb.extraction.sheet.lists import Lists
from kb.extraction.sheet.sheet_tables import INSTRUCTIONS, LISTS, RESULTS, STUDY, Shape, SheetColumn
from kb.files import replacing

GUIDE = (
    "How to fill in this workbook:",
    " Study has one line for each thing about the study as a whole. The other sheets have one entry per row;"
    " point at a header to read what its column takes. Cells with a small arrow offer the terms that are"
    " known; the sheet Lists shows all of them. Leave empty what the report does not have.",
    "",
    "Order of work:",
    " First Arms (and Populations, where results are given for a part of the participants), then Contrasts,"
    " then Results.",
    " Results has a column for each arm and contrast, and `all` for the whole study. For a new arm or"
    " contrast, add its key as a header to the right of the last one; `stated: KEY` and `flag: KEY` may"
    " follow it in the same way.",
    " Rows that were offered and say `not extracted` everywhere are left out when you say that you are"
    " done. Delete such a row, or its figures, where the report has no such result.",
    "",
    "Figures:",
    " Type them as printed: 7/180 (3.9%) | median 25 months (range 8-64) | 59.5% | HR 0.62 (95% CI 0.41-0.93)"
    " | p .043 | p <.001 | mean 5.6 cm (SD 2.1) | not reported | not reached | none.",
    " One statement after another in one cell: HR 0.62 (95% CI 0.41-0.93); p .02.",
    " Several times: one row for each, all with the same number in `entry no`; one p for the whole curve goes"
    " into a further row of that number whose `at` lists all times: 1 y, 3 y, 5 y.",
    "",
    "Where it is printed:",
    " One line in the cell for each place (Alt+Enter begins a new line): Table 2: 25 months",
    "",
    "What to avoid:",
    " All cells to fill in are marked as text, so that 7/18 does not become a date and 0.30 keeps its zero."
    " When you paste, paste values only. Cells that became a date, a decimal number or a formula are"
    " refused, because what was typed is lost in them.",
    " Sentences of ours (population, notes, definitions, conclusion) hold no numbers: a number is a figure.",
    " Do not rename sheets or headers.",
    "",
    "Then:",
    " kb extract take FILE reads it back. What is wrong is marked in red in a copy of the workbook"
    " (FILE-problems.xlsx), which you can correct and take instead. kb extract take FILE --done says that"
    " you have finished.",
)


SPARE_ROWS = 40
"""Rows below the last one that are ready to be filled in: marked as text, with drop-downs."""
MOST_CHARACTERS = 32_767
"""Characters that a cell of Excel holds."""
AUTHOR = "kb"
"""Author of the comments that we write."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT = "@"
"""Number format of cells in which Excel leaves what is typed as it is: 7/18 is no date there."""


def write_study_workbook(
    file: Path, sheets: Sheets, lists: Lists, remarks: dict[str, str] | None = None
) -> None:
    """Write the workbook, whole or not at all.

    ``remarks``: line of the sheet Study (``design``) -> what to tell beside it. Raises KbError when a value
    is longer than a cell, or the package for Excel files is missing.
    """
    book = _Book(lists)
    book.guide()
    book.study(sheets, remarks or {})
    for table, rows in sheets.tables[:3]:
        book.table(table.name, table.columns, rows)
    book.table(RESULTS, sheets.result_columns, sheets.results)
    for table, rows in sheets.tables[3:]:
        book.table(table.name, table.columns, rows)
    book.lists()
    with replacing(file) as temporary:
        book.save(temporary)


class _Book:
    """A workbook in the making."""

    def __init__(self, lists: Lists) -> None:
        from openpyxl import Workbook

        self._book: Any = Workbook()
        self._book.remove(self._book.active)
        self._lists = lists
        self._style: Any = None
        self._places = {name: number for number, name in enumerate(lists.terms, start=1)}

    def guide(self) -> None:
        """The sheet that says how to fill in the others."""
        sheet = self._book.create_sheet(INSTRUCTIONS)
        sheet.column_dimensions["A"].width = 110
        for number, line in enumerate(GUIDE, start=1):
            cell = self._put(sheet, number, 1, line)
            if not line.startswith(" ") and line.endswith(":"):
                cell.font = _bold()

    def study(self, sheets: Sheets, remarks: dict[str, str]) -> None:
        """The sheet with one line for each field of the study itself."""
        sheet = self._book.create_sheet(STUDY)
        for letter, width in (("A", 24), ("B", 60), ("C", 70)):
            sheet.column_dimensions[letter].width = width
        for place, head in enumerate(("field", "value", "what it is"), start=1):
            self._put(sheet, 1, place, head).font = _bold()
        sheet.freeze_panes = "A2"
        for number, (column, value) in enumerate(sheets.fields, start=2):
            self._put(sheet, number, 1, column.key).font = _bold()
            self._put(sheet, number, 2, value)
            remark = remarks.get(column.key)
            help_cell = self._put(sheet, number, 3, f"{column.help}. {remark}" if remark else column.help)
            if remark:
                help_cell.font = _warning()
            self._offer(sheet, column, f"B{number}")

    def table(self, name: str, columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]]) -> None:
        """A sheet with a header, the rows, and rows to spare."""
        from openpyxl.comments import Comment
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(name)
        sheet.freeze_panes = "C2" if name == RESULTS else "A2"
        last = len(rows) + 1 + SPARE_ROWS
        for position, column in enumerate(columns, start=1):
            letter = get_column_letter(position)
            sheet.column_dimensions[letter].width = column.width
            head = self._put(sheet, 1, position, column.key)
            head.font = _bold()
            shape = f" ({column.shape.value})" if column.shape is not Shape.TEXT else ""
            head.comment = Comment(f"{column.help}{shape}", AUTHOR, width=320, height=90)
            self._offer(sheet, column, f"{letter}2:{letter}{last}")
        for number in range(2, last + 1):
            values = rows[number - 2] if number - 2 < len(rows) else [""] * len(columns)
            for position, value in enumerate(values, start=1):
                self._put(sheet, number, position, value)

    def lists(self) -> None:
        """The sheet that the drop-downs take their terms from."""
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(LISTS)
        for name, position in self._places.items():
            sheet.column_dimensions[get_column_letter(position)].width = 30
            self._put(sheet, 1, position, name).font = _bold()
            for number, term in enumerate(self._lists.terms[name], start=2):
                self._put(sheet, number, position, term)
        sheet.freeze_panes = "A2"

    def save(self, file: Path) -> None:
        """Write it."""
        self._book.active = 1
        self._book.save(file)

    def _put(self, sheet: Any, row: int, column: int, text: str) -> Any:
        """A cell that holds text and nothing else, also where the text begins like a formula."""
        if len(text) > MOST_CHARACTERS:
            raise KbError(
                f"{sheet.title}: a text of {len(text)} characters does not fit into a cell"
                f" ({MOST_CHARACTERS}). Work on the text record: kb extract show STUDY -o FILE.yaml"
            )
        cell = sheet.cell(row, column)
        # Looking a style up takes longer than all else, so that of the first cell is copied to the others.
        if self._style is None:
            cell.number_format = _TEXT
            cell.alignment = _wrapped()
            self._style = cell._style
        cell._style = copy(self._style)
        if text:
            cell.value = _CONTROL.sub("\ufffd", text)
            cell.data_type = "s"
            if text.startswith(("=", "+", "-", "@", "\t", "\r")):
                cell.quotePrefix = True
        return cell

    def _offer(self, sheet: Any, column: SheetColumn, cells: str) -> None:
        """A drop-down; it advises and refuses nothing, for cells may hold several keys."""
        from openpyxl.utils import get_column_letter
        from openpyxl.worksheet.datavalidation import DataValidation

        terms = self._lists.terms.get(column.list, ())
        if not terms:
            return
        letter = get_column_letter(self._places[column.list])
        source = f"{LISTS}!${letter}$2:${letter}${len(terms) + 1}"
        offer = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(offer)
        offer.add(cells)


def _bold() -> Any:
    from openpyxl.styles import Font

    return Font(bold=True)


def _warning() -> Any:
    from openpyxl.styles import Font

    return Font(bold=True, color="9C5700")


def _wrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")
