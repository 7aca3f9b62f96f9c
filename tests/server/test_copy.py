"""``kb copy`` moves everything between engines, proves it by a hash, and on failure leaves the target be."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from kb.cli.app import make_app
from kb.db import copying
from kb.db.connect import read, write_engine
from kb.db.content_hash import content_tables
from kb.db.copying import copy
from kb.db.version import State, state_of
from kb.errors import KbError
from kb.schema.views import views
from tests.builders.forging import forge
from tests.databases import PostgresServer, SqliteFolder

WORKFLOW = (
    """INSERT INTO review_cycle (id, policy_id, opened, opened_by, reviewers, state)
       VALUES ('7.01.75@2026-01-01', '7.01.75', '2026-01-01', 'rita', 1, 'open')""",
    """INSERT INTO search_run (id, review_cycle_id, number, source, kind, run_at, who, query, records)
       VALUES ('r', '7.01.75@2026-01-01', 1, 'PubMed', 'database', '2026-01-02',
               'é "x" \\ '' ☃ \U0001f9ea', 'a
       b\tc', 12)""",
)


@pytest.fixture
def full_url(sqlite_databases: SqliteFolder) -> Iterator[str]:
    """A filled SQLite database with workflow rows and awkward text."""
    with sqlite_databases.copy(sqlite_databases.seed) as url:
        with write_engine(url).begin() as connection:
            for statement in WORKFLOW:
                connection.exec_driver_sql(statement)
        yield url


@pytest.fixture
def server_url(postgres_server: PostgresServer) -> Iterator[str]:
    """An empty PostgreSQL database."""
    with postgres_server.database("template0") as url:
        yield url


def rows_of_views(url: str) -> dict[str, list[str]]:
    """Every public view as a set of rows; an engine's own order of text and form of numbers left aside."""
    with read(url) as reader:
        return {
            view.name: sorted(
                repr([float(v) if isinstance(v, int | float) else v for v in row.values()])
                for row in reader.rows(f"SELECT * FROM {view.name}")  # noqa: S608
            )
            for view in views()
        }


def test_there_and_back_is_the_same_to_the_byte(full_url: str, server_url: str, tmp_path: Path) -> None:
    back = f"sqlite:///{(tmp_path / 'back.db').as_posix()}"
    there = copy(full_url, server_url)
    again = copy(server_url, back)
    assert there.source.counts["figure"] > 100
    assert there.source.counts["change"] > 0
    assert there.source.counts["search_run"] == 1
    digests = {side.digest for copied in (there, again) for side in (copied.source, copied.target)}
    assert len(digests) == 1
    with sqlite3.connect(full_url.removeprefix("sqlite:///")) as one:
        one.execute("ATTACH ? AS other", (back.removeprefix("sqlite:///"),))
        for table in content_tables():
            found = one.execute(
                f"TABLE {table.name} EXCEPT TABLE other.{table.name}".replace("TABLE", "SELECT * FROM")
            )
            assert found.fetchall() == [], table.name
    one.close()
    assert rows_of_views(full_url) == rows_of_views(server_url) == rows_of_views(back)


def test_a_single_changed_value_changes_the_hash(full_url: str, tmp_path: Path) -> None:
    first = copy(full_url, f"sqlite:///{(tmp_path / 'one.db').as_posix()}")
    with write_engine(full_url).begin() as connection:
        connection.execute(text("UPDATE figure SET reported = '98%' WHERE id = (SELECT MIN(id) FROM figure)"))
    second = copy(full_url, f"sqlite:///{(tmp_path / 'two.db').as_posix()}")
    assert first.source.rows == second.source.rows
    assert first.source.digest != second.source.digest
    assert [n for n in first.source.hashes if first.source.hashes[n] != second.source.hashes[n]] == ["figure"]


def test_changes_after_a_copy_go_on_numbering(full_url: str, server_url: str) -> None:
    copied = copy(full_url, server_url)
    with psycopg.connect(server_url) as connection:
        (number,) = connection.execute(
            "INSERT INTO change (at, who, why, action, record_id, table_name, row_id)"
            " VALUES ('2026', 'w', 'y', 'insert', 'x', 'record', 'x') RETURNING id"
        ).fetchone() or (0,)
    assert number == copied.source.counts["change"] + 1


def test_an_empty_migrated_database_is_filled(full_url: str, engine_url: str) -> None:
    assert copy(full_url, engine_url).target.rows > 1000


def test_what_is_not_empty_is_left_alone(full_url: str, engine_url: str) -> None:
    copy(full_url, engine_url)
    with pytest.raises(KbError, match=r"is not empty.*left alone"):
        copy(full_url, engine_url)
    with pytest.raises(KbError, match="Give another one with --to"):
        copy(full_url, full_url)


def test_a_foreign_database_is_left_alone(full_url: str, empty_url: str) -> None:
    with write_engine(empty_url, create=True).begin() as connection:
        connection.execute(text("CREATE TABLE somebody_elses (id INTEGER)"))
    with pytest.raises(KbError, match="was not made by kb"):
        copy(full_url, empty_url)


def test_text_that_postgresql_cannot_hold_is_named(full_url: str, server_url: str) -> None:
    forge(full_url, "UPDATE search_run SET query = 'a' || CHAR(0) || 'b'")
    with pytest.raises(KbError, match=r"table search_run cannot be held"):
        copy(full_url, server_url)
    assert state(server_url) is State.EMPTY


def test_a_copy_that_does_not_say_the_same_is_taken_back(
    full_url: str, server_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    insert = copying._insert
    monkeypatch.setattr(copying, "_insert", lambda target, table, rows: insert(target, table, rows[1:]))
    with pytest.raises(KbError, match="would not say the same"):
        copy(full_url, server_url)
    assert state(server_url) is State.EMPTY


def state(url: str) -> State:
    with read(url) as reader:
        return state_of(reader)


_SLOW = """
import sys, time
from kb.db import copying
insert = copying._insert
def slow(target, table, rows):
    insert(target, table, rows)
    print(table.name, flush=True)
    if table.name == 'figure':
        time.sleep(60)
copying._insert = slow
copying.copy(sys.argv[1], sys.argv[2])
"""


def test_killed_half_way_the_target_is_empty_and_can_be_filled(full_url: str, empty_url: str) -> None:
    work = subprocess.Popen(
        [sys.executable, "-c", _SLOW, full_url, empty_url], stdout=subprocess.PIPE, text=True
    )
    assert work.stdout is not None
    with work.stdout:
        for line in work.stdout:
            if line == "figure\n":
                break
    work.send_signal(signal.SIGKILL)
    work.wait(10)
    for _ in range(100):  # the server may still be taking back what was begun
        try:
            assert copy(full_url, empty_url).target.rows > 1000
            return
        except KbError as error:  # pragma: no cover
            assert "not empty" not in str(error)
            time.sleep(0.1)
    raise AssertionError("the copy never came through")


def test_the_command_prints_rows_and_hashes(full_url: str, server_url: str, tmp_path: Path) -> None:
    run = CliRunner().invoke(make_app(), ["--database", full_url, "copy", "--to", server_url])
    assert run.exit_code == 0, run.output
    lines = run.stdout.splitlines()
    assert lines[0].split() == ["table", "source_rows", "target_rows"]
    assert any(line.split() == ["search_run", "1", "1"] for line in lines)
    source, target = (line.rpartition(" ")[2] for line in lines if "content hash" in line)
    assert len(source) == 64
    assert source == target
    again = CliRunner().invoke(make_app(), ["--database", full_url, "copy", "--to", server_url])
    assert again.exit_code == 1
    assert "is not empty" in again.stderr
