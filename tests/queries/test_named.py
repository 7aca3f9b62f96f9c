"""Named reads: one file each, the same parameters in the file and in the call."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.db.connect import read
from kb.queries import named, query_names, run


@pytest.fixture
def own_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that takes the place of the packaged reads."""
    monkeypatch.setattr(named, "_FOLDER", tmp_path)
    named.statement.cache_clear()
    yield tmp_path
    named.statement.cache_clear()


def test_a_named_read_returns_the_rows_of_its_file(own_queries: Path, module_url: str) -> None:
    sql = "SELECT name FROM (SELECT 'a' AS name UNION SELECT 'b') AS n WHERE name = :name -- not :this\n"
    (own_queries / "by_name.sql").write_text(sql, encoding="utf-8")
    with read(module_url) as reader:
        assert run(reader, "by_name", name="b") == [{"name": "b"}]
    assert query_names() == ["by_name"]


@pytest.mark.parametrize("params", [{}, {"nme": "b"}, {"name": "b", "more": 1}])
def test_a_missing_or_unknown_parameter_is_an_error(
    own_queries: Path, module_url: str, params: dict[str, object]
) -> None:
    (own_queries / "by_name.sql").write_text("SELECT 1 AS one WHERE 'a' = :name", encoding="utf-8")
    with read(module_url) as reader, pytest.raises(TypeError, match=r"by_name takes \['name'\]"):
        run(reader, "by_name", **params)


def test_an_unknown_read_is_answered_with_the_nearest(own_queries: Path, module_url: str) -> None:
    (own_queries / "study_list.sql").write_text("SELECT 1 AS one", encoding="utf-8")
    with read(module_url) as reader, pytest.raises(LookupError, match="Did you mean study_list"):
        run(reader, "study_lst")
