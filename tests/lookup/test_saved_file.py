"""Reading a saved query: strict, every problem with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import KbError, ProblemsFound
from kb.lookup.saved import saved_queries, saved_query
from kb.lookup.saved_file import read_query

GOOD = """\
-- title: Studies since a year
-- question: Which studies are newer,
--   counted by year?
--
-- parameter year (integer, default 2015): From this year on
-- parameter design (design, optional): Only this design
-- parameter label (text): What it is called
SELECT study FROM study_overview
WHERE year >= :year AND (:design IS NULL OR design = :design) AND label <> :label -- not :this
"""


def problems_of(text: str | bytes, tmp_path: Path, name: str = "newer.sql") -> list[str]:
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    _, problems = read_query(file)
    return [str(problem).removeprefix(f"{file}:") for problem in problems]


def test_a_query_says_what_it_asks_and_takes(tmp_path: Path) -> None:
    file = tmp_path / "newer.sql"
    file.write_text(GOOD, encoding="utf-8")
    query, problems = read_query(file)
    assert problems == []
    assert query is not None
    assert (query.name, query.title) == ("newer", "Studies since a year")
    assert query.question == "Which studies are newer, counted by year?"
    assert query.sql.startswith("SELECT study")
    year, design, label = query.parameters
    assert (year.type, year.default, year.required) == ("integer", 2015, False)
    assert (design.type, design.default, design.required) == ("design", None, False)
    assert (label.required, label.description) == (True, "What it is called")


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("-- title:", "-- titel:", "1: the front comment has no `titel`. Did you mean title?"),
        ("-- title: Studies since a year\n", "", "1: the front comment has no `title`."),
        ("-- title: Studies since a year", "-- title:", "1: `title` is empty."),
        ("--\n", "-- title: Again\n", "4: `title` is here for the second time."),
        ("(integer, default 2015)", "(number)", "5: unknown type number. Types: text, integer"),
        ("default 2015", "default soon", "5: the default does not fit"),
        ("(integer, default 2015)", "integer", "5: the parameter cannot be read. Write: -- parameter"),
        ("parameter label", "parameter year", "7: the parameter year is here for the second time."),
        (
            "label <> :label",
            "label <> :name",
            "9: the parameter :name is not described. Add: -- parameter name",
        ),
        (" AND label <> :label", "", "7: the SELECT does not use :label."),
    ],
)
def test_what_is_wrong_is_said_with_its_line(before: str, after: str, said: str, tmp_path: Path) -> None:
    assert before in GOOD
    problems = problems_of(GOOD.replace(before, after, 1), tmp_path)
    assert any(problem.startswith(said) for problem in problems), problems


def test_files_that_are_no_query_are_refused(tmp_path: Path) -> None:
    assert "there is no SELECT" in problems_of("-- title: a\n-- question: b\n", tmp_path)[0]
    assert "is not UTF-8" in problems_of(b"-- title: a\n-- question: \xff\nSELECT 1\n", tmp_path)[0]
    assert problems_of(b"-- title: a\n-- question: \xff\nSELECT 1\n", tmp_path)[0].startswith("2:")
    assert "is no key" in problems_of(GOOD, tmp_path, "Newer Studies.sql")[0]
    assert len(problems_of("", tmp_path)) == 3


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    (folder / "a.sql").write_text("SELECT 1", encoding="utf-8")
    (folder / "b.sql").write_text(GOOD.replace("title", "titel"), encoding="utf-8")
    (folder / "c.sql").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ProblemsFound) as found:
        saved_queries([tmp_path])
    assert {Path(problem.file).name for problem in found.value.problems} == {"a.sql", "b.sql"}
    assert saved_query([tmp_path], "c").title == "Studies since a year"


def test_a_query_of_the_plan_takes_the_place_of_ours(tmp_path: Path) -> None:
    for owner in ("ours", "theirs"):
        (tmp_path / owner / "queries").mkdir(parents=True)
        text = GOOD.replace("Studies since a year", owner)
        (tmp_path / owner / "queries" / "newer.sql").write_text(text, encoding="utf-8")
    folders = [tmp_path / "ours", tmp_path / "theirs", tmp_path / "nowhere"]
    assert [query.title for query in saved_queries(folders)] == ["theirs"]
    with pytest.raises(KbError, match=r"no saved query never\. Did you mean newer"):
        saved_query(folders, "never")
