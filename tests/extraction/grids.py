"""The sheets of a study as they are read from its workbook, without making one: a workbook takes its time."""

from __future__ import annotations

from collections.abc import Sequence

from kb.extraction.sheet.build import Sheets
from kb.extraction.sheet.sheet_tables import RESULTS, STUDY, SheetColumn
from kb.extraction.sheet.workbook_reader import Given, Grid


def grids_of(sheets: Sheets) -> dict[str, Grid]:
    """What ``read_grids`` gives of the workbook with these cells, but for guide and lists."""
    fields = [(column.key, value, column.help) for column, value in sheets.fields]
    grids = [_grid(STUDY, [("field", "value", "what it is"), *fields])]
    grids += [_table(table.name, table.columns, rows) for table, rows in sheets.tables]
    grids += [_table(RESULTS, sheets.result_columns, sheets.results)]
    return {grid.name: grid for grid in grids}


def _table(name: str, columns: Sequence[SheetColumn], rows: Sequence[Sequence[str]]) -> Grid:
    return _grid(name, [[column.key for column in columns], *rows])


def _grid(name: str, lines: Sequence[Sequence[str]]) -> Grid:
    cells = {
        (row, column): Given(text)
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line, start=1)
        if text
    }
    return Grid(name, cells)
