"""Percentages whose total is not printed."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.percent_without_total import check_percent_without_total
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated


def found(cell: str, *, arms: Any = None, enrolled: str = "124", **entry: Any) -> list[CheckProblem]:
    record: dict[str, Any] = {"enrolled": enrolled, "arms": arms or {"cryo": {}}}
    further = entry.pop("further", [])
    record["populations"] = {"tested": {"label": "patients tested"}}
    record["results"] = [{"outcome": "complications", "cryo": cell, **entry}, *further]
    return list(check_percent_without_total(study(record)))


@pytest.mark.parametrize(
    "cell", ["76 (61.3%)", "76 (61%)", "none", "none (0%)", "1 (<1%)", "76 (~61%)", "20%"]
)
def test_a_share_of_the_study_is_passed(cell: str) -> None:
    assert found(cell) == []


def test_a_share_of_the_arm_or_of_the_study_is_passed() -> None:
    arms = {"cryo": "60", "rfa": "64"}
    assert found("12 (20%)", arms=arms) == []
    assert found("12 (9.7%)", arms=arms) == []


def test_the_only_total_that_fits_is_named() -> None:
    (problem,) = found("76 (82.6%)")
    assert problem.severity is Severity.WARNING
    assert problem.place == "made-up-2020/complications/cryo:percent-1"
    assert (problem.found, problem.expected) == ("76 (82.6%)", "a total of 92")
    assert problem.message == (
        "complications: no total is printed; only 92 participants would give 82.6% for 76; "
        "124 are in the study, of whom it is 61.3%."
    )


def test_a_share_of_those_who_had_another_outcome_is_a_note_that_names_it() -> None:
    """Two of five with an infection were admitted again: 40%, of the 5 and not of the 124."""
    infections = {"outcome": "bleeding", "cryo": "5/124 (4%)"}
    (problem,) = found("2 (40%)", further=[infections])
    assert problem.severity is Severity.NOTE
    assert "a number printed for bleeding" in problem.message


def test_a_total_larger_than_the_study_is_an_error() -> None:
    (problem,) = found("396 (44.5%)", enrolled="866")
    assert (problem.severity, problem.expected) == (Severity.ERROR, "a total of 889 to 890")
    assert "more than the 866 in the study" in problem.message


def test_a_total_larger_than_the_arm_is_a_warning_when_the_study_is_not_printed() -> None:
    record = {"arms": {"a": "50", "b": "60"}, "results": [{"outcome": "pain", "a": "12 (10%)"}]}
    (problem,) = check_percent_without_total(study(record))
    assert problem.severity is Severity.WARNING
    assert "more than the 50 in the arm" in problem.message


def test_no_whole_total_at_all_is_an_error() -> None:
    (problem,) = found("3 (51.0%)")
    assert problem.severity is Severity.ERROR
    assert (problem.found, problem.expected) == ("3 (51.0%)", "60.0% of 5 and 50.0% of 6")


def test_no_whole_total_of_lesions_is_an_error_too() -> None:
    (problem,) = found("3 lesions (51.0%)")
    assert problem.severity is Severity.ERROR
    assert "no whole number of lesions" in problem.message
    assert found("76 lesions (82.6%)") == []
    assert found("33 events (132%)") == []


def test_a_percentage_that_only_cutting_off_gives() -> None:
    (problem,) = found("197 (77.5%)", enrolled="326")
    assert problem.severity is Severity.WARNING
    assert "Of 254 it is 77.559%, which only reads 77.5% when cut off." in problem.message
    rounded = {"outcome": "recurrence", "cryo": "115/280 (41.1%)"}
    (problem,) = found("197 (77.5%)", enrolled="326", further=[rounded])
    assert problem.severity is Severity.ERROR
    assert "other percentages of the study are rounded" in problem.message


def test_a_share_of_the_study_that_was_cut_off_is_a_note() -> None:
    (problem,) = found("74 (59.6%)")
    assert problem.severity is Severity.NOTE
    assert "74 of the 124 in the study is 59.677%: 59.6% is cut off, not rounded." in problem.message


def test_the_size_of_a_set_that_is_not_printed_is_solved_for() -> None:
    (problem,) = found("76 (82.6%)", population="tested")
    assert (problem.severity, problem.expected) == (Severity.NOTE, "a total of 92")
    assert "the size of the group is not printed" in problem.message
    size = {"outcome": "participants", "population": "tested", "cryo": "92"}
    assert found("76 (82.6%)", population="tested", further=[size]) == []


def test_a_total_that_is_printed_elsewhere_is_a_note() -> None:
    further = [{"outcome": "recurrence", "cryo": "12/92"}]
    (problem,) = found("76 (82.6%)", further=further)
    assert problem.severity is Severity.NOTE
    assert "a number printed for recurrence" in problem.message


def test_a_survival_rate_at_a_time_is_at_most_a_warning() -> None:
    (problem,) = found("3 (51.0%)", outcome="overall-survival", at="1 y")
    assert problem.severity is Severity.WARNING


def test_without_any_size_there_is_nothing_to_hold_it_against() -> None:
    record = {"arms": {"cryo": {}}, "results": [{"outcome": "pain", "cryo": "76 (82.6%)"}]}
    assert list(check_percent_without_total(study(record))) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert (
        alarms(check_percent_without_total, simulated(Random(seed), styles=["c (p%)"]), Severity.NOTE) == []
    )


def some_left_out(random: Random) -> dict[str, Any]:
    """A share of fewer participants than the study has, as where some had no measurement."""
    enrolled = random.randrange(40, 400)
    total = enrolled - random.randrange(3, enrolled // 3)
    events = random.randrange(total // 4, total + 1)
    cell = f"{events} ({100 * events / total:.1f}%)"
    return {"enrolled": str(enrolled), "results": [{"outcome": "complications", "all": cell}]}


def test_participants_left_out_are_found() -> None:
    assert alarm_rate(check_percent_without_total, some_left_out) >= 0.98
