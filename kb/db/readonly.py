"""One SELECT of somebody's own, refused by the engine itself when it is anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kb.db.connect import read
from kb.db.url import PostgresUrl, parse_url
from kb.db.version import require_current
from kb.errors import KbError


@dataclass(frozen=True, slots=True)
class Answer:
    """What a SELECT returned; ``truncated`` when there were more rows than the limit."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows and seconds a statement may take."""

    rows: int
    seconds: float


def query(url: str, sql: str, *, row_limit: int = 10_000, seconds: float = 30.0) -> Answer:
    """The answer of one SELECT over a database of this version.

    A second statement, a write, a setting or a file is refused by the database, not by looking at the
    text. Raises KbError, for a mistyped table or column with the nearest names.
    """
    if not sql.strip():
        raise KbError('There is no statement. Write one SELECT, for example "SELECT * FROM study_overview".')
    with read(url) as reader:
        require_current(reader)
    bounds = Bounds(row_limit, seconds)
    target = parse_url(url)
    if isinstance(target, PostgresUrl):
        from kb.db import readonly_postgres

        return readonly_postgres.query(target, sql, bounds)
    from kb.db import readonly_sqlite

    return readonly_sqlite.query(target.file, sql, bounds)


def refused(reason: str) -> KbError:
    """The error for a statement that is no plain SELECT."""
    return KbError(
        f"The statement was refused ({reason}): only one SELECT can be run here, and nothing changed."
        " Records are changed by kb load."
    )


def out_of_time(seconds: float) -> KbError:
    """The error for a statement that ran too long."""
    return KbError(
        f"The statement was stopped after {seconds:g} seconds. Narrow it down by WHERE, or allow more time."
    )
