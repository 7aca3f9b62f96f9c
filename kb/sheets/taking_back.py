"""The cells of a workbook -> the records that they say, or every problem at its cell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.errors import nearest
from kb.sheets.cell_places import NEW_SHEET, Complaint, SheetData, address, without_repeats
from kb.sheets.cell_values import NoValue, is_kept, value_of
from kb.sheets.filling import Data, value_at
from kb.sheets.lists import Lists
from kb.sheets.marking import PROBLEMS
from kb.sheets.record_layout import layout_of
from kb.sheets.results import ResultRows
from kb.sheets.sheet_columns import SheetColumn
from kb.sheets.sheet_rows import EntryOwners, RowReading
from kb.sheets.sheet_table import INSTRUCTIONS, LISTS, RecordLayout, SheetTable
from kb.sheets.workbook_reader import Grid, unheaded

Held = Mapping[str, Data]
"""Key of a record -> what it says before; what that needs of the workbook may not be missing."""
_MISSING_SHEET = "the sheet {name} is missing."
_UNREADABLE = "\0"
"""Stands for the study that a cell would name which has a problem of its own."""
_STRAY = "Move it, or empty it."
_FIELD_HEADS = ("what it is", "help")


@dataclass(slots=True)
class TakenRecords:
    """What a workbook says: records by their kind and key, and what is wrong with its sheets."""

    records: dict[str, dict[str, SheetData]] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)
    lacks_results: bool = False
    """Whether rows of results could not be read as such, so that figures are missing for a reason told."""


def take_study(
    grids: dict[str, Grid], lists: Lists, held: Data | None = None, more: Sequence[RecordLayout] = ()
) -> tuple[SheetData, TakenRecords]:
    """Read the sheets of one study, and of ``more`` beside it; all complaints are with the study."""
    layout = layout_of("studies", single=True)
    key = str(held.get("study", "")) if held else ""
    taken = take_records(grids, [layout, *more], lists, {"studies": {key: held} if held else {}})
    data = next(iter(taken.records["studies"].values()), SheetData())
    data.complaints = without_repeats([*taken.complaints, *data.complaints])
    return data, taken


def take_sheets(grids: dict[str, Grid], lists: Lists, held: Data | None = None) -> SheetData:
    """Read the sheets of one study."""
    return take_study(grids, lists, held)[0]


def take_records(
    grids: dict[str, Grid], layouts: Sequence[RecordLayout], lists: Lists, held: Mapping[str, Held]
) -> TakenRecords:
    """Read the sheets of some kinds of records. A missing sheet or column is a complaint like any other.

    ``held`` has the records of each kind as they are before.
    """
    taking = _Taking(grids, lists)
    taking.problems_of_cells({name.casefold() for layout in layouts for name in layout.names()})
    for layout in layouts:
        taking.kind(layout, held.get(layout.kind, {}))
    return taking.taken


class _Taking:
    """One reading of a workbook."""

    def __init__(self, grids: dict[str, Grid], lists: Lists) -> None:
        self._grids = {name.strip().casefold(): grid for name, grid in grids.items()}
        self._others: set[str] = set()
        """Names of sheets that are none of ours."""
        self._lists = lists
        self.taken = TakenRecords()

    def problems_of_cells(self, names: Collection[str]) -> None:
        """What spreadsheet programs made of cells, on the sheets that are read."""
        self._others = self._grids.keys() - {*names, *map(str.casefold, (INSTRUCTIONS, LISTS, PROBLEMS))}
        for grid in self._grids.values():
            for (row, column), cell in grid.cells.items() if grid.name.casefold() in names else ():
                if cell.problem:
                    self._complain(grid.name, address(row, column), cell.problem)

    def _complain(self, sheet: str, cell: str, message: str, remedy: str = "") -> None:
        self.taken.complaints.append(Complaint(sheet, cell, message, remedy))

    def _take_back(self, sheet: str, cell: str) -> None:
        """A day in a cell for days is nothing wrong."""
        complaints = self.taken.complaints
        complaints[:] = [each for each in complaints if (each.sheet, each.cell) != (sheet, cell)]

    def _grid(self, name: str, needed: bool) -> Grid | None:
        """A sheet; None when it is not there, which is a complaint where it is needed."""
        grid = self._grids.get(name.casefold())
        if grid is None and needed:
            names = [self._grids[other].name for other in self._others]
            close = f"If it is the sheet {' or '.join(sorted(names))}, name it {name} again. Else: "
            remedy = f"{close if 0 < len(names) <= 3 else ''}{NEW_SHEET}"
            self._complain(name, "A1", _MISSING_SHEET.format(name=name), remedy)
        elif grid is not None and grid.cells and all(row > 1 for row, _ in grid.cells):
            message = "the first row is empty, and the headers belong there."
            self._complain(name, "A1", message, "Delete the empty rows above the headers.")
            return None
        return grid

    def kind(self, layout: RecordLayout, held: Held) -> None:
        """All records of a kind."""
        records: dict[str, SheetData] = {}
        self.taken.records[layout.kind] = records
        owners: EntryOwners = {}
        if layout.vocabulary:
            owners[()] = (SheetData(), ())
        else:
            grid = self._grid(layout.sheet, bool(held))
            if grid is not None:
                found = self._rows(layout, grid) if layout.in_rows else self._lines(layout, grid, held)
                for key, data in found:
                    records[key] = data
                    _keep(data.data, layout, held.get(key, {}))
                    for path in layout.empty:
                        if value_at(data.data, path) is None:
                            put_at(data.data, path, {})
                    owners[() if layout.single else (key,)] = (data, ())
        for table in layout.tables:
            self._table(table, owners, [value_at(data, table.path) for data in held.values()])
        if layout.kind == "studies":
            self._results(layout, records, held)
        if layout.vocabulary and owners[()][0].data:
            records[""] = owners[()][0]

    def _lines(self, layout: RecordLayout, grid: Grid, held: Held) -> Iterator[tuple[str, SheetData]]:
        """The records of a sheet with a line for each field, and a column for each record."""
        lines = self._fields(layout, grid, held)
        heads = {column: grid.text(1, column).strip() for _, column in grid.cells}
        shown = [c for c, head in sorted(heads.items()) if c > 1 and head not in _FIELD_HEADS]
        used = [column for column in shown if any(grid.text(row, column).strip() for row in grid.rows())]
        used = [column for column in used if not self._is_stray(layout, grid, lines, column)]
        if layout.single and len(used) > 1:
            message = f"is a second {layout.word}, and the workbook has room for one."
            self._complain(grid.name, address(2, used[1]), message, "Write it into a workbook of its own.")
        for column in used[:1] if layout.single else used:
            data = SheetData()
            data.places.begin(grid.name, address(1, column))
            for field_column in layout.fields:
                if field_column.key in lines:
                    self._put(data, field_column, grid, (lines[field_column.key], column))
            yield self._key_of(layout, data, (grid, address(lines.get(layout.word, 1), column))), data

    def _is_stray(self, layout: RecordLayout, grid: Grid, lines: Mapping[str, int], column: int) -> bool:
        """Whether a column is no record but a note beside them: it has neither header nor key."""
        if grid.text(1, column).strip() or grid.text(lines.get(layout.word, 1), column).strip():
            return False
        row = min(line for line, place in grid.cells if place == column)
        remedy = f"Write the key of its {layout.word}, or move or empty it."
        message = "is in a column without a header or key."
        self._complain(grid.name, address(row, column), message, _STRAY if layout.single else remedy)
        return True

    def _key_of(self, layout: RecordLayout, data: SheetData, place: tuple[Grid, str]) -> str:
        key = data.data.get(layout.word)
        records = self.taken.records[layout.kind]
        if key is None:
            self._complain(place[0].name, place[1], f"the {layout.word} has no key.", "Write one.")
        elif key in records:
            self._complain(
                place[0].name, place[1], f"`{key}` is listed twice.", "Rename or remove one of them."
            )
        return str(key or "")

    def _fields(self, layout: RecordLayout, grid: Grid, held: Held) -> dict[str, int]:
        """Field -> line of the sheet of a record."""
        lines: dict[str, int] = {}
        known = [column.key for column in layout.fields]
        for row in grid.rows():
            key = grid.text(row, 1).strip()
            if key not in known:
                self._no_field(grid, row, nearest(key, known))
            elif key in lines:
                self._complain(grid.name, address(row, 1), f"`{key}` is here twice.", "Remove one of them.")
            else:
                lines[key] = row
        for column in layout.fields:
            if column.key not in lines and _is_needed(column, held.values()):
                self._complain(grid.name, "A1", f"the line `{column.key}` is missing.", NEW_SHEET)
        return lines

    def _no_field(self, grid: Grid, row: int, near: str) -> None:
        """Complain of a line that is none, such as a note below or beside all others."""
        key = grid.text(row, 1).strip()
        column = min(place for line, place in grid.cells if line == row)
        message = f"`{key}` is no field." if key else "is in a line without a field."
        self._complain(grid.name, address(row, column), message, near if key else _STRAY)

    def _rows(self, layout: RecordLayout, grid: Grid) -> Iterator[tuple[str, SheetData]]:
        """The records of a sheet with a row for each."""
        columns = self._columns(grid, layout.fields, [])
        for row in grid.rows():
            data = SheetData()
            data.places.begin(grid.name, address(row, 1))
            for column in layout.fields:
                if column.key in columns:
                    self._put(data, column, grid, (row, columns[column.key]))
            if data.data:
                yield self._key_of(layout, data, (grid, address(row, columns.get(layout.word, 1)))), data

    def _put(self, data: SheetData, column: SheetColumn, grid: Grid, place: tuple[int, int]) -> None:
        """The value of a cell, and where it is."""
        data.places.add(column.path, grid.name, address(*place))
        value = self._value(column, grid, place)
        if value is not None:
            put_at(data.data, column.path, value)

    def _table(self, table: SheetTable, owners: EntryOwners, held: Sequence[Any]) -> None:
        """A sheet with one entry per row, and those that name its entries."""
        grid = self._grid(table.name, any(held))
        inside: EntryOwners = {}
        if grid is not None and grid.rows() and not owners:
            around = (table.around[-1] if table.around else "policy").removeprefix("of ")
            message = f"there is no {around} that this row could belong to."
            self._complain(grid.name, f"A{grid.rows()[0]}", message, f"Enter the {around} on its own sheet.")
        elif grid is not None and owners:
            columns = self._columns(
                grid, table.header(), [entry for some in held for entry in _entries_in(some)]
            )
            reading = RowReading(table, grid, columns, self._value, self._complain)
            inside = reading.read(owners)
        for below in table.below:
            some = [value_at(entry, below.path) for each in held for entry in _entries_in(each)]
            self._table(below, inside, some)

    def _columns(self, grid: Grid, columns: Sequence[SheetColumn], held: Sequence[Any]) -> dict[str, int]:
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
        for column in columns if grid.rows() else ():
            if column.key not in places and _is_needed(column, held):
                self._complain(grid.name, "A1", f"the column `{column.key}` is missing.", NEW_SHEET)
        return places

    def _results(self, layout: RecordLayout, records: dict[str, SheetData], held: Held) -> None:
        """The sheet Results, of each study its rows."""
        before = len(self.taken.complaints)
        grid = self._grid(layout.results, any(data.get("results") for data in held.values()))
        if grid is None:
            self.taken.lacks_results = len(self.taken.complaints) > before
            return
        parts = dict.fromkeys(records, grid) if layout.single else self._by_study(grid, list(records))
        for key, part in parts.items():
            data = records[key]
            entries = ResultRows(part, data, self._lists).read()
            if entries:
                data.data["results"] = tuple(entries)

    def _by_study(self, grid: Grid, studies: Sequence[str]) -> dict[str, Grid]:
        """The rows of each study, with the header, as a sheet of its own."""
        place = next((column for (row, column), cell in grid.cells.items()
                      if row == 1 and cell.text.strip() == "study"), None)  # fmt: skip
        parts: dict[str, Grid] = {}
        before = studies[0] if len(studies) == 1 else ""
        for row in grid.rows():
            cell = grid.cells.get((row, place)) if place is not None else None
            before = (_UNREADABLE if cell.problem else cell.text.strip() or before) if cell else before
            if before not in studies:
                self.taken.lacks_results = True
            if before == _UNREADABLE:
                continue
            if before not in studies:
                remedy = nearest(before, studies) or "Enter it on the sheet Studies."
                message = f"`{before}` is no study of this workbook." if before else "the row names no study."
                self._complain(grid.name, address(row, place or 1), message, remedy)
                continue
            part = parts.setdefault(before, Grid(grid.name))
            part.cells |= {
                at: cell for at, cell in grid.cells.items() if at[0] in (1, row) and at[1] != place
            }
        return parts

    def _value(self, column: SheetColumn, grid: Grid, place: tuple[int, int]) -> Any:
        """The value of a cell as a record writes it; None for an empty one, or one with a problem."""
        cell = grid.cells.get(place)
        if cell is not None and cell.day and column.is_date:
            self._take_back(grid.name, address(*place))
            return cell.day
        try:
            return value_of(grid.text(*place), column)
        except NoValue as error:
            self._complain(grid.name, address(*place), error.message, error.remedy)
            return None


def put_at(data: dict[str, Any], path: Sequence[str], value: Any) -> None:
    """Put a value at a path, with what has to be around it."""
    for part in path[:-1]:
        data = data.setdefault(str(part), {})
    data[str(path[-1])] = value


def _keep(data: Data, layout: RecordLayout, held: Data) -> None:
    """What was too long for its cell is as it was before."""
    for column in layout.fields:
        if is_kept(value_at(data, column.path)) and (value := value_at(held, column.path)) is not None:
            put_at(data, column.path, value)


def _is_needed(column: SheetColumn, held: Any) -> bool:
    """Whether a column may not be missing: each entry needs it, or one that is there has it."""
    return column.required or any(value_at(entry, column.path) is not None for entry in held if column.path)


def _entries_in(value: Any) -> Iterator[Any]:
    """The entries of a list, of a mapping, or of lists by key."""
    for inside in value.values() if isinstance(value, dict) else value or ():
        yield from inside if isinstance(inside, tuple) else (inside,)
