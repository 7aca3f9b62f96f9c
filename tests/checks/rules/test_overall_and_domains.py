"""Overall judgements of studies that are better than the judgements of their domains."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.rules.overall_and_domains import check_overall_and_domains
from kb.db.connect import read
from tests.checks.readers import NamedRows

WORDS = ("low", "some-concerns", "high", "no-information")
CONFIDENCE = ("high", "moderate", "low", "critically-low")


def told(overall: str, *domains: str) -> list[str]:
    """What is said of a trial judged in words that domains and the whole have in common."""
    rows = [
        {
            "record": "studies/doe-2020",
            "appraisal": "doe-2020/1",
            "study": "doe-2020",
            "instrument": "rob-2",
            "instrument_name": "RoB 2",
            "overall": overall,
            "overall_label": overall,
            "overall_place": WORDS.index(overall) + 1,
            "overall_use": "any",
            "domain": f"d{number}",
            "domain_label": f"domain {number}",
            "critical": 0,
            "judgement": judgement,
            "judgement_label": judgement,
            "judgement_place": WORDS.index(judgement) + 1,
        }
        for number, judgement in enumerate(domains, start=1)
    ]
    return _messages(rows)


def told_of_review(overall: str, *critical: str) -> list[str]:
    """What is said of a review judged by AMSTAR 2 in critical domains."""
    rows = [
        {
            "record": "studies/roe-2021",
            "appraisal": "roe-2021/1",
            "study": "roe-2021",
            "instrument": "amstar-2",
            "instrument_name": "AMSTAR 2",
            "overall": overall,
            "overall_label": f"{overall} confidence",
            "overall_place": CONFIDENCE.index(overall) + 5,
            "overall_use": "overall",
            "domain": f"d{number}",
            "domain_label": f"domain {number}",
            "critical": 1,
            "judgement": judgement,
            "judgement_label": judgement,
            "judgement_place": 1,
        }
        for number, judgement in enumerate(critical, start=1)
    ]
    return _messages(rows)


def _messages(rows: list[dict[str, Any]]) -> list[str]:
    reader = NamedRows({"checks/judged_domains": rows})
    return [problem.message for problem in check_overall_and_domains(reader)]


def test_an_overall_judgement_better_than_a_domain_is_told() -> None:
    assert told("low", "low", "high", "some-concerns") == [
        "RoB 2 of doe-2020 says low overall, but high for domain 2. Compare both with who judged, and correct"
        " one."
    ]


@pytest.mark.parametrize(
    ("overall", "domains"),
    [
        ("high", ("some-concerns", "some-concerns")),  # concerns add up
        ("high", ("high", "low")),
        ("high", ("no-information", "high")),
        ("low", ("low", "no-information")),
    ],
)
def test_an_overall_judgement_that_the_domains_allow_is_no_problem(
    overall: str, domains: tuple[str, ...]
) -> None:
    assert not told(overall, *domains)


@pytest.mark.parametrize(
    ("overall", "critical", "problems"),
    [
        ("high", ("yes", "partial-yes"), 0),
        ("moderate", ("no", "yes"), 1),
        ("low", ("no", "yes"), 0),
        ("low", ("no", "no"), 1),
        ("critically-low", ("no", "no"), 0),
    ],
)
def test_confidence_in_a_review_falls_with_its_critical_domains(
    overall: str, critical: tuple[str, ...], problems: int
) -> None:
    assert len(told_of_review(overall, *critical)) == problems


@given(st.integers(0, 2), st.lists(st.integers(0, 2), min_size=1, max_size=5))
def test_it_is_told_exactly_when_some_domain_is_worse(overall: int, domains: list[int]) -> None:
    assert bool(told(WORDS[overall], *(WORDS[place] for place in domains))) == (max(domains) > overall)


def test_the_bundled_evidence_has_none(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        assert not list(check_overall_and_domains(reader))
