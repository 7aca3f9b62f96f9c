"""Asking a public view for one policy or one study reads no table from end to end, on either engine.

:mod:`tests.db.test_view_cost` counts the work; here the engines say by themselves how they would do it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kb.db import sqlite
from kb.db.connect import read, write_engine
from kb.schema.tables import metadata
from kb.schema.views import View, views
from tests.databases import PostgresServer, SqliteFolder
from tests.db.test_view_cost import held

POLICIES = 100

GROWING = {
    "study",
    "study_report",
    "study_use",
    "study_outcome",
    "arm",
    "result",
    "figure",
    "figure_source",
    "reference",
    "reference_identifier",
    "section_text",
    "prose_link",
}
"""The tables that hold most rows. With less in the others, PostgreSQL may as well read those whole."""

CANNOT = {
    ("policy_citation", "study"): "to number a citation, all citations of its policy have to be put in order",
    (
        "systematic_review_inclusion",
        "study",
    ): "a label may have got its reference in another systematic review",
    ("study_in_policy", "study"): "it reads policy_citation; the table study_use says where a study is used",
}
"""The views that read the citations of every policy for one study, with the reason."""


@pytest.fixture(scope="module")
def sqlite_url(sqlite_databases: SqliteFolder) -> Iterator[str]:
    with sqlite_databases.copy() as url:
        yield held(url, POLICIES)


@pytest.fixture(scope="module")
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    with postgres_server.database(postgres_server.migrated_template()) as url:
        held(url, POLICIES)
        with write_engine(url).begin() as connection:
            # Where no study extends another, PostgreSQL sees no use in looking for the other one by its key.
            connection.exec_driver_sql(
                "UPDATE study SET extension_of_id = (SELECT MIN(id) FROM study)"
                " WHERE id <> (SELECT MIN(id) FROM study)"
            )
            connection.exec_driver_sql("ANALYZE")
        yield url


def tables_read(view: View) -> dict[str, set[str]]:
    """The tables behind a view, and behind the views that it reads, by the names that its SQL gives them."""
    found: dict[str, set[str]] = {}
    known = {other.name: other for other in views()}
    for name, alias in re.findall(r"(?:FROM|JOIN) (\w+)(?: AS (\w+))?", view.select):
        if name in metadata.tables:
            found.setdefault(alias or name, set()).add(name)
        elif name in known:
            for inner, tables in tables_read(known[name]).items():
                found.setdefault(inner, set()).update(tables)
    return found


def scanned_by_sqlite(url: str, view: View, column: str) -> set[str]:
    """The tables that SQLite would read from end to end."""
    sql = f"EXPLAIN QUERY PLAN SELECT * FROM {view.name} WHERE {column} = ?"  # noqa: S608 (names of ours)
    with sqlite.reading_file(Path(url.removeprefix("sqlite:///"))) as connection:
        lines = [row[3] for row in connection.execute(sql, ("1.01",))]
    whole = [line.split()[1] for line in lines if line.startswith("SCAN ") or "AUTOMATIC" in line]
    aliases = tables_read(view)
    return {table for alias in whole for table in aliases.get(alias, ())}


def scanned_by_postgres(url: str, view: View, column: str) -> set[str]:
    """The large tables that PostgreSQL could only read from end to end, or else only through a whole index.

    On so few rows a scan is the cheaper way, so it is told not to take it where there is another.
    """
    with read(url) as reader:
        for way in ("seqscan", "hashjoin", "mergejoin", "indexonlyscan"):
            reader.rows(f"SELECT set_config('enable_{way}', 'off', true)")
        sql = f"EXPLAIN (FORMAT JSON) SELECT * FROM {view.name} WHERE {column} = '1.01'"  # noqa: S608 (the same)
        ((plans,),) = (row.values() for row in reader.rows(sql))
    return GROWING & {node["Relation Name"] for node in _nodes(plans[0]["Plan"]) if _is_whole(node)}


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _is_whole(node: dict[str, Any]) -> bool:
    kind = node["Node Type"]
    return kind == "Seq Scan" or (kind in ("Index Scan", "Index Only Scan") and "Index Cond" not in node)


def asked() -> list[tuple[View, str]]:
    """Each view with each of the columns that it is asked by."""
    columns = ("policy", "study", "review", "guideline")
    return [
        (view, column)
        for view in views()
        for column in columns
        if f" AS {column},\n" in view.select or (view.name == "policy_citation" and column in columns[:2])
    ]


CASES = pytest.mark.parametrize(
    ("view", "column"), asked(), ids=lambda value: value if isinstance(value, str) else value.name
)


@CASES
def test_sqlite_reads_no_table_from_end_to_end(sqlite_url: str, view: View, column: str) -> None:
    scanned = scanned_by_sqlite(sqlite_url, view, column)
    assert bool(scanned) == ((view.name, column) in CANNOT), scanned


@CASES
def test_postgres_has_an_index_for_every_table(postgres_url: str, view: View, column: str) -> None:
    scanned = scanned_by_postgres(postgres_url, view, column)
    assert bool(scanned) == ((view.name, column) in CANNOT), scanned
