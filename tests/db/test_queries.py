"""Named reads: one file each beside the code that runs it, its parameters those of the call."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import kb
from kb.db import queries
from kb.db.connect import read
from kb.db.parameters import parameter_names
from kb.db.queries import query_names, run, statement

CODE = [file.read_text("utf-8") for file in sorted(Path(kb.__file__).parent.rglob("*.py"))]


@pytest.fixture
def own_queries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of the reads ``own/...``, in a package that takes the place of ours."""
    monkeypatch.setattr(queries, "_PACKAGE", tmp_path)
    queries.statement.cache_clear()
    (tmp_path / "own" / "sql").mkdir(parents=True)
    yield tmp_path / "own" / "sql"
    queries.statement.cache_clear()


def test_a_named_read_returns_the_rows_of_its_file(own_queries: Path, module_url: str) -> None:
    sql = "SELECT name FROM (SELECT 'a' AS name UNION SELECT 'b') AS n WHERE name = :name -- not :this\n"
    (own_queries / "by_name.sql").write_text(sql, encoding="utf-8")
    with read(module_url) as reader:
        assert run(reader, "own/by_name", name="b") == [{"name": "b"}]
    assert query_names() == ["own/by_name"]


@pytest.mark.parametrize("params", [{}, {"nme": "b"}, {"name": "b", "more": 1}])
def test_a_missing_or_unknown_parameter_is_an_error(
    own_queries: Path, module_url: str, params: dict[str, object]
) -> None:
    (own_queries / "by_name.sql").write_text("SELECT 1 AS one WHERE 'a' = :name", encoding="utf-8")
    with read(module_url) as reader, pytest.raises(TypeError, match=r"by_name takes \['name'\]"):
        run(reader, "own/by_name", **params)


def test_an_unknown_read_is_answered_with_the_nearest(own_queries: Path, module_url: str) -> None:
    (own_queries / "study_list.sql").write_text("SELECT 1 AS one", encoding="utf-8")
    with read(module_url) as reader, pytest.raises(LookupError, match="Did you mean own/study_list"):
        run(reader, "own/study_lst")


@pytest.mark.parametrize("name", query_names())
def test_every_named_read_runs_on_both_engines(name: str, module_url: str) -> None:
    with read(module_url) as reader:
        params = dict.fromkeys(parameter_names(statement(name)))
        run(reader, name, **{param: 1 if param == "batch" else value for param, value in params.items()})


@pytest.mark.parametrize("name", query_names())
def test_every_named_read_is_used(name: str) -> None:
    folder = re.escape(name.rpartition("/")[0])
    used = re.compile(rf'"{re.escape(name)}"|f"{folder}/\{{name\}}"')
    assert any(used.search(code) for code in CODE)


@pytest.mark.parametrize("name", query_names())
def test_every_named_read_says_what_it_is_for(name: str) -> None:
    assert statement(name).startswith("-- ")
