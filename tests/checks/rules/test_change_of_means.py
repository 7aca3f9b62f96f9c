"""Mean changes beside the means before and after."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.change_of_means import check_change_of_means
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(rule: Rule, *entries: dict[str, Any], **given: Any) -> list[CheckProblem]:
    """What a rule finds in a trial of 40 and 40."""
    record = {
        "design_group": "randomized",
        "enrolled": "80",
        "arms": {"a": "40", "b": "40"},
        "contrasts": {"a-b": {"index": "a", "reference": "b", "method": "randomized"}},
        "results": [{"outcome": "pain", **entry} for entry in entries],
        **given,
    }
    return list(rule(study(record)))


def row(index: str, reference: str, contrast: str = "", **further: Any) -> dict[str, Any]:
    """One entry of both arms."""
    return {"a": index, "b": reference, **({"a-b": contrast} if contrast else {}), **further}


def test_a_change_is_the_mean_after_less_the_mean_before() -> None:
    """From 60 to 50 is -10; whoever left may move it a little, but does not turn its sign."""
    start = row("mean 60 points (SD 12)", "mean 61 points (SD 12)", at="baseline")

    def told(change: str) -> list[CheckProblem]:
        cell = f"mean 50 points (SD 12); mean change {change} points (SD 8)"
        return found(check_change_of_means, start, row(cell, "mean 58 points (SD 12)", at="6 mo"))

    assert told("-10") == told("-12") == []
    (problem,) = told("10")
    assert "from a mean of 60 to one of 50 is -10, not mean change 10 points. The sign may be wrong." in (
        problem.message
    )
    assert told("-28") != []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_change_of_means) == []


def test_where_nobody_left_in_one_arm_the_change_of_the_other_follows_too() -> None:
    """The change of b is what its means give; so is that of a, or a digit is wrong: -10, not -12."""
    start = row("mean 60 points (SD 12)", "mean 61 points (SD 12)", at="baseline")
    later = row(
        "mean 50 points (SD 12); mean change -12 points (SD 8)",
        "mean 58 points (SD 12); mean change -3 points (SD 8)",
        at="6 mo",
    )
    (problem,) = found(check_change_of_means, start, later)
    assert problem.expected == "-10"
