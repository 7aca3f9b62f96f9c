"""One write transaction by the plain driver: all of it is committed, or nothing.

SQLAlchemy is not used here, because a load makes its own rows and importing the table classes takes
longer than loading a policy.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from operator import itemgetter
from typing import Any

from kb.db import postgres, sqlite
from kb.db.connect import Reader, read
from kb.db.parameters import for_psycopg
from kb.db.url import PostgresUrl, SqliteUrl, parse_url
from kb.db.version import require_current
from kb.errors import KbError
from kb.store.rows import Row

WAIT_SECONDS = 60.0
"""How long a load waits for another one, and at its end on SQLite for those who read."""

PAGES_IN_MEMORY = 24_575
"""Changed pages that a transaction on SQLite holds in memory before it writes them out."""


class RowRefused(Exception):
    """A row that breaks a rule of the database; the words of the database say which."""


class Writer:
    """Reads and writes inside one transaction. SQL takes ``?`` for each value."""

    def __init__(self, connection: Any, url: SqliteUrl | PostgresUrl) -> None:
        self._connection = connection
        self._cursor = connection.cursor()
        self._url = url
        self.is_postgres = isinstance(url, PostgresUrl)
        self.place = str(url)
        self._refusals = (
            postgres.import_driver().IntegrityError if self.is_postgres else sqlite3.IntegrityError
        )
        self.newest_before = 0
        """Number of the newest line of the change log before this transaction waited for its turn."""

    def _sql(self, sql: str) -> str:
        return sql.replace("?", "%s") if self.is_postgres else sql

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a select."""
        self._cursor.execute(self._sql(sql), tuple(values))
        names = [column[0] for column in self._cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self._cursor.fetchall()]

    def values(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The values of all rows of a select, in the order of its columns."""
        self._cursor.execute(self._sql(sql), tuple(values))
        rows: list[tuple[Any, ...]] = self._cursor.fetchall()
        return rows

    def columns(self, table: str) -> list[str]:
        """The columns of a table."""
        self._cursor.execute(f"SELECT * FROM {table} LIMIT 0")
        return [column[0] for column in self._cursor.description]

    def reader(self) -> Reader:
        """What this transaction sees so far, for named reads and documents."""
        return _WriterReader(self)

    def run_named(self, sql: str, params: Mapping[str, Any]) -> list[Row]:
        """All rows of a select that takes ``:name`` for each value."""
        text = for_psycopg(sql).encode() if self.is_postgres else sql
        self._cursor.execute(text, dict(params))
        names = [column[0] for column in self._cursor.description]
        return [dict(zip(names, row, strict=True)) for row in self._cursor.fetchall()]

    def newest_change(self) -> int:
        """Number of the newest line of the change log; 0 when there is none."""
        return int(self.rows('SELECT COALESCE(MAX(id), 0) AS n FROM "change"')[0]["n"])

    def run(self, sql: str, values: Sequence[Any] = ()) -> None:
        """One statement."""
        self._cursor.execute(self._sql(sql), tuple(values))

    def insert(self, table: str, rows: Sequence[Row]) -> None:
        """Insert rows that all have the same columns, at least two."""
        if rows:
            columns = list(rows[0])
            self.insert_values(table, columns, list(map(itemgetter(*columns), rows)))

    def insert_values(self, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
        """Insert many rows of values in the order of the columns, the fastest way the engine has."""
        names = ", ".join(f'"{column}"' for column in columns)
        if not self.is_postgres:
            marks = ", ".join("?" * len(columns))
            self._cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
        elif rows:
            with self._cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Takes back what is written in it when a row is refused. Raises RowRefused then."""
        self.run("SAVEPOINT trying")
        try:
            yield
        except self._refusals as error:
            self.run("ROLLBACK TO SAVEPOINT trying")
            raise RowRefused(" ".join(str(error).split())) from None
        finally:
            self.run("RELEASE SAVEPOINT trying")

    def delete(self, table: str, ids: Sequence[str]) -> None:
        """Delete rows by primary key."""
        self._cursor.executemany(self._sql(f"DELETE FROM {table} WHERE id = ?"), [(id,) for id in ids])

    def dangling(self) -> list[str]:
        """What still points at rows that this transaction deleted, in words; empty when all is well."""
        if self.is_postgres:
            return self._dangling_on_postgres()
        violations = self.rows("PRAGMA foreign_key_check")
        messages = []
        for item in violations[:20]:
            table, parent = item["table"], item["parent"]
            (row,) = self.rows(f"SELECT id FROM {table} WHERE rowid = ?", (item["rowid"],))
            messages.append(f"{table} {row['id']} still points at a row of {parent} that would be gone")
        return messages

    def _dangling_on_postgres(self) -> list[str]:
        driver = postgres.import_driver()
        try:
            self.run("SET CONSTRAINTS ALL IMMEDIATE")
        except driver.IntegrityError as error:
            detail = error.diag.message_detail or str(error)
            return [detail.rstrip(".")]
        self.run("SET CONSTRAINTS ALL DEFERRED")
        return []


class _WriterReader:
    """A Reader inside a write transaction."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.engine = "postgresql" if writer.is_postgres else "sqlite"
        self.place = writer.place

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of one select; ``:name`` in it takes ``params[name]``."""
        return self._writer.run_named(sql, params or {})


@contextmanager
def writing(url: str, *, alone: bool = True, keep: bool = True) -> Iterator[Writer]:
    """A write transaction on a database of this version; committed at the end, rolled back on any error.

    With ``keep`` off it is rolled back in any case: a dry run does all that the run would do, with the rights
    that the run needs. Nothing of it reaches the disk, so that a killed one leaves nothing behind either.

    ``alone`` keeps all other writers of records out. Workflow rows that only add to what is there, such as
    screening decisions, do not need that on a server; on SQLite there is one writer at a time in any case.
    """
    with read(url) as reader:
        require_current(reader)
        newest = reader.rows('SELECT COALESCE(MAX(id), 0) AS n FROM "change"')[0]["n"]
    target = parse_url(url)
    if isinstance(target, PostgresUrl):
        with _on_server(target, alone=alone, keep=keep) as writer:
            writer.newest_before = newest
            yield writer
    else:
        with _on_file(target, keep=keep) as writer:
            writer.newest_before = newest
            yield writer


@contextmanager
def _on_file(url: SqliteUrl, *, keep: bool) -> Iterator[Writer]:
    try:
        connection = sqlite.open_file(url.file, "rw", WAIT_SECONDS)
        connection.execute("PRAGMA foreign_keys = ON")
        # Changes stay in memory up to so many pages (96 MB); written out earlier, they would lock readers
        # out long before the commit does. SQLite looks at the last byte of the number, too: a multiple of
        # 256 would mean never, and a large load would take memory without end.
        connection.execute(f"PRAGMA cache_spill = {PAGES_IN_MEMORY}")
        if not keep:
            _keep_off_disk(connection)
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.Error as error:
        raise sqlite.in_words(error, url.file) from error
    try:
        yield Writer(connection, url)
        connection.execute("COMMIT" if keep else "ROLLBACK")
    except sqlite3.IntegrityError as error:
        raise _unexpected(error) from error
    except sqlite3.Error as error:
        raise sqlite.in_words(error, url.file) from error
    finally:
        # Take back what was not committed now: closing leaves it, and the lock, to the garbage collector
        # while a statement is still held somewhere.
        with suppress(sqlite3.Error):
            connection.rollback()
        connection.close()


def _keep_off_disk(connection: sqlite3.Connection) -> None:
    """Let a transaction that is to be rolled back change no file: no database, no journal beside it."""
    connection.execute("PRAGMA cache_spill = OFF")
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":  # which keeps such changes apart by itself, and would be given up by the next line
        connection.execute("PRAGMA journal_mode = MEMORY")


@contextmanager
def _on_server(url: PostgresUrl, *, alone: bool, keep: bool) -> Iterator[Writer]:
    driver = postgres.import_driver()
    try:
        connection = driver.connect(url.plain, connect_timeout=postgres.CONNECT_SECONDS)
    except driver.Error as error:
        raise postgres.in_words(error, url) from error
    try:
        connection.execute(f"SET LOCAL lock_timeout = {round(WAIT_SECONDS * 1000)}")
        if alone:
            # One load at a time: a second waits here, as it does on SQLite.
            connection.execute("LOCK TABLE record IN SHARE ROW EXCLUSIVE MODE")
        yield Writer(connection, url)
        if keep:
            connection.commit()
        else:
            connection.rollback()
    except driver.IntegrityError as error:
        raise _unexpected(error) from error
    except driver.Error as error:
        raise postgres.in_words(error, url) from error
    finally:
        connection.close()


def _unexpected(error: Exception) -> KbError:
    text = " ".join(str(error).split())
    return KbError(f"Nothing was written: what was to be written breaks a rule of the database ({text}).")
