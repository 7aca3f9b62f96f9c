"""One outcome, one time, two values."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rules.two_values_at_one_time import check_two_values_at_one_time
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(*entries: dict[str, Any]) -> list[CheckProblem]:
    results = [{"outcome": "overall-survival", **entry} for entry in entries]
    return list(check_two_values_at_one_time(study({"arms": {"a": "80"}, "results": results})))


def test_the_same_time_in_two_units_is_told_when_the_values_differ() -> None:
    """5 years are 60 months."""
    (problem,) = found({"at": "5 y", "a": "37%"}, {"at": "60 mo", "a": "41%"})
    assert "37% there and 41% (60 mo) are of the same participants at the same time" in problem.message
    assert found({"at": "5 y", "a": "37%"}, {"at": "60 mo", "a": "37.2%"}) == []


def test_the_only_arm_is_all_participants() -> None:
    assert len(found({"at": "5 y", "a": "37%"}, {"at": "5 y", "all": "41%"})) == 1


def test_crude_and_kaplan_meier_values_may_differ() -> None:
    """So may those before and after adjustment."""
    estimated = {"at": "60 mo", "a": "41%", "estimator": "kaplan-meier"}
    assert found({"at": "5 y", "a": "37%", "estimator": "crude"}, estimated) == []
    assert found({"at": "5 y", "a": "37%"}, {"at": "60 mo", "a": "41%", "adjusted": True}) == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_two_values_at_one_time) == []
