"""Sheets as an Excel workbook: drop-downs, help, and nothing that could run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kb.errors import KbError
from kb.files import replacing
from kb.sheets.cell_values import KEPT
from kb.sheets.filling import FilledSheet
from kb.sheets.lists import Lists
from kb.sheets.sheet_columns import Shape, SheetColumn
from kb.sheets.sheet_table import INSTRUCTIONS, LISTS
from kb.sheets.workbook_memory import remember

SPARE_ROWS = 40
"""Rows below the last one that are ready to be filled in: marked as text, with drop-downs."""
SPARE_RECORDS = 3
"""Columns to spare on a sheet that has one for each record."""
MOST_CHARACTERS = 32_767
"""Characters that a cell of Excel holds."""
AUTHOR = "kb"
"""Author of the comments that we write."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_TEXT = "@"
"""Number format of cells in which Excel leaves what is typed as it is: 7/18 is no date there."""
_NEEDED = "FFFFF2CC"
"""Color of the headers of what every entry needs."""
_TABS = ("1F4E79", "2E75B6", "548235", "BF8F00", "7F6000", "833C0B", "7030A0", "595959")


@dataclass(frozen=True, slots=True)
class WorkbookPages:
    """What is written: a guide, sheets in order, and what the workbook remembers."""

    guide: Sequence[str]
    sheets: Sequence[FilledSheet]
    remarks: Mapping[str, str] = field(default_factory=dict)
    """Field of an upright sheet -> what to tell beside it."""
    states: Mapping[str, str] = field(default_factory=dict)
    """Records by their id, with the hash of what each said when the workbook was written."""
    with_contents: bool = False
    """Whether the guide lists the sheets, with links."""
    way_out: str = "Leave it out of the workbook, and edit the record as text: kb edit."
    """What to do when a text does not fit into a cell."""


def write_workbook(file: Path, pages: WorkbookPages, lists: Lists) -> None:
    """Write the workbook, whole or not at all.

    Raises KbError when a value is longer than a cell, or the package for Excel files is missing.
    """
    book = _Book(lists.with_closed(c for sheet in pages.sheets for c in sheet.columns), pages)
    book.guide()
    for sheet in pages.sheets:
        if sheet.upright:
            book.upright(sheet)
        else:
            book.table(sheet)
    book.lists()
    book.remember()
    with replacing(file) as temporary:
        book.save(temporary)


