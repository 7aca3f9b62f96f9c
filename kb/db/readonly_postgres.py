"""``kb sql`` on PostgreSQL: a cursor declared in a read-only transaction, under a time limit.

``DECLARE CURSOR`` takes a SELECT only, and the extended protocol takes one statement only, so that
``commit; insert`` never reaches the server as two. A superuser's rights (reading files of the server,
for one) are laid down first, those of an editor or owner too where ``kb admin roles`` made a reader role.
A login that may only read remains the better wall.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from kb.db import names, postgres
from kb.db.answer import SqlQuestion, Stream, distinct, not_understood, out_of_time, refused
from kb.db.parameters import for_psycopg
from kb.db.portability import after_failure
from kb.db.stopwatch import Stopwatch
from kb.db.team import act_as_reader
from kb.db.url import PostgresUrl
from kb.errors import KbError

_BATCH = 500
"""Rows fetched at once."""


@contextmanager
def ask(url: PostgresUrl, asked: SqlQuestion) -> Iterator[Stream]:
    """Run one SELECT under all the guards."""
    driver = postgres.import_driver()
    with postgres.reading_server(url) as connection:
        from psycopg.rows import tuple_row

        # With a threshold of None, prepare=True is ignored, and `SELECT 1; COMMIT; ...` gets through.
        connection.prepare_threshold = 0
        if asked.params:
            bound = driver.ClientCursor(connection).mogrify(for_psycopg(asked.sql), dict(asked.params))
            asked = replace(asked, sql=bound)
        stream = _Asking(driver.Cursor(connection, row_factory=tuple_row), asked).stream()
        yield stream


class _Asking:
    """One statement and its cursor on the server."""

    def __init__(self, cursor: Any, asked: SqlQuestion) -> None:
        self._cursor = cursor
        self._asked = asked
        self._watch = Stopwatch(asked.bounds.seconds)

    def stream(self) -> Stream:
        """Declare the cursor and fetch the first rows."""
        with self._answering():
            self._limit_time()
            _lay_down_rights(self._cursor)
            self._cursor.execute(b"SAVEPOINT before")
            declare = f"DECLARE kb_sql NO SCROLL CURSOR FOR {self._asked.sql.rstrip().rstrip(';')}\n"
            self._cursor.execute(declare.encode(), prepare=True)
            first = self._fetch(min(_BATCH, self._asked.bounds.rows + 1))
        columns = distinct([column.name for column in self._cursor.description or ()])
        stream = Stream(columns, iter(()))
        stream.rows = self._rows(first, stream)
        return stream

    def _rows(self, batch: list[Any], stream: Stream) -> Iterator[tuple[Any, ...]]:
        rows_left = self._asked.bounds.rows
        while batch:
            yield from (tuple(_plain(value) for value in row) for row in batch[:rows_left])
            if len(batch) > rows_left:
                stream.truncated = True
                return
            rows_left -= len(batch)
            with self._answering():
                batch = self._fetch(min(_BATCH, rows_left + 1))

    def _fetch(self, number: int) -> list[Any]:
        self._limit_time()
        self._cursor.execute(f"FETCH FORWARD {number} FROM kb_sql".encode())
        rows: list[Any] = self._cursor.fetchall()
        return rows

    def _limit_time(self) -> None:
        """Before every step of ours, so that a statement that lifts its limit has won nothing."""
        milliseconds_left = max(1, round(self._watch.left * 1000))
        self._cursor.execute(f"SET LOCAL statement_timeout = {milliseconds_left}".encode())

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Time and errors of the engine."""
        driver = postgres.import_driver()
        try:
            with self._watch.running():
                yield
        except driver.Error as error:
            raise self._explain(error) from error

    def _explain(self, error: Any) -> KbError:
        state = error.sqlstate or ""
        text = error.diag.message_primary or str(error).strip()
        if state == "57014":
            return out_of_time(self._asked.bounds.seconds)
        if state == "42P01" and (match := re.search(r'relation "([^"]+)"', text)):
            return names.unknown_relation(match[1].rpartition(".")[2], self._ours)
        if state == "42703" and (match := re.search(r'column "?([^" ]+)"? ', text)):
            return names.unknown_column(match[1], self._asked.sql, self._ours)
        if state in _REFUSALS or "cannot insert multiple commands" in text:
            return refused(text)
        if state == "42601" and _starts_otherwise(self._asked.sql):
            return refused("it is no SELECT")
        return not_understood(text, after_failure(text, self._asked.hint))

    def _ours(self, sql: str) -> list[tuple[object, ...]]:
        self._cursor.execute(b"ROLLBACK TO SAVEPOINT before")
        self._limit_time()
        rows: list[tuple[object, ...]] = self._cursor.execute(sql.encode()).fetchall()
        return rows


def _lay_down_rights(cursor: Any) -> None:
    if act_as_reader(cursor):
        return
    cursor.execute(b"SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    row = cursor.fetchone()
    if row is not None and row[0]:
        cursor.execute(b"SET LOCAL ROLE pg_read_all_data")


def _plain(value: Any) -> Any:
    """The value as SQLite would give it: flags as 1 and 0, numbers as int or float, all else as text."""
    if value is None or type(value) in (str, int, float):
        return value
    if isinstance(value, bool):
        return int(value)
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value.as_tuple().exponent == 0 else float(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    if isinstance(value, list | dict):
        import json

        return json.dumps(value, default=str, ensure_ascii=False)
    return value.isoformat(" ") if hasattr(value, "hour") and hasattr(value, "year") else str(value)


# read_only_sql_transaction, insufficient_privilege, feature_not_supported, invalid_cursor_definition,
# active_sql_transaction
_REFUSALS = {"25006", "42501", "0A000", "42P11", "25001"}


def _starts_otherwise(sql: str) -> bool:
    word = re.match(r"\s*\(*\s*(\w+)", sql)
    return word is not None and word[1].lower() not in {"select", "with", "values", "table"}
