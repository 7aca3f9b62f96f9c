"""Asking saved queries, and saying what their rows are to be."""

from __future__ import annotations

from typing import Any

from kb.db.connect import read
from kb.db.readonly import query
from kb.lookup.saved import saved_query, values_for
from kb.settings import shipped_evidence

FOLDERS = [shipped_evidence()]
Row = dict[str, Any]


def run(url: str, name: str, **given: str) -> list[Row]:
    """The rows of a saved query, with these parameters as a person types them."""
    saved = saved_query(FOLDERS, name)
    with read(url) as reader:
        values = values_for(reader, saved, given)
    return select(url, saved.sql, **values)


def select(url: str, sql: str, **values: Any) -> list[Row]:
    """The rows of a SELECT, as `kb sql` answers it."""
    answer = query(url, sql, values)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def only(rows: list[Row], **where: Any) -> list[Row]:
    """The rows that have these values."""
    return [row for row in rows if all(row[name] == value for name, value in where.items())]


def one(rows: list[Row], **where: Any) -> Row:
    """The one row that has these values."""
    matching = only(rows, **where)
    assert len(matching) == 1, matching
    return matching[0]


def says(row: Row, **expected: Any) -> None:
    """Hold that a row has these values."""
    assert {name: row[name] for name in expected} == expected
