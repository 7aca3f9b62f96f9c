"""``kb sql`` on PostgreSQL: a cursor declared in a read-only transaction, under a time limit.

``DECLARE CURSOR`` takes a SELECT only, and the extended protocol takes one statement only, so that
``commit; insert`` never reaches the server as two. The rights of an editor or owner are laid down first
where ``kb admin roles`` made a reader role. What could take them up again, or reach beyond them, is refused
by name (:mod:`kb.db.readonly_postgres_names`), and a superuser altogether: nothing holds back one for good.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from math import isfinite
from typing import Any

from kb.db import names, postgres
from kb.db.answer import SqlQuestion, Stream, distinct, not_understood, out_of_time, refused, too_large
from kb.db.parameters import for_psycopg
from kb.db.portability import after_failure
from kb.db.readonly_postgres_names import require_harmless
from kb.db.stopwatch import Stopwatch
from kb.db.team import PARAMETER_RIGHTS, TEMP_FILE_LIMIT, act_as_reader
from kb.db.url import PostgresUrl
from kb.errors import KbError

_FEWEST, _MOST_ROWS = 16, 500
"""Rows fetched at once, first and at most."""
_GRACE = 2.0
"""Seconds that the server has to say that the time is over."""
_USUAL_SIZE, _MOST_SIZE = 1_000_000, 200_000_000
"""Characters that a fetch should have, and that it may have at most."""


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
        cursor = driver.Cursor(connection, row_factory=tuple_row)
        _take_values_as_text(cursor)
        yield _Asking(cursor, asked).stream()


class _Asking:
    """One statement and its cursor on the server."""

    def __init__(self, cursor: Any, asked: SqlQuestion) -> None:
        self._cursor = cursor
        self._asked = asked
        self._watch = Stopwatch(asked.bounds.seconds)
        self._at_once = _FEWEST

    def stream(self) -> Stream:
        """Declare the cursor and fetch the first rows."""
        with self._answering():
            self._limit_time()
            _require_no_superuser(self._cursor)
            _limit_temporary_files(self._cursor)
            act_as_reader(self._cursor)
            require_harmless(self._cursor, self._asked.sql)
            self._cursor.execute(b"SAVEPOINT before")
            declare = f"DECLARE kb_sql NO SCROLL CURSOR FOR {self._asked.sql.rstrip().rstrip(';')}\n"
            self._cursor.execute(declare.encode(), prepare=True)
            first = self._fetch(self._asked.bounds.rows + 1)
            columns = self._columns()
        stream = Stream(columns, iter(()))
        stream.rows = self._rows(first, stream)
        return stream

    def _columns(self) -> tuple[str, ...]:
        """Asked of the cursor, since a stream without rows does not say it."""
        described = self._cursor.connection.pgconn.describe_portal(b"kb_sql")
        return distinct([described.fname(number).decode() for number in range(described.nfields)])

    def _rows(self, batch: list[Any], stream: Stream) -> Iterator[tuple[Any, ...]]:
        rows_left = self._asked.bounds.rows
        while batch:
            yield from (tuple(_plain(value) for value in row) for row in batch[:rows_left])
            if len(batch) > rows_left:
                stream.truncated = True
                return
            rows_left -= len(batch)
            with self._answering():
                batch = self._fetch(rows_left + 1)

    def _fetch(self, most: int) -> list[Any]:
        """The next rows: as many as have a usual size together, one by one, so that none is held twice."""
        self._limit_time()
        rows: list[Any] = []
        size = 0
        number = min(self._at_once, most)
        for row in self._cursor.stream(f"FETCH FORWARD {number} FROM kb_sql".encode()):
            rows.append(row)
            size += sum(len(value) for value in row if isinstance(value, str | bytes))
            if size > _MOST_SIZE:
                raise too_large()
        wanted = _USUAL_SIZE * len(rows) // max(size, 1)
        self._at_once = max(1, min(wanted, 4 * self._at_once, _MOST_ROWS))
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
            with self._watch.running(), postgres.hanging_up(self._cursor.connection, self._patience()):
                yield
        except driver.Error as error:
            raise self._explain(error) from error

    def _patience(self) -> float:
        return max(self._watch.left, 0) + _GRACE

    def _explain(self, error: Any) -> KbError:
        state = error.sqlstate or ""
        text = error.diag.message_primary or str(error).strip()
        if state == "57014" or (not state and self._cursor.connection.closed and self._watch.left < 0):
            return out_of_time(self._asked.bounds.seconds)
        if state == "42P01" and (match := re.search(r'relation "([^"]+)"', text)):
            return names.unknown_relation(match[1], self._ours)
        if state == "42703" and (match := re.search(r'column (?:"(.+)"|(.+)) does not', text)):
            return names.unknown_column(match[1] or match[2], self._asked.sql, self._ours)
        if state == _LIMIT:
            return too_large()
        if state == "53100":
            return KbError("The disk of the server is full. Nothing was changed.")
        if state in _REFUSALS or "cannot insert multiple commands" in text:
            return refused(text)
        if state == "42601" and _starts_otherwise(self._asked.sql):
            return refused("it is no SELECT")
        return not_understood(text, after_failure(text, self._asked.hint))

    def _ours(self, sql: str) -> list[tuple[object, ...]]:
        """For words about an error, which come also when the time of the statement is over."""
        self._cursor.execute(b"ROLLBACK TO SAVEPOINT before")
        self._cursor.execute(f"SET LOCAL statement_timeout = {round(_GRACE * 1000)}".encode())
        try:
            rows: list[tuple[object, ...]] = self._cursor.execute(sql.encode()).fetchall()
        except postgres.import_driver().Error:
            return []
        return rows


def _require_no_superuser(cursor: Any) -> None:
    cursor.execute(
        b"SELECT CAST(rolname AS text) FROM pg_catalog.pg_roles"
        b" WHERE rolsuper AND rolname IN (session_user, current_user)"
    )
    row = cursor.fetchone()
    if row is not None:
        raise KbError(
            f"{row[0]} is a superuser, whom nothing on the server holds back, so SQL is not run as {row[0]}."
            " Use the login of a reader: kb admin roles --reader NAME makes one, and KB_READ_URL (or"
            " --read-database) says it."
        )


def _limit_temporary_files(cursor: Any) -> None:
    """What is sorted on the server's disk, where this login may set it: kb admin roles gives the right."""
    if cursor.connection.info.server_version < PARAMETER_RIGHTS:
        return
    cursor.execute(b"SELECT has_parameter_privilege('temp_file_limit', 'SET')")
    (may_set,) = cursor.fetchone()
    if may_set:
        cursor.execute(f"SET LOCAL temp_file_limit = '{TEMP_FILE_LIMIT}'".encode())


