"""Percentages without a count in arms whose size is printed."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.percent_of_arm_size import check_percent_of_arm_size
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated


def found(cell: str, size: str = "25", **entry: Any) -> list[CheckProblem]:
    further = entry.pop("further", [])
    record = {
        "arms": {"cryo": size, "rfa": "31"},
        "populations": {"tested": {"label": "patients tested"}},
        "results": [{"outcome": "complications", "cryo": cell, **entry}, *further],
    }
    return list(check_percent_of_arm_size(study(record)))


@pytest.mark.parametrize(
    ("cell", "size"),
    [
        ("28%", "25"),
        ("67.7%", "31"),
        ("12%", "8"),  # 12.5, halves to even
        ("62%", "8"),  # 62.5, halves to even
        ("66.6%", "3"),  # 66.67 cut off
        ("<5%", "25"),
        ("~65%", "31"),
        ("0%", "3"),
        ("100%", "3"),
        ("37%", "3510"),
    ],
)
def test_a_whole_number_of_participants_is_passed(cell: str, size: str) -> None:
    assert found(cell, size) == []


def test_a_percentage_that_no_whole_number_gives() -> None:
    (problem,) = found("65%", "8")
    assert problem.severity is Severity.WARNING
    assert problem.place == "made-up-2020/complications/cryo:percent"
    assert (problem.found, problem.expected) == ("65% of 8", "63% (5 of 8) or 75% (6 of 8)")
    assert "no whole number of the 8 participants is 65%" in problem.message
    assert problem.figures == (problem.place, "made-up-2020/participants/cryo:count")


def test_the_next_smaller_group_is_named() -> None:
    (problem,) = found("66.7%")
    assert " 16 of 24 would be: say so if some are left out, or if it is an estimate." in problem.message


def test_the_size_of_a_set_counts_where_it_is_printed() -> None:
    assert found("65%", population="tested") == []
    size = {"outcome": "participants", "population": "tested", "cryo": "8"}
    (problem,) = found("65%", population="tested", further=[size])
    assert problem.found == "65% of 8"


def test_the_only_arm_has_the_size_of_the_study() -> None:
    record = {"enrolled": "8", "arms": {"cryo": {}}, "results": [{"outcome": "pain", "cryo": "65%"}]}
    assert len(list(check_percent_of_arm_size(study(record)))) == 1


@pytest.mark.parametrize(
    "entry",
    [
        {"outcome": "overall-survival"},
        {"outcome": "recurrence", "at": "2 y"},
        {"outcome": "recurrence", "at": ["1 y"], "cryo": ["67.7%"]},
        {"outcome": "stenosis"},
        {"counted": "lesions"},
        {"adjusted": True},
        {"estimator": "kaplan-meier"},
    ],
)
def test_what_is_no_share_of_the_participants_is_left_alone(entry: dict[str, Any]) -> None:
    assert found("67.7%", **entry) == []


@pytest.mark.parametrize("cell", ["67.7% imputed", "mean 67.7%", "67.7 months", "17 (67.7%)", "HR 67.7"])
def test_other_numbers_are_left_alone(cell: str) -> None:
    assert found(cell) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_percent_of_arm_size, simulated(Random(seed), styles=["p%"]), Severity.NOTE) == []


def of_fewer(random: Random) -> dict[str, Any]:
    """A percentage of some of the participants of a small arm, with one decimal."""
    size = random.randrange(20, 120)
    total = size - random.randrange(1, 6)
    share = f"{100 * random.randrange(1, total) / total:.1f}%"
    return {"arms": {"cryo": str(size)}, "results": [{"outcome": "pain", "cryo": share}]}


def test_percentages_of_fewer_participants_are_mostly_found() -> None:
    # The others happen to be a whole number of the larger arm, too.
    assert alarm_rate(check_percent_of_arm_size, of_fewer) >= 0.85
