"""``kb sql`` on SQLite: a read-only file, an authorizer with an allow-list, limits on time and size.

A read-only connection alone still attaches new files, and ``query_only`` can be switched off by the
statement itself; the authorizer refuses whatever is not on its list while SQLite compiles the statement.
"""

from __future__ import annotations

import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from kb.db import names, sqlite
from kb.db.readonly import Answer, Bounds, out_of_time, refused
from kb.errors import KbError

_ACTIONS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE}
# Left out on purpose: printf, format, zeroblob, randomblob (one call can take minutes and gigabytes and
# cannot be stopped), load_extension, and everything that writes.
_FUNCTIONS = frozenset(
    (
        *(
            "abs",
            "avg",
            "ceil",
            "ceiling",
            "count",
            "exp",
            "floor",
            "ln",
            "log",
            "log10",
            "log2",
            "max",
            "min",
        ),
        *("mod", "pow", "power", "round", "sign", "sqrt", "sum", "total", "trunc"),
        *(
            "coalesce",
            "glob",
            "iif",
            "ifnull",
            "instr",
            "length",
            "like",
            "lower",
            "ltrim",
            "nullif",
            "quote",
        ),
        *("concat", "concat_ws", "group_concat", "replace", "rtrim", "string_agg", "substr", "substring"),
        *("char", "hex", "octet_length", "trim", "typeof", "unicode", "upper"),
        *("date", "datetime", "julianday", "strftime", "time", "unixepoch"),
        *("cume_dist", "dense_rank", "first_value", "lag", "last_value", "lead", "nth_value", "ntile"),
        *("percent_rank", "rank", "row_number"),
        *("->", "->>", "json", "json_array", "json_array_length", "json_extract", "json_group_array"),
        *("json_group_object", "json_object", "json_quote", "json_type", "json_valid"),
    )
)
_TEN_MEGABYTES = 10_000_000
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: _TEN_MEGABYTES,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_STEPS = 1_000
"""Virtual machine steps between two looks at the clock."""


def query(file: Path, sql: str, bounds: Bounds) -> Answer:
    """Run one SELECT under all the guards."""
    with sqlite.reading_file(file) as connection:
        denied: list[str] = []
        _guard(connection, denied, time.monotonic() + bounds.seconds)
        try:
            with closing(connection.cursor()) as cursor:
                cursor.execute(sql)
                return _answer(cursor, bounds.rows)
        except (sqlite3.Error, sqlite3.Warning) as error:
            connection.set_authorizer(None)
            connection.set_progress_handler(None, 0)
            raise _explain(error, sql, bounds, denied, _rows_of(connection)) from error


def _guard(connection: sqlite3.Connection, denied: list[str], deadline: float) -> None:
    def authorize(
        action: int, first: str | None, second: str | None, _db: str | None, _by: str | None
    ) -> int:
        if action in _ACTIONS:
            return sqlite3.SQLITE_OK
        if action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in _FUNCTIONS:
            return sqlite3.SQLITE_OK
        denied.append(
            f"function {second}" if action == sqlite3.SQLITE_FUNCTION else _ACTION_NAMES.get(action, "")
        )
        return sqlite3.SQLITE_DENY

    for limit, value in _LIMITS.items():
        connection.setlimit(limit, value)
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), _STEPS)
    connection.set_authorizer(authorize)


_ACTION_NAMES = {
    value: name.removeprefix("SQLITE_").replace("_", " ")
    for name, value in vars(sqlite3).items()
    if name.startswith(("SQLITE_CREATE", "SQLITE_DROP", "SQLITE_ALTER"))
    or name
    in {
        "SQLITE_INSERT",
        "SQLITE_UPDATE",
        "SQLITE_DELETE",
        "SQLITE_PRAGMA",
        "SQLITE_ATTACH",
        "SQLITE_DETACH",
        "SQLITE_TRANSACTION",
        "SQLITE_SAVEPOINT",
        "SQLITE_REINDEX",
        "SQLITE_ANALYZE",
    }
}


def _answer(cursor: sqlite3.Cursor, limit: int) -> Answer:
    if cursor.description is None:
        raise refused("it returns no rows")
    rows = cursor.fetchmany(limit + 1)
    return Answer(tuple(column[0] for column in cursor.description), rows[:limit], len(rows) > limit)


def _rows_of(connection: sqlite3.Connection) -> names.Rows:
    def rows(sql: str) -> list[tuple[object, ...]]:
        return connection.execute(sql).fetchall()

    return rows


def _explain(
    error: Exception,
    sql: str,
    bounds: Bounds,
    denied: list[str],
    rows: names.Rows,
) -> KbError:
    text = str(error)
    if "interrupted" in text:
        return out_of_time(bounds.seconds)
    if denied and ("not authorized" in text or "prohibited" in text):
        return refused(denied[0] or "no SELECT")
    if "one statement" in text:
        return refused("more than one statement")
    if match := re.fullmatch(r"no such table: (?:main\.)?(\S+)", text):
        return names.unknown_relation(match[1], rows)
    if match := re.fullmatch(r"no such column: (\S+)", text):
        return names.unknown_column(match[1], sql, rows)
    if (
        "attempt to write" in text
        or "readonly" in text
        or "cannot VACUUM" in text
        or "within a transaction" in text
    ):
        return refused("it writes")
    return KbError(f"The statement is not understood: {text}.")
