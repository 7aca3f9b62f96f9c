"""A database of an older version keeps all that it holds when it is brought up to this one.

The older version is invented: it lacks the acknowledgements and a column of the outcomes, which an invented
migration adds.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from kb.db.connect import read, write_engine
from kb.db.migrate import drop_views, migrate, migration
from kb.db.version import State, state_of
from tests.builders.folders import FILES, Folder, rows
from tests.databases import add_migration

ADDING = """
    from kb.schema.tables import metadata

    metadata.tables["acknowledgement"].create(op.get_bind())
    no = sa.false()
    column = sa.Column("whole_numbers", sa.Boolean(), nullable=False, server_default=no)
    op.add_column("vocabulary_outcome", column)
    with op.batch_alter_table("vocabulary_outcome") as table:
        table.alter_column("whole_numbers", server_default=None)
"""
Content = dict[str, list[dict[str, Any]]]


@pytest.fixture
def older_url(engine_url: str, tmp_path: Path, own_migrations: Path) -> str:
    """A database of the older version, with records that do not need what is new."""
    folder = Folder(tmp_path / "evidence")
    for id in FILES:
        folder.write(id, folder.file(id).read_text().partition("acknowledged:")[0])
    folder.change("vocabulary/outcomes", ", whole_numbers: yes", "")
    folder.load(engine_url)
    with migration(engine_url) as connection:
        drop_views(connection)
        connection.exec_driver_sql("DROP TABLE acknowledgement")
        connection.exec_driver_sql("ALTER TABLE vocabulary_outcome DROP COLUMN whole_numbers")
    add_migration(own_migrations, ADDING)
    return engine_url


def tables_of(url: str) -> list[str]:
    with write_engine(url).connect() as connection:
        found = inspect(connection).get_table_names()
    return sorted(
        name for name in found if not name.startswith(("alembic", "data_dictionary", "search_index"))
    )


def content(url: str) -> Content:
    """All rows of all tables."""
    return {table: rows(url, f'SELECT * FROM "{table}" ORDER BY id') for table in tables_of(url)}  # noqa: S608


def cut_to(held: Content, older: Content) -> Content:
    """The rows, with the tables and columns that an older version has."""
    return {
        table: [{name: row[name] for name in found[0]} for row in held[table]] if found else held[table]
        for table, found in older.items()
    }


def test_a_database_of_an_older_version_keeps_its_rows(older_url: str) -> None:
    older = content(older_url)
    assert "acknowledgement" not in older
    assert "whole_numbers" not in older["vocabulary_outcome"][0]
    assert {len(older[table]) for table in ("study", "vocabulary_outcome", "notice")} == {1, 2, 5}
    with read(older_url) as reader:
        assert state_of(reader) is State.OLDER

    assert "Upgraded" in migrate(older_url)

    upgraded = content(older_url)
    assert cut_to(upgraded, older) == older
    assert upgraded["acknowledgement"] == []
    assert not any(row["whole_numbers"] for row in upgraded["vocabulary_outcome"])
    with read(older_url) as reader:
        assert state_of(reader) is State.CURRENT


def test_after_the_upgrade_the_database_takes_what_is_new(older_url: str, tmp_path: Path) -> None:
    migrate(older_url)
    folder = Folder(tmp_path / "evidence")
    assert folder.load(older_url).changed == 6
    assert len(rows(older_url, "SELECT * FROM acknowledged_problem")) == 5
    assert any(
        row["whole_numbers"] for row in rows(older_url, "SELECT whole_numbers FROM vocabulary_outcome")
    )
