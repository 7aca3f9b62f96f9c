"""A confidence interval and its p value say the same."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.interval_and_p import check_interval_and_p
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint

RECORD = {
    "arms": {"cryo": {}, "rfa": {}},
    "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
}


def found_in(cell: str) -> list[CheckProblem]:
    made = study({**RECORD, "results": [{"outcome": "recurrence", "cryo-rfa": cell}]})
    return list(check_interval_and_p(made))


@pytest.mark.parametrize(
    "cell",
    [
        "HR 0.3 (95% CI 0.1-0.9); p .02",
        "p .02; HR 0.3 (95% CI 0.1-0.9)",
        "HR 0.53 (95% CI 0.32-0.89); p .005",  # another test
        "RD 5.1% (95% CI 0.6-9.6); p .03",
        "OR 1.00 (95% CI 0.60-1.00); p .04",  # 0.995 is printed as 1.00
        "HR 0.94 (90% CI 0.81-1.09); p .50",
        "HR 0.94 (CI 0.89-0.99); p .06",  # 90% fits
        "HR 0.70 (95% CI 0.50-1.00); p .05",
        "HR 0.3 (95% CI 0.1-0.9); p .60 for interaction",
        "HR 0.3 (95% CI 0.1-0.9) adjusted; p .60 unadjusted",
        "HR 0.3 (95% CI 0.1-0.9); p not significant for trend",
        "OR 1.2 (95% CI 0.6-2.4); p not significant",
        "OR 9.3 (95% CI 1.2-73); p .02; RR 1.1 (95% CI 0.8-1.5); p .53",
        "MD -6.0 (98% CI <=-2.0 one-sided); p .001 one-sided",
        "p .02",
        "median 5 d (95% CI 3-9); p .9",
    ],
)
def test_what_agrees_passes(cell: str) -> None:
    """An interval and a p value that say the same are passed."""
    assert found_in(cell) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("HR 0.3 (95% CI 0.1-0.9); p .62", "p=.002 to .16"),
        ("HR 0.30 (95% CI 0.12-0.75); p .62", "p=.007 to .013"),
        ("HR 0.80 (95% CI 0.55-1.16); p .001", "p=.22 to .26"),
        ("MD 4.9 (95% CI 3.1-6.7); p .20", "p <.001"),
    ],
)
def test_opposed_significance_is_an_error(cell: str, expected: str) -> None:
    (problem,) = found_in(cell)
    assert problem.severity is Severity.ERROR
    assert problem.expected == expected
    assert "no difference" in problem.message
    assert ":p-value" in problem.place


def test_two_tests_may_disagree_near_the_level() -> None:
    (problem,) = found_in("HR 0.70 (95% CI 0.49-0.99); p .051")
    assert problem.severity is Severity.NOTE
    assert "Two different tests would explain it" in problem.message


def test_opposed_significance_beyond_the_very_limit_is_a_warning_whatever_tests_were_used() -> None:
    """0.75 (0.55 to 1.02) gives p of about .07; p=.04 tells readers the opposite."""
    (problem,) = found_in("HR 0.75 (95% CI 0.55-1.02); p .04")
    assert problem.severity is Severity.WARNING
    assert "includes 1 (no difference), which contradicts p=.04" in problem.message


def test_a_p_value_of_the_printed_counts_needs_no_other_explanation() -> None:
    """Fisher's test of 0 of 11 and 1 of 12 gives p>.99 beside Wald's interval of -24% to 7%."""
    results = [
        {
            "outcome": "pain",
            "cryo": "0/11",
            "rfa": "1/12",
            "cryo-rfa": "RD -8.3% (95% CI -24.0 to 7.3); p >.99",
        }
    ]
    assert list(check_interval_and_p(study({**RECORD, "results": results}))) == []


def test_values_that_no_test_brings_together_are_a_warning() -> None:
    (problem,) = found_in("HR 0.70 (95% CI 0.50-0.98); p .000001")
    assert problem.severity is Severity.WARNING
    assert problem.found == "hazard ratio 0.70 (95% confidence interval 0.50 to 0.98), p=.000001"
    assert "no usual test would give p=.000001" in problem.message


def test_exact_tests_of_few_events_may_be_strained() -> None:
    (problem,) = found_in("OR 9.0 (95% CI 1.1-74); p .20")
    assert problem.severity is Severity.WARNING
    (problem,) = found_in("HR 9.0 (95% CI 1.1-74); p .20")
    assert problem.severity is Severity.ERROR
    (problem,) = found_in("HR 0.50 (95% CI 0.30-0.83); p .00006")
    assert problem.severity is Severity.WARNING


def test_the_level_of_the_interval_counts() -> None:
    assert found_in("HR 0.84 (90% CI 0.72-0.98); p .058") == []
    (problem,) = found_in("HR 0.84 (99% CI 0.72-0.98); p .04")
    assert problem.severity is Severity.WARNING


def test_arms_are_not_looked_at() -> None:
    made = study(
        {**RECORD, "results": [{"outcome": "pain", "cryo": "mean change -6 (95% CI -7 to -5); p .9"}]}
    )
    assert list(check_interval_and_p(made)) == []


def _printed(log: float, error: float, decimals: int) -> list[str]:
    values = (log, log - 1.96 * error, log + 1.96 * error)
    p = math.erfc(abs(log / error) / math.sqrt(2))
    return [*(f"{math.exp(value):.{decimals}f}" for value in values), f"{p:.3f}"]


@given(st.floats(-2, 2), st.floats(0.05, 1), st.integers(1, 3))
def test_no_regression_alarms(log: float, error: float, decimals: int) -> None:
    """Interval and p value of one regression, printed to any digits, are passed."""
    numbers = _printed(log, error, decimals)
    assert found_in("HR {} (95% CI {}-{}); p {}".format(*numbers)) == []


@given(st.floats(-2, 2), st.floats(0.1, 1), st.floats(0.9, 1.1))
def test_a_slightly_different_test_is_no_more_than_a_note(log: float, error: float, other: float) -> None:
    numbers = _printed(log, error, 2)
    p = math.erfc(abs(other * log / error) / math.sqrt(2))
    problems = found_in("HR {} (95% CI {}-{}); p {:.3f}".format(*numbers[:3], p))
    assert all(problem.severity is Severity.NOTE for problem in problems)


def test_a_sixth_of_all_misprints_alarm() -> None:
    def case(random: Random) -> bool:
        numbers = _printed(random.gauss(0, 0.6), random.uniform(0.15, 0.5), 2)
        numbers = with_one_misprint(numbers, random)
        if float(numbers[3]) > 1:
            return True
        return bool(found_in("HR {} (95% CI {}-{}); p {}".format(*numbers)))

    assert alarm_rate(case) > 0.18
