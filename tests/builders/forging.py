"""Changing a database as somebody does who owns it, knows SQL, and hides the traces."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from kb.db.append_only import APPEND_ONLY
from kb.db.url import SqliteUrl, parse_url


def forge(url: str, *statements: str) -> None:
    """Run statements without the triggers, which are there again then; on SQLite without foreign keys."""
    place = parse_url(url)
    if not isinstance(place, SqliteUrl):
        _on_server(place.plain, statements)
        return
    with closing(sqlite3.connect(place.file)) as connection, connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for statement in statements:
            connection.execute(statement)
        for _, made in triggers:
            connection.execute(made)


def _on_server(url: str, statements: tuple[str, ...]) -> None:
    import psycopg

    with psycopg.connect(url) as connection:
        for switch in ("DISABLE", "ENABLE"):
            for table in sorted(APPEND_ONLY):
                connection.execute(f'ALTER TABLE "{table}" {switch} TRIGGER USER'.encode())
            for statement in statements if switch == "DISABLE" else ():
                connection.execute(statement.encode())
                connection.execute(b"SET CONSTRAINTS ALL IMMEDIATE")  # no table with open checks is altered
