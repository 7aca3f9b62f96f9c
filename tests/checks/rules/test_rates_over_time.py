"""Survival falls, the share with an event rises."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.rates_over_time import check_rates_over_time
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint
from tests.checks.survival import patients, survival

TIMES = ["1 y", "3 y", "5 y"]


def found_in(
    outcome: str, rates: list[str], design: str = "noncomparative", **further: Any
) -> list[CheckProblem]:
    entry = {"outcome": outcome, "at": TIMES[: len(rates)], "cryo": rates, **further}
    made = study({"arms": {"cryo": {}}, "results": [entry], "design_group": design})
    return list(check_rates_over_time(made))


@pytest.mark.parametrize(
    ("outcome", "rates"),
    [
        ("overall-survival", ["97%", "67%", "67%"]),
        ("overall-survival", ["67%", "67.4%", "60%"]),
        ("local-recurrence", ["3%", "7%", "7%"]),
        ("mortality", ["3%", "~7%", "<=20%"]),
        ("pain", ["30%", "10%", "20%"]),
        ("complications", ["30%", "10%", "20%"]),
        ("overall-survival", ["20/50 (40%)", "6/10 (60%)"]),
        ("overall-survival", ["mean of study rates 37%", "mean of study rates 40%"]),
    ],
)
def test_possible_courses_pass(outcome: str, rates: list[str]) -> None:
    """A course that a rate can take is passed."""
    assert found_in(outcome, rates) == []


def test_survival_that_rises_is_an_error() -> None:
    (problem,) = found_in("overall-survival", ["84%", "43%", "47%"])
    assert problem.severity is Severity.ERROR
    assert problem.place.endswith("@5y:percent")
    assert (problem.found, problem.expected) == ("43% at 3 y, 47% at 5 y", "at most 43% at 5 y")
    assert found_in("overall-survival", ["20/50 (40%)", "30/50 (60%)"])


def test_recurrence_that_falls_is_an_error_when_it_is_known_to_be_cumulative() -> None:
    (problem,) = found_in("recurrence", ["20%", "15%"])
    assert problem.severity is Severity.WARNING
    assert "the rate of each period" in problem.message
    (problem,) = found_in("recurrence", ["20%", "15%"], estimator="cumulative-incidence")
    assert problem.severity is Severity.ERROR


def test_harms_within_a_time_only_grow() -> None:
    entry = {"outcome": "complications", "at": ["within 30 d", "within 90 d"], "cryo": ["12%", "9%"]}
    made = study({"arms": {"cryo": {}}, "results": [entry]})
    (problem,) = check_rates_over_time(made)
    assert problem.severity is Severity.WARNING


def test_studies_of_a_review_may_differ_from_time_to_time() -> None:
    assert found_in("overall-survival", ["43%", "47%"], "systematic-review") == []


def _curve(random: Random, decimals: int) -> list[str]:
    observed = patients(random, random.randrange(10, 80))
    return [f"{100 * survival(observed, month):.{decimals}f}" for month in (12, 36, 60)]


@given(st.randoms(use_true_random=False), st.integers(0, 2))
def test_no_kaplan_meier_curve_alarms(random: Random, decimals: int) -> None:
    rates = _curve(random, decimals)
    assert found_in("overall-survival", [f"{rate}%" for rate in rates]) == []
    assert found_in("recurrence", [f"{100 - float(rate):.{decimals}f}%" for rate in rates]) == []


def test_a_fifth_of_all_misprints_alarm() -> None:
    def case(random: Random) -> bool:
        rates = with_one_misprint(_curve(random, 1), random)
        return bool(found_in("overall-survival", [f"{rate}%" for rate in rates]))

    assert alarm_rate(case) > 0.2
