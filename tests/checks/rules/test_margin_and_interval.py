"""Margins of noninferiority beside the interval of the effect."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.checks.problem import CheckProblem
from kb.checks.rules.margin_and_interval import check_margin_and_interval
from kb.evidence.study import Margin
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(outcome: str, effect: str, margin: str, met: str | None) -> list[CheckProblem]:
    record = {
        "arms": {"a": "200", "b": "200"},
        "contrasts": {"a-b": {"index": "a", "reference": "b"}},
        "results": [{"outcome": outcome, "a-b": effect}],
    }
    of = Margin(outcome, outcome, None, "whole", "noninferiority", margin, met, None)
    return list(check_margin_and_interval(replace(study(record), margins=(of,))))


@pytest.mark.parametrize(
    ("outcome", "effect", "margin", "kept"),
    [
        ("complete-response", "RD -2.0% (95% CI -7.5 to 3.5)", "10 percentage points", True),
        ("complete-response", "RD -6.0% (95% CI -11.5 to -0.5)", "10 percentage points", False),
        ("complications", "RD 2.0% (95% CI -3.5 to 7.5)", "10%", True),
        ("overall-survival", "HR 1.05 (95% CI 0.86 to 1.28)", "HR 1.30", True),
        ("overall-survival", "HR 1.12 (95% CI 0.91 to 1.38)", "HR 1.30", False),
    ],
)
def test_what_the_record_says_is_held_against_the_worse_end(
    outcome: str, effect: str, margin: str, kept: bool
) -> None:
    """Of a response the low end is the worse one, of harms and hazards of death the high end."""
    said, other = ("yes", "no") if kept else ("no", "yes")
    assert found(outcome, effect, margin, said) == []
    (problem,) = found(outcome, effect, margin, other)
    assert ("stays clear of" if kept else "crosses") in problem.message


def test_a_p_value_for_noninferiority_is_held_against_the_interval() -> None:
    effect = "RD -6.0% (95% CI -11.5 to -0.5); p .004 for noninferiority"
    (problem,) = found("complete-response", effect, "10 percentage points", None)
    assert (
        "p=.004 for noninferiority, but the 95% confidence interval -11.5 to -0.5 crosses" in problem.message
    )


def test_a_margin_on_another_scale_is_left_out() -> None:
    """Percentage points beside a hazard ratio say nothing of one another."""
    assert found("overall-survival", "HR 1.12 (95% CI 0.91 to 1.38)", "10 percentage points", "yes") == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_margin_and_interval) == []
