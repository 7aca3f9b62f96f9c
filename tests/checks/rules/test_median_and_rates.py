"""Medians against rates at neighbouring times."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.median_and_rates import check_median_and_rates
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint
from tests.checks.survival import median_survival, patients, survival

TIMES = ["1 y", "3 y", "5 y"]


def found_in(median: str, rates: list[str], **further: Any) -> list[CheckProblem]:
    results = [
        {"outcome": "overall-survival", "cryo": median},
        {"outcome": "overall-survival", "at": TIMES, "cryo": rates, **further},
    ]
    arms = {"cryo": {}, "rfa": {}}
    return list(check_median_and_rates(study({"arms": arms, "populations": {"old": {}}, "results": results})))


@pytest.mark.parametrize(
    ("median", "rates"),
    [
        ("median 29 months", ["84%", "43%", "24%"]),
        ("median 3 y", ["84%", "50%", "24%"]),
        ("median 1.0 y", ["50%", "49%", "24%"]),
        ("median 36 months", ["84%", "52%", "24%"]),
        ("median not reached", ["84%", "52%", "50%"]),
        ("mean 12 months", ["84%", "80%", "70%"]),
        ("median 30%", ["84%", "43%", "24%"]),
    ],
)
def test_what_agrees_passes(median: str, rates: list[str]) -> None:
    """A median between the times at which the rate crosses one half is passed."""
    assert found_in(median, rates) == []


def test_rates_on_the_wrong_side_of_half_are_errors() -> None:
    (problem,) = found_in("median 29 months", ["43%", "24%", "60%"])
    assert problem.severity is Severity.ERROR
    assert problem.place.endswith("overall-survival/cryo:median")
    assert problem.found == "median 29 months; 43% at 1 y and 60% at 5 y"
    assert len(problem.figures) == 3


def test_a_median_said_not_to_be_reached_needs_half_alive() -> None:
    (problem,) = found_in("median not reached", ["84%", "52%", "49%"])
    assert "fewer than half are left: 49% at 5 y" in problem.message


def test_other_patients_do_not_count() -> None:
    assert found_in("median 29 months", ["43%", "24%", "10%"], population="old") == []
    assert found_in("median 29 months", ["43%", "24%", "10%"], role="baseline") == []


def _printed(random: Random, decimals: int) -> tuple[str, list[str]]:
    observed = patients(random, random.randrange(10, 80))
    rates = [f"{100 * survival(observed, month):.{decimals}f}" for month in (12, 36, 60)]
    median = median_survival(observed)
    return "" if median is None else f"{median:.{decimals}f}", rates


@given(st.randoms(use_true_random=False), st.integers(0, 2))
def test_no_kaplan_meier_curve_alarms(random: Random, decimals: int) -> None:
    median, rates = _printed(random, decimals)
    written = f"median {median} months" if median else "median not reached"
    assert found_in(written, [f"{rate}%" for rate in rates]) == []


def test_a_fifth_of_all_misprints_alarm() -> None:
    def case(random: Random) -> bool:
        median = ""
        while not median:
            median, rates = _printed(random, 1)
        median, *rates = with_one_misprint([median, *rates], random)
        return bool(found_in(f"median {median} months", [f"{rate}%" for rate in rates]))

    assert alarm_rate(case) > 0.2
