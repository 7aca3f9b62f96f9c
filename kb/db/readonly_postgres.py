"""``kb sql`` on PostgreSQL: a cursor declared in a read-only transaction, under a time limit.

``DECLARE CURSOR`` takes a SELECT only, and the extended protocol takes one statement only, so that
``commit; insert`` never reaches the server as two. A superuser's rights (reading files of the server,
for one) are laid down first. A login that may only read remains the better wall.
"""

from __future__ import annotations

import re
from typing import Any

from kb.db import names, postgres
from kb.db.readonly import Answer, Bounds, out_of_time, refused
from kb.db.url import PostgresUrl
from kb.errors import KbError


def query(url: PostgresUrl, sql: str, bounds: Bounds) -> Answer:
    """Run one SELECT under all the guards."""
    driver = postgres.import_driver()
    with postgres.reading_server(url) as connection:
        from psycopg.rows import tuple_row

        # With a threshold of None, prepare=True is ignored, and `SELECT 1; COMMIT; ...` gets through.
        connection.prepare_threshold = 0
        cursor = driver.Cursor(connection, row_factory=tuple_row)
        _lay_down_rights(cursor, bounds.seconds)
        try:
            cursor.execute("SAVEPOINT before")
            declare = f"DECLARE kb_sql NO SCROLL CURSOR FOR {sql.rstrip().rstrip(';')}\n"
            cursor.execute(declare.encode(), prepare=True)
            cursor.execute(f"FETCH FORWARD {bounds.rows + 1} FROM kb_sql".encode())
            columns = tuple(column.name for column in cursor.description or ())
            rows = cursor.fetchall()
        except driver.Error as error:
            raise _explain(error, sql, bounds, cursor) from error
        return Answer(columns, rows[: bounds.rows], len(rows) > bounds.rows)


def _lay_down_rights(cursor: Any, seconds: float) -> None:
    cursor.execute(f"SET LOCAL statement_timeout = {max(1, round(seconds * 1000))}".encode())
    cursor.execute(b"SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    row = cursor.fetchone()
    if row is not None and row[0]:
        cursor.execute(b"SET LOCAL ROLE pg_read_all_data")


def _explain(error: Any, sql: str, bounds: Bounds, cursor: Any) -> KbError:
    state = error.sqlstate or ""
    text = error.diag.message_primary or str(error).strip()
    if state == "57014":
        return out_of_time(bounds.seconds)

    def rows(statement: str) -> list[tuple[object, ...]]:
        cursor.execute("ROLLBACK TO SAVEPOINT before")
        found: list[tuple[object, ...]] = cursor.execute(statement.encode()).fetchall()
        return found

    if state == "42P01" and (match := re.search(r'relation "([^"]+)"', text)):
        return names.unknown_relation(match[1].rpartition(".")[2], rows)
    if state == "42703" and (match := re.search(r'column "?([^" ]+)"? ', text)):
        return names.unknown_column(match[1], sql, rows)
    if state in _REFUSALS or "cannot insert multiple commands" in text:
        return refused(text)
    if state == "42601" and _starts_otherwise(sql):
        return refused("it is no SELECT")
    return KbError(f"The statement is not understood: {text}.")


# read_only_sql_transaction, insufficient_privilege, feature_not_supported, invalid_cursor_definition,
# active_sql_transaction
_REFUSALS = {"25006", "42501", "0A000", "42P11", "25001"}


def _starts_otherwise(sql: str) -> bool:
    word = re.match(r"\s*\(*\s*(\w+)", sql)
    return word is not None and word[1].lower() not in {"select", "with", "values", "table"}
