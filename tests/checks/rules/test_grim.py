"""Means, and standard deviations, of whole numbers."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from statistics import pstdev, stdev
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.grim import check_grim
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated


def found(cell: str, size: str = "20", **entry: Any) -> list[CheckProblem]:
    results = [{"outcome": "tumor-number", "cryo": cell, **entry}]
    return list(check_grim(study({"arms": {"cryo": size, "rfa": "30"}, "results": results})))


@pytest.mark.parametrize(
    ("cell", "size"),
    [
        ("mean 2.35 lesions", "20"),
        ("mean 2.3", "20"),
        ("mean 2.33", "120"),
        ("mean 2.12", "8"),  # 2.125, halves to even
        ("mean 2.66", "3"),  # 2.667 cut off
        ("mean ~2.33", "20"),
        ("mean change -0.35", "20"),
        ("median 2.33", "20"),
        ("mean 2.33", "not reported"),
        ("mean 2.50 (SD 0.58)", "4"),  # 2, 2, 3, 3 with n - 1
        ("mean 2.50 (SD 0.50)", "4"),  # the same with n
        ("mean 2.33 imputed", "20"),
    ],
)
def test_a_mean_that_whole_numbers_have_is_passed(cell: str, size: str) -> None:
    assert found(cell, size) == []


def test_a_mean_that_no_whole_numbers_have() -> None:
    (problem,) = found("mean 2.33 lesions")
    assert problem.severity is Severity.WARNING
    assert problem.place == "made-up-2020/tumor-number/cryo:mean"
    assert (problem.found, problem.expected) == ("2.33 of 20", "2.30 or 2.35")
    assert problem.message == (
        "tumor number (cryo): the mean of whole numbers in 20 participants cannot be 2.33, "
        "but 2.30 or 2.35. In 18 it could: are some left out?"
    )


def test_a_standard_deviation_that_no_whole_numbers_have() -> None:
    (problem,) = found("mean 2.50 (SD 0.20)", "4")
    assert problem.place == "made-up-2020/tumor-number/cryo:sd-1"
    assert "4 whole numbers with a mean of 2.50 cannot have a standard deviation of 0.20" in problem.message


@pytest.mark.parametrize(
    "entry",
    [
        {"outcome": "tumor-size"},
        {"counted": "lesions"},
        {"adjusted": True},
        {"estimator": "least-squares"},
    ],
)
def test_other_means_are_left_alone(entry: dict[str, Any]) -> None:
    assert found("mean 2.33", **entry) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_grim, simulated(Random(seed)), Severity.NOTE) == []


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), min_size=2, max_size=60), st.integers(1, 3), st.booleans())
def test_computed_means_and_deviations_never_alarm(values: list[int], places: int, of_sample: bool) -> None:
    mean = Decimal(sum(values)) / len(values)
    deviation = stdev(values) if of_sample else pstdev(values)
    cell = f"mean {mean:.{places}f} (SD {deviation:.{places}f})"
    assert found(cell, str(len(values))) == []


def any_mean(random: Random) -> dict[str, Any]:
    """A mean with two decimals of a small arm, any at all."""
    cell = f"mean {random.uniform(1, 5):.2f}"
    arms = {"cryo": str(random.randrange(5, 40))}
    return {"arms": arms, "results": [{"outcome": "tumor-number", "cryo": cell}]}


def test_most_wrong_means_are_found() -> None:
    # In 40 participants, two means in five are possible by rounding, and some more by cutting off.
    assert alarm_rate(check_grim, any_mean) >= 0.6
