"""Public views and saved queries give the same answers, whichever engine holds the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import pytest

from kb.db.connect import read
from kb.db.readonly import query
from kb.lookup.saved import saved_queries, values_for
from kb.schema.views import views
from tests.databases import PostgresServer, SqliteFolder
from tests.lookup.test_saved_queries import FOLDERS, GIVEN

LOADED_AT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00")


@pytest.fixture(scope="module")
def both(sqlite_databases: SqliteFolder, postgres_server: PostgresServer) -> Iterator[tuple[str, str]]:
    """URLs of three policies on SQLite and on PostgreSQL."""
    with (
        sqlite_databases.copy(sqlite_databases.three_policies) as sqlite,
        postgres_server.database(postgres_server.three_policies_template()) as postgres,
    ):
        yield sqlite, postgres


def _answer(url: str, sql: str, values: Mapping[str, object]) -> list[str]:
    """The rows, whatever their order."""
    rows = query(url, sql, values, row_limit=1_000_000).rows
    return sorted(repr([_plain(value) for value in row]) for row in rows)


def _plain(value: object) -> object:
    """Without what engines may differ in: how they print a number, and when each was loaded."""
    if isinstance(value, str) and LOADED_AT.fullmatch(value):
        return "when it was loaded"
    return round(float(value), 9) if isinstance(value, int | float) else value


def test_every_view_says_the_same_on_both_engines(both: tuple[str, str]) -> None:
    """Each public view has the same rows on SQLite and on PostgreSQL."""
    for view in views():
        sqlite, postgres = (_answer(url, f"SELECT * FROM {view.name}", {}) for url in both)  # noqa: S608
        assert sqlite == postgres, view.name


def test_every_saved_query_says_the_same_on_both_engines(both: tuple[str, str]) -> None:
    """Each saved query answers alike, with the parameters it asks for and with all that it takes."""
    for saved in saved_queries(FOLDERS):
        for asked in (saved.parameters, [each for each in saved.parameters if each.required]):
            given = {each.name: GIVEN[each.name] for each in asked if each.name in GIVEN}
            answers = []
            for url in both:
                with read(url) as reader:
                    answers.append(_answer(url, saved.sql, values_for(reader, saved, given)))
            assert answers[0] == answers[1], saved.name
