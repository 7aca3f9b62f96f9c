"""A database says which schema it has, and kb says what to do about it."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import text

from kb.db.connect import read, write_engine
from kb.db.migrate import migrate
from kb.db.scripts import configuration
from kb.db.version import State, head_revision, require_current, state_of
from kb.errors import ExitCode, NeedsUpgrade
from tests.databases import add_migration


def set_version(url: str, version: str) -> None:
    with write_engine(url).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :version"), {"version": version})


def write(url: str, *statements: str) -> None:
    engine = write_engine(url, create=True)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def state(url: str) -> State:
    with read(url) as reader:
        return state_of(reader)


def test_the_newest_version_is_known_without_asking_alembic() -> None:
    assert head_revision() == ScriptDirectory.from_config(configuration()).get_current_head()


def test_a_migrated_database_is_current(engine_url: str) -> None:
    assert state(engine_url) is State.CURRENT
    with read(engine_url) as reader:
        require_current(reader)


@pytest.mark.parametrize(
    ("version", "expected", "advice"),
    [
        ("0004", State.UNRELEASED, "from before the first release"),
        ("9999", State.NEWER, "Install a newer kb"),
        ("a1b2c3", State.FOREIGN, "was not made by kb"),
    ],
)
def test_another_version_comes_with_what_to_do(
    engine_url: str, version: str, expected: State, advice: str
) -> None:
    set_version(engine_url, version)
    with read(engine_url) as reader:
        assert state_of(reader) is expected
        with pytest.raises(NeedsUpgrade, match=advice) as caught:
            require_current(reader)
    assert caught.value.exit_code == ExitCode.NEEDS_UPGRADE


def test_a_database_made_before_the_schema_of_its_number_was_final_is_refused(engine_url: str) -> None:
    """Until the first release the tables change under one number: such a database has others."""
    write(engine_url, "DELETE FROM data_dictionary WHERE id = 'study.acronym'")
    assert state(engine_url) is State.UNRELEASED
    with pytest.raises(NeedsUpgrade, match="from before the first release"):
        migrate(engine_url)


def test_an_older_database_asks_to_be_migrated(engine_url: str, own_migrations: Path) -> None:
    add_migration(own_migrations, "pass")
    with read(engine_url) as reader:
        assert state_of(reader) is State.OLDER
        with pytest.raises(NeedsUpgrade, match="Run `kb migrate`") as caught:
            require_current(reader)
    assert caught.value.exit_code == ExitCode.NEEDS_UPGRADE
    assert "Upgraded" in migrate(engine_url)
    assert state(engine_url) is State.CURRENT


@pytest.mark.parametrize(
    ("version", "advice"),
    [
        ("9999", "left alone"),
        ("a1b2c3", "left alone"),
        ("0001", r"kb dump FOLDER.*load them into a new"),
        ("0004", r"kb dump FOLDER.*load them into a new"),
    ],
)
def test_a_newer_foreign_or_unreleased_database_is_not_migrated(
    engine_url: str, version: str, advice: str
) -> None:
    set_version(engine_url, version)
    with pytest.raises(NeedsUpgrade, match=advice):
        migrate(engine_url)


def test_a_database_with_other_tables_is_not_ours(empty_url: str) -> None:
    write(empty_url, "CREATE TABLE somebody_elses (id INTEGER)")
    assert state(empty_url) is State.FOREIGN
    with pytest.raises(NeedsUpgrade, match="was not made by kb"):
        migrate(empty_url)


def test_a_database_without_tables_is_empty(empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        Path(empty_url.removeprefix("sqlite:///")).touch()
    assert state(empty_url) is State.EMPTY
    with read(empty_url) as reader, pytest.raises(NeedsUpgrade, match="then `kb load`"):
        require_current(reader)
