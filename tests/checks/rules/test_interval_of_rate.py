"""Intervals of survival rates."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.interval_of_rate import check_interval_of_rate
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(rule: Rule, *entries: dict[str, Any], **given: Any) -> list[CheckProblem]:
    """What a rule finds in a trial of 80 and 80."""
    record = {
        "design_group": "randomized",
        "enrolled": "160",
        "arms": {"a": "80", "b": "80"},
        "contrasts": {"a-b": {"index": "a", "reference": "b", "method": "randomized"}},
        "results": list(entries),
        **given,
    }
    return list(rule(study(record)))


def test_a_rate_far_from_the_middle_of_its_interval_is_a_warning_on_whatever_scale() -> None:
    """58.2% (43.7% to 70.2%) is a log-log interval; with 34.7% none is so."""

    def told(cell: str) -> list[CheckProblem]:
        return found(check_interval_of_rate, {"outcome": "overall-survival", "at": "2 y", "a": cell})

    assert told("58.2% (95% CI 43.7% to 70.2%)") == told("95% (95% CI 86% to 98%)") == []
    (problem,) = told("58.2% (95% CI 34.7% to 70.2%)")
    assert "has the rate far to the upper end" in problem.message
    (problem,) = told("58.2% (95% CI 56.7% to 59.7%)")
    assert "is too narrow for 80 participants" in problem.message


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_interval_of_rate) == []


def test_an_end_above_all_is_told_and_counts_are_left_to_their_own_rule() -> None:
    """995.1% is none; a rate with its count is looked at by interval-of-proportion."""
    entry = {"outcome": "overall-survival", "at": "2 y", "a": "81.8% (95% CI 44.7% to 995.1%)"}
    assert "ends above 100%" in found(check_interval_of_rate, entry)[0].message
    counted = {"outcome": "mortality", "at": "2 y", "a": "40/80 (50%) (95% CI 49% to 51%)"}
    assert found(check_interval_of_rate, counted) == []
