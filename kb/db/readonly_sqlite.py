"""``kb sql`` on SQLite: a read-only file, an authorizer with an allow-list, limits on time and size.

A read-only connection alone still attaches new files, and ``query_only`` can be switched off by the
statement itself; the authorizer refuses whatever is not on its list while SQLite compiles the statement.
"""

from __future__ import annotations

import os
import re
import sqlite3
import stat
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from kb.db import names, sqlite
from kb.db.answer import (
    LARGEST_STATEMENT,
    SqlQuestion,
    Stream,
    distinct,
    function_not_allowed,
    not_understood,
    out_of_time,
    refused,
    too_large,
)
from kb.db.portability import after_failure
from kb.db.readonly_functions import FUNCTIONS, LONGEST_TEXT, add_bounded_functions
from kb.db.sqlite_aggregates import add_aggregates
from kb.db.stopwatch import Stopwatch
from kb.errors import KbError

_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: LONGEST_TEXT,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 4 * LARGEST_STATEMENT,  # in bytes
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 200,
}
_STEPS = 1_000
"""Virtual machine steps between two looks at the clock."""
_LOOK = 0.1
"""Seconds between two looks at the temporary files."""
MOST_MEMORY = 256_000_000
"""Bytes that SQLite may take in this process: table expressions that name each other twice grow without end
while the statement is compiled, when no clock is looked at. It stays for the life of the process."""
MOST_SPILLED = 2_000_000_000
"""Bytes of the files in which SQLite sorts what is too much for memory, for one statement."""


@contextmanager
def ask(file: Path, asked: SqlQuestion) -> Iterator[Stream]:
    """Run one SELECT under all the guards."""
    with sqlite.reading_file(file) as connection:
        asking = _Asking(connection, asked)
        with closing(connection.cursor()) as cursor:
            with asking.answering():
                cursor.execute(_QUOTES.sub(_as_name, asked.sql), dict(asked.params))
            if cursor.description is None:
                raise refused("it returns no rows")
            columns = [_BACKTICKS.sub(r'"\1"', column[0]) for column in cursor.description]
            stream = Stream(distinct(columns), iter(()))
            stream.rows = asking.rows(cursor, stream)
            yield stream


class _TemporaryFiles:
    """Deleted files that this process holds open since then; none where the system does not list them.

    SQLite deletes its temporary files as soon as it has opened them.
    """

    def __init__(self) -> None:
        self._others = {file for file, _ in _deleted_files()}
        self._next_look = 0.0
        self.were_too_large = False

    def are_too_large(self) -> bool:
        """Whether they have grown beyond the bound; looks at most every tenth of a second."""
        now = time.monotonic()
        if now >= self._next_look:
            self._next_look = now + _LOOK
            spilled = sum(size for file, size in _deleted_files() if file not in self._others)
            self.were_too_large = spilled > MOST_SPILLED
        return self.were_too_large


def _deleted_files() -> Iterator[tuple[tuple[int, int], int]]:
    """Of each: what it is, and its size in bytes."""
    with suppress(OSError):
        for descriptor in Path("/dev/fd").iterdir():
            with suppress(OSError):
                facts = os.fstat(int(descriptor.name))
                if not facts.st_nlink and stat.S_ISREG(facts.st_mode):
                    yield (facts.st_dev, facts.st_ino), facts.st_size


class _Asking:
    """One statement on its guarded connection."""

    def __init__(self, connection: sqlite3.Connection, asked: SqlQuestion) -> None:
        self._connection = connection
        self._asked = asked
        self._watch = Stopwatch(asked.bounds.seconds)
        self._denied: list[str] = []
        self._files = _TemporaryFiles()
        _harden(connection)
        connection.set_progress_handler(
            lambda: int(self._watch.left < 0 or self._files.are_too_large()), _STEPS
        )
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
        except MemoryError as error:
            raise too_large() from error
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
            if self._files.were_too_large:
                return too_large()
            if self._watch.left < 0:
                return out_of_time(self._asked.bounds.seconds)
            raise KeyboardInterrupt  # while the engine worked, which sqlite3 makes an error of its own
        if "disk is full" in text:
            return KbError("The disk that holds temporary files is full. Nothing was changed.")
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
        if match := re.fullmatch(r"no such table: (?:main\.)?(.+)", text, re.DOTALL):
            return names.unknown_relation(match[1], self._ours)
        if match := re.fullmatch(r"no such column: (.+)", text, re.DOTALL):
            return names.unknown_column(match[1], self._asked.sql, self._ours)
        if any(sign in text for sign in _WRITES):
            return refused("it writes")
        if "user-defined aggregate" in text:
            return KbError(
                "The statement was stopped: MEDIAN and STDDEV take numbers, a million at most, and STRING_AGG"
                f" texts, {LONGEST_TEXT} characters at most, but one of them was given something else."
                " CAST(x AS NUMERIC) or CAST(x AS TEXT) makes it fit."
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
    connection.execute(f"PRAGMA hard_heap_limit = {MOST_MEMORY}").fetchall()
    connection.execute("SELECT 1 FROM json_each('[]'), json_tree('[]')")  # known from here on, else refused
    add_bounded_functions(connection)
    add_aggregates(connection)


_QUOTES = re.compile(
    r"""
      '(?:[^']|'')*' | \[[^\]]*\] | `(?:[^`]|``)*` | --[^\n]* | /\*.*?(?:\*/|\Z)
    | "(?P<name>(?:[^"]|"")*)"
    """,
    re.VERBOSE | re.DOTALL,
)
_BACKTICKS = re.compile("`((?:[^`]|``)*)`")


def _as_name(match: re.Match[str]) -> str:
    """A name in double quotes put into backticks: SQLite takes a mistyped "name" for text, a `name` never."""
    if match["name"] is None:
        return match[0]
    name = match["name"].replace('""', '"').replace("`", "``")
    return f"`{name}`"
