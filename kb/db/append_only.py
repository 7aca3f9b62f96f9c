"""Tables to which rows are only added, and the triggers that refuse to change or delete them.

Every migration makes the triggers anew, as it does the views, so that they are there whatever it did to the
tables. They stop slips and logins that may write rows. The owner of the database can drop them, which
``unprotected_tables`` tells; what is changed then differs from the hashes of the releases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table

    from kb.db.connect import Reader

APPEND_ONLY = frozenset(
    {
        "adjudication",
        "approval",
        "candidate_link",
        "change",
        "conclusion_change",
        "duplicate_judgement",
        "duplicate_pair",
        "frozen_record",
        "published_notice",
        "release",
        "release_conclusion",
        "release_document",
        "release_part",
        "release_record",
        "release_seal",
        "screening_decision",
        "search_hit",
        "search_run",
        "search_run_correction",
        "study_offer",
    }
)
"""Tables whose rows are added and never changed."""

_PREFIX = "append_only_"
_FUNCTION = "refuse_all_but_additions"
"""The function behind the triggers on PostgreSQL."""
_REFUSAL = "are only added, never changed or deleted"
_BODY = f"""
BEGIN
  RAISE EXCEPTION USING
    MESSAGE = 'rows of ' || tg_table_name || ' {_REFUSAL}',
    ERRCODE = 'integrity_constraint_violation';
END """
_MAKE_FUNCTION = f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger LANGUAGE plpgsql AS $${_BODY}$$"
_ON_SERVER = f"""
SELECT
  CAST(t.tgname AS text) AS name,
  CAST(c.relname AS text) AS "table",
  CAST(t.tgtype AS integer) AS fires,
  t.tgqual IS NULL AND CAST(t.tgattr AS text) = '' AS always,
  p.prosrc AS body
FROM pg_trigger AS t
JOIN pg_class AS c ON c.oid = t.tgrelid
JOIN pg_proc AS p ON p.oid = t.tgfoid
WHERE c.relnamespace = current_schema()::regnamespace AND p.proname = '{_FUNCTION}' AND t.tgenabled = 'O'
"""  # noqa: S608 - names of ours
_FIRES = {"changed": 2 + 1 + 16 + 8, "emptied": 2 + 32}
"""``tgtype`` of the triggers: before, for each row, update, delete; before, truncate."""
_ON_FILE = f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{_PREFIX}*'"  # noqa: S608


def make_triggers(connection: Connection) -> None:
    """Make the triggers of every table of ``APPEND_ONLY``; to be called when none is there."""
    on_server = connection.dialect.name == "postgresql"
    if on_server:
        connection.exec_driver_sql(_MAKE_FUNCTION)
    for table in append_only_tables():
        for statement in _on_server(table.name).values() if on_server else _on_file(table).values():
            connection.exec_driver_sql(statement)


def drop_triggers(connection: Connection) -> None:
    """Drop the triggers, those of older versions included: a migration may have to change what they hold."""
    if connection.dialect.name == "postgresql":
        disabled_too = _ON_SERVER.replace(" AND t.tgenabled = 'O'", "")
        for trigger, table, *_ in connection.exec_driver_sql(disabled_too).fetchall():
            connection.exec_driver_sql(f'DROP TRIGGER "{trigger}" ON "{table}"')
    else:
        for trigger, _ in connection.exec_driver_sql(_ON_FILE).fetchall():
            connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')


def unprotected_tables(reader: Reader) -> list[str]:
    """Names of the tables of which a trigger is missing, switched off, or not as kb makes it, by name."""
    if reader.engine == "postgresql":
        there = {
            (row["table"], row["name"])
            for row in reader.rows(_ON_SERVER)
            if row["always"]
            and row["body"] == _BODY
            and row["fires"] == _FIRES.get(row["name"].rpartition("_")[2])
        }
        return sorted(table for table in APPEND_ONLY if {(table, name) for name in _on_server(table)} - there)
    made = {row["name"]: row["sql"] for row in reader.rows(_ON_FILE)}
    return [table.name for table in append_only_tables() if _on_file(table).items() - made.items()]


def append_only_tables() -> Iterator[Table]:
    """The tables to which rows are only added, by name."""
    from kb.schema.tables import metadata

    yield from (metadata.tables[name] for name in sorted(APPEND_ONLY))


def _on_server(table: str) -> dict[str, str]:
    """Name and statement of each trigger on PostgreSQL."""
    events = {
        "changed": f'UPDATE OR DELETE ON "{table}" FOR EACH ROW',
        "emptied": f'TRUNCATE ON "{table}" FOR EACH STATEMENT',
    }
    names = {event: f"{_PREFIX}{table}_{event}" for event in events}
    return {
        name: f'CREATE TRIGGER "{name}" BEFORE {events[event]} EXECUTE FUNCTION {_FUNCTION}()'
        for event, name in names.items()
    }


def _on_file(table: Table) -> dict[str, str]:
    """Name and statement of each trigger on SQLite.

    INSERT OR REPLACE deletes rows without firing a trigger, so that a row that is there may not be inserted.
    """
    from sqlalchemy import UniqueConstraint

    keys = [table.primary_key, *(key for key in table.constraints if isinstance(key, UniqueConstraint))]
    same = " OR ".join(
        " AND ".join(f'there."{column.name}" = NEW."{column.name}"' for column in key.columns)
        for key in sorted(keys, key=lambda key: [column.name for column in key.columns])
    )
    name = table.name
    events = {
        "changed": f'UPDATE ON "{name}"',
        "deleted": f'DELETE ON "{name}"',
        "replaced": f'INSERT ON "{name}" WHEN EXISTS (SELECT 1 FROM "{name}" AS there WHERE {same})',  # noqa: S608
    }
    refused = f"BEGIN SELECT RAISE(ABORT, 'rows of {name} {_REFUSAL}'); END"
    return {
        f"{_PREFIX}{name}_{event}": f'CREATE TRIGGER "{_PREFIX}{name}_{event}" BEFORE {what} {refused}'
        for event, what in events.items()
    }
