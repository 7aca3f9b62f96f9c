"""Writing a screening sheet, as a workbook with drop-down lists or as CSV."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kb.codes import SCREENING_REASON
from kb.files import replacing
from kb.formats import FormatChoice, OutputFormat
from kb.forms.values import runs_in_spreadsheets, shown
from kb.review.screening.candidate_list import told, year_of
from kb.review.screening.criteria import ReviewCriteria
from kb.review.screening.sheet import COLUMNS, SHEET_NAME, Purpose, decisions_for, instructions, reason_shown
from kb.review.screening.worklist import WorklistItem

_MOST = 32_000
"""Characters of a cell; Excel takes 32,767."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDTHS = {
    "Number": 8,
    "Decision": 14,
    "Reason": 26,
    "Note": 26,
    "Title": 50,
    "Abstract": 90,
    "Authors": 30,
    "Year": 7,
    "Journal": 24,
    "PMID": 11,
    "DOI": 24,
    "Flags": 30,
    "Decisions so far": 30,
    "Score": 9,
    "Id": 16,
    "Sheet": 12,
}


_FORMATS = FormatChoice(OutputFormat.XLSX, OutputFormat.CSV)


@dataclass(frozen=True, slots=True)
class SheetContent:
    """What goes into a sheet."""

    purpose: Purpose
    policy: str
    items: Sequence[WorklistItem]
    flags: Mapping[str, tuple[str, ...]]
    scores: Mapping[str, float]
    """Relevance by candidate; empty when the order is not by relevance."""
    criteria: Sequence[ReviewCriteria] = ()
    """What the review asks, for the page of instructions."""

    def rows(self) -> list[list[Any]]:
        """The values of each line, in the order of the columns."""
        return [[values[name] for name in COLUMNS] for values in map(self._values, self.items)]

    def _values(self, item: WorklistItem) -> dict[str, Any]:
        standing, purpose = item.standing, self.purpose
        shows = item.shows_decisions_to(purpose.stage, purpose.screener)
        return {
            **dict.fromkeys(COLUMNS),
            "Number": item.number,
            "Title": standing.title,
            "Abstract": standing.abstract,
            "Authors": standing.authors,
            "Year": year_of(item),
            "Journal": standing.journal,
            "PMID": standing.pmid,
            "DOI": standing.doi,
            "Flags": "; ".join(self.flags.get(item.candidate, ())) or None,
            "Decisions so far": told(item.outcome(purpose.stage).standing) or None if shows else None,
            "Score": self.scores.get(item.candidate),
            "Id": item.candidate,
            "Sheet": purpose.as_text(),
        }


def write_sheet(file: Path, content: SheetContent) -> None:
    """Write the sheet, whole or not at all; the ending of the file says whether it is .xlsx or .csv."""
    form = _FORMATS.by_ending(file)
    with replacing(file) as temporary:
        if form is OutputFormat.CSV:
            _write_csv(temporary, content)
        else:
            _write_workbook(temporary, content)


def _write_csv(file: Path, content: SheetContent) -> None:
    # With a byte-order mark, which tells spreadsheet programs that it is UTF-8.
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        for row in content.rows():
            writer.writerow([f"'{cell}" if runs_in_spreadsheets(cell) else shown(cell) for cell in row])


def _write_workbook(file: Path, content: SheetContent) -> None:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = SHEET_NAME
    rows = content.rows()
    for line, values in enumerate([COLUMNS, *rows], start=1):
        for column, value in enumerate(values, start=1):
            _put(sheet.cell(line, column), value, is_heading=line == 1)
    for column, name in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[name]
    sheet.freeze_panes = "F2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{len(rows) + 1}"
    _write_instructions(book.create_sheet("Instructions"), content)
    _offer(book, sheet, content, len(rows) + 1)
    book.save(file)


def _put(cell: Any, value: Any, *, is_heading: bool = False) -> None:
    """Set a cell. Text stays text: else openpyxl makes a formula of "=1+1", and Excel when it is edited."""
    from openpyxl.styles import Font

    if isinstance(value, str):
        text = _CONTROL.sub("\ufffd", value)
        cell.value = text if len(text) <= _MOST else text[:_MOST] + " ... [cut]"
        cell.data_type = "s"
        if text.startswith(("=", "+", "-", "@", "\t", "\r")):
            cell.quotePrefix = True
    else:
        cell.value = value
    cell.alignment = _wrapping()
    if is_heading:
        cell.font = Font(bold=True)


@cache
def _wrapping() -> Any:
    from openpyxl.styles import Alignment

    return Alignment(wrap_text=True, vertical="top")


def _write_instructions(sheet: Any, content: SheetContent) -> None:
    from openpyxl.styles import Font

    purpose = content.purpose
    told_lines = [*instructions(purpose.stage, purpose.screener, content.policy), *_asked(content.criteria)]
    for line, (heading, text) in enumerate(told_lines, start=1):
        _put(sheet.cell(line, 1), heading)
        sheet.cell(line, 1).font = Font(bold=True)
        _put(sheet.cell(line, 2), text)
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 100


def _asked(criteria: Sequence[ReviewCriteria]) -> Iterator[tuple[str, str]]:
    for of_one in criteria:
        yield "What is asked", f"{of_one.indication}: {of_one.title}"
        yield from of_one.lines


def _offer(book: Any, sheet: Any, content: SheetContent, last: int) -> None:
    """Drop-down lists; their values are on a sheet of their own, because a list in a cell is limited."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    lists = book.create_sheet("Lists")
    purpose = content.purpose
    offered = {
        "Decision": decisions_for(purpose.stage, purpose.screener),
        "Reason": tuple(map(reason_shown, SCREENING_REASON)),
    }
    for column, (name, values) in enumerate(offered.items(), start=1):
        letter = get_column_letter(column)
        for line, value in enumerate((name, *values), start=1):
            _put(lists.cell(line, column), value, is_heading=line == 1)
        lists.column_dimensions[letter].width = 60
        choice = DataValidation(type="list", formula1=f"Lists!${letter}$2:${letter}${len(values) + 1}")
        choice.error = f"Choose a {name.lower()} from the list."
        choice.showErrorMessage = True
        sheet.add_data_validation(choice)
        target = get_column_letter(COLUMNS.index(name) + 1)
        choice.add(f"{target}2:{target}{max(last, 2)}")
