"""A median exactly in the middle of its range."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.symmetric_range import check_symmetric_range
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate


def found_in(cell: str, outcome: str = "age") -> list[CheckProblem]:
    made = study({"arms": {"cryo": {}}, "results": [{"outcome": outcome, "cryo": cell}]})
    return list(check_symmetric_range(made))


@pytest.mark.parametrize(
    "cell",
    [
        "median 25 months (range 8-64)",
        "median 5 lesions (range 4-6)",
        "median 36 months (range 12-60)",
        "median 30 months (range 0-60)",
        "median 12.3 months (95% CI 8.4-16.2)",
        "mean 12.3 months (SD 3.9)",
        "median 50.0 y (range 40-60)",
        "mean of study rates 50.0%; range across studies 12.5%-87.5%",
        "range 1990-2006",
    ],
)
def test_usual_ranges_pass(cell: str) -> None:
    """A range around its median or mean is passed."""
    assert found_in(cell) == []


def test_a_confidence_interval_of_a_time_to_an_event_printed_as_range_is_a_warning() -> None:
    (problem,) = found_in("median 12.3 months (range 8.4-16.2)", "disease-free-survival")
    assert problem.severity is Severity.WARNING
    assert problem.found == "median 12.3 months (range 8.4 to 16.2)"
    assert problem.expected == "95% confidence interval with SE 1.99, or SD 3.90"
    assert "once in about 39 such ranges" in problem.message


def test_elsewhere_it_is_a_note() -> None:
    (problem,) = found_in("median 12.3 months (range 8.4-16.2)")
    assert problem.severity is Severity.NOTE
    (problem,) = found_in("median 61.37 y (IQR 58.11-64.63)")
    assert problem.severity is Severity.NOTE


def test_one_unit_may_be_rounding_where_ranges_are_wide() -> None:
    assert found_in("median 12.3 months (range 8.4-16.3)") == []
    (problem,) = found_in("median 52.3 months (range 12.4-92.3)")
    assert "once in about 133 such ranges" in problem.message


@given(st.integers(0, 900), st.integers(1, 900), st.integers(2, 900), st.integers(0, 2))
def test_nothing_off_the_middle_alarms(low: int, half: int, off: int, decimals: int) -> None:
    numbers = [f"{n / 10**decimals:.{decimals}f}" for n in (low + half, low, low + 2 * half + off)]
    assert found_in("median {} months (range {}-{})".format(*numbers), "overall-survival") == []


def _share_alarmed(draw: Callable[[Random], float]) -> float:
    def case(random: Random) -> bool:
        values = [draw(random) for _ in range(30)]
        numbers = [f"{n:.1f}" for n in (median(values), min(values), max(values))]
        return bool(found_in("median {} months (range {}-{})".format(*numbers), "overall-survival"))

    return alarm_rate(case, 2000)


def test_ranges_of_real_values_alarm_as_rarely_as_stated() -> None:
    assert _share_alarmed(lambda random: random.gauss(60, 10)) < 0.02
    assert _share_alarmed(lambda random: random.lognormvariate(3, 0.8)) < 0.001


def test_most_confidence_intervals_printed_as_ranges_alarm() -> None:
    def case(random: Random) -> bool:
        center, error = random.uniform(10, 60), random.uniform(2, 6)
        numbers = [f"{n:.1f}" for n in (center, center - 1.96 * error, center + 1.96 * error)]
        return bool(found_in("median {} months (range {}-{})".format(*numbers), "overall-survival"))

    assert alarm_rate(case) > 0.75
