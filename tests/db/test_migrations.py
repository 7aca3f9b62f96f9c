"""The migrations build what the models say, on both engines, all or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text

from kb.db import migrate as migrate_module
from kb.db import scripts
from kb.db.connect import read, write_engine
from kb.db.migrate import migrate, migration
from kb.errors import KbError
from kb.schema.tables import metadata
from kb.schema.views import shared_columns, views


def script_directory() -> ScriptDirectory:
    return ScriptDirectory.from_config(scripts.configuration())


def revisions() -> list[str]:
    """All revisions, oldest first."""
    return [script.revision for script in script_directory().walk_revisions()][::-1]


def tables_of(url: str) -> set[str]:
    with write_engine(url, create=True).connect() as connection:
        return set(inspect(connection).get_table_names()) - {"alembic_version"}


# --- the scripts -------------------------------------------------------------------------------------------


def test_there_is_one_newest_migration() -> None:
    assert len(script_directory().get_heads()) == 1


def test_migrations_are_numbered_in_their_order() -> None:
    first = int(revisions()[0])
    assert revisions() == [f"{number:04d}" for number in range(first, first + len(revisions()))]


def test_every_migration_can_be_taken_back_and_done_again(empty_url: str) -> None:
    for number, revision in enumerate(revisions()):
        for step in (scripts.upgrade, scripts.downgrade, scripts.upgrade):
            target = revision if step is scripts.upgrade else (["base", *revisions()][number])
            with migration(empty_url) as connection:
                step(connection, target)
    with migration(empty_url) as connection:
        scripts.downgrade(connection, "base")
    assert tables_of(empty_url) == set()


# --- what they build ---------------------------------------------------------------------------------------


def test_migrated_tables_are_those_of_the_models(module_url: str) -> None:
    with write_engine(module_url).connect() as connection:
        options = {
            "compare_type": True,
            "compare_server_default": True,
            "include_name": scripts.is_modelled,
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def checks_of(connection: Connection) -> dict[tuple[str, str], str]:
    """CHECK constraints by table and name; Alembic does not compare them."""
    inspector = inspect(connection)
    return {
        (table, str(check["name"])): " ".join(str(check["sqltext"]).split())
        for table in metadata.tables
        for check in inspector.get_check_constraints(table)
    }


def test_migrated_checks_are_those_of_the_models(empty_url: str) -> None:
    with write_engine(empty_url, create=True).begin() as connection:
        metadata.create_all(connection)
        expected = checks_of(connection)
        metadata.drop_all(connection)
    migrate(empty_url)
    with write_engine(empty_url).connect() as connection:
        found = checks_of(connection)
    assert found == expected
    assert len(found) > 50
    assert all(name.startswith(f"ck_{table}_") for table, name in found)


def constraint_names(table: Any) -> list[str]:
    named = [*table.constraints, *table.indexes]
    return [str(constraint.name) for constraint in named]


@pytest.mark.parametrize("table", metadata.tables.values(), ids=str)
def test_every_constraint_has_a_name_that_postgresql_keeps_whole(table: Any) -> None:
    for name in constraint_names(table):
        assert name.startswith(("pk_", "fk_", "uq_", "ck_", "ix_"))
        assert len(name) <= 63


@pytest.mark.parametrize("table", metadata.tables.values(), ids=str)
def test_every_table_and_column_is_described(table: Any) -> None:
    assert table.comment
    for column in table.columns:
        assert column.comment, column


@pytest.mark.parametrize("table", metadata.tables.values(), ids=str)
def test_every_foreign_key_waits_for_the_end_of_the_transaction(table: Any) -> None:
    for constraint in table.foreign_key_constraints:
        assert constraint.deferrable
        assert constraint.initially == "DEFERRED"


# --- views and dictionary ----------------------------------------------------------------------------------


def test_migrating_again_makes_the_views_anew(engine_url: str) -> None:
    with write_engine(engine_url).begin() as connection:
        for name in ("policy_reference", "study_in_policy"):
            connection.execute(text(f"DROP VIEW {name}"))
        connection.execute(text("CREATE VIEW study_in_policy AS SELECT 'old' AS old"))
    assert "already" in migrate(engine_url)
    with read(engine_url) as reader:
        assert reader.rows("SELECT policy FROM study_in_policy") == []
        assert reader.rows("SELECT policy FROM policy_reference") == []


def test_a_view_of_an_older_version_is_dropped_and_one_of_the_users_stays(engine_url: str) -> None:
    with write_engine(engine_url).begin() as connection:
        connection.execute(text("CREATE VIEW retired AS SELECT id FROM study"))
        connection.execute(text("CREATE VIEW my_own AS SELECT id FROM study"))
        connection.execute(
            text("UPDATE data_dictionary SET relation = 'retired' WHERE relation = 'policy_timeline'")
        )
    migrate(engine_url)
    with write_engine(engine_url).connect() as connection:
        names = inspect(connection).get_view_names()
    assert "my_own" in names
    assert "retired" not in names
    assert {view.name for view in views()} <= set(names)


@pytest.mark.parametrize("engine_url", ["postgresql"], indirect=True)
def test_a_view_of_the_users_over_ours_is_named(engine_url: str) -> None:
    with write_engine(engine_url).begin() as connection:
        connection.execute(text("CREATE VIEW my_own AS SELECT study FROM study_overview"))
    with pytest.raises(KbError, match="my_own"):
        migrate(engine_url)
    with read(engine_url) as reader:
        assert reader.rows("SELECT study FROM my_own") == []


def test_the_dictionary_has_every_table_view_and_column(module_url: str) -> None:
    with write_engine(module_url).connect() as connection:
        inspector = inspect(connection)
        expected = {
            (relation, column["name"])
            for relation in {*metadata.tables, *inspector.get_view_names()}
            for column in inspector.get_columns(relation)
        }
    with read(module_url) as reader:
        rows = reader.rows("SELECT relation, column_name, description FROM data_dictionary")
    described = {(row["relation"], row["column_name"]) for row in rows if row["description"]}
    assert len(described) == len(rows)
    assert {pair for pair in described if pair[1]} == expected
    assert {pair[0] for pair in described if not pair[1]} == {relation for relation, _ in expected}


@pytest.mark.parametrize("module_url", ["postgresql"], indirect=True, scope="module")
def test_the_dictionary_tells_the_type_of_every_view_column(module_url: str) -> None:
    names = {
        "text": {"text", "date"},
        "integer": {"integer", "boolean"},
        "bigint": {"integer"},
        "double precision": {"real"},
    }
    with read(module_url) as reader:
        found = reader.rows(
            "SELECT c.table_name || '.' || c.column_name AS name, c.data_type, d.column_type"
            " FROM information_schema.columns AS c"
            " JOIN data_dictionary AS d ON d.id = c.table_name || '.' || c.column_name"
            " WHERE d.relation_kind = 'view' AND c.table_schema = current_schema()"
        )
    wrong = {
        row["name"]: row["data_type"] for row in found if row["column_type"] not in names[row["data_type"]]
    }
    assert wrong == {}


def test_a_view_describes_no_column_that_it_does_not_have(module_url: str) -> None:
    with write_engine(module_url).connect() as connection:
        inspector = inspect(connection)
        columns = {view.name: {c["name"] for c in inspector.get_columns(view.name)} for view in views()}
    for view in views():
        assert view.columns.keys() <= columns[view.name], view.name
        assert view.description.startswith("One row per"), view.name
    assert shared_columns().keys() <= set().union(*columns.values())


@pytest.mark.parametrize("view", views(), ids=lambda view: view.name)
def test_a_view_uses_only_what_both_engines_have(view: Any) -> None:
    for word in ("group_concat", "string_agg", "ifnull", "::", "= 1 AND", "ILIKE", "*,", "SELECT *"):
        assert word.lower() not in view.select.lower(), word


# --- all or nothing ----------------------------------------------------------------------------------------


def test_a_migration_that_fails_changes_nothing(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: Connection, revision: str) -> None:
        connection.execute(text("CREATE TABLE half_way (id INTEGER)"))
        connection.execute(text("DROP TABLE prose_link"))
        raise RuntimeError("power cut")

    monkeypatch.setattr(migrate_module.scripts, "upgrade", fail)
    with pytest.raises(RuntimeError, match="power cut"):
        migrate(engine_url)
    assert "half_way" not in tables_of(engine_url)
    with read(engine_url) as reader:
        assert reader.rows("SELECT study FROM study_in_policy") == []
        assert reader.rows("SELECT id FROM prose_link") == []


@pytest.mark.parametrize("engine_url", ["sqlite"], indirect=True)
def test_a_migration_that_would_leave_dangling_rows_is_taken_back(
    engine_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_link(connection: Connection, revision: str) -> None:
        connection.execute(
            text(
                "INSERT INTO vocabulary_condition (id, record_id, name, position)"
                " VALUES ('x', 'none', 'x', 1)"
            )
        )

    monkeypatch.setattr(migrate_module.scripts, "upgrade", break_link)
    with pytest.raises(KbError, match=r"point at nothing: 1 \(vocabulary_condition to record\)"):
        migrate(engine_url)
    with read(engine_url) as reader:
        assert reader.rows("SELECT id FROM vocabulary_condition") == []


def test_a_database_that_does_not_exist_is_made_with_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "a" / "b" / "kb.db"
    assert migrate(f"sqlite:///{file.as_posix()}").startswith("Created the schema")
    assert file.exists()


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(KbError, match="cannot be made"):
        migrate(f"sqlite:///{(tmp_path / 'file' / 'kb.db').as_posix()}")
