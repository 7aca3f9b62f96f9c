"""``kb copy``: a whole database into an empty one, on whichever engine, in one transaction of the target.

Killed half way, the target is as empty as before. Before the commit the target is read back and its
hash compared with that of the source.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, Table

from kb.db import postgres, sqlite
from kb.db.connect import read
from kb.db.content_hash import Content, Values, batches, columns_of, content_tables
from kb.db.migrate import ConnectionReader, driver_of, migration, rebuild
from kb.db.url import PostgresUrl, parse_url
from kb.db.version import require_current, require_not_beyond, state_of
from kb.errors import KbError

Progress = Callable[[int, int], None]
"""Called with the number of rows done and the number of all: each row is written, then read back."""


@dataclass(frozen=True, slots=True)
class Copied:
    """What was read from the source and read back from the target."""

    source: Content
    target: Content


def copy(source_url: str, target_url: str, progress: Progress = lambda done, total: None) -> Copied:
    """Copy every row of a database of this version into an empty one.

    Raises KbError when the target holds anything, or when it would not say the same as the source.
    """
    target_place = parse_url(target_url)
    if parse_url(source_url) == target_place:
        raise KbError(f"{target_place} is the database to copy from. Give another one with --to.")
    with read(source_url) as reader:
        require_current(reader)
    with _reading(source_url) as source, migration(target_url) as connection:
        place = ConnectionReader(connection, str(target_place))
        require_not_beyond(state_of(place), place.place)
        rebuild(connection)
        _require_empty(connection, place.place)
        copied = _transfer(source, connection, progress)
        _require_same(copied, place.place)
    return copied


@contextmanager
def _reading(url: str) -> Iterator[Any]:
    """The driver's connection to the source, in one state."""
    target = parse_url(url)
    if isinstance(target, PostgresUrl):
        with postgres.reading_server(target) as server:
            yield server
    else:
        with sqlite.reading_file(target.file) as file:
            yield file


def _require_empty(connection: Connection, place: str) -> None:
    """Nobody may have written to the target, nor do so until it is filled."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in content_tables())
        connection.exec_driver_sql(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE")
    filled_tables = [
        table.name
        for table in content_tables()
        if connection.exec_driver_sql(f'SELECT 1 FROM "{table.name}" LIMIT 1').first() is not None
    ]
    if filled_tables:
        raise KbError(
            f"The database {place} is not empty (it holds rows in {', '.join(filled_tables[:3])}"
            f"{' and more' if len(filled_tables) > 3 else ''}), and was left alone. Copy into a new database."
        )


def _transfer(source: Any, connection: Connection, progress: Progress) -> Copied:
    copied = Copied(Content(), Content())
    total = 2 * sum(_count(source, table) for table in content_tables())
    target = driver_of(connection)
    copied_rows = 0
    for table in content_tables():
        for rows in copied.source.seen(table, batches(source, table)):
            _insert(target, table, rows)
            copied_rows += len(rows)
            progress(copied_rows, total)
    for table in content_tables():
        if connection.dialect.name == "postgresql":
            _move_sequence(target, table)
        for rows in copied.target.seen(table, batches(target, table)):
            copied_rows += len(rows)
            progress(copied_rows, total)
    return copied


def _count(connection: Any, table: Table) -> int:
    row = connection.execute(f'SELECT COUNT(*) AS n FROM "{table.name}"').fetchone()
    return int(row["n"] if isinstance(row, dict) else row[0])


def _insert(target: Any, table: Table, rows: list[Values]) -> None:
    """Write rows by the fastest way of the engine; foreign keys are checked at the end."""
    names = ", ".join(f'"{column.name}"' for column in columns_of(table))
    if not hasattr(target, "pgconn"):
        marks = ", ".join("?" * len(table.columns))
        target.executemany(f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})', rows)
        return
    driver = postgres.import_driver()
    try:
        with (
            target.cursor() as cursor,
            cursor.copy(f'COPY "{table.name}" ({names}) FROM STDIN'.encode()) as lines,
        ):
            for row in rows:
                lines.write_row(row)
    except driver.DataError as error:
        raise KbError(
            f"A row of the table {table.name} cannot be held by PostgreSQL ({' '.join(str(error).split())})."
            " Nothing was copied. Correct the record and copy again."
        ) from error


def _move_sequence(target: Any, table: Table) -> None:
    """Running numbers go on behind the copied ones."""
    (key,) = table.primary_key.columns
    if isinstance(key.type, Integer):
        target.execute(
            f"SELECT SETVAL(PG_GET_SERIAL_SEQUENCE('{table.name}', '{key.name}'), MAX({key.name}))"
            f' FROM "{table.name}" HAVING MAX({key.name}) IS NOT NULL'
        )


def _require_same(copied: Copied, place: str) -> None:
    if copied.source.digest != copied.target.digest:
        names = [n for n, digest in copied.source.hashes.items() if copied.target.hashes[n] != digest]
        raise KbError(
            f"The copy in {place} would not say the same as its source (tables {', '.join(names)});"
            " it was taken back. Please report this."
        )
