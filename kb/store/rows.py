"""Rows of a record while they are being made, and the rows of a record as they come from a database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kb.records.yaml_source import Path

Row = dict[str, Any]
"""Column -> value. Flags are bool, everything else str, int, float or None."""


@dataclass(slots=True)
class RecordRows:
    """The rows of one record, by table."""

    record_id: str
    tables: dict[str, list[Row]] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    """Tokens and bases of findings, as written, that name nothing."""

    sure: bool = False
    """Whether cells are taken from their figures without parsing them to see that they state just these."""

    paths: dict[str, Path] = field(default_factory=dict)
    """Key of a row, or another name of it -> where the record says it; the first where rows share a key."""

    twice: list[tuple[str, str]] = field(default_factory=list)
    """Table and key of each row that was added though there was one with its key."""

    _added: set[tuple[str, str]] = field(default_factory=set, repr=False)

    def add(self, table: str, id: str, values: Mapping[str, Any], path: Path | None = None) -> Row:
        """Add a row, and return it; ``path`` is where the record says it."""
        row = {"id": id, "record_id": self.record_id, **values}
        self.tables.setdefault(table, []).append(row)
        if (table, id) in self._added:
            self.twice.append((table, id))
        self._added.add((table, id))
        if path is not None:
            self.note(id, path)
        return row

    def forget_making(self) -> None:
        """Drop what is only of use while the rows are made, so that they are small."""
        self.paths, self._added = {}, set()

    def note(self, key: str, path: Path) -> None:
        """Note where the record says what a key names, unless that is noted already."""
        self.paths.setdefault(key, path)

    def of(self, table: str) -> list[Row]:
        """The rows of a table."""
        return self.tables.get(table, [])

    def ordered(self, table: str, *columns: str, **where: Any) -> list[Row]:
        """The rows of a table with these values, in the order of the columns (``position`` by default)."""
        keys = columns or ("position",)
        matches = (row for row in self.of(table) if all(row[name] == value for name, value in where.items()))
        return sorted(matches, key=lambda row: tuple(row[key] for key in keys))

    def below(self, table: str, column: str, order: str = "position") -> dict[str, list[Row]]:
        """The rows of a table, in order, by the row they belong to, which a column names."""
        rows_by_owner: dict[str, list[Row]] = {}
        for row in self.of(table):
            rows_by_owner.setdefault(row[column], []).append(row)
        for rows in rows_by_owner.values():
            if len(rows) > 1:
                rows.sort(key=lambda row: row[order])
        return rows_by_owner

    def only_row(self, table: str) -> Row:
        """The only row of a table."""
        (row,) = self.of(table)
        return row


def numbered(items: Iterable[Any]) -> Iterable[tuple[int, Any]]:
    """Items with their position from 1."""
    return enumerate(items, start=1)


def present_values(pairs: Mapping[str, Any]) -> dict[str, Any]:
    """The pairs that have a value, for a record: what is absent is not written."""
    return {key: value for key, value in pairs.items() if value is not None and value != () and value != {}}
