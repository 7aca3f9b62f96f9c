"""A table as an Excel workbook. Text stays text: nothing in it is ever a formula."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from kb.errors import KbError
from kb.forms.values import Value

_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_CHARACTERS = 32_767
_MOST_DIGITS = 10**15
"""Limits of Excel; from the last one on it rounds whole numbers, so these are kept as text."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML cannot hold."""


def write(file: Path, columns: Sequence[str], rows: Iterable[Sequence[Value]]) -> None:
    """Write one sheet with a header that stays in view. Raises KbError when it does not fit into Excel."""
    from openpyxl import Workbook

    if len(columns) > _MOST_COLUMNS:
        raise _too_large(f"{len(columns)} columns; Excel takes {_MOST_COLUMNS}")
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet("rows")
    sheet.freeze_panes = "A2"
    try:
        sheet.append([_text(sheet, name, bold=True) for name in columns])
        for number, row in enumerate(rows, start=2):
            if number > _MOST_ROWS:
                raise _too_large(f"more rows than the {_MOST_ROWS} of Excel")
            sheet.append([_cell(sheet, value) for value in row])
    except BaseException:
        sheet.close()  # else the half-written sheet complains when it is thrown away
        raise
    book.save(file)


def _cell(sheet: Any, value: Value) -> Any:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str) or not math.isfinite(value):
        return _text(sheet, str(value))
    if isinstance(value, int) and abs(value) >= _MOST_DIGITS:
        return _text(sheet, str(value))
    return value


def _text(sheet: Any, text: str, *, bold: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    if len(text) > _MOST_CHARACTERS:
        raise _too_large(f"a text of {len(text)} characters; Excel takes {_MOST_CHARACTERS}")
    cell = WriteOnlyCell(sheet)
    cell.value = _CONTROL.sub("\ufffd", text)
    # openpyxl makes a formula of "=1+1" and an error value of "#N/A"; Excel does so again when a cell is
    # edited, unless it is marked as quoted.
    cell.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell


def _too_large(what: str) -> KbError:
    return KbError(f"The answer does not fit into an Excel file ({what}). Ask for less, or use --format csv.")
