"""The rows of one sheet -> the entries of the records that they belong to."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.errors import nearest
from kb.records.limitation_cells import read_limitation_cell
from kb.records.yaml_source import Path
from kb.sheets.cell_places import SheetData, address
from kb.sheets.cell_values import MEANING
from kb.sheets.sheet_columns import FieldKind, SheetColumn
from kb.sheets.sheet_table import AT_LEAST, LEVEL, NUMBER, RULE, SheetTable
from kb.sheets.workbook_reader import Grid

EntryOwners = dict[tuple[str, ...], tuple[SheetData, Path]]
"""What rows may belong to, by the words of the columns that name it: the record, and where in it."""
Value = Callable[[SheetColumn, Grid, tuple[int, int]], Any]
Complain = Callable[[str, str, str, str], None]


@dataclass(slots=True)
class _Row:
    """One row that says something."""

    number: int
    around: tuple[str, ...]
    cells: dict[str, Any]
    """Values by the header of their column; those of the entry alone."""


@dataclass(slots=True)
class _OpenNode:
    """An entry of a tree whose rows below are being read."""

    level: int
    data: dict[str, Any]
    path: Path
    list: str
    """Field that holds the entries below it; empty while nothing may be there."""


_TABLES_OF_LIMITATIONS: Mapping[Path, str] = {
    ("limitations", "items"): "conduct",
    ("limitations",): "relevance",
}
"""Where limitations are in a record -> the table that their domains are of."""


def _entries_of(entry: dict[str, Any], path: Path) -> list[dict[str, Any]]:
    """What a row says: one entry, or as many limitations as a printed cell beside its domain says."""
    table, domain, cell = _TABLES_OF_LIMITATIONS.get(path), entry.get("domain"), entry.get("code")
    if table is None or not domain or not cell or "/" in cell.split(MEANING)[0].split()[0]:
        return [entry]
    named = domain if "/" in domain else f"{table}/{domain}"
    said = list(read_limitation_cell(f"{cell} {entry.get('note', '')}", named))
    common = {key: value for key, value in entry.items() if key not in ("domain", "code", "note")}
    return [common | each for each in said]


@dataclass(slots=True)
class RowReading:
    """One reading of a sheet with an entry per row."""

    table: SheetTable
    grid: Grid
    columns: Mapping[str, int]
    value: Value
    complain: Complain
    made: EntryOwners = field(default_factory=dict)
    open: dict[tuple[str, ...], list[_OpenNode]] = field(default_factory=dict)

    def read(self, owners: EntryOwners) -> EntryOwners:
        """Put every row where it belongs; what other sheets may name by these rows."""
        before: tuple[str, ...] = ()
        for number in self.grid.rows():
            row = self._row(number)
            if row is None:
                continue
            row.around = before = self._around(row, owners, before)
            if row.around in owners:
                self._enter(row, owners[row.around])
        return self.made

    def _row(self, number: int) -> _Row | None:
        """The values of a row; None when it has none of its own."""
        around = tuple(self._text(number, head) for head in self.table.around)
        cells = {
            column.key: value
            for column in self.table.header()
            if column.key not in self.table.around
            and (place := self.columns.get(column.key)) is not None
            and (value := self.value(column, self.grid, (number, place))) is not None
        }
        told = cells.keys() - ({NUMBER} if self.table.numbered else set()) - {LEVEL}
        return _Row(number, around, cells) if told else None

    def _text(self, row: int, head: str) -> str:
        place = self.columns.get(head)
        return self.grid.text(row, place).strip() if place is not None else ""

    def _around(self, row: _Row, owners: EntryOwners, before: tuple[str, ...]) -> tuple[str, ...]:
        """What a row belongs to: as it says; else as the row above it, or the only one there is."""
        if len(owners) == 1 and not any(row.around):
            return next(iter(owners))
        filled = tuple(
            word or (before[place] if place < len(before) and self._same(row.around, before, place) else "")
            for place, word in enumerate(row.around)
        )
        if len(owners) and "" in filled:
            fitting = [own for own in owners if all(a in ("", b) for a, b in zip(filled, own, strict=True))]
            filled = fitting[0] if len(fitting) == 1 else filled
        follows = filled == before and not any(row.around)  # what the row above names is told there
        if filled not in owners and not follows:
            self._refuse(row, owners, filled)
        return filled

    @staticmethod
    def _same(around: tuple[str, ...], before: tuple[str, ...], place: int) -> bool:
        """Whether what is named before a place is what the row above names."""
        return all(word in ("", other) for word, other in zip(around[:place], before, strict=False))

    def _refuse(self, row: _Row, owners: EntryOwners, filled: tuple[str, ...]) -> None:
        """Complain of the first word that names nothing."""
        for place, word in enumerate(filled):
            known = list(dict.fromkeys(own[place] for own in owners if own[:place] == filled[:place]))
            if word not in known:
                head = self.table.around[place]
                name = head.removeprefix("of ")
                message = f"`{word}` is no {name} of this workbook." if word else f"the row names no {name}."
                remedy = nearest(word, known) or (f"Write one of: {', '.join(known[:8])}." if known else "")
                self._tell(row, head, message, remedy)
                return

    def _tell(self, row: _Row, head: str, message: str, remedy: str = "") -> None:
        self.complain(self.grid.name, address(row.number, self.columns.get(head, 1)), message, remedy)

    def _enter(self, row: _Row, owner: tuple[SheetData, Path]) -> None:
        data, path = owner
        if self.table.nodes:
            self._node(row, data, (*path, *self.table.path))
            return
        place: Path | None = None
        for entry in _entries_of(self._entry(row), self.table.path):
            place = self._place(row, data, path)
            if place is None:
                return
            self._add(data, place, entry)
            self._note_places(row, data, place)
        if place is None:
            return
        id = str(row.cells.get(self.table.identity, ""))
        if self.table.numbered and not id:
            id = self._next_number(row.around)
        if id and (*row.around, id) in self.made and self.table.numbered:
            self._tell(row, NUMBER, f"`{id}` is the number of another row.", "Give each row its own.")
        elif id:
            self.made.setdefault((*row.around, id), (data, place))

    def _next_number(self, around: tuple[str, ...]) -> str:
        """The number of a row that names none: rows are counted."""
        return str(1 + sum(made[:-1] == around for made in self.made))

    def _entry(self, row: _Row) -> dict[str, Any]:
        entry: dict[str, Any] = {}
        for column in self.table.columns:
            if column.key in row.cells:
                inside = entry
                for part in column.path[:-1]:
                    inside = inside.setdefault(part, {})
                inside[column.path[-1]] = row.cells[column.key]
        return entry

    def _place(self, row: _Row, data: SheetData, path: Path) -> Path | None:
        """Where the entry of a row goes; None when that cannot be told, which is complained of."""
        above = (*path, *self.table.path)
        if self.table.key is None:
            return (*above, len(_at(data.data, above) or ()))
        key = row.cells.get(self.table.key.key)
        if key is None:
            self._tell(row, self.table.key.key, "the row has no key.", "Write one, or empty the row.")
            return None
        there = _at(data.data, (*above, key))
        if self.table.form is FieldKind.GROUPS:
            return (*above, str(key), len(there or ()))
        if there is not None:
            message = f"`{key}` is listed twice."
            self._tell(row, self.table.key.key, message, "Rename or remove one of them.")
            return None
        return (*above, str(key))

    def _add(self, data: SheetData, place: Path, entry: Any) -> None:
        """Put an entry at its place; lists grow by one."""
        inside: Any = data.data
        for part in place[:-2] if isinstance(place[-1], int) else place[:-1]:
            inside = inside.setdefault(part, {}) if isinstance(inside, dict) else inside[part]
        if isinstance(place[-1], int):
            inside[place[-2]] = (*inside.get(place[-2], ()), entry)
        else:
            inside[place[-1]] = entry

    def _note_places(self, row: _Row, data: SheetData, place: Path) -> None:
        if self.table.key is not None:
            first = self.columns.get(self.table.key.key, 1)
        else:
            first = next((self.columns[c.key] for c in self.table.columns if c.key in self.columns), 1)
        data.places.add(place, self.grid.name, address(row.number, first))
        for column in self.table.columns:
            if column.key in self.columns:
                cell = address(row.number, self.columns[column.key])
                data.places.add((*place, *column.path), self.grid.name, cell)
            else:
                data.places.lost.add((*place, *column.path))

    def _node(self, row: _Row, data: SheetData, root: Path) -> None:
        """An entry of a tree: below the last one with a smaller level."""
        stack = self.open.setdefault((*row.around, str(id(data))), [])
        level = self._level(row, stack)
        while stack and stack[-1].level >= level:
            stack.pop()
        below, count = self._rule(row)
        node = self._entry(row) | ({"at-least": count} if count else {})
        place = self._place_of_node(row, data, root, stack)
        if place is None:
            return
        self._add(data, place, node)
        self._note_places(row, data, place)
        stack.append(_OpenNode(level, node, place, below))

    def _place_of_node(self, row: _Row, data: SheetData, root: Path, stack: list[_OpenNode]) -> Path | None:
        if stack:
            above = stack[-1]
            if not above.list:
                remedy = "Say in `rule` of the row above whether all or any of what follows must hold."
                self._tell(row, LEVEL, "stands under a criterion that says no rule.", remedy)
                above.list = self.table.nodes[0]  # told once, not of each row that follows
            return (*above.path, above.list, len(above.data.get(above.list, ())))
        there = _at(data.data, root)
        if self.table.form is not FieldKind.ENTRY:
            return (*root, len(there or ()))
        if there is None:
            return root
        if not isinstance(there, _Joined):
            self._wrap(data, root, there)
        return (*root, "all", len(_at(data.data, (*root, "all"))))

    @staticmethod
    def _wrap(data: SheetData, root: Path, first: Any) -> None:
        """Several at the outermost level: all of them must hold."""
        whole = _Joined({"all": (first,)})
        _at(data.data, root[:-1])[root[-1]] = whole
        data.places.move(root, (*root, "all", 0))

    def _level(self, row: _Row, stack: list[_OpenNode]) -> int:
        text = str(row.cells.get(LEVEL, "")).strip()
        if not text:
            return stack[-1].level if stack else 1
        most = stack[-1].level + 1 if stack else 1
        if not re.fullmatch(r"[1-9]\d?", text) or int(text) > most:
            remedy = f"Write a whole number from 1 to {most}: one more than the row that it stands under."
            self._tell(row, LEVEL, f"`{text}` is no level here.", remedy)
            return most if stack else 1
        return int(text)

    def _rule(self, row: _Row) -> tuple[str, str]:
        """The field that holds what stands below a row, and how many of it must hold where that is told."""
        if len(self.table.nodes) == 1:
            return self.table.nodes[0], ""
        text = str(row.cells.get(RULE, "")).strip().lower()
        count = re.fullmatch(rf"{AT_LEAST}(\d+)(?: of)?", text)
        if count is not None and "of" in self.table.nodes:
            return "of", count[1]
        if text and text not in self.table.nodes:
            rules = [f"{AT_LEAST}2" if name == "of" else name for name in self.table.nodes]
            self._tell(row, RULE, f"`{text}` is no rule.", f"Write one of: {', '.join(rules)}.")
            return self.table.nodes[0], ""  # so that the rows below have something to stand under
        return text, ""


class _Joined(dict[str, Any]):
    """The entry around several of the outermost level, which no row says."""


def _at(data: Any, path: Path) -> Any:
    for part in path:
        if isinstance(data, dict):
            data = data.get(str(part))
        elif isinstance(data, tuple) and isinstance(part, int) and part < len(data):
            data = data[part]
        else:
            return None
    return data
