"""Values beside their scale, and lengths of life."""

from __future__ import annotations

from typing import Any

import pytest

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.values_on_their_scale import check_values_on_their_scale
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


def test_a_mean_above_the_scale_is_an_error() -> None:
    """A motor score from 0 to 64 has no mean of 501.1; one without a known scale may."""
    entry = {"outcome": "pain", "a": "mean 501.1", "b": "mean 20.2"}
    scale = {"pain": {"scale": "0 to 64"}}
    (problem,) = found(check_values_on_their_scale, entry, outcomes=scale)
    assert problem.message == (
        "pain (a): mean 501.1 lies outside its scale, 0 to 64. Compare it with the source."
    )
    assert found(check_values_on_their_scale, entry) == []


def test_a_deviation_larger_than_the_scale_allows_is_an_error() -> None:
    """Around a mean of 3 on 0 to 100 no deviation is above sqrt(3.05 * 96.95 * 80/79) = 17.3."""
    scale = {"pain": {"scale": "0 to 100"}}
    entry = {"outcome": "pain", "a": "mean 3.0 (SD 17.0)", "b": "mean 3.0 (SD 40.0)"}
    (problem,) = found(check_values_on_their_scale, entry, outcomes=scale)
    assert "40.0 is more than 17.3" in problem.message
    assert found(check_values_on_their_scale, {"outcome": "pain", "a-b": "MD -120"}, outcomes=scale) != []


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ({"outcome": "age", "all": "mean 622 years (SD 9)"}, "is no age of people"),
        ({"outcome": "age", "all": "mean 62 years (SD 94)"}, "is no standard deviation of ages"),
        ({"outcome": "overall-survival", "a": "median 2410 months"}, "is longer than a life"),
    ],
)
def test_no_age_and_no_survival_is_longer_than_a_life(entry: dict[str, Any], words: str) -> None:
    (problem,) = found(check_values_on_their_scale, entry)
    assert words in problem.message


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_values_on_their_scale) == []
