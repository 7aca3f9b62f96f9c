"""p values of two means."""

from __future__ import annotations

from typing import Any

import pytest

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.p_from_means import check_p_from_means
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


@pytest.mark.parametrize("p", ["p .028", "p .03", "p <.05", "p .02", "p .04"])
def test_a_p_value_that_a_t_or_rank_test_gives_is_passed(p: str) -> None:
    """A rank test gives another p near it."""
    assert found(check_p_from_means, row(*MEANS, p)) == []


def test_a_p_value_that_no_test_gives_for_the_means_is_a_warning() -> None:
    (problem,) = found(check_p_from_means, row(*MEANS, "p .28"))
    assert problem.message == (
        "pain: 50.0 (SD 12.0) and 56.0 (SD 12.0) of 40 and 40 give p .025 to .028 by a t test, not p=.28."
        " Compare means, spreads, sizes and p with the source."
    )


def test_p_of_an_adjusted_or_paired_comparison_is_left_alone() -> None:
    """Such tests start from other numbers."""
    assert found(check_p_from_means, row(*MEANS, "p .28 adjusted")) == []
    assert found(check_p_from_means, row(*MEANS, "p .28", adjusted=True)) == []
    paired = {"a-b": {"index": "a", "reference": "b", "method": "before-after"}}
    assert found(check_p_from_means, row(*MEANS, "p .28"), contrasts=paired) == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_p_from_means) == []


def test_costs_are_compared_by_ranks() -> None:
    """Deviations larger than means of what is not below zero: a t test would give p = .25."""
    costs = ("mean 4100 USD (SD 9200)", "mean 6900 USD (SD 12500)")
    assert found(check_p_from_means, row(*costs, "p .001")) == []
