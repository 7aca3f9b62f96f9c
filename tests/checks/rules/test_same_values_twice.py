"""Rows and measures that repeat one another."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rules.same_values_twice import check_same_values_twice
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(*entries: dict[str, Any], **given: Any) -> list[CheckProblem]:
    record = {"arms": {"a": "40", "b": "40"}, "results": list(entries), **given}
    return list(check_same_values_twice(study(record)))


MEANS = {"a": "mean 39.0 (SD 18.7)", "b": "mean 41.5 (SD 21.7)"}


def test_two_outcomes_with_all_the_same_numbers_are_told() -> None:
    """Two assays, one of them copied."""
    (problem,) = found({"outcome": "one-assay", **MEANS}, {"outcome": "other-assay", **MEANS})
    assert problem.message.startswith("other assay (a): all numbers are those of one assay.")


def test_one_outcome_at_two_times_and_shares_of_small_groups_may_repeat() -> None:
    assert found({"outcome": "pain", "at": "1 y", **MEANS}, {"outcome": "pain", "at": "2 y", **MEANS}) == []
    shares = {"a": "3/40 (7.5%)", "b": "4/40 (10.0%)"}
    assert found({"outcome": "pain", **shares}, {"outcome": "bleeding", **shares}) == []


def test_a_specificity_that_is_the_sensitivity_with_its_interval_is_told() -> None:
    """91.3% twice may be; with the same interval it is one cell read twice."""
    cell = "sensitivity 91.3% (95% CI 84.2% to 96.0%); specificity 91.3% (95% CI {})"
    diagnostic = {"design_group": "diagnostic"}
    (problem,) = found({"outcome": "stenosis", "a": cell.format("84.2% to 96.0%")}, **diagnostic)
    assert "sensitivity and specificity are both 91.3%" in problem.message
    assert found({"outcome": "stenosis", "a": cell.format("80.1% to 97.0%")}, **diagnostic) == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_same_values_twice) == []


def test_two_estimates_with_one_interval_are_told() -> None:
    """The interval of the specificity is the cell of the sensitivity; near estimates may share one."""
    sensitivity = {"outcome": "stenosis", "a": "sensitivity 95.2% (95% CI 90.1 to 98.0)"}
    record = {"arms": {"a": "80"}, "design_group": "diagnostic"}
    for specificity, problems in (("91.4%", 1), ("95.0%", 0)):
        cell = f"specificity {specificity} (95% CI 90.1 to 98.0)"
        results = [sensitivity, {"outcome": "stenosis", "target": "x", "a": cell}]
        assert len(list(check_same_values_twice(study({**record, "results": results})))) == problems


def test_one_number_in_two_units_is_told() -> None:
    """0.13 points in the prose, 0.13 m/s in the table."""
    arms = {"arms": {"a": "40", "b": "40"}, "contrasts": {"a-b": {"index": "a", "reference": "b"}}}
    for unit, problems in (("m/s", 1), ("points", 0)):
        results = [
            {"outcome": "pain", "a-b": "MD 0.13 points"},
            {"outcome": "pain", "at": "18 mo", "a-b": f"MD 0.13 {unit}"},
        ]
        assert len(list(check_same_values_twice(study({**arms, "results": results})))) == problems
