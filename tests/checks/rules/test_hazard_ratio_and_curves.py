"""Hazard ratios beside the medians and rates of their groups."""

from __future__ import annotations

from typing import Any

import pytest

from kb.checks.problem import CheckProblem
from kb.checks.rules.hazard_ratio_and_curves import check_hazard_ratio_and_curves
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(ratio: str, *rows: tuple[str | None, str, str], **given: Any) -> list[CheckProblem]:
    """Of a trial with two arms of 100; each row is a time (none for a median) and the cells of both."""
    results: list[dict[str, Any]] = [{"outcome": "overall-survival", "a-b": ratio}]
    for time, index, reference in rows:
        at = {} if time is None else {"at": time}
        results.append({"outcome": "overall-survival", **at, "a": index, "b": reference})
    record = {
        "design_group": "randomized",
        "arms": {"a": "100", "b": "100"},
        "contrasts": {"a-b": {"index": "a", "reference": "b", "method": "randomized"}},
        "results": results,
        **given,
    }
    return list(check_hazard_ratio_and_curves(study(record)))


@pytest.mark.parametrize(
    ("ratio", "row"),
    [
        ("HR 0.60 (95% CI 0.43 to 0.84)", (None, "median 20 months", "median 12 months")),
        (
            "HR 0.92 (95% CI 0.77 to 1.11)",
            (None, "median 2.3 months", "median 4.2 months"),
        ),  # crossing curves
        ("HR 0.69", ("1 y", "69%", "54%")),
        ("HR 0.69", ("1 y", "0%", "54%")),  # nobody left: says too little
        ("HR 0.60", (None, "median not reached", "median 12 months")),
    ],
)
def test_a_ratio_that_the_curves_can_give_is_passed(ratio: str, row: tuple[str | None, str, str]) -> None:
    """Of hazards that change over time the curves give another ratio, within limits."""
    assert found(ratio, row) == []


def test_a_ratio_that_says_the_opposite_of_the_medians_is_a_warning_that_names_the_reverse() -> None:
    """Medians of 12 and 20 months give about 20/12 = 1.67, not 0.60, which is its reverse."""
    (problem,) = found("HR 0.60", (None, "median 12 months", "median 20 months"))
    assert problem.message == (
        "overall survival: a hazard ratio of 0.60 does not go with medians of 12 and 20 months (about 1.67)."
        " It fits the other way round: groups exchanged, or a ratio of surviving. Compare groups and outcome"
        " with the source."
    )


def test_a_ratio_that_the_rates_contradict_is_a_warning() -> None:
    """ln(.30)/ln(.70) is 3.4: far from 0.8."""
    (problem,) = found("HR 0.80", ("2 y", "30%", "70%"))
    assert "does not go with 30% and 70% at 2 y (about 3.38)" in problem.message


def test_an_adjusted_ratio_is_compared_in_a_randomized_trial_only() -> None:
    """In a cohort the groups differ from the start, and so do their curves."""
    row = (None, "median 12 months", "median 20 months")
    assert found("HR 0.60 adjusted", row) != []
    assert found("HR 0.60 adjusted", row, design_group="nonrandomized-comparative") == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_hazard_ratio_and_curves) == []
