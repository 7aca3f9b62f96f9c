"""A copy of a workbook in which what is wrong is beside the cells, in red."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import chain, count
from pathlib import Path
from typing import Any

from kb.errors import KbError, Problem, ProblemsFound
from kb.files import replacing
from kb.forms.workbook_input import open_workbook
from kb.sheets.cell_places import Complaint, without_repeats
from kb.sheets.sheet_table import INSTRUCTIONS, LISTS, RecordLayout
from kb.sheets.workbook_reader import Grid
from kb.sheets.workbook_writer import AUTHOR

PROBLEMS = "Problems"
"""Sheet that lists them; it is not read back."""
_RED = "FFFFC7CE"
_BEGINS = "PROBLEM: "
_MARKED = re.compile(r"-problems(-\d+)?$")
_DIGEST = "kb-cells"
"""Property of a marked copy: the hash of its cells as they were written."""


class InSheet(ProblemsFound):
    """Problems of a workbook; ``marked`` is the copy in which they are beside the cells."""

    def __init__(self, file: Path, marked: Path, complaints: Sequence[Complaint]) -> None:
        told = list(_told_once(complaints))
        count = "1 problem" if len(told) == 1 else f"{len(told)} problems"
        message = (
            f"{file}: {count}; nothing was saved. They are marked in {marked},"
            " which you can correct and take."
        )
        super().__init__(message, told)
        self.marked = marked


def _told_once(complaints: Sequence[Complaint]) -> Iterator[Problem]:
    """The problems. A word that nobody has is told where it is first, with the other cells."""
    cells: dict[str, list[Complaint]] = {}
    for complaint in complaints:
        is_word = complaint.message.startswith("`") and "is not among the" in complaint.message
        alone = f"{complaint.sheet}!{complaint.cell}"
        cells.setdefault(complaint.message if is_word else alone, []).append(complaint)
    for first, *others in cells.values():
        places = [f"{each.sheet}!{each.cell}" for each in others[:3]]
        more = f" and {len(others) - 3} more" if len(others) > 3 else ""
        also = f" (Also in {', '.join(places)}{more}.)" if others else ""
        yield first.problem()._replace(message=f"{first.message}{also}")


def marked_problems(file: Path, complaints: list[Complaint]) -> InSheet:
    """The error about a workbook, after a copy of it was written that shows each problem at its cell."""
    distinct = _in_order(file, without_repeats(complaints))
    marked = problems_file(file)
    write_marked(file, marked, distinct)
    return InSheet(file, marked, distinct)


def _in_order(file: Path, complaints: list[Complaint]) -> list[Complaint]:
    """Complaints in the order in which a person meets their cells; those of missing sheets come last."""
    from openpyxl.utils.cell import coordinate_to_tuple

    sheets = {name.casefold(): place for place, name in enumerate(open_workbook(file).sheetnames)}

    def place(complaint: Complaint) -> tuple[int, int, int]:
        row, column = coordinate_to_tuple(complaint.cell)
        return sheets.get(complaint.sheet.casefold(), len(sheets)), row, column

    return sorted(complaints, key=place)


def remarks_on_sheets(grids: Mapping[str, Grid], layouts: Sequence[RecordLayout]) -> Iterator[str]:
    """What to tell of a workbook that was taken: hidden rows that were read, and sheets that were not."""
    ours = {INSTRUCTIONS, LISTS, PROBLEMS, *(name for layout in layouts for name in layout.names())}
    known = {name.casefold() for name in ours}
    for name, grid in grids.items():
        if name.casefold() not in known and grid.cells:
            yield f"The sheet {name} is none that is read; nothing of it was taken."
        elif grid.hidden:
            places = ", ".join(f"{name}!{cell}" for cell in grid.hidden[:3])
            more = f" and {len(grid.hidden) - 3} more" if len(grid.hidden) > 3 else ""
            yield f"Read from hidden rows or columns: {places}{more}. Look whether they are meant."


def problems_file(file: Path) -> Path:
    """``FILE-problems.xlsx``; a marked copy that is taken again stays the file it is.

    A copy that somebody has worked in is not written over: the next is ``FILE-problems-2.xlsx``.
    """
    if _MARKED.search(file.stem):
        return file
    names = chain(("",), (f"-{number}" for number in count(2)))
    marked = (file.with_name(f"{file.stem}-problems{name}.xlsx") for name in names)
    return next(each for each in marked if not each.exists() or _is_as_written(each))


def _is_as_written(marked: Path) -> bool:
    """Whether a marked copy is just as we wrote it; what cannot be read is not."""
    try:
        book = open_workbook(marked)
        return _DIGEST in book.custom_doc_props.names and (
            book.custom_doc_props[_DIGEST].value == _digest_of(book)
        )
    except KbError:
        return False


def _digest_of(book: Any) -> str:
    cells = (
        f"{sheet.title}\0{cell.coordinate}\0{cell.value}\0"
        for sheet in book.worksheets
        if sheet.title != PROBLEMS
        for _, cell in sorted(sheet._cells.items())
        if cell.value not in (None, "")
    )
    return sha256("".join(cells).encode("utf-8", "surrogatepass")).hexdigest()


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
            _mark(_with_room(marked_sheet, complaint.cell), complaint)
    _list(book, complaints)
    _sign(book)
    with replacing(marked) as temporary:
        book.save(temporary)


def _sign(book: Any) -> None:
    """Note how the cells are now, so that it can be told later whether somebody has worked in the copy."""
    from openpyxl.packaging.custom import StringProperty

    if _DIGEST in book.custom_doc_props.names:
        del book.custom_doc_props[_DIGEST]
    book.custom_doc_props.append(StringProperty(name=_DIGEST, value=_digest_of(book)))


def _with_room(sheet: Any, place: str) -> Any:
    """The cell at a place; of merged cells the first, for the others hold neither text nor comment."""
    area = next((area for area in sheet.merged_cells.ranges if place in area), None)
    return sheet.cell(area.min_row, area.min_col) if area is not None else sheet[place]


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
