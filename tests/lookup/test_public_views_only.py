"""What is shown to be copied reads public views only: saved queries, the README, the manuals."""

from __future__ import annotations

import re
import shlex
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.db.connect import read
from kb.db.parameters import parameter_names
from kb.lookup.saved import saved_queries
from kb.settings import shipped_evidence
from tests.readme.pages import EVERY_PAGE

ROOT = Path(__file__).parents[2]
_SQL_BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r'^\$? ?(kb sql "[^"]*".*?)(?: +#.*)?$', re.MULTILINE)
_PYTHON_SQL = re.compile(r'\.sql\("""(.*?)"""\)', re.DOTALL)
_PARQUET = re.compile(r"'warehouse/([a-z_]+)\.parquet'")


def _shown() -> Iterator[tuple[str, str]]:
    """Name and SQL of everything that is shown."""
    for query in saved_queries([shipped_evidence()]):
        yield f"query {query.name}", query.sql
    for file in sorted((ROOT / "kb/reference/examples").glob("*.sql")):
        yield f"example {file.stem}", file.read_text(encoding="utf-8")
    for number, block in enumerate(_SQL_BLOCK.findall(EVERY_PAGE), 1):
        yield f"page block {number}", block
    for number, line in enumerate(_COMMAND.findall(EVERY_PAGE), 1):
        yield f"page command {number}", shlex.split(line)[2]
    for number, text in enumerate(_PYTHON_SQL.findall(EVERY_PAGE), 1):
        yield f"page Python {number}", _PARQUET.sub(r"\1", text)


SHOWN = dict(_shown())


@pytest.fixture(scope="module")
def views(loaded_url: str) -> Iterator[sqlite3.Connection]:
    """A database in which there is nothing but the public views, as empty tables."""
    with read(loaded_url) as reader:
        rows = reader.rows(
            "SELECT relation, column_name FROM data_dictionary"
            " WHERE relation_kind = 'view' AND position > 0 ORDER BY relation, position"
        )
    columns: dict[str, list[str]] = {}
    for row in rows:
        columns.setdefault(row["relation"], []).append(f'"{row["column_name"]}"')
    connection = sqlite3.connect(":memory:")
    for view, names in columns.items():
        connection.execute(f"CREATE TABLE {view} ({', '.join(names)})")
    yield connection
    connection.close()


@pytest.mark.parametrize("name", SHOWN)
def test_it_runs_where_there_is_nothing_but_public_views(views: sqlite3.Connection, name: str) -> None:
    """It reads no table: SQLite itself resolves every name in it against the public views alone."""
    sql = SHOWN[name]
    views.execute(f"EXPLAIN {sql}", dict.fromkeys(parameter_names(sql)))


def test_the_pages_show_sql_in_every_form() -> None:
    """A saved query, commands, DuckDB and Spark: none is overlooked by the patterns above."""
    forms = {name.rpartition(" ")[0] for name in SHOWN if name.startswith("page ")}
    assert forms == {"page block", "page command", "page Python"}
