"""Ranges across studies beside the studies on file."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem
from kb.checks.rules.ranges_of_reviews import check_ranges_of_reviews
from tests.builders.studies import study


def found(range_: str, *values: str, outcome: str = "recurrence", at: str = "") -> list[CheckProblem]:
    """A review with a range, and the studies that it pools, each with one value."""
    review = {
        "design_group": "systematic-review",
        "arms": {"cryo": {"interventions": ["cryoablation"]}},
        "results": [{"outcome": "recurrence", "cryo": range_, **({"at": at} if at else {})}],
    }
    pooled = tuple(
        study(
            {
                "study": f"doe-{number}",
                "label": f"Doe {number}",
                "arms": {"a": {"interventions": ["cryoablation"]}},
                "results": [{"outcome": outcome, "a": value}],
            }
        )
        for number, value in enumerate(values, 1)
    )
    return list(check_ranges_of_reviews(replace(study(review), pooled=pooled)))


def test_a_study_on_file_outside_of_the_range_is_told() -> None:
    """88.3% beside 0% to 83%."""
    (problem,) = found("range across studies 0%-83%", "12%", "88.3%")
    assert "the range across studies is 0% to 83%" in problem.message
    assert "outside of it are Doe 2 with 88.3%" in problem.message


def test_another_outcome_or_time_says_nothing() -> None:
    assert found("range across studies 0%-83%", "88.3%", outcome="local-recurrence") == []
    assert found("range across studies 0%-83%", "88.3%", at="1 y") == []


@given(st.lists(st.integers(0, 100), min_size=1, max_size=5))
def test_the_range_of_the_very_studies_is_passed(values: list[int]) -> None:
    cell = f"range across studies {min(values)}%-{max(values)}%"
    assert found(cell, *(f"{value}%" for value in values)) == []
