"""Times in words against the times of figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem
from kb.checks.rules.number_words import check_number_words
from kb.checks.spelled_numbers import NUMBER_WORDS
from tests.builders.policies import policy

STUDY = {
    "arms": {"cryo": "20", "rfa": "20"},
    "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
    "results": [
        {"outcome": "overall-survival", "at": ["1 y", "3 y"], "cryo": ["90%", "60%"], "rfa": ["91%", "61%"]},
        {"outcome": "overall-survival", "at": ["1 y", "3 y"], "cryo-rfa": "p .7"},
        {"outcome": "mortality", "at": "within 2 wk", "cryo": "3%"},
        {"outcome": "recurrence", "cryo": "20%"},
    ],
}
AT_3 = "[[doe/overall-survival/cryo@3y]] vs [[doe/overall-survival/rfa@3y]]"
P = "[[doe/overall-survival/cryo-rfa@1y+3y]]"


def problems(text: str) -> list[CheckProblem]:
    one = policy(studies={"doe": STUDY}, indications=[{"findings": {"f": text}}])
    return list(check_number_words(one))


@pytest.mark.parametrize(
    "text",
    [
        f"Survival was alike ({AT_3} at three years; {P}).",
        "Three-year survival was [[doe/overall-survival/cryo@3y]].",
        "Within two weeks, [[doe/mortality/cryo@within-2wk]] died.",
        f"Over ten years, survival was {AT_3}.",
        f"Survival at 3 years was {AT_3}.",
        "The 3-year survival was [[doe/overall-survival/cryo@3y]].",
        "At month 36, survival was [[doe/overall-survival/cryo@3y]].",
        "Recurrence was [[doe/recurrence/cryo]] at five years.",
        f"Survival at five years is unknown; it was {AT_3}.",
        "At one year [[doe/overall-survival/cryo@1y]], then [[doe/overall-survival/cryo@3y]] lived.",
        f"Survival at three years was alike ({P}).",
    ],
)
def test_times_that_are_those_of_the_figures_are_no_problem(text: str) -> None:
    assert not problems(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Survival was alike ({AT_3} at five years; {P}).", "at five years: 3 y"),
        (f"Survival was alike ({AT_3} at 5 years; {P}).", "at 5 years: 3 y"),
        ("The 5-year survival was [[doe/overall-survival/cryo@3y]].", "5-year: 3 y"),
        ("At week 24, survival was [[doe/overall-survival/cryo@3y]].", "At week 24: 3 y"),
        (f"Survival at five years was alike ({P}).", "at five years: 1 y, 3 y"),
        ("Five-year survival was [[doe/overall-survival/cryo@3y]].", "Five-year: 3 y"),
        ("Survival was [[doe/overall-survival/cryo@3y]] at three months.", "at three months: 3 y"),
    ],
)
def test_another_time_is_told(text: str, found: str) -> None:
    (problem,) = problems(text)
    assert problem.found == found
    assert problem.place == "1.01/hcc/f#1"


@given(st.sampled_from(sorted(NUMBER_WORDS)))
def test_only_the_true_time_passes(word: str) -> None:
    found = problems(f"Survival at {word} years was [[doe/overall-survival/cryo@3y]].")
    assert bool(found) == (word != "three")
