"""Rows that are only added cannot be changed, deleted or replaced, whoever has the right to write rows."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest

from kb.db.append_only import APPEND_ONLY, unprotected_tables
from kb.db.connect import read, write_engine
from kb.db.copying import copy
from kb.db.migrate import migrate
from kb.releases.sealing.damage import find_damage
from kb.schema.tables import metadata
from kb.store.database import writing
from tests.builders.releases import POLICY, frozen
from tests.databases import PostgresServer, SqliteFolder

REFUSED = (sqlite3.IntegrityError, psycopg.errors.IntegrityConstraintViolation)


def _run(url: str, sql: str) -> None:
    engine = write_engine(url)
    try:
        with engine.begin() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute(sql)
    finally:
        engine.dispose()


@pytest.fixture
def sealed_url(seed_url: str) -> str:
    """A database with a published version."""
    frozen(seed_url)
    return seed_url


@pytest.mark.parametrize("table", ["release", "release_document", "frozen_record", "change"])
def test_a_row_that_is_only_added_stays(sealed_url: str, table: str) -> None:
    for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):  # noqa: S608 - names of ours
        with pytest.raises(REFUSED, match=f"rows of {table} are only added, never changed or deleted"):
            _run(sealed_url, sql)


def test_a_row_cannot_be_replaced_by_another_with_its_key(sqlite_databases: SqliteFolder) -> None:
    """REPLACE deletes rows without firing a trigger of SQLite; by another key that is unique, too."""
    with sqlite_databases.copy(sqlite_databases.seed) as url:
        frozen(url)
        columns = (
            "policy_id, review_cycle_id, supersedes_id, effective_date, published_at, 'x', because, program"
        )
        for id in ("id", "'another'"):
            sql = f"INSERT OR REPLACE INTO release SELECT {id}, {columns} FROM release"  # noqa: S608
            with pytest.raises(sqlite3.IntegrityError, match="are only added"):
                _run(url, sql)


def test_a_table_cannot_be_emptied_on_a_server(postgres_server: PostgresServer) -> None:
    with (
        postgres_server.database(postgres_server.seed_template()) as url,
        pytest.raises(REFUSED, match="rows of change are only added"),
    ):
        _run(url, "TRUNCATE change")


def test_every_migration_makes_the_protection_anew(sealed_url: str) -> None:
    with read(sealed_url) as reader:
        assert unprotected_tables(reader) == []
    on = "" if sealed_url.startswith("sqlite") else " ON approval"
    _run(sealed_url, f"DROP TRIGGER append_only_approval_changed{on}")
    with read(sealed_url) as reader:
        assert unprotected_tables(reader) == ["approval"]
        assert [damage.what for damage in find_damage(reader)] == [
            "the table approval is not protected against changes any more"
        ]
    migrate(sealed_url)
    with read(sealed_url) as reader:
        assert unprotected_tables(reader) == []


def test_a_trigger_that_is_switched_off_is_no_protection(postgres_server: PostgresServer) -> None:
    with postgres_server.database(postgres_server.seed_template()) as url:
        _run(url, "ALTER TABLE approval DISABLE TRIGGER append_only_approval_changed")
        with read(url) as reader:
            assert unprotected_tables(reader) == ["approval"]


_DROP = "DROP TRIGGER append_only_approval_changed ON approval"
_MAKE = "CREATE TRIGGER append_only_approval_changed BEFORE {} EXECUTE FUNCTION refuse_all_but_additions()"


@pytest.mark.slow
@pytest.mark.parametrize(
    "made",
    [
        "DELETE ON approval FOR EACH ROW",
        "UPDATE OF verdict OR DELETE ON approval FOR EACH ROW",
        "UPDATE OR DELETE ON approval FOR EACH ROW WHEN (OLD.who = 'nobody')",
    ],
)
def test_a_trigger_of_the_same_name_that_refuses_less_is_no_protection(
    postgres_server: PostgresServer, made: str
) -> None:
    with postgres_server.database(postgres_server.seed_template()) as url:
        _run(url, _DROP)
        _run(url, _MAKE.format(made))
        with read(url) as reader:
            assert unprotected_tables(reader) == ["approval"]


def test_a_function_of_the_same_name_that_refuses_nothing_is_no_protection(
    postgres_server: PostgresServer,
) -> None:
    with postgres_server.database(postgres_server.seed_template()) as url:
        _run(
            url,
            "CREATE OR REPLACE FUNCTION refuse_all_but_additions() RETURNS trigger LANGUAGE plpgsql"
            " AS $$BEGIN RETURN NEW; END $$",
        )
        with read(url) as reader:
            assert unprotected_tables(reader) == sorted(APPEND_ONLY)
        migrate(url)
        with read(url) as reader:
            assert unprotected_tables(reader) == []


@pytest.mark.parametrize("to_server", [True, False])
def test_the_seal_of_one_engine_holds_on_the_other(
    sqlite_databases: SqliteFolder, postgres_server: PostgresServer, to_server: bool
) -> None:
    """A hash depends on nothing but what was published."""
    with (
        sqlite_databases.copy(sqlite_databases.template) as file,
        postgres_server.database("template0") as server,
        sqlite_databases.copy(sqlite_databases.seed) as filled,
        postgres_server.database(postgres_server.seed_template()) as filled_server,
    ):
        source, target = (filled, server) if to_server else (filled_server, file)
        outcome = frozen(source)
        copy(source, target)
        with read(target) as reader:
            assert find_damage(reader) == []
            assert reader.rows("SELECT hash FROM release_seal") == [{"hash": outcome.hash}]
            assert unprotected_tables(reader) == []


def test_no_other_table_says_that_it_is_append_only() -> None:
    """The words in the dictionary and the triggers agree."""
    said = {name for name, table in metadata.tables.items() if "ppend only" in (table.comment or "")}
    assert said <= APPEND_ONLY
    assert metadata.tables.keys() >= APPEND_ONLY


def test_a_load_that_would_change_such_a_row_says_why_not(sealed_url: str) -> None:
    from kb.errors import KbError

    with pytest.raises(KbError, match="are only added"), writing(sealed_url) as writer:
        writer.run("DELETE FROM release WHERE policy_id = ?", (POLICY,))
