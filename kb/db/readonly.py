"""One SELECT of somebody's own, refused by the engine itself when it is anything else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kb.db.answer import LARGEST_STATEMENT, Bounds, SqlAnswer, SqlQuestion, Stream, Value, too_large
from kb.db.columns_named import columns_named
from kb.db.connect import read
from kb.db.parameters import parameter_names
from kb.db.portability import hint
from kb.db.url import PostgresUrl, parse_url
from kb.db.version import require_current
from kb.errors import KbError, nearest

__all__ = ["Bounds", "SqlAnswer", "Stream", "ask", "query", "require_parameters"]

_MOST_CHARACTERS = 200_000_000
"""Largest text of an answer that is kept whole in memory."""


def query(
    url: str,
    sql: str,
    params: Mapping[str, Value] | None = None,
    *,
    row_limit: int = 10_000,
    seconds: float = 30.0,
) -> SqlAnswer:
    """The whole answer of one SELECT; see :func:`ask`."""
    with ask(url, sql, params, Bounds(row_limit, seconds)) as stream:
        rows: list[tuple[Value, ...]] = []
        size = 0
        for row in stream.rows:
            rows.append(row)
            size += sum(len(value) for value in row if isinstance(value, str))
            if size > _MOST_CHARACTERS:
                raise too_large()
        return SqlAnswer(stream.columns, rows, stream.truncated)


@contextmanager
def ask(
    url: str, sql: str, params: Mapping[str, Value] | None = None, bounds: Bounds | None = None
) -> Iterator[Stream]:
    """The answer of one SELECT over a database of this version, row by row; ``:name`` takes ``params[name]``.

    A second statement, a write, a setting or a file is refused by the database, not by looking at the
    text. Raises KbError, for a mistyped table or column with the nearest names and where they live, also
    while rows are read.
    """
    if not sql.strip():
        raise KbError('There is no statement. Write one SELECT, for example "SELECT * FROM study_overview".')
    if len(sql) > LARGEST_STATEMENT:
        raise KbError(f"The statement is longer than {LARGEST_STATEMENT:,} characters. Make it shorter.")
    given = dict(params or {})
    _require_text("The statement", sql)
    for name, value in given.items():
        if isinstance(value, str):
            _require_text(f"The value of {name}", value)
    require_parameters(sql, given)
    with read(url) as reader:
        require_current(reader)
        columns = columns_named(reader, sql)
    types = {name: facts.type for name, facts in columns.items()}
    asked = SqlQuestion(sql, given, bounds or Bounds(), hint(sql, columns))
    target = parse_url(url)
    if isinstance(target, PostgresUrl):
        from kb.db import readonly_postgres

        with readonly_postgres.ask(target, asked) as stream:
            stream.types, stream.hint = types, asked.hint.text
            yield stream
    else:
        from kb.db import readonly_sqlite

        with readonly_sqlite.ask(target.file, asked) as stream:
            stream.types, stream.hint = types, asked.hint.text
            yield stream


def _require_text(what: str, text: str) -> None:
    """PostgreSQL would read a text up to its first NUL only; neither engine takes half a character."""
    if "\0" in text:
        raise KbError(f"{what} holds a NUL character, which no text of a database has. Take it out.")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise KbError(f"{what} is not UTF-8 text (character {error.start + 1}). Write it anew.") from error


def require_parameters(sql: str, given: Mapping[str, Any]) -> None:
    """Nothing when the values are those that the statement takes; else an error that names the others."""
    expected = sorted(parameter_names(sql))
    missing = [name for name in expected if name not in given]
    unknown = [name for name in given if name not in expected]
    if unknown:
        takes = f"It takes {', '.join(expected)}." if expected else "It takes no parameters."
        remedy = nearest(unknown[0], expected)
        raise KbError(f"The statement has no parameter {' and no '.join(unknown)}. {remedy or takes}")
    if missing:
        words = " ".join(f"-p {name}=..." for name in missing)
        raise KbError(f"The statement needs a value for {', '.join(missing)}. Give it: {words}")
