"""A copy of a workbook in which what is wrong is beside the cells, in red."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kb.extraction.sheet.cell_places import Complaint
from kb.extraction.sheet.workbook_writer import AUTHOR
from kb.files import replacing
from kb.forms.workbook_input import open_workbook

PROBLEMS = "Problems"
"""Sheet that lists them; it is not read back."""
_RED = "FFFFC7CE"
_BEGINS = "PROBLEM: "
_SUFFIX = "-problems"


def problems_file(file: Path) -> Path:
    """``FILE-problems.xlsx``; a marked copy that is taken again stays the file it is."""
    return file if file.stem.endswith(_SUFFIX) else file.with_name(f"{file.stem}{_SUFFIX}.xlsx")


def write_marked(file: Path, marked: Path, complaints: Sequence[Complaint]) -> None:
    """Write the copy, whole or not at all. Marks of an earlier time are taken away."""
    book = open_workbook(file)
    for sheet in book.worksheets:
        if sheet.title == PROBLEMS:
            book.remove(sheet)
        else:
            _unmark(sheet)
    sheets = {sheet.title.casefold(): sheet for sheet in book.worksheets}
    for complaint in complaints:
        if (marked_sheet := sheets.get(complaint.sheet.casefold())) is not None:
            _mark(marked_sheet[complaint.cell], complaint)
    _list(book, complaints)
    with replacing(marked) as temporary:
        book.save(temporary)


def _mark(cell: Any, complaint: Complaint) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    cell.fill = PatternFill("solid", fgColor=_RED)
    earlier = f"{cell.comment.text}\n\n" if cell.comment is not None else ""
    text = f"{earlier}{_BEGINS}{complaint.message} {complaint.remedy}".rstrip()
    cell.comment = Comment(text, AUTHOR, width=380, height=160)


def _unmark(sheet: Any) -> None:
    """Take away our marks of an earlier time; a formula becomes the text that it is refused with."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    for cell in sheet._cells.values():
        if cell.data_type == "f":
            cell.value = str(getattr(cell.value, "text", None) or cell.value)
            cell.data_type = "s"
            cell.quotePrefix = True
        if cell.comment is None or _BEGINS not in cell.comment.text:
            continue
        cell.fill = PatternFill()
        before = cell.comment.text.partition(_BEGINS)[0].strip()
        cell.comment = Comment(before, AUTHOR, width=320, height=90) if before else None


def _list(book: Any, complaints: Sequence[Complaint]) -> None:
    sheet = book.create_sheet(PROBLEMS, 0)
    for letter, width in (("A", 16), ("B", 8), ("C", 80), ("D", 60)):
        sheet.column_dimensions[letter].width = width
    rows = [("sheet", "cell", "what is wrong", "what to do")]
    rows += [
        (complaint.sheet, complaint.cell, complaint.message, complaint.remedy) for complaint in complaints
    ]
    for number, row in enumerate(rows, start=1):
        for place, text in enumerate(row, start=1):
            cell = sheet.cell(number, place)
            if text:
                cell.value = text
                cell.data_type = "s"
    book.active = 0
