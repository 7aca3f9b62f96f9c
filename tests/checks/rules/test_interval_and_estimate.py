"""An estimate is in the middle of its confidence interval."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.interval_and_estimate import check_interval_and_estimate
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint

RECORD = {
    "arms": {"cryo": {}, "rfa": {}},
    "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
}


def found_in(cell: str) -> list[CheckProblem]:
    made = study({**RECORD, "results": [{"outcome": "recurrence", "cryo-rfa": cell}]})
    return list(check_interval_and_estimate(made))


@pytest.mark.parametrize(
    "cell",
    [
        "OR 4.66 (95% CI 1.38-15.73)",
        "HR 0.3 (95% CI 0.1-0.9); p .02",
        "HR 0.94 (90% CI 0.81-1.09)",
        "RD -18.0% (95% CI -42.0 to 5.9)",
        "SMD -0.33 (95% CI -1.06 to 0.4)",
        "RR 0.05 (95% CI 0.02-0.1)",
        "IRR 0.46 (95% CI 0.26-0.81)",
        "RR 1.2 (95% CI 0.9-1.7)",
        "specificity 98% (98% CI >=0.73% one-sided)",
        "median 20.3 months (95% CI 17.0-27.2)",
        "HR 0.3 (95% CrI 0.2-1.9)",
        "RR 0.0 (95% CI 0.0-1.9)",
        "RR -0.4 (95% CI -0.8 to 0.9)",
        "HR 9.9 (95% CI 0.1-0.9)",
    ],
)
def test_usual_intervals_pass(cell: str) -> None:
    """An interval with its estimate in the middle, by ratio or difference, is passed."""
    assert found_in(cell) == []


def test_an_estimate_far_from_the_middle_is_a_warning() -> None:
    (problem,) = found_in("HR 0.35 (95% CI 0.32-0.89)")
    assert problem.severity is Severity.WARNING
    assert problem.expected == "an estimate of 0.528 to 0.539"
    assert "the middle of a ratio would be 0.528 to 0.539" in problem.message
    assert problem.place.endswith(":ci-low-1")


def test_a_slightly_lopsided_interval_is_a_note() -> None:
    (problem,) = found_in("OR 4.66 (95% CI 1.08-13.73)")
    assert problem.severity is Severity.NOTE
    assert "Exact, likelihood and bootstrap" in problem.message


def test_the_other_scale_is_named_where_it_would_fit() -> None:
    (problem,) = found_in("MD 4.66 (95% CI 1.38-15.73)")
    assert "if these were ratios" in problem.message
    (problem,) = found_in("RR 5.00 (95% CI 1.00-9.00)")
    assert "without logarithms" in problem.message


@given(st.floats(-3, 3), st.floats(0.05, 1.5), st.integers(1, 3), st.sampled_from([90, 95, 99]))
def test_no_ratio_from_a_regression_alarms(log: float, error: float, decimals: int, level: int) -> None:
    reach = {90: 1.645, 95: 1.96, 99: 2.576}[level] * error
    numbers = [f"{math.exp(value):.{decimals}f}" for value in (log, log - reach, log + reach)]
    assert found_in("HR {} ({}% CI {}-{})".format(numbers[0], level, *numbers[1:])) == []


@given(st.floats(-30, 30), st.floats(0.05, 15), st.integers(0, 3))
def test_no_difference_with_its_error_alarms(value: float, error: float, decimals: int) -> None:
    numbers = [f"{v:.{decimals}f}" for v in (value, value - 1.96 * error, value + 1.96 * error)]
    assert found_in("MD {} (95% CI {} to {})".format(*numbers)) == []


def test_a_third_of_all_misprints_alarm() -> None:
    def case(random: Random) -> bool:
        log, error = random.gauss(0, 0.8), random.uniform(0.1, 0.6)
        values = (log, log - 1.96 * error, log + 1.96 * error)
        numbers = with_one_misprint([f"{math.exp(value):.2f}" for value in values], random)
        return bool(found_in("HR {} (95% CI {}-{})".format(*numbers)))

    assert alarm_rate(case) > 0.33
