"""``kb backup``: one state of the whole database in a file, or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from kb.db.connect import read
from tests.command_line import Kb


def _figures(url: str) -> list[dict[str, object]]:
    with read(url) as reader:
        return reader.rows("SELECT figure_id, value, reported_text FROM figure_detail ORDER BY figure_id")


def test_a_copy_holds_what_the_database_holds(kb: Kb, loaded_url: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    result = kb("--database", loaded_url, "backup", str(copy))
    if loaded_url.startswith("postgresql"):
        assert result.exit_code == 1
        assert "pg_dump" in result.stderr
        assert not copy.exists()
        return
    assert result.exit_code == 0
    assert str(copy) in result.stderr
    assert _figures(f"sqlite:///{copy.as_posix()}") == _figures(loaded_url)


def test_a_copy_takes_the_place_of_an_earlier_one_and_of_nothing_else(kb: Kb, tmp_path: Path) -> None:
    """A workbook of the same name stays as it is."""
    database = f"sqlite:///{(tmp_path / 'kb.db').as_posix()}"
    assert kb("--database", database, "migrate").exit_code == 0
    for _ in range(2):
        assert kb("--database", database, "backup", str(tmp_path / "copy.db")).exit_code == 0
    workbook = tmp_path / "views.xlsx"
    workbook.write_bytes(b"PK of somebody's own")
    result = kb("--database", database, "backup", str(workbook))
    assert result.exit_code == 1
    assert "is there already, and is no backup. Name another file." in result.stderr
    assert workbook.read_bytes() == b"PK of somebody's own"


def _databases(kb: Kb, folder: Path, *names: str) -> list[str]:
    """New databases in which something is recorded."""
    urls = [f"sqlite:///{(folder / name).as_posix()}" for name in names]
    for url in urls:
        assert kb("--database", url, "migrate").exit_code == 0
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection, connection:
            connection.execute(
                "INSERT INTO change (id, at, who, why, action, record_id, table_name, row_id)"
                " VALUES (1, '2022-01-01T00:00:00+00:00', ?, 'made up', 'insert', 'studies/a', 'study', 'a')",
                (url,),
            )
    return urls


def test_no_other_knowledge_base_is_lost_for_a_copy(kb: Kb, tmp_path: Path) -> None:
    """Neither that of somebody else, nor a copy that people went on with; an older copy of this one is."""
    own, _ = _databases(kb, tmp_path, "kb.db", "theirs.db")
    theirs = tmp_path / "theirs.db"
    before = theirs.read_bytes()
    result = kb("--database", own, "backup", str(theirs))
    assert result.exit_code == 1
    assert (
        f"{theirs} is another database: it holds what {tmp_path / 'kb.db'} does not (change)" in result.stderr
    )
    assert theirs.read_bytes() == before
    copy = tmp_path / "copy.db"
    assert kb("--database", own, "backup", str(copy)).exit_code == 0
    assert kb("--database", own, "backup", str(copy)).exit_code == 0
    with closing(sqlite3.connect(copy)) as connection, connection:
        connection.execute(
            "INSERT INTO change (id, at, who, why, action, record_id, table_name, row_id)"
            " SELECT 2, at, who, why, action, record_id, table_name, row_id FROM change"
        )
    assert kb("--database", own, "backup", str(copy)).exit_code == 1


def test_no_database_of_another_program_is_lost_for_a_copy(kb: Kb, tmp_path: Path) -> None:
    (own,) = _databases(kb, tmp_path, "kb.db")
    photos = tmp_path / "photos.db"
    with closing(sqlite3.connect(photos)) as connection, connection:
        connection.execute("CREATE TABLE photo (name TEXT)")
    before = photos.read_bytes()
    result = kb("--database", own, "backup", str(photos))
    assert result.exit_code == 1
    assert "is a database of another kind or version" in result.stderr
    assert photos.read_bytes() == before


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_no_database_in_use_is_replaced(kb: Kb, tmp_path: Path, ending: str) -> None:
    """SQLite would take what is beside it for a part of the copy."""
    (own,) = _databases(kb, tmp_path, "kb.db")
    (tmp_path / f"copy.db{ending}").write_bytes(b"what a program has under way")
    result = kb("--database", own, "backup", str(tmp_path / "copy.db"))
    assert result.exit_code == 1
    assert f"copy.db{ending} is beside it. Name another file." in result.stderr
    assert not (tmp_path / "copy.db").exists()


@pytest.mark.parametrize(("name", "said"), [("none/copy.db", "does not exist"), ("kb.db", "database itself")])
def test_a_place_where_no_copy_can_go(kb: Kb, tmp_path: Path, name: str, said: str) -> None:
    database = f"sqlite:///{(tmp_path / 'kb.db').as_posix()}"
    assert kb("--database", database, "migrate").exit_code == 0
    before = (tmp_path / "kb.db").read_bytes()
    result = kb("--database", database, "backup", str(tmp_path / name))
    assert result.exit_code == 1
    assert said in result.stderr
    assert (tmp_path / "kb.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["kb.db"]
