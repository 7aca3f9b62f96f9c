"""``kb sql`` on SQLite: a read-only file, an authorizer with an allow-list, limits on time and size.

A read-only connection alone still attaches new files, and ``query_only`` can be switched off by the
statement itself; the authorizer refuses whatever is not on its list while SQLite compiles the statement.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from kb.db import names, sqlite
from kb.db.answer import (
    SqlQuestion,
    Stream,
    distinct,
    function_not_allowed,
    not_understood,
    out_of_time,
    refused,
)
from kb.db.portability import after_failure
from kb.db.readonly_functions import FUNCTIONS, LONGEST_TEXT, add_bounded_functions
from kb.db.sqlite_aggregates import add_aggregates
from kb.db.stopwatch import Stopwatch
from kb.errors import KbError

_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_TEXT,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
}
_STEPS = 1_000
"""Virtual machine steps between two looks at the clock."""


@contextmanager
def ask(file: Path, asked: SqlQuestion) -> Iterator[Stream]:
    """Run one SELECT under all the guards."""
    with sqlite.reading_file(file) as connection:
        asking = _Asking(connection, asked)
        with closing(connection.cursor()) as cursor:
            with asking.answering():
                cursor.execute(asked.sql, dict(asked.params))
            if cursor.description is None:
                raise refused("it returns no rows")
            stream = Stream(distinct([column[0] for column in cursor.description]), iter(()))
            stream.rows = asking.rows(cursor, stream)
            yield stream


class _Asking:
    """One statement on its guarded connection."""

    def __init__(self, connection: sqlite3.Connection, asked: SqlQuestion) -> None:
        self._connection = connection
        self._asked = asked
        self._watch = Stopwatch(asked.bounds.seconds)
        self._denied: list[str] = []
        _harden(connection)
        connection.set_progress_handler(lambda: int(self._watch.left < 0), _STEPS)
        connection.set_authorizer(self._authorize)

    def _authorize(
        self, action: int, first: str | None, second: str | None, _db: str | None, _by: str | None
    ) -> int:
        if action in _ACTIONS:
            return sqlite3.SQLITE_OK
        if action != sqlite3.SQLITE_FUNCTION:
            self._denied.append(_ACTION_NAMES.get(action, ""))
            return sqlite3.SQLITE_DENY
        if (second or "").lower() in FUNCTIONS:
            return sqlite3.SQLITE_OK
        self._denied.append(f"function {second}")
        return sqlite3.SQLITE_DENY

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Time and errors of the engine."""
        try:
            with self._watch.running():
                yield
        except (sqlite3.Error, sqlite3.Warning, OverflowError, UnicodeDecodeError) as error:
            self._connection.set_authorizer(None)
            self._connection.set_progress_handler(None, 0)
            raise self._explain(str(error)) from error

    def rows(self, cursor: sqlite3.Cursor, stream: Stream) -> Iterator[tuple[Any, ...]]:
        """Rows one by one up to the limit."""
        for _ in range(self._asked.bounds.rows):
            with self.answering():
                row = cursor.fetchone()
            if row is None:
                return
            yield tuple(value.hex() if isinstance(value, bytes) else value for value in row)
        with self.answering():
            stream.truncated = cursor.fetchone() is not None

    def _explain(self, text: str) -> KbError:
        if "interrupted" in text:
            if (
                self._watch.left >= 0
            ):  # Ctrl-C while the engine worked, which sqlite3 makes an error of its own
                raise KeyboardInterrupt
            return out_of_time(self._asked.bounds.seconds)
        if self._denied and any(sign in text for sign in ("not authorized", "prohibited", "user-defined")):
            reason = self._denied[0] or "no SELECT"
            if reason.startswith("function "):
                return function_not_allowed(reason.removeprefix("function "))
            return refused(reason)
        if "inding" in text:  # ?, ?1, @x and $x
            return KbError(
                "A parameter of a statement is written :name, not ?, @name or $name. Its value is given by"
                " name=value."
            )
        if "one statement" in text:
            return refused("more than one statement")
        if match := re.fullmatch(r"no such table: (?:main\.)?(\S+)", text):
            return names.unknown_relation(match[1], self._ours)
        if match := re.fullmatch(r"no such column: (\S+)", text):
            return names.unknown_column(match[1], self._asked.sql, self._ours)
        if any(sign in text for sign in _WRITES):
            return refused("it writes")
        if "user-defined aggregate" in text:
            return KbError(
                "The statement was stopped: MEDIAN and STDDEV take numbers, and STRING_AGG texts, but one of"
                " them was given something else. CAST(x AS NUMERIC) or CAST(x AS TEXT) makes it fit."
            )
        if any(sign in text for sign in ("too big", "too complex", "user-defined")):
            return KbError(
                f"The statement was stopped: a text in it grew longer than {LONGEST_TEXT} characters, or a"
                f" pattern is too long ({text}). Make it smaller."
            )
        return not_understood(text, after_failure(text, self._asked.hint))

    def _ours(self, sql: str) -> list[tuple[object, ...]]:
        return self._connection.execute(sql).fetchall()


_WRITES = ("attempt to write", "readonly", "cannot VACUUM", "within a transaction")
_ACTION_NAMES = {
    getattr(sqlite3, f"SQLITE_{name}"): name.replace("_", " ")
    for name in (
        *("INSERT", "UPDATE", "DELETE", "PRAGMA", "ATTACH", "DETACH", "TRANSACTION", "SAVEPOINT"),
        *("REINDEX", "ANALYZE"),
        *(
            name.removeprefix("SQLITE_")
            for name in vars(sqlite3)
            if name.startswith(("SQLITE_CREATE", "SQLITE_DROP", "SQLITE_ALTER"))
        ),
    )
}


def _harden(connection: sqlite3.Connection) -> None:
    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    add_bounded_functions(connection)
    add_aggregates(connection)
    # SQLite reads a mistyped "name" as text unless told not to; Python can tell it from 3.12 on.
    if (tell := getattr(connection, "setconfig", None)) is not None:
        tell(getattr(sqlite3, "SQLITE_DBCONFIG_DQS_DML"), False)  # noqa: B009
        tell(getattr(sqlite3, "SQLITE_DBCONFIG_DQS_DDL"), False)  # noqa: B009
