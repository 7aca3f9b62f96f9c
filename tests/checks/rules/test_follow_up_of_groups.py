"""Follow-up of groups beside one another."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.follow_up_of_groups import check_follow_up_of_groups
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


def test_arms_of_one_trial_are_followed_about_as_long() -> None:
    """602 months beside 58.0 lost its point; 71.2 beside 58.0 did not."""

    def told(longest: str) -> list[CheckProblem]:
        cells = {
            "a": f"median 24.1 months (range 0.3 to {longest})",
            "b": "median 23.5 months (range 0.1 to 58.0)",
        }
        return found(check_follow_up_of_groups, {"outcome": "follow-up", **cells})

    assert told("71.2") == []
    (problem,) = told("602")
    assert problem.found == "longest 602 months; 58.0 months"


def test_an_arm_is_followed_no_longer_than_all() -> None:
    entry = {
        "outcome": "follow-up",
        "a": "median 24 months (range 1-70)",
        "all": "median 23 months (range 0-60)",
    }
    (problem,) = found(check_follow_up_of_groups, entry)
    assert "is longer than the 60 months of all participants" in problem.message


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_follow_up_of_groups) == []
