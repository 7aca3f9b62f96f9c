"""Opening a database: to read by the plain driver, to write by SQLAlchemy.

Reading starts in milliseconds because it imports neither SQLAlchemy nor the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from kb.db import postgres, sqlite
from kb.db.parameters import for_psycopg
from kb.db.url import PostgresUrl, parse_url

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    import psycopg
    from sqlalchemy import Engine

Row = dict[str, Any]
"""One row: column name to value, in the order of the select."""


class Reader(Protocol):
    """Read access to one database in one consistent state.

    ``engine`` is ``sqlite`` or ``postgresql``; ``place`` names the database in messages (no password).
    """

    engine: str
    place: str

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of one select; ``:name`` in it takes ``params[name]``."""
        ...


class StreamReader(Reader, Protocol):
    """A Reader that also hands out more rows than fit into memory."""

    def batches(self, sql: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of one select without parameters, at most ``size`` at a time, values in its order."""
        ...


class _SqliteReader:
    engine = "sqlite"

    def __init__(self, connection: sqlite3.Connection, file: Path) -> None:
        self._connection = connection
        self._file = file
        self.place = str(file)

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        import sqlite3

        try:
            cursor = self._connection.execute(sql, dict(params or {}))
            names = [column[0] for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor]
        except sqlite3.Error as error:
            raise sqlite.in_words(error, self._file) from error

    def batches(self, sql: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        import sqlite3

        try:
            cursor = self._connection.execute(sql)
            while rows := cursor.fetchmany(size):
                yield rows
        except sqlite3.Error as error:
            raise sqlite.in_words(error, self._file) from error


class _PostgresReader:
    engine = "postgresql"

    def __init__(self, connection: psycopg.Connection[Row], url: PostgresUrl) -> None:
        self._connection = connection
        self._url = url
        self.place = str(url)

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        driver = postgres.import_driver()
        try:
            return self._connection.execute(for_psycopg(sql).encode(), dict(params or {})).fetchall()
        except driver.Error as error:
            raise postgres.in_words(error, self._url) from error

    def batches(self, sql: str, size: int) -> Iterator[list[tuple[Any, ...]]]:
        driver = postgres.import_driver()
        from psycopg.rows import tuple_row

        try:
            with self._connection.cursor("kb_batches", row_factory=tuple_row) as cursor:
                cursor.execute(sql.encode())
                while rows := cursor.fetchmany(size):
                    yield rows
        except driver.Error as error:
            raise postgres.in_words(error, self._url) from error


@contextmanager
def read(url: str) -> Iterator[StreamReader]:
    """Read access to a database that exists; every read inside sees the same state.

    Whether its schema is the one this version knows is for :func:`kb.db.version.require_current`.
    """
    target = parse_url(url)
    if isinstance(target, PostgresUrl):
        with postgres.reading_server(target) as server:
            yield _PostgresReader(server, target)
    else:
        with sqlite.reading_file(target.file) as file:
            yield _SqliteReader(file, target.file)


def write_engine(url: str, *, create: bool = False) -> Engine:
    """An SQLAlchemy engine for loads and migrations; imports SQLAlchemy.

    Foreign keys are enforced, a busy SQLite file is waited for, and its errors come as KbErrors.
    ``create`` makes a SQLite file, and its folder, that do not exist yet.
    """
    from kb.db.engine import make_engine

    return make_engine(parse_url(url), create=create)
