"""Rate ratios beside the rates."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.ratio_of_rates import check_ratio_of_rates
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


def test_a_rate_ratio_is_the_one_of_the_rates() -> None:
    """0.25 over 0.50 is 0.50; 2.0 is its reverse; an odds ratio there is of something else."""

    def told(cell: str) -> list[CheckProblem]:
        entry = {"outcome": "relapse-rate", "a": "0.25 per year", "b": "0.50 per year", "a-b": cell}
        return found(check_ratio_of_rates, entry)

    assert told("IRR 0.50") == told("IRR 0.53") == told("IRR 0.70 adjusted") == []
    assert "It fits with the groups exchanged" in told("IRR 2.0")[0].message
    assert "which have no odds ratio" in told("OR 0.5")[0].message


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_ratio_of_rates) == []


def test_ratios_of_reviews_and_models_are_left_out() -> None:
    """They are of other numbers than the printed rates."""
    entry = {"outcome": "relapse-rate", "a": "0.25 per year", "b": "0.50 per year", "a-b": "IRR 0.9"}
    assert len(found(check_ratio_of_rates, entry)) == 1
    assert found(check_ratio_of_rates, entry, design_group="systematic-review") == []
    model = {"a-b": {"index": "a", "reference": "b", "method": "multivariable"}}
    assert found(check_ratio_of_rates, entry, contrasts=model) == []
