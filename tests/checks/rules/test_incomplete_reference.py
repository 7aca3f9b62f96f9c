"""What a reference needs, and what its dates and pages can be."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks import clock
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.incomplete_reference import check_incomplete_reference
from tests.builders.references import reference

REPORT = {"type": "report", "journal": None, "volume": None, "issue": None, "page": None}


@pytest.fixture(autouse=True)
def _day() -> Iterator[None]:
    with clock.set_to(date(2021, 11, 1)):
        yield


def problems(**fields: Any) -> list[CheckProblem]:
    return list(check_incomplete_reference(reference(**fields)))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"issue": None},
        {"volume": None, "page": "CD006039"},
        {"issued": "2022-03"},
        {"page": "1579-90"},
        {"page": "e252-65"},
        {"page": "S12-S19"},
        {"page": "S12-9"},
        {"page": "xi-xv"},
        {"page": "317-22, 325"},
        {"page": "e0123065"},
        {"page": "EVIDoa21-02"},
        {"page": "21-02"},
        {"page": "1000-1000"},
        {**REPORT, "issued": None, "version": "3.2021", "accessed": "2021-07-28"},
        {**REPORT, "issued": None, "accessed": "2021-07-28"},
        {**REPORT, "issued": "2021", "accessed": "2021-07-28"},
        {**REPORT, "issued": "2021-07-28", "accessed": "2021-07-28"},
    ],
)
def test_a_complete_reference_is_no_problem(fields: dict[str, Any]) -> None:
    assert not problems(**fields)


@pytest.mark.parametrize(
    ("fields", "severity", "place", "words"),
    [
        ({"journal": None}, Severity.WARNING, "container-title", "no journal"),
        ({"issued": None}, Severity.WARNING, "issued", "no date of publication"),
        ({"volume": None, "issue": None}, Severity.WARNING, "volume", "no volume"),
        ({"page": None}, Severity.WARNING, "page", "neither pages"),
        ({"page": "1590-79"}, Severity.WARNING, "page", "backwards, from 1590 to 1579"),
        ({"page": "e265-52"}, Severity.WARNING, "page", "from e265 to e252"),
        ({"issued": "2023"}, Severity.ERROR, "issued", "more than a year ahead"),
        ({"accessed": "2021-11-02"}, Severity.ERROR, "accessed", "not come yet"),
        (
            {"issued": "2021-09", "accessed": "2021-08-31"},
            Severity.WARNING,
            "accessed",
            "before it was published",
        ),
        ({**REPORT, "issued": None}, Severity.WARNING, "issued", "Neither a date"),
    ],
)
def test_what_is_missing_or_impossible_is_told(
    fields: dict[str, Any], severity: Severity, place: str, words: str
) -> None:
    (problem,) = problems(**fields)
    assert words in problem.message
    assert (problem.severity, problem.place) == (severity, place)


def test_an_article_that_may_be_online_only_is_a_note() -> None:
    found = problems(identifiers=(("doi", "10.1/x"),), volume=None, issue=None, page=None)
    assert [problem.severity for problem in found] == [Severity.NOTE, Severity.NOTE]
    found = problems(identifiers=(("doi", "10.1/x"),), issued="2018", page=None)
    assert [problem.severity for problem in found] == [Severity.WARNING]


@given(st.integers(1, 99_999), st.integers(0, 500), st.booleans(), st.sampled_from(["", "e", "S"]))
def test_a_range_that_runs_forward_never_alarms(first: int, more: int, short: bool, letter: str) -> None:
    with clock.set_to(date(2021, 11, 1)):
        assert not problems(page=f"{letter}{first}-{_end(first, first + more, short)}")


def test_most_ranges_that_run_backwards_are_found() -> None:
    chance = random.Random(3)
    found = 0
    for _ in range(300):
        first = chance.randint(2, 3000)
        last = chance.randint(max(1, first - 40), first - 1)
        found += bool(problems(page=f"{first}-{_end(first, last, True)}"))
    assert found / 300 > 0.97


def _end(first: int, last: int, short: bool) -> str:
    """The last page, without the digits that it shares with the first where that is the usage."""
    a, b = str(first), str(last)
    if not short or len(a) != len(b):
        return b
    shared = next((n for n in range(len(a) - 1) if a[n] != b[n]), len(a) - 1)
    return b[shared:]