def _take_values_as_text(cursor: Any) -> None:
    """Take all values but numbers, flags and bytes as PostgreSQL writes them: days have no end there, while
    those of Python end with the year 9999."""
    from psycopg.types.string import TextLoader

    cursor.execute(b"SET LOCAL datestyle = 'ISO, YMD'")
    kept = {"int2", "int4", "int8", "oid", "float4", "float8", "numeric", "bool", "bytea"}
    for type in cursor.adapters.types:
        if type.name not in kept:
            cursor.adapters.register_loader(type.oid, TextLoader)
    cursor.adapters.register_loader("record", TextLoader)


def _plain(value: Any) -> Any:
    """The value as SQLite would give it: flags as 1 and 0, numbers as int or float, all else as text."""
    if value is None or type(value) in (str, float):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, int | Decimal):
        return _number(value)
    if isinstance(value, bytes | bytearray | memoryview):
        return bytes(value).hex()
    return json.dumps(value, default=_in_array, ensure_ascii=False)


def _in_array(value: Any) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _number(value: int | Decimal) -> int | float | str:
    """A number that SQLite has, too; a larger one is text with all its digits."""
    if isinstance(value, Decimal) and not value.is_finite():
        return float(value)
    if isinstance(value, int) or value.as_tuple().exponent == 0:
        return int(value) if -(2**63) <= value < 2**63 else f"{value:f}"
    number = float(value)
    return number if isfinite(number) else f"{value:f}"


# read_only_sql_transaction, insufficient_privilege, feature_not_supported, invalid_cursor_definition,
# active_sql_transaction
_REFUSALS = {"25006", "42501", "0A000", "42P11", "25001"}
_LIMIT = "53400"
"""configuration_limit_exceeded: the temporary files of one program grew too large."""


def _starts_otherwise(sql: str) -> bool:
    word = re.match(r"\s*\(*\s*(\w+)", sql)
    return word is not None and word[1].lower() not in {"select", "with", "values", "table"}
