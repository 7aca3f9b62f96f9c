"""An estimate lies inside its interval."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.estimate_in_interval import check_estimate_in_interval
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint


def found_in(cell: str) -> list[CheckProblem]:
    made = study({"arms": {"cryo": {}}, "results": [{"outcome": "pain", "cryo": cell}]})
    return list(check_estimate_in_interval(made))


@pytest.mark.parametrize(
    "cell",
    [
        "median 25 months (range 8-64)",
        "HR 0.3 (95% CI 0.1-0.9)",
        "26/31 (84%) (95% CI 66-94)",
        "RD -18.0% (95% CI -42.0 to 5.9)",
        "median 7 d (IQR 5-9; range 1-30)",
        "HR 0.9 (95% CI 0.94-1.5)",  # 0.949 and 0.935 are printed like this
        "100% (95% CI >99.9-100)",
        "reduction 5.2 points (95% CI -7.1 to -3.3)",
        "mean 9.5 d (IQR 2-8)",
        "NNT 10 (95% CI -50 to 5)",
        "33 procedures (range 1-3)",
        "from 11.1 to 0.4 (95% CI 2-3)",
        "mean of study rates 84%; range across studies 46%-92%",
        "median not reached (95% CI 12-not reached)",
    ],
)
def test_sound_intervals_pass(cell: str) -> None:
    """An estimate within its interval is passed."""
    assert found_in(cell) == []


@pytest.mark.parametrize(
    ("cell", "place", "expected"),
    [
        ("median 25 months (range 28-64)", "range-low", "a value in 28 to 64"),
        ("median 25 months; range 28-64 months", "range-low", "a value in 28 to 64"),
        ("HR 3.0 (95% CI 0.1-0.9)", "ci-low", "a value in 0.1 to 0.9"),
        ("MD -0.06 (95% CI 0.14-0.02)", "ci-low", "0.02 to 0.14"),
        ("26/31 (84%) (95% CI 66-74)", "ci-low", "a value in 66 to 74"),
        ("median 7 d (IQR 5-9; range 7-30)", "median", "within 7 to 30"),
        (
            "mean of study rates 94%; range across studies 46%-92%",
            "range-low",
            "a value in 46% to 92%",
        ),
        ("specificity 98% (98% CI >=99.1%)", "ci-low", "a value in ≥99.1% to no number"),
    ],
)
def test_impossible_intervals_are_errors(cell: str, place: str, expected: str) -> None:
    (problem,) = found_in(cell)
    assert problem.severity is Severity.ERROR
    assert problem.record == "studies/made-up-2020"
    assert problem.place.rpartition(":")[2].startswith(place)
    assert problem.expected == expected
    assert problem.found


def test_the_message_says_the_numbers() -> None:
    (problem,) = found_in("median 25 months (range 28-64)")
    assert problem.message == ("pain: 25 lies outside its range, 28 to 64. Compare both with the source.")
    assert problem.found == "median 25 months (range 28 to 64)"
    assert [figure.rpartition(":")[2] for figure in problem.figures] == [
        "median",
        "range-low-1",
        "range-high-2",
    ]


def _printed(value: float, decimals: int) -> str:
    return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals)):f}"


def _summary(values: list[float], decimals: int) -> list[str]:
    low, _, high = quantiles(values, n=4, method="inclusive")
    return [_printed(v, decimals) for v in (median(values), low, high, min(values), max(values))]


@given(st.lists(st.floats(0, 500), min_size=2, max_size=40), st.integers(0, 2))
def test_no_summary_of_real_values_alarms(values: list[float], decimals: int) -> None:
    middle, first, third, low, high = _summary(values, decimals)
    assert found_in(f"median {middle} months (IQR {first}-{third}; range {low}-{high})") == []


def test_a_third_of_all_misprints_alarm() -> None:
    def case(random: Random) -> bool:
        values = [random.lognormvariate(3, 0.6) for _ in range(30)]
        middle, first, third, low, high = with_one_misprint(_summary(values, 1), random)
        return bool(found_in(f"median {middle} months (IQR {first}-{third}; range {low}-{high})"))

    assert alarm_rate(case) > 0.33
