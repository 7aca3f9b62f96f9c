"""Somebody at a workbook: what is typed into it, by field and header as the person sees them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl

Typed = Mapping[str, "Mapping[str, str] | Iterable[Mapping[str, str]]"]
"""Sheet -> values by field (of an upright sheet), or rows by header."""


def type_in(file: Path, typed: Typed) -> None:
    """Fill in a workbook and save it: rows go below what is there."""
    with closing(openpyxl.load_workbook(file)) as book:
        for name, cells in typed.items():
            sheet = book[name]
            if isinstance(cells, Mapping):
                _upright(sheet, cells)
            else:
                for row in cells:
                    _row(sheet, row)
        book.save(file)


def rename_heads(file: Path, sheet: str, heads: Mapping[str, str]) -> None:
    """Write other headers: the keys of arms in the place of those that a new workbook has."""
    with closing(openpyxl.load_workbook(file)) as book:
        for cell in book[sheet][1]:
            cell.value = heads.get(str(cell.value), cell.value)
        book.save(file)


def cell_of(file: Path, sheet: str, head: str, row: int) -> str:
    """The address of a cell by the header of its column."""
    with closing(openpyxl.load_workbook(file)) as book:
        return str(next(cell.coordinate for cell in book[sheet][1] if cell.value == head)[:-1]) + str(row)


def _upright(sheet: Any, cells: Mapping[str, str]) -> None:
    heads = [cell.value for cell in sheet[1]]
    place = heads.index("value") + 1 if "value" in heads else heads.index("1") + 1
    lines = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    for field, value in cells.items():
        sheet.cell(lines[field], place).value = value


def _row(sheet: Any, cells: Mapping[str, str]) -> None:
    heads = {str(cell.value): cell.column for cell in sheet[1] if cell.value}
    row = next(
        row for row in range(2, sheet.max_row + 2)
        if not any(sheet.cell(row, place).value for place in heads.values())
    )  # fmt: skip
    for head, value in cells.items():
        sheet.cell(row, heads[head]).value = value
