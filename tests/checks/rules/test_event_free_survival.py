"""Survival without an event against survival."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.event_free_survival import check_event_free_survival
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate


def found_in(outcome: str, cell: str, overall: str, at: str | None = "3 y") -> list[CheckProblem]:
    when = {} if at is None else {"at": at}
    results = [
        {"outcome": outcome, "cryo": cell, **when},
        {"outcome": "overall-survival", "cryo": overall, **when},
    ]
    return list(check_event_free_survival(study({"arms": {"cryo": {}}, "results": results})))


@pytest.mark.parametrize(
    ("outcome", "cell", "overall"),
    [
        ("disease-free-survival", "54%", "67%"),
        ("disease-free-survival", "67.4%", "67%"),
        ("cancer-specific-survival", "67%", "67%"),
        ("local-recurrence-free-survival", "80%", "67%"),
        ("time-to-progression", "80%", "67%"),
        ("disease-free-survival", "not reported", "67%"),
    ],
)
def test_possible_pairs_pass(outcome: str, cell: str, overall: str) -> None:
    """Survival without an event up to survival itself is passed."""
    assert found_in(outcome, cell, overall) == []


def test_more_without_event_than_alive_is_a_warning() -> None:
    (problem,) = found_in("disease-free-survival", "76%", "67%")
    assert problem.severity is Severity.WARNING
    assert (problem.found, problem.expected) == ("76%; overall survival 67%", "at most 67%")
    assert "unless deaths do not count as events" in problem.message


def test_medians_are_compared_in_any_unit() -> None:
    assert found_in("disease-free-survival", "median 9 months", "median 1 years", None) == []
    (problem,) = found_in("disease-free-survival", "median 34 months", "median 2 years", None)
    assert problem.expected == "at most 2 years"


def test_survival_of_the_disease_is_no_shorter() -> None:
    (problem,) = found_in("cancer-specific-survival", "median 25 months", "median 32 months", None)
    assert problem.expected == "at least 32 months"
    assert "is below overall survival, 32 months" in problem.message


def test_curves_of_few_patients_may_cross() -> None:
    def told(size: int) -> bool:
        results = [
            {"outcome": "disease-free-survival", "cryo": "70%", "at": "3 y"},
            {"outcome": "overall-survival", "cryo": "66%", "at": "3 y"},
        ]
        return any(check_event_free_survival(study({"arms": {"cryo": {"n": size}}, "results": results})))

    assert [told(30), told(300)] == [False, True]


def test_times_and_designs_are_kept_apart() -> None:
    results = [
        {"outcome": "disease-free-survival", "cryo": "70%", "at": "1 y"},
        {"outcome": "overall-survival", "cryo": "67%", "at": "3 y"},
    ]
    assert list(check_event_free_survival(study({"arms": {"cryo": {}}, "results": results}))) == []


@given(st.floats(0, 100), st.floats(0, 100), st.integers(0, 2))
def test_no_real_pair_alarms(first: float, second: float, decimals: int) -> None:
    low, high = sorted((first, second))
    assert found_in("recurrence-free-survival", f"{low:.{decimals}f}%", f"{high:.{decimals}f}%") == []
    assert found_in("cancer-specific-survival", f"{high:.{decimals}f}%", f"{low:.{decimals}f}%") == []


def test_exchanged_rows_alarm_nearly_always() -> None:
    def case(random: Random) -> bool:
        low, high = sorted((random.uniform(10, 90), random.uniform(10, 90)))
        return bool(found_in("disease-free-survival", f"{high:.0f}%", f"{low:.0f}%"))

    assert alarm_rate(case) > 0.8
