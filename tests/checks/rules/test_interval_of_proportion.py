"""Intervals of percentages against their counts."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.interval_of_proportion import check_interval_of_proportion
from kb.statistics.proportion_intervals import ProportionInterval, proportion_intervals
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint


def found_in(cell: str, outcome: str = "complications", at: str | None = None) -> list[CheckProblem]:
    entry = {"outcome": outcome, "cryo": cell} | ({} if at is None else {"at": at})
    return list(check_interval_of_proportion(study({"arms": {"cryo": {}}, "results": [entry]})))


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ("26/31 (84%) (95% CI 66-95)", "complications"),  # exact
        ("26/31 (84%) (95% CI 71-97)", "complications"),  # Wald
        ("sensitivity 14/15 (93.3%) (95% CI 68.1-99.8)", "stenosis"),
        ("26/31 (84%) (90% CI 71-92)", "complications"),
        ("84% (95% CI 10-20)", "complications"),
        ("26/31 lesions (84%) (95% CI 10-20)", "complications"),
        ("1/29 (3%) (95% CI -3 to 10)", "complications"),
        ("specificity 40/41 (98%) (98% CI >=80% one-sided)", "stenosis"),
    ],
)
def test_usual_intervals_pass(cell: str, outcome: str) -> None:
    """An interval by any of the usual methods is passed."""
    assert found_in(cell, outcome) == []


def test_a_far_interval_is_a_warning() -> None:
    (problem,) = found_in("26/31 (84%) (95% CI 26-95)")
    assert problem.severity is Severity.WARNING
    assert problem.expected == "67.4% to 92.9%"
    (problem,) = found_in("26/310 (8%) (95% CI 2-31)")
    assert "gives a 95% confidence interval of about 5.8% to 12.0% (Wilson), not 2 to 31" in problem.message


def test_estimates_of_survival_are_left_out() -> None:
    assert found_in("26/31 (84%) (95% CI 26-95)", "overall-survival", "1 y") == []


@given(st.integers(1, 200), st.data(), st.sampled_from(list(ProportionInterval)), st.integers(0, 2))
def test_no_interval_of_a_usual_method_alarms(
    total: int, data: st.DataObject, method: ProportionInterval, decimals: int
) -> None:
    events = data.draw(st.integers(0, total))
    low, high = proportion_intervals(events, total)[method]
    percent = f"{100 * events / total:.{decimals}f}"
    ends = f"{low:.{decimals}f} to {high:.{decimals}f}"
    assert found_in(f"{events}/{total} ({percent}%) (95% CI {ends})") == []


@given(st.integers(1, 200), st.data())
def test_no_exact_interval_alarms(total: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, total))
    exact = stats.binomtest(events, total).proportion_ci(0.95, method="exact")
    ends = f"{100 * exact.low:.1f} to {100 * exact.high:.1f}"
    assert found_in(f"{events}/{total} ({100 * events / total:.1f}%) (95% CI {ends})") == []


def test_a_quarter_of_all_misprints_of_ends_alarm() -> None:
    def case(random: Random) -> bool:
        events = random.randrange(10, 91)
        low, high = proportion_intervals(events, 100)[ProportionInterval.WILSON]
        ends = with_one_misprint([f"{low:.1f}", f"{high:.1f}"], random)
        return bool(found_in(f"{events}/100 ({events}%) (95% CI {ends[0]} to {ends[1]})"))

    assert alarm_rate(case) > 0.25


def test_an_interval_much_narrower_than_the_count_gives_is_told() -> None:
    """12 of 20 reach from about 39% to 78%, not from 57% to 63%."""
    record = {
        "arms": {"a": "20"},
        "results": [{"outcome": "response", "a": "12/20 (60%; 95% CI 57% to 63%)"}],
    }
    (problem,) = check_interval_of_proportion(study(record))
    assert "38.7% to 78.1%" in problem.message
