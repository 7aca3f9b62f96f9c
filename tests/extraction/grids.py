"""The sheets of records as they are read from a workbook, without making one: that takes its time."""

from __future__ import annotations

from collections.abc import Sequence

from kb.sheets.filling import FilledSheet
from kb.sheets.workbook_reader import Given, Grid
from kb.sheets.workbook_writer import told_of


def grids_of(sheets: Sequence[FilledSheet]) -> dict[str, Grid]:
    """What ``read_grids`` gives of the workbook with these sheets, but for guide and lists."""
    return {
        sheet.name: _grid(sheet.name, _upright(sheet) if sheet.upright else _table(sheet)) for sheet in sheets
    }


def _upright(sheet: FilledSheet) -> list[Sequence[str]]:
    """Fields as lines; what they are stands behind the only record, else before all of them."""
    lines: list[Sequence[str]] = [
        ("field", "value", "what it is") if sheet.alone else ("field", "what it is")
    ]
    for number, column in enumerate(sheet.columns):
        values = [row[number] for row in sheet.rows]
        told = told_of(column)
        lines.append((column.key, *(values or [""]), told) if sheet.alone else (column.key, told, *values))
    return lines


def _table(sheet: FilledSheet) -> list[Sequence[str]]:
    return [[column.key for column in sheet.columns], *sheet.rows]


def _grid(name: str, lines: Sequence[Sequence[str]]) -> Grid:
    cells = {
        (row, column): Given(text)
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    return Grid(name, cells)
