"""``kb backup``: one state of the whole database in a file, or nothing."""

from __future__ import annotations

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
