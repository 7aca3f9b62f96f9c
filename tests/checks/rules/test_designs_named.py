"""Designs that texts name against the studies that are there."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem
from kb.checks.rules.designs_named import check_designs_named
from tests.builders.policies import policy

RCT, COHORT, SERIES = "randomized-controlled-trial", "retrospective-comparative-cohort", "case-series"
REVIEW = "systematic-review"


def problems(text: str, *designs: str, inclusions: tuple[Any, ...] = ()) -> list[CheckProblem]:
    studies = {f"s{n}": {"design": one} for n, one in enumerate(designs)}
    if inclusions:
        studies["review"] = {"design": REVIEW, "inclusions": inclusions}
    return list(check_designs_named(policy(studies=studies, indications=[{"findings": {"f": text}}])))


@pytest.mark.parametrize(
    ("text", "designs"),
    [
        ("In the available randomized trial, survival did not differ.", [RCT]),
        ("Two randomized controlled trials compared both.", [RCT, RCT]),
        ("Two randomized trials reported survival.", [RCT, RCT, RCT]),
        ("Some nonrandomized comparisons show better survival.", [COHORT, COHORT]),
        ("Nonrandomized comparisons show no benefit.", [COHORT]),
        ("A systematic review without usable studies and small series.", [REVIEW, SERIES]),
        ("Across noncomparative studies, recurrence was common.", [SERIES]),
        ("Further randomized trials are needed.", [SERIES]),
        ("No randomized trial was found.", [SERIES]),
        ("Randomized comparisons are lacking.", [SERIES]),
        ("Whether randomized trials would show it is unknown.", [SERIES]),
        ("Randomized trials should be done.", [SERIES]),
        ("One of the randomized trials was stopped.", [RCT, RCT]),
        ("Comparative studies agree.", [RCT]),
        ("Cohort studies agree.", [SERIES]),
    ],
)
def test_designs_that_are_there_or_only_wished_for_are_no_problem(text: str, designs: list[str]) -> None:
    assert not problems(text, *designs)


@pytest.mark.parametrize(
    ("text", "designs", "words"),
    [
        (
            "In the available randomized trial, survival was long.",
            [RCT, RCT],
            "but 2 studies of this design are used",
        ),
        ("A single randomized trial is available.", [RCT, RCT], "but 2 studies"),
        ("A randomized trial showed it.", [COHORT], "but no study used, or included in a review, is of this"),
        ("Three randomized trials showed it.", [RCT, RCT], "but only 2 of this design is used"),
        ("Systematic reviews agree.", [RCT], "no study used"),
        ("Case series agree.", [RCT], "no study used"),
        ("Nonrandomized comparisons agree.", [RCT, SERIES], "no study used"),
    ],
)
def test_designs_that_are_not_there_are_told(text: str, designs: list[str], words: str) -> None:
    (problem,) = problems(text, *designs)
    assert words in problem.message
    assert problem.place == "1.01/hcc/f#1"


def test_what_reviews_include_counts_by_name_or_number() -> None:
    named = ("korpan", "Korpan (1997)", "randomized", None, "included")
    assert not problems("A randomized trial compared both.", SERIES, inclusions=(named,))
    assert not problems(
        "A randomized trial compared both.", SERIES, inclusions=((None, None, None, 3, "included"),)
    )
    assert problems("Two randomized trials compared both.", SERIES, inclusions=(named,))


def test_an_indication_without_studies_is_left_alone() -> None:
    assert not problems("A randomized trial showed it.")


@given(st.integers(1, 6), st.integers(2, 6))
def test_a_true_count_never_alarms_and_one_too_many_always_does(there: int, said: int) -> None:
    words = ("one", "two", "three", "four", "five", "six")[said - 1]
    found = problems(f"{words.capitalize()} randomized trials reported survival.", *([RCT] * there))
    assert bool(found) == (said > there)


def test_most_findings_that_outlive_their_studies_are_found() -> None:
    chance = random.Random(12)
    texts = {
        "In the available randomized trial, survival was long.": RCT,
        "Nonrandomized comparisons agree.": COHORT,
        "Across case series, recurrence was common.": SERIES,
        "A systematic review pooled them.": REVIEW,
    }
    found = 0
    for _ in range(100):
        text, design = chance.choice(sorted(texts.items()))
        left = chance.choice([one for one in texts.values() if one != design])
        found += bool(problems(text, left))
    assert found / 100 > 0.95
