"""Which schema version a database has, read without importing Alembic."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import NeedsUpgrade
from kb.settings import migrations_folder

if TYPE_CHECKING:
    from kb.db.connect import Reader

_REVISION_FILE = re.compile(r"\d{4}_\w+\.py")
_TABLE_OR_COLUMN = re.compile(r'op\.create_table\(\s*"(\w+)"|sa\.Column\(\s*"(\w+)"')
"""A table, or a column of the table before it, as the script that makes them names it."""


class State(StrEnum):
    """How the schema of a database compares with the one this program knows."""

    EMPTY = "empty"
    UNRELEASED = "made before the first release"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"
    FOREIGN = "not ours"


def head_revision() -> str:
    """The newest schema version: the highest number among the migration files, for example 0008."""
    return max(_revisions())


def _revisions() -> list[str]:
    return [file.name[:4] for file in _scripts()]


def _scripts() -> list[Path]:
    folder = migrations_folder() / "versions"
    return [file for file in folder.iterdir() if _REVISION_FILE.fullmatch(file.name)]


def state_of(reader: Reader) -> State:
    """The state of an open database."""
    tables = set(_table_names(reader))
    if not tables:
        return State.EMPTY
    if "alembic_version" not in tables:
        return State.FOREIGN
    versions = [str(row["version_num"]) for row in reader.rows("SELECT version_num FROM alembic_version")]
    if not versions:
        return State.EMPTY if tables == {"alembic_version"} else State.FOREIGN
    if "data_dictionary" not in tables or len(versions) > 1 or not re.fullmatch(r"\d{4}", versions[0]):
        return State.FOREIGN
    state = _compare(versions[0], _revisions())
    return State.UNRELEASED if state is State.CURRENT and _start_has_changed(reader) else state


def _start_has_changed(reader: Reader) -> bool:
    """Whether the script that the database was made by was another: until the first release, it changes.

    Once a second script stands beside it, it is released, and what it made is the same everywhere.
    """
    (start, *further) = sorted(_scripts())
    if further:
        return False
    named = _TABLE_OR_COLUMN.findall(start.read_text("utf-8"))
    relation, made = "", set()
    for table, column in named:
        relation = table or relation
        made.add(f"{relation}.{column}" if column else relation)
    told = reader.rows("SELECT id FROM data_dictionary WHERE relation_kind = 'table'")
    return made != {str(row["id"]) for row in told}


def _compare(version: str, revisions: list[str]) -> State:
    if version < min(revisions):
        return State.UNRELEASED
    if version == max(revisions):
        return State.CURRENT
    return State.OLDER if version < max(revisions) else State.NEWER


def _table_names(reader: Reader) -> list[str]:
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND SUBSTR(name, 1, 7) <> 'sqlite_'",
        "postgresql": "SELECT table_name AS name FROM information_schema.tables"
        " WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
    }[reader.engine]
    return [str(row["name"]) for row in reader.rows(sql)]


def require_current(reader: Reader) -> None:
    """Nothing when the database has this version's schema; else an error that says what to do."""
    state = state_of(reader)
    if state is not State.CURRENT:
        raise NeedsUpgrade(_ADVICE[state].format(place=reader.place))


def require_not_beyond(state: State, place: str) -> None:
    """Nothing when this program may migrate the database; else an error: too old, newer, or not ours."""
    if state in (State.UNRELEASED, State.NEWER, State.FOREIGN):
        raise NeedsUpgrade(_ADVICE[state].format(place=place))


_ADVICE = {
    State.EMPTY: "The database {place} is empty. Run `kb migrate`, then `kb load`.",
    State.UNRELEASED: "The database {place} was made by a kb from before the first release, which cannot be"
    " upgraded. Write its records as files with that kb (`kb dump FOLDER`), then load them into a new"
    " database.",
    State.OLDER: "The database {place} has an older schema than this version of kb. Run `kb migrate`.",
    State.NEWER: "The database {place} was written by a newer version of kb, and was left alone."
    " Install a newer kb.",
    State.FOREIGN: "The database {place} was not made by kb, and was left alone."
    " Check --database and KB_DATABASE_URL.",
}
