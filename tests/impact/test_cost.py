"""What rests on one study costs the same to find however many policies are held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.db import sqlite
from kb.db.connect import read
from kb.db.queries import statement
from kb.impact.find import find_impact
from tests.databases import SqliteFolder
from tests.db.test_view_cost import FEW, MANY, held


@pytest.fixture(scope="module")
def two_sizes(sqlite_databases: SqliteFolder) -> Iterator[tuple[str, str]]:
    with sqlite_databases.copy() as few, sqlite_databases.copy() as many:
        yield held(few, FEW), held(many, MANY)


def steps(url: str, name: str, params: dict[str, Any]) -> int:
    """Steps of SQLite's virtual machine for a named read; the same on every computer."""
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    with sqlite.reading_file(Path(url.removeprefix("sqlite:///"))) as connection:
        connection.set_progress_handler(count, 1)
        connection.execute(statement(name), params).fetchall()
    return taken


NOTHING = {"study": None, "reference": None, "figure": None, "recommendation": None}
READS: dict[str, dict[str, Any]] = {
    "impact/named": {"name": "s1"},
    "impact/figures": {"study": "s1", "owner": None, "figure": None},
    "impact/reports": {"study": "s1"},
    "evidence/sign_offs": {"first": "1.01", "last": "1.01"},
    "impact/findings": {"policy": "1.01"},
    "impact/searches": {"reference": "s1"},
    "impact/screening": {"reference": "s1"},
    "evidence/study_in_use": {"policy": "1.01", "study": "s1"},
    "evidence/reference_citations": {"policy": "1.01", "reference": "s1"},
    "evidence/reports": {"first": "s1", "last": "s1", "first_policy": None, "last_policy": None},
}


@pytest.mark.parametrize("name", READS)
def test_one_of_many_costs_as_much_as_one_of_few(two_sizes: tuple[str, str], name: str) -> None:
    few, many = (steps(url, name, READS[name]) for url in two_sizes)
    assert many <= 1.2 * few + 50


@pytest.mark.parametrize("asked", [{"study": "s1"}, {"reference": "s1"}, {"recommendation": "g/x"}])
def test_policies_are_asked_for_by_index(two_sizes: tuple[str, str], asked: dict[str, str]) -> None:
    few, many = (steps(url, "evidence/policies_about", NOTHING | asked) for url in two_sizes)
    assert many <= 1.2 * few + 50


def test_only_policies_that_can_rest_on_it_are_read(two_sizes: tuple[str, str]) -> None:
    read_for = []
    for url in two_sizes:
        with read(url) as reader:
            asked = _Counting(reader)
            assert find_impact(asked, "s1").counts["policy"] == 1
            read_for.append(asked.count)
    assert read_for[0] == read_for[1]


class _Counting:
    """A reader that counts what it is asked."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader
        self.engine, self.place = reader.engine, reader.place
        self.count = 0

    def rows(self, sql: str, params: Any = None) -> Any:
        self.count += 1
        return self._reader.rows(sql, params)
