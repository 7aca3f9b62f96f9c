"""Standard deviations of one measure beside one another."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.spreads_of_one_measure import check_spreads_of_one_measure
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


def test_a_deviation_far_from_those_of_the_same_measure_is_a_warning() -> None:
    """81 beside 18; an error of 2.8 printed as a deviation is 18 over the root of 40."""
    start = {"at": "baseline"}
    (problem,) = found(
        check_spreads_of_one_measure,
        row("mean 56 points (SD 81)", "mean 55 points (SD 18)", **start),
        row("mean 40 points (SD 17)", "mean 52 points (SD 19)", at="6 mo"),
    )
    assert "the spread of 56 (SD 81) is larger than that of" in problem.message
    (problem,) = found(
        check_spreads_of_one_measure,
        row("mean 56 points (SD 2.8)", "mean 55 points (SD 18)", **start),
        row("mean 40 points (SD 17)", "mean 52 points (SD 19)", at="6 mo"),
    )
    assert problem.message.endswith("It would fit as a standard error.")
    assert found(check_spreads_of_one_measure, row("mean 5 points (SD 6)", "mean 40 points (SD 25)")) == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_spreads_of_one_measure) == []


def test_small_groups_and_means_that_differ_much_may_have_other_deviations() -> None:
    """Of 6 participants chance makes anything; a mean of 4 has a smaller deviation than one of 40."""
    cells = row("mean 56 points (SD 81)", "mean 55 points (SD 18)", at="baseline")
    assert found(check_spreads_of_one_measure, cells, arms={"a": "6", "b": "6"}) == []
    later = row("mean 4 points (SD 3)", "mean 40 points (SD 18)", at="6 mo")
    assert found(check_spreads_of_one_measure, later) == []
