"""A sheet of an Excel workbook: how values look there. Text stays text: nothing in it is ever a formula.

A day is a real date, a flag reads yes or no, a number is a number. Text that reads as a number, such as a
PMID, stays text and is marked as such. Columns are as wide as their texts, up to :data:`_WIDEST`; longer
texts are wrapped. The header stays in view and filters.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple

from kb.errors import KbError
from kb.forms.values import Value, shown

MOST_ROWS = 1_048_576
"""Rows of a sheet of Excel, the header among them."""

_MOST_COLUMNS = 16_384
_MOST_CHARACTERS = 32_767
_MOST_DIGITS = 10**15
"""Limits of Excel; from the last one on it rounds whole numbers, so these are kept as text."""

_FIRST_DAY = datetime.date(1900, 3, 1)
"""Excel takes 1900 for a leap year, so days before this one are kept as text."""

_SAMPLE = 1_000
"""Rows that are looked at for widths and dates before the first is written."""
_NARROWEST, _WIDEST = 8, 60
"""Characters of a column."""

_LINE, _HIGHEST = 15.0, 409.0
"""Points of a line of text, and of the highest row of Excel."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,]*(?:[eE][-+]?[0-9]+)?%?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|\+00:00)?")


class WorkbookColumn(NamedTuple):
    """A column: ``type`` is text, integer, real, boolean or date, empty when only the values tell it."""

    name: str
    type: str = ""


