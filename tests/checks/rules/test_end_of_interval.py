"""Intervals of which one end alone goes with estimate and p."""

from __future__ import annotations

import pytest

from kb.checks.problem import CheckProblem
from kb.checks.rules.end_of_interval import check_end_of_interval
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(cell: str) -> list[CheckProblem]:
    record = {
        "arms": {"a": {}, "b": {}},
        "contrasts": {"a-b": {"index": "a", "reference": "b"}},
        "results": [{"outcome": "overall-survival", "a-b": cell}],
    }
    return list(check_end_of_interval(study(record)))


@pytest.mark.parametrize(
    "cell",
    [
        "HR 0.75 (95% CI 0.60 to 0.93); p .01",
        "OR 2.78 (95% CI 2.22 to 3.62); p <.001",  # p is a bound
        "HR 1.01 (95% CI 0.70 to 1.60); p .96",  # too near no difference
        "MD -5.0 (95% CI -9.0 to -1.0); p .014",
    ],
)
def test_what_goes_together_or_says_too_little_is_passed(cell: str) -> None:
    assert found(cell) == []


def test_the_end_that_estimate_and_p_do_not_go_with_is_named() -> None:
    """ln(.83) over its error of .348 is z = .535, p .59: 0.42 to 1.64. 1.46 was 1.64."""
    (problem,) = found("HR 0.83 (95% CI 0.42 to 1.46); p .588")
    assert problem.place.endswith(":ci-high-2")
    assert "estimate and p go with 0.42 but not with 1.46" in problem.message


def test_a_p_value_that_goes_with_neither_end_is_left_to_other_rules() -> None:
    assert found("HR 0.83 (95% CI 0.42 to 1.46); p .02") == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_end_of_interval) == []
