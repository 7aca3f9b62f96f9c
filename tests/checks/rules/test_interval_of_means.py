"""Intervals of a difference of means beside the spreads of the groups."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.interval_of_means import check_interval_of_means
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


# Means of 50 and 56 with deviations of 12 in 40 each: the error is 12 * sqrt(1/40 + 1/40) = 2.68, t = -2.24
# with 78 degrees of freedom, p = .028, 95% CI -6 -+ 1.99 * 2.68 = -11.3 to -0.7.
MEANS = ("mean 50.0 points (SD 12.0)", "mean 56.0 points (SD 12.0)")


def test_an_interval_that_the_deviations_give_is_passed() -> None:
    """Where the values before are printed, an analysis that starts from them has a narrower one."""
    assert found(check_interval_of_means, row(*MEANS, "MD -6.0 (95% CI -11.3 to -0.7)")) == []
    start = row("mean 60 points (SD 12)", "mean 61 points (SD 12)", at="baseline")
    narrow = row(*MEANS, "MD -5.2 points (95% CI -8.2 to -2.2)", at="6 mo")
    assert found(check_interval_of_means, start, narrow) == []


def test_an_error_printed_as_a_deviation_is_told_by_the_interval_of_the_difference() -> None:
    """Deviations of 1.9 would be errors of deviations of 12: 1.9 * sqrt(40) = 12.0."""
    cells = ("mean 50.0 points (SD 1.9)", "mean 56.0 points (SD 1.9)")
    (problem,) = found(check_interval_of_means, row(*cells, "MD -6.0 points (95% CI -11.3 to -0.7)"))
    assert problem.message.endswith("It fits when the standard deviations are standard errors.")


def test_a_crossover_trial_is_left_alone() -> None:
    """The same 40 in both groups: their own differences spread less than they do."""
    narrow = row(*MEANS, "MD -6.0 points (95% CI -8.4 to -3.6); p <.001")
    assert len(found(check_interval_of_means, narrow)) == 1
    assert found(check_interval_of_means, narrow, design="randomized-crossover-trial") == []
    in_both = [{"outcome": "crossover-participants", "all": "40"}, {"outcome": "pain", **narrow}]
    assert found(check_interval_of_means, results=in_both) == []


def test_participants_of_clusters_are_alike() -> None:
    """A wider interval than that of as many single ones."""
    wide = row(*MEANS, "MD -6.0 points (95% CI -16.0 to 4.0)")
    assert len(found(check_interval_of_means, wide)) == 1
    assert found(check_interval_of_means, wide, design="cluster-randomized-trial") == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_interval_of_means) == []


def test_a_crossover_trial_has_a_narrower_interval() -> None:
    """Each participant is in both groups, so the spreads of the groups do not tell that of the difference."""
    narrow = row(*MEANS, "MD -6.0 points (95% CI -8.0 to -4.0)")
    assert len(found(check_interval_of_means, narrow)) == 1
    assert found(check_interval_of_means, narrow, design="randomized-crossover-trial", enrolled="40") == []