class _Book:
    """A workbook in the making."""

    def __init__(self, lists: Lists, pages: WorkbookPages) -> None:
        from openpyxl import Workbook

        self._book: Any = Workbook()
        self._book.remove(self._book.active)
        self._lists = lists
        self._pages = pages
        self._style: Any = None
        self._places = {name: number for number, name in enumerate(lists.terms, start=1)}
        self._kinds = list(dict.fromkeys(sheet.kind for sheet in pages.sheets))
        self._ranges = {offer: _range(sheet) for sheet in pages.sheets for offer in sheet.offers}

    def guide(self) -> None:
        """The sheet that says how to fill in the others."""
        sheet = self._book.create_sheet(INSTRUCTIONS)
        sheet.column_dimensions["A"].width = 110 if not self._pages.with_contents else 34
        sheet.column_dimensions["B"].width = 100
        for number, line in enumerate(self._pages.guide, start=1):
            cell = self._put(sheet, number, 1, line)
            if self._pages.with_contents:
                sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=2)
                sheet.row_dimensions[number].height = 15 * (1 + len(line) // 130)
            if not line.startswith(" ") and line.endswith(":"):
                cell.font = _bold()
        if self._pages.with_contents:
            self._contents(sheet, len(self._pages.guide) + 2)

    def _contents(self, sheet: Any, first: int) -> None:
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        for number, each in enumerate(self._pages.sheets, start=first):
            cell = self._put(sheet, number, 1, each.name)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{each.name}'!A1")
            cell.font = Font(color="0563C1", underline="single")
            self._put(sheet, number, 2, each.help)

    def _new(self, filled: FilledSheet) -> Any:
        sheet = self._book.create_sheet(filled.name)
        if len(self._kinds) > 1:
            sheet.sheet_properties.tabColor = _TABS[self._kinds.index(filled.kind) % len(_TABS)]
        return sheet

    def upright(self, filled: FilledSheet) -> None:
        """A sheet with one line for each field, and a column for each record."""
        from openpyxl.utils import get_column_letter

        sheet = self._new(filled)
        count = 1 if filled.alone else len(filled.rows) + SPARE_RECORDS
        first, help_place = (2, 3) if filled.alone else (3, 2)
        widths = {1: 28, help_place: 70} | {
            first + number: 60 if filled.alone else 44 for number in range(count)
        }
        for place, width in widths.items():
            sheet.column_dimensions[get_column_letter(place)].width = width
        heads = {1: "field", help_place: "what it is"}
        heads |= {first + number: "value" if filled.alone else f"{number + 1}" for number in range(count)}
        for place, head in heads.items():
            self._put(sheet, 1, place, head).font = _bold()
        sheet.freeze_panes = "A2" if filled.alone else "C2"
        last = get_column_letter(first + count - 1)
        for number, column in enumerate(filled.columns, start=2):
            self._head(self._put(sheet, number, 1, column.key), column)
            for position in range(count):
                value = filled.rows[position][number - 2] if position < len(filled.rows) else ""
                value = value if len(value) <= MOST_CHARACTERS else KEPT.format(count=len(value))
                self._put(sheet, number, first + position, value)
            self._help(sheet, number, help_place, column)
            self._offer(sheet, column, f"{get_column_letter(first)}{number}:{last}{number}")

    def _help(self, sheet: Any, row: int, place: int, column: SheetColumn) -> None:
        remark = self._pages.remarks.get(column.key)
        help_cell = self._put(
            sheet, row, place, f"{told_of(column)}. {remark}" if remark else told_of(column)
        )
        if remark:
            help_cell.font = _warning()

    def table(self, filled: FilledSheet) -> None:
        """A sheet with a header, the rows, and rows to spare."""
        from openpyxl.comments import Comment
        from openpyxl.utils import get_column_letter

        sheet = self._new(filled)
        sheet.freeze_panes = filled.freeze
        last = len(filled.rows) + 1 + SPARE_ROWS
        for position, column in enumerate(filled.columns, start=1):
            letter = get_column_letter(position)
            sheet.column_dimensions[letter].width = column.width
            head = self._put(sheet, 1, position, column.key)
            self._head(head, column)
            needed = " Every row needs it." if column.required else ""
            head.comment = Comment(f"{told_of(column)}.{needed}", AUTHOR, width=320, height=90)
            self._offer(sheet, column, f"{letter}2:{letter}{last}")
        for number in range(2, last + 1):
            values = filled.rows[number - 2] if number - 2 < len(filled.rows) else [""] * len(filled.columns)
            for position, value in enumerate(values, start=1):
                self._put(sheet, number, position, value)

    @staticmethod
    def _head(cell: Any, column: SheetColumn) -> None:
        from openpyxl.styles import PatternFill

        cell.font = _bold()
        if column.required:
            cell.fill = PatternFill("solid", fgColor=_NEEDED)

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

    def remember(self) -> None:
        """Note the state of the records, so that it can be told later whether they were changed meanwhile."""
        remember(self._book, self._pages.states)

    def save(self, file: Path) -> None:
        """Write it."""
        self._book.active = 0 if self._pages.with_contents else 1
        self._book.save(file)

    def _put(self, sheet: Any, row: int, column: int, text: str) -> Any:
        """A cell that holds text and nothing else, also where the text begins like a formula."""
        if len(text) > MOST_CHARACTERS:
            raise KbError(
                f"{sheet.title}: a text of {len(text)} characters does not fit into a cell"
                f" ({MOST_CHARACTERS}). {self._pages.way_out}"
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

        source = self._ranges.get(column.list, "")
        if terms := self._lists.terms.get(column.list, ()):
            letter = get_column_letter(self._places[column.list])
            source = f"{LISTS}!${letter}$2:${letter}${len(terms) + 1}"
        if not source:
            return
        offer = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
        sheet.add_data_validation(offer)
        offer.add(cells)


def _range(filled: FilledSheet) -> str:
    """The cells of a sheet that have the keys of its entries or records."""
    from openpyxl.utils import get_column_letter

    place = next(
        (number for number, column in enumerate(filled.columns) if column.key == filled.identity), None
    )
    if place is None:
        return ""
    if not filled.upright:
        letter = get_column_letter(place + 1)
        return f"'{filled.name}'!${letter}$2:${letter}${len(filled.rows) + 1 + SPARE_ROWS}"
    first = 2 if filled.alone else 3
    last = first if filled.alone else first + len(filled.rows) + SPARE_RECORDS - 1
    row = place + 2
    return f"'{filled.name}'!${get_column_letter(first)}${row}:${get_column_letter(last)}${row}"


def told_of(column: SheetColumn) -> str:
    """What a column takes, in words."""
    plain = column.shape in (Shape.TEXT, Shape.PASSAGE)
    return column.help if plain else f"{column.help} ({column.shape.value})"


def _bold() -> Any:
    from openpyxl.styles import Font

    return Font(bold=True)


def _warning() -> Any:
    from openpyxl.styles import Font

    return Font(bold=True, color="9C5700")


def _wrapped() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")
