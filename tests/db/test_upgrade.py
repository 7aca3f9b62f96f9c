"""A database of an older version keeps all that it holds when it is brought up to this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import inspect

from kb.db import scripts
from kb.db.connect import write_engine
from kb.db.migrate import drop_views, migrate, migration
from tests.store.evidence import FILES, Folder, rows

NEW_IN_0003 = {"acknowledgement", "breakdown", "breakdown_part"}
Content = dict[str, list[dict[str, Any]]]


def take_back(url: str, revision: str) -> None:
    """Make a database one of an older version, with what that version can hold of its rows."""
    with migration(url) as connection:
        drop_views(connection)
        scripts.downgrade(connection, revision)


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


def test_a_database_of_0002_keeps_its_rows(engine_url: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "evidence")
    folder.load(engine_url)
    take_back(engine_url, "0002")
    older = content(engine_url)
    assert NEW_IN_0003.isdisjoint(older)
    assert "whole_numbers" not in older["outcome"][0]
    assert {len(older[table]) for table in ("study", "outcome", "reference_notice", "change")} == {
        1,
        2,
        5,
        11,
    }

    assert "Upgraded" in migrate(engine_url)

    upgraded = content(engine_url)
    assert cut_to(upgraded, older) == older
    assert not any(upgraded[table] for table in NEW_IN_0003)
    assert not any(row["whole_numbers"] for row in upgraded["outcome"])
    assert {(row["pmid"], row["doi"], row["source"]) for row in upgraded["reference_notice"]} == {(None,) * 3}


def test_after_the_upgrade_the_database_takes_what_is_new(engine_url: str, tmp_path: Path) -> None:
    folder = Folder(tmp_path / "evidence")
    for id in FILES:
        folder.write(id, folder.file(id).read_text().partition("acknowledged:")[0])
    folder.change("vocabulary/outcomes", ", whole_numbers: yes", "")
    folder.change("references/doe-2020", ", source: Retraction Watch", "")
    folder.change("references/doe-2020", 'pmid: "124", doi: 10.1000/notice, ', "")
    folder.load(engine_url)
    take_back(engine_url, "0002")
    migrate(engine_url)
    assert folder.load(engine_url).unchanged == len(FILES)
    for id, text in FILES.items():
        folder.write(id, text)
    assert folder.load(engine_url).changed == 6
    assert len(rows(engine_url, "SELECT * FROM acknowledged_problem")) == 5
