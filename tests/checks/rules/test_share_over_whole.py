"""Counts above their total, percentages outside 0 to 100."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.share_over_whole import check_share_over_whole
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated


def found(cell: str, outcome: str = "complications") -> list[CheckProblem]:
    return list(check_share_over_whole(study({"results": [{"outcome": outcome, "all": cell}]})))


@pytest.mark.parametrize(
    "cell",
    [
        "60/60 (100%)",
        "0/60",
        "100%",
        "0%",
        "<100%",
        ">99.9%",
        "33/25 events (132%)",
        "132% (33/25 infections)",
    ],
)
def test_what_can_be_is_passed(cell: str) -> None:
    assert found(cell) == []


def test_a_count_above_its_total_is_an_error() -> None:
    (problem,) = found("62/60 (103%)")
    assert (problem.severity, problem.found, problem.expected) == (
        Severity.ERROR,
        "62/60 (103%)",
        "at most 60",
    )
    assert problem.place == "made-up-2020/complications/all:count"
    assert "62 of 60 participants cannot be" in problem.message


def test_lesions_are_counted_once_too() -> None:
    (problem,) = found("230/222 lesions")
    assert "230 of 222 lesions cannot be" in problem.message


@pytest.mark.parametrize("cell", ["120%", ">100%", "sensitivity 101%", "-12%"])
def test_a_share_beyond_its_limits_is_an_error(cell: str) -> None:
    (problem,) = found(cell)
    assert (problem.severity, problem.found) == (Severity.ERROR, cell.removeprefix("sensitivity "))


def test_a_level_may_be_more_than_all_of_it() -> None:
    (problem,) = found("103%", "tumor-size")
    assert problem.severity is Severity.WARNING
    assert "or it is no share" in problem.message


@pytest.mark.parametrize("cell", ["percent change -12%", "mean 103%", "HR 1.2 (95% CI 0.9-1.6)"])
def test_what_is_no_share_is_left_alone(cell: str) -> None:
    assert found(cell) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_share_over_whole, simulated(Random(seed)), Severity.NOTE) == []


def too_many(random: Random) -> dict[str, Any]:
    total = random.randrange(1, 300)
    events = total + random.randrange(1, 10)
    cell = random.choice((f"{events}/{total}", f"{100 * events // total + 1}%"))
    return {"results": [{"outcome": "recurrence", "all": cell}]}


def test_all_slips_are_found() -> None:
    assert alarm_rate(check_share_over_whole, too_many) == 1.0
