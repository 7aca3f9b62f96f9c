"""One publication under two keys."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem
from kb.checks.rules.duplicate_reference import check_duplicate_reference
from kb.db.connect import read
from tests.builders.folders import Folder
from tests.checks.readers import Rows

ARTICLE = {
    "type": "article-journal",
    "title": "A randomized trial of cryoablation against resection of liver tumors",
    "journal": "Ann Surg",
    "year": "2015",
    "volume": "22",
    "page": "1294-300",
    "version": None,
    "number": None,
    "first_author": "Ei",
    "pmid": None,
    "doi": None,
}


def problems(*entries: dict[str, Any]) -> list[CheckProblem]:
    """What is found among articles that differ from ARTICLE as given."""
    rows = [
        {**ARTICLE, "reference": f"ref-{n}", "record": f"references/ref-{n}", **entry}
        for n, entry in enumerate(entries, start=1)
    ]
    return list(check_duplicate_reference(Rows(rows)))


@pytest.mark.parametrize(
    "other",
    [
        {},
        {"title": "A Randomised trial of cryo-ablation against resection of liver tumors."},
        {"journal": "Annals of Surgery", "volume": None, "page": None},
        {"title": "[Cryoablation or resection]"},
        {"first_author": None, "volume": None, "page": None, "journal": None},
        {"page": "1294"},
        {"pmid": "123"},
    ],
)
def test_the_same_publication_is_told_at_the_later_key(other: dict[str, Any]) -> None:
    (problem,) = problems({}, other)
    assert (problem.record, problem.place) == ("references/ref-2", "ref-1")
    assert "merged" in problem.message


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Quite another subject: stents in the coronary arteries of old dogs"},
        {"year": "2016", "volume": "23"},
        {"title": "Correction: " + str(ARTICLE["title"])},
        {"title": str(ARTICLE["title"]) + ": protocol"},
        {"title": str(ARTICLE["title"]) + ", part II", "page": "1301-9"},
        {"journal": "Liver Int"},
        {"page": "77-9"},
        {"first_author": "Wang"},
        {"type": "chapter"},
        {"version": "2.2021"},
    ],
)
def test_what_speaks_against_one_publication_counts(other: dict[str, Any]) -> None:
    assert not problems({"version": "1.2021"}, {"version": "1.2021"} | other)


def test_different_identifiers_are_different_publications_unless_all_else_is_the_same() -> None:
    assert not problems({"pmid": "1", "page": "1"}, {"pmid": "2", "page": "90"})
    (problem,) = problems({"pmid": "1"}, {"pmid": "2"})
    assert "One of the two identifiers is probably wrong" in problem.message


def test_a_short_title_needs_the_author_too() -> None:
    short = {"title": "Editorial", "volume": None, "page": None, "journal": None}
    assert not problems(short | {"first_author": None}, short)
    assert problems(short | {"title": "Liver"}, short | {"title": "Liver"})


def test_of_three_copies_each_later_one_is_told_once() -> None:
    assert [(p.record, p.place) for p in problems({}, {}, {})] == [
        ("references/ref-2", "ref-1"),
        ("references/ref-3", "ref-1"),
    ]


WORDS = st.sampled_from(["liver", "renal", "cryoablation", "trial", "cohort", "outcome", "children", "stent"])
TITLES = st.lists(WORDS, min_size=4, max_size=9).map(" ".join)


@given(st.lists(TITLES, min_size=2, max_size=12, unique=True), st.data())
def test_publications_that_differ_never_alarm(titles: list[str], data: st.DataObject) -> None:
    pages = data.draw(st.lists(st.integers(1, 5000), min_size=12, max_size=12, unique=True))
    entries = [{"title": t, "page": f"{p}"} for t, p in zip(titles, pages, strict=False)]
    assert not problems(*entries)


def test_most_copies_with_slips_are_found() -> None:
    chance = random.Random(2)
    found = 0
    for _ in range(200):
        title = str(ARTICLE["title"])
        at = chance.randrange(len(title))
        slips = [
            {"title": title[:at] + "x" + title[at + 1 :]},
            {"journal": None},
            {"volume": None},
            {"first_author": None},
            {"page": None},
            {"year": "2014"},
            {"title": title.upper()},
        ]
        copy: dict[str, Any] = {}
        for slip in chance.sample(slips, 2):
            copy |= slip
        found += bool(problems({"pmid": "1"}, copy))
    assert found / 200 > 0.55


def test_both_engines_find_it_and_merged_keys_are_no_second_record(folder: Folder, engine_url: str) -> None:
    text = folder.file("references/doe-2020").read_text(encoding="utf-8")
    copy = text.replace("doe-2020", "doe-2020-a").replace('identifiers: {pmid: "123"}\n', "")
    folder.write("references/doe-2020-a", copy)
    folder.load(engine_url)
    with read(engine_url) as reader:
        assert [p.place for p in check_duplicate_reference(reader)] == ["doe-2020"]
    folder.file("references/doe-2020-a").unlink()
    folder.write("references/doe-2020", text + "merged: [doe-2020-a]\n")
    folder.load(engine_url, prune=True)
    with read(engine_url) as reader:
        assert not list(check_duplicate_reference(reader))