class TooLarge(KbError):
    """More than Excel can hold."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The answer does not fit into an Excel file ({what}). Ask for less, or use --format csv."
        )


class Link(str):
    """Text that leads to another sheet of the workbook."""

    sheet: str

    def __new__(cls, text: str, sheet: str) -> Link:
        made = super().__new__(cls, text)
        made.sheet = sheet
        return made


def fill_sheet(
    sheet: Any,
    columns: Sequence[WorkbookColumn],
    rows: Iterable[Sequence[Value]],
    above: Sequence[tuple[str, str]] = (),
) -> None:
    """Write header and rows to an empty sheet of a write-only workbook, lines ``name value`` above them.

    Raises TooLarge when they do not fit.
    """
    if len(columns) > _MOST_COLUMNS:
        raise TooLarge(f"{len(columns)} columns; Excel takes {_MOST_COLUMNS}")
    coming = iter(rows)
    sample = list(islice(coming, _SAMPLE))
    head = number = len(above) + 1 + bool(above)
    try:
        cells = _Cells(sheet)
        _lay_out(sheet, columns, sample, head)
        for line in (*above, *([()] if above else [])):
            sheet.append([cells.unwrapped(text) for text in line])
        sheet.append([cells.header(column.name) for column in columns])
        readers = [_reader(column, [row[at] for row in sample]) for at, column in enumerate(columns)]
        for number, row in enumerate(chain(sample, coming), start=head + 1):
            if number > MOST_ROWS:
                raise TooLarge(f"more rows than the {MOST_ROWS:,} of Excel")
            if lines := _lines(row):
                sheet.row_dimensions[number].height = min(lines * _LINE, _HIGHEST)
            sheet.append([cells.cell(read(value)) for read, value in zip(readers, row, strict=True)])
    except BaseException:
        sheet.close()  # else the half-written sheet complains when it is thrown away
        raise
    if columns:
        sheet.auto_filter.ref = f"A{head}:{_letters(len(columns))}{number}"


def _lay_out(
    sheet: Any, columns: Sequence[WorkbookColumn], sample: Sequence[Sequence[Value]], head: int
) -> None:
    """All that has to be said before the first row: widths, what stays in view, how it is printed."""
    for number, width in enumerate(_widths(columns, sample), start=1):
        sheet.column_dimensions[_letters(number)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = _fit_to_page()


def _fit_to_page() -> Any:
    from openpyxl.worksheet.properties import PageSetupProperties

    return PageSetupProperties(fitToPage=True)


def _widths(columns: Sequence[WorkbookColumn], sample: Sequence[Sequence[Value]]) -> Iterator[int]:
    for at, column in enumerate(columns):
        longest = max((_length(row[at]) for row in sample), default=0)
        # The button of the filter covers the end of a header.
        yield min(max(longest + 2, len(column.name) + 4, _NARROWEST), _WIDEST)


def _length(value: Value) -> int:
    return max(map(len, shown(value).splitlines()), default=0)


def _lines(row: Sequence[Value]) -> int:
    """Lines of the row when its long texts are wrapped; 0 when there is nothing to wrap."""
    wrapped = [value for value in row if isinstance(value, str) and _is_wrapped(value)]
    return max(
        (sum(-(-len(line) // (_WIDEST - 2)) or 1 for line in text.split("\n")) for text in wrapped), default=0
    )


def _is_wrapped(text: str) -> bool:
    return len(text) > _WIDEST - 2 or "\n" in text


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


def _reader(column: WorkbookColumn, sample: Sequence[Value]) -> Any:
    """What makes of a value of this column the one that Excel gets."""
    if column.type == "boolean":
        return _flag
    texts = [value for value in sample if value is not None]
    if column.type == "date" or (texts and all(_date_or_same(value) is not value for value in texts)):
        return _date_or_same
    return _same


def _same(value: Value) -> Value:
    return shown(value) if isinstance(value, bool) else value


def _flag(value: Value) -> Value:
    """The flags of the views are 1 and 0."""
    return shown(bool(value)) if value in (0, 1) else value


def _date_or_same(value: Value) -> Value:
    """The day or moment that a text in ISO 8601 says; a part of a date, such as 2015-02, stays text."""
    if not isinstance(value, str):
        return value
    try:
        if _DAY.fullmatch(value):
            day = datetime.date.fromisoformat(value)
            return day if day >= _FIRST_DAY else value
        if _MOMENT.fullmatch(value):
            moment = datetime.datetime.fromisoformat(value).replace(tzinfo=None)
            return moment if moment.date() >= _FIRST_DAY else value
    except ValueError:  # the 31st of February
        return value
    return value


class _Cells:
    """Cells of one sheet; each look is made once."""

    def __init__(self, sheet: Any) -> None:
        from openpyxl.cell import Cell
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        self._sheet = sheet
        self._type = Cell
        top, wrapped = Alignment(vertical="top"), Alignment(vertical="top", wrap_text=True)
        self._plain = self._look(alignment=top)
        self._wrapped = self._look(alignment=wrapped)
        self._number_as_text = self._look(alignment=top, number_format="@")
        self._day = self._look(alignment=top, number_format="yyyy-mm-dd")
        self._moment = self._look(alignment=top, number_format="yyyy-mm-dd hh:mm:ss")
        self._head = self._look(
            alignment=wrapped,
            font=Font(name="Calibri", size=11, bold=True),
            fill=PatternFill("solid", start_color="E8EDF2"),
            border=Border(bottom=Side("thin")),
        )

    def _look(self, **properties: Any) -> Any:
        cell = self._type(self._sheet, row=1, column=1)
        for name, value in properties.items():
            setattr(cell, name, value)
        return cell._style

    def header(self, name: str) -> Any:
        """A cell of the first row."""
        return self._text(name, self._head)

    def unwrapped(self, text: str) -> Any:
        """A cell of text that runs over its neighbors."""
        return self._text(text, self._plain)

    def cell(self, value: Value) -> Any:
        """The cell of a value; None for null."""
        if value is None:
            return None
        if isinstance(value, str):
            return self._text(value, self._look_of(value))
        if isinstance(value, datetime.datetime):
            return self._made(value, self._moment)
        if isinstance(value, datetime.date):
            return self._made(value, self._day)
        if not math.isfinite(value) or (isinstance(value, int) and abs(value) >= _MOST_DIGITS):
            return self._text(str(value), self._number_as_text)
        return self._made(value, self._plain)

    def _look_of(self, text: str) -> Any:
        if _is_wrapped(text):
            return self._wrapped
        return self._number_as_text if _NUMBER.fullmatch(text) else self._plain

    def _made(self, value: Value, look: Any) -> Any:
        cell = self._type(self._sheet, row=1, column=1, style_array=look)
        form = cell.number_format
        cell.value = value
        if cell.number_format != form:  # openpyxl gives dates its own
            cell.number_format = form
        return cell

    def _text(self, text: str, look: Any) -> Any:
        if len(text) > _MOST_CHARACTERS:
            raise TooLarge(f"a text of {len(text)} characters; Excel takes {_MOST_CHARACTERS}")
        cell = self._type(self._sheet, row=1, column=1, style_array=look)
        cell.value = _CONTROL.sub("\ufffd", text)
        # openpyxl makes a formula of "=1+1" and an error value of "#N/A"; Excel does so again when a cell is
        # edited, unless it is marked as quoted.
        cell.data_type = "s"
        if text.startswith(("=", "+", "-", "@")):
            cell.quotePrefix = True
        if isinstance(text, Link):
            self._lead(cell, text.sheet)
        return cell

    def _lead(self, cell: Any, sheet: str) -> None:
        from openpyxl.styles import Font
        from openpyxl.worksheet.hyperlink import Hyperlink

        cell.hyperlink = Hyperlink(ref="", location=f"'{sheet}'!A1")
        cell.font = Font(name="Calibri", size=11, color="0563C1", underline="single")
