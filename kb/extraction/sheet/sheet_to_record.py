"""The cells of a workbook -> the study record that they say, or every problem at its cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.errors import nearest
from kb.extraction.sheet.cell_places import NEW_SHEET, Complaint, SheetData, address, lines_of
from kb.extraction.sheet.lists import MEANING, Lists
from kb.extraction.sheet.results import ResultRows
from kb.extraction.sheet.sheet_tables import FIELDS, RESULTS, STUDY, TABLES, Shape, SheetColumn, SheetTable
from kb.extraction.sheet.workbook_reader import Grid, unheaded
from kb.records.cells import read_cell
from kb.records.scalars import Refused
from kb.records.yaml_source import Path

_MISSING_SHEET = "the sheet {name} is missing."


def take_sheets(grids: dict[str, Grid], lists: Lists) -> SheetData:
    """Read all sheets. Sheets or columns that are missing are complaints like any other."""
    taking = _Taking(grids, lists)
    taking.study()
    for table in TABLES:
        taking.table(table)
    taking.results()
    return taking.taken


class _Taking:
    """One reading of a workbook."""

    def __init__(self, grids: dict[str, Grid], lists: Lists) -> None:
        self._grids = {name.strip().casefold(): grid for name, grid in grids.items()}
        self._lists = lists
        self.taken = SheetData()

    def _grid(self, name: str) -> Grid | None:
        grid = self._grids.get(name.casefold())
        if grid is None:
            remedy = nearest(name.casefold(), list(self._grids)) or NEW_SHEET
            self._complain(name, "A1", _MISSING_SHEET.format(name=name), remedy)
            return None
        for (row, column), cell in grid.cells.items():
            if cell.problem:
                self._complain(grid.name, address(row, column), cell.problem)
        return grid

    def _complain(self, sheet: str, cell: str, message: str, remedy: str = "") -> None:
        self.taken.complaints.append(Complaint(sheet, cell, message, remedy))

    def study(self) -> None:
        """The lines of the sheet Study."""
        grid = self._grid(STUDY)
        if grid is None:
            return
        lines = {grid.text(row, 1).strip(): row for row in grid.rows()}
        known = {column.key: column for column in FIELDS}
        for key, row in lines.items():
            if key not in known:
                message = f"`{key}` is no field." if key else "the line has no field."
                self._complain(grid.name, address(row, 1), message, nearest(key, list(known)))
        for column in FIELDS:
            if column.key not in lines:
                if column.key in ("study", "label", "design", "reports/primary"):
                    self._complain(grid.name, "A1", f"the line `{column.key}` is missing.", NEW_SHEET)
                continue
            row, path = lines[column.key], tuple(column.key.split("/"))
            self.taken.places.add(path, grid.name, address(row, 2))
            value = self._value(column, grid, (row, 2))
            if value is not None:
                _put(self.taken.data, path, value[0] if path[0] == "reports" and len(value) == 1 else value)

    def table(self, table: SheetTable) -> None:
        """A sheet with one entry per row."""
        grid = self._grid(table.name)
        if grid is None:
            return
        columns = self._columns(grid, table.columns)
        keyed: dict[str, Any] = {}
        listed: list[Any] = []
        for row in grid.rows():
            cells = {
                column.key: value
                for column in table.columns
                if (place := columns.get(column.key)) is not None
                and (value := self._value(column, grid, (row, place))) is not None
            }
            if not cells:
                continue
            key: str | int = len(listed)
            if table.keyed:
                row_key = self._key(table, cells, keyed, (grid, row, columns))
                if row_key is None:
                    continue
                key, keyed[row_key] = row_key, cells
            else:
                listed.append(cells if table.columns[0].key != "strength" else cells["strength"])
            path = (*table.path, key)
            self.taken.places.add(path, grid.name, address(row, 1))
            for name, place in columns.items():
                self.taken.places.add((*path, name), grid.name, address(row, place))
        if keyed or listed:
            _put(self.taken.data, table.path, keyed or tuple(listed))

    def _key(
        self,
        table: SheetTable,
        cells: dict[str, Any],
        taken: dict[str, Any],
        where: tuple[Grid, int, dict[str, int]],
    ) -> str | None:
        """The key of an entry, taken out of its cells; None when it has none, or it is there already."""
        grid, row, columns = where
        first = table.columns[0].key
        place = address(row, columns.get(first, 1))
        key = cells.pop(first, None)
        if key is None:
            self._complain(grid.name, place, "the row has no key.", "Write one, or empty the row.")
            return None
        if key in taken:
            self._complain(grid.name, place, f"`{key}` is listed twice.", "Rename or remove one of them.")
            return None
        return str(key)

    def results(self) -> None:
        """The sheet Results."""
        grid = self._grid(RESULTS)
        if grid is None:
            return
        rows = ResultRows(grid, self.taken, self._lists)
        entries = rows.read()
        if entries:
            self.taken.data["results"] = tuple(entries)

    def _columns(self, grid: Grid, columns: Sequence[SheetColumn]) -> dict[str, int]:
        """Header -> number of its column; headers that are missing or unknown are complaints."""
        places: dict[str, int] = {}
        known = [column.key for column in columns]
        for (row, place), header in grid.cells.items():
            head = header.text.strip()
            if row == 1 and head in known and head not in places:
                places[head] = place
            elif row == 1 and head:
                message = "is here twice" if head in places else "is no column of this sheet"
                self._complain(grid.name, address(1, place), f"`{head}` {message}.", nearest(head, known))
        for cell in unheaded(grid):
            self._complain(grid.name, cell, "is in a column without a header.", "Move it, or empty it.")
        for head in known:
            if head not in places:
                self._complain(grid.name, "A1", f"the column `{head}` is missing.", NEW_SHEET)
        return places

    def _value(self, column: SheetColumn, grid: Grid, place: tuple[int, int]) -> Any:
        """The value of a cell as a record writes it; None for an empty one, or one with a problem."""
        text = grid.text(*place)
        if not text.strip():
            return None
        if column.shape is Shape.LINES:
            return lines_of(text)
        if column.shape is Shape.TEXTS:
            return tuple(line.strip() for line in text.splitlines() if line.strip())
        text = text.strip()
        if column.shape is Shape.KEYS:
            return tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip()) or None
        if column.list == "limitation codes":
            return text.partition(MEANING)[0].strip()
        if column.shape is Shape.FIGURE:
            try:
                read_cell(text)
            except Refused as error:
                self._complain(grid.name, address(*place), error.message, error.remedy)
                return None
        return text.lower() if column.shape is Shape.YES_NO else text


def _put(data: dict[str, Any], path: Path, value: Any) -> None:
    for part in path[:-1]:
        data = data.setdefault(str(part), {})
    data[str(path[-1])] = value
