"""Rows as they are against rows as they should be, and the change log that says what happened."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.store.convert import TABLES, with_flags
from kb.store.database import Writer
from kb.store.measures import TABLES as DERIVED
from kb.store.rows import RecordRows, Row
from kb.store.selects import Selects


@dataclass(frozen=True, slots=True)
class ChangeAuthor:
    """Who changes something, when (UTC, ISO 8601) and why."""

    who: str
    why: str
    at: str

    @classmethod
    def now(cls, who: str, why: str) -> ChangeAuthor:
        """The author of a change that happens now."""
        at = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        return cls(who, why, at)


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that differs. ``before`` is None for a new row, ``after`` for a removed one."""

    table: str
    id: str
    before: Row | None
    after: Row | None

    @property
    def action(self) -> str:
        """Code of what happens to the row."""
        return "insert" if self.before is None else "delete" if self.after is None else "update"


def fetch(
    database: Selects, kind: str, ids: Sequence[str], *, with_derived: bool = True
) -> dict[str, RecordRows]:
    """The rows of several records of one kind, by record id; without what follows from them where not asked.

    A record is written from its own rows; what follows from them is only compared.
    """
    rows_by_record = {id: RecordRows(id) for id in ids}
    marks = ", ".join("?" * len(ids))
    for table in TABLES[kind]:
        if table in DERIVED and not with_derived:
            continue
        for row in database.rows(f"SELECT * FROM {table} WHERE record_id IN ({marks})", ids):
            rows = rows_by_record[row["record_id"]]
            rows.tables.setdefault(table, []).append(with_flags(table, row))
    return rows_by_record


def compare(old: RecordRows, new: RecordRows) -> list[RowChange]:
    """What differs between the rows of one record."""
    return [change for table in {**old.tables, **new.tables} for change in _of_table(table, old, new)]


def _of_table(table: str, old: RecordRows, new: RecordRows) -> Iterator[RowChange]:
    before = {row["id"]: row for row in old.of(table)}
    after = {row["id"]: row for row in new.of(table)}
    for id in {**before, **after}:
        if before.get(id) != after.get(id):
            yield RowChange(table, id, before.get(id), after.get(id))


def apply(writer: Writer, changes: Sequence[RowChange]) -> None:
    """Write the changes. A changed row is deleted and inserted, so that unique keys may trade places."""
    tables: dict[str, list[RowChange]] = {}
    for change in changes:
        tables.setdefault(change.table, []).append(change)
    for table, table_changes in tables.items():
        writer.delete(table, [change.id for change in table_changes if change.before is not None])
    for table, table_changes in tables.items():
        writer.insert(table, [change.after for change in table_changes if change.after is not None])


def log_rows(writer: Writer, record_id: str, changes: Sequence[RowChange], author: ChangeAuthor) -> None:
    """One line of the change log for every changed field, and for every row of a record that came or went.

    Rows that follow from others are left out.
    """
    lines = []
    for change in changes:
        if change.table in DERIVED:
            continue
        entry = _entry(author, change.action, record_id)
        entry |= {"table_name": change.table, "row_id": change.id}
        for field, before, after in _differences(change):
            lines.append(entry | {"field": field, "before": before, "after": after})
    writer.insert("change", lines)
    conclusions = [change for change in changes if change.table == "conclusion"]
    writer.insert("conclusion_change", [_of_conclusion(change, record_id, author) for change in conclusions])


def log_record(
    writer: Writer, record_id: str, texts: tuple[str | None, str | None], author: ChangeAuthor
) -> None:
    """One line of the change log for a record that is new (None, text) or removed (text, None)."""
    before, after = texts
    entry = _entry(author, "insert" if before is None else "delete", record_id)
    values = {"table_name": "record", "row_id": record_id, "field": None, "before": before, "after": after}
    writer.insert("change", [entry | values])


def _of_conclusion(change: RowChange, record_id: str, author: ChangeAuthor) -> Row:
    """A conclusion before and after, in full: the log of fields does not say what stayed."""
    old, new = change.before or {}, change.after or {}
    return {
        "record_id": record_id,
        "at": author.at,
        "who": author.who,
        "why": author.why,
        "old_verdict": old.get("verdict"),
        "old_effect": old.get("effect"),
        "new_verdict": new.get("verdict"),
        "new_effect": new.get("effect"),
    }


def _entry(author: ChangeAuthor, action: str, record_id: str) -> Row:
    return {
        "at": author.at,
        "who": author.who,
        "why": author.why,
        "action": action,
        "record_id": record_id,
    }


def _differences(change: RowChange) -> Iterator[tuple[str | None, str | None, str | None]]:
    """Field, old and new value of what differs; no field, and the row as JSON, for a new or removed row."""
    old, new = change.before, change.after
    if old is None or new is None:
        before, after = (None if row is None else json.dumps(row, ensure_ascii=False) for row in (old, new))
        yield None, before, after
        return
    for field, value in new.items():
        if old.get(field) != value:
            yield field, _as_text(old.get(field)), _as_text(value)


def _as_text(value: Any) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
