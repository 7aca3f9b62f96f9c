"""Records <-> rows by the plan of the record: everything but what a special mapping owns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kb.records.keeping import KeyOf
from kb.records.storage_plan import EntryField, LinkField, StoragePlan, plan_of
from kb.records.yaml_source import Path
from kb.store.rows import RecordRows, Row, numbered


def add_derived(rows: RecordRows, record: Any) -> None:
    """Add the rows of a record, with the columns that are not special."""
    model: Any = type(record)
    plan = plan_of(model)
    adding = _Adding(rows)
    if plan.row is None:
        adding.below(plan, record, ("", ()))
    else:
        adding.entry(plan, record, _Place("", ()))


def read_derived(rows: RecordRows, model: Any) -> dict[str, Any]:
    """The data of a record from its rows; without what is special."""
    plan = plan_of(model)
    reading = _Reading(rows)
    if plan.row is None:
        (field,) = plan.entries
        data: dict[str, Any] = reading.entries(field, "") or {}
        return data
    return reading.entry(plan, rows.only_row(plan.row.table))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an entry is: the key of the row it belongs to, its path, position from 1, and key."""

    owner: str
    path: Path
    position: int = 0
    key: str = ""


class _Names(dict[str, Any]):
    """The parts of the key of a row; parts that are not given come from the entry."""

    def __init__(self, entry: Any, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self._entry = entry

    def __missing__(self, name: str) -> Any:
        return getattr(self._entry, name)


class _Adding:
    def __init__(self, rows: RecordRows) -> None:
        self._rows = rows
        self._root = ""

    def entry(self, plan: StoragePlan, entry: Any, place: _Place) -> None:
        """Add the row of an entry, and all rows below."""
        assert plan.row is not None
        keyed = {"key": place.key} if plan.shape == "map" else {}
        key_values = {
            "owner": place.owner,
            "record": self._rows.record_id,
            "position": place.position,
            **keyed,
        }
        id = plan.row.id.format_map(_Names(entry, key_values))
        self._root = self._root or id
        values: Row = {plan.owner: place.owner} if plan.owner else {}
        if plan.keyed:
            values[plan.keyed] = place.key
        if plan.positioned:
            values["position"] = place.position
        self._fill(plan, entry, values)
        self._rows.add(plan.row.table, id, values, place.path)
        self.below(plan, entry, (id, place.path))

    def below(self, plan: StoragePlan, entry: Any, at: tuple[str, Path]) -> None:
        """Add the rows of links and entries below a row, which is at (key, path)."""
        id, path = at
        for link in plan.links:
            self._link(link, getattr(entry, link.name), (id, (*path, link.key)))
        for field in plan.entries:
            value = entry.root if field.name == "root" else getattr(entry, field.name)
            if value is None:
                continue
            inside = (*path, field.key) if field.key else path
            if field.plan.row is None:
                self.below(field.plan, value, (id, inside))
            for part, place in _places(field, value, id, inside):
                self.entry(field.plan, part, place)

    def _fill(self, plan: StoragePlan, entry: Any, values: Row) -> None:
        """The columns of an entry (None for one that is absent), and of those that stand in its row."""
        for column in plan.columns:
            if column.column:
                value = None if entry is None else getattr(entry, column.name)
                values[column.column] = self._lengthened(value, column.target)
        for field in plan.entries:
            if field.plan.row is None:
                self._fill(field.plan, None if entry is None else getattr(entry, field.name), values)

    def _link(self, link: LinkField, keys: tuple[str, ...], at: tuple[str, Path]) -> None:
        owner, path = at
        for position, key in numbered(keys):
            values: Row = {link.owner: owner, "position": position}
            if link.column:
                values[link.column] = self._lengthened(key, link.target)
            id, place = link.links.id.format(owner=owner, key=key), (*path, position - 1)
            self._rows.add(link.links.table, id, values, place)
            if link.target is not None and not link.target.own:
                self._rows.note(key, place)

    def _lengthened(self, value: Any, target: KeyOf | None) -> Any:
        return value if target is None or not target.own or value is None else f"{self._root}/{value}"


def _places(field: EntryField, value: Any, owner: str, path: Path) -> Iterator[tuple[Any, _Place]]:
    if field.plan.row is None:
        return
    if field.shape == "one":
        yield value, _Place(owner, path)
    elif field.shape == "list":
        for position, part in numbered(value):
            yield part, _Place(owner, (*path, position - 1), position)
    else:
        for position, (key, part) in numbered(value.items()):
            yield part, _Place(owner, (*path, key), position, key)


class _Reading:
    def __init__(self, rows: RecordRows) -> None:
        self._rows = rows
        self._below: dict[tuple[str, str], dict[str, list[Row]]] = {}

    def entry(self, plan: StoragePlan, row: Row) -> dict[str, Any]:
        """The data of an entry from its row and those below; what is absent or usual is left out."""
        data: dict[str, Any] = {}
        for column in plan.columns:
            value = row[column.column] if column.column else row["id"]
            if column.target is not None and column.target.own and value is not None:
                value = value.rpartition("/")[2]
            if value is not None and value != column.default:
                data[column.key] = value
        for link in plan.links:
            if keys := tuple(
                self._key(link, item) for item in self._of(link.links.table, link.owner, row["id"])
            ):
                data[link.key] = keys
        for field in plan.entries:
            found = self.entry(field.plan, row) if field.plan.row is None else self.entries(field, row["id"])
            if found:
                data[field.key] = found
        return data

    def entries(self, field: EntryField, owner: str) -> Any:
        """The data of the entries of a field that belong to a row; None where there are none."""
        plan = field.plan
        assert plan.row is not None
        rows = self._of(plan.row.table, plan.owner, owner, plan.row.order)
        if field.shape == "map":
            return {row[plan.keyed or "id"]: self.entry(plan, row) for row in rows}
        data = tuple(self.entry(plan, row) for row in rows)
        return data if field.shape == "list" else next(iter(data), None)

    def _of(self, table: str, column: str, owner: str, order: str = "position") -> list[Row]:
        """The rows of a table that belong to a row, all of them where no column names it, in order."""
        if not column:
            return self._rows.ordered(table, order)
        if (table, column) not in self._below:
            self._below[table, column] = self._rows.below(table, column, order)
        return self._below[table, column].get(owner, [])

    def _key(self, link: LinkField, row: Row) -> str:
        key = str(row[link.column or "id"])
        return key.rpartition("/")[2] if link.target is not None and link.target.own else key
