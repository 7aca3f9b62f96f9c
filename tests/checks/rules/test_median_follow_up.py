"""A median follow-up fits the survival of the same patients."""

from __future__ import annotations

from random import Random
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.median_follow_up import check_median_follow_up
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate
from tests.checks.survival import median_survival, patients, survival


def found_in(follow_up: str, column: str = "cryo", arms: int = 1, **cells: Any) -> list[CheckProblem]:
    results = [{"outcome": "follow-up", column: follow_up, "estimator": cells.pop("way", "as-reported")}]
    if "rate" in cells:
        results.append({"outcome": "overall-survival", "at": "3 y", "cryo": cells["rate"]})
    if "length" in cells:
        results.append({"outcome": "overall-survival", "cryo": cells["length"]})
    own = {"n": cells["n"]} if "n" in cells else {}
    names = {"cryo": own, "rfa": {}} if arms == 2 else {"cryo": own}
    return list(check_median_follow_up(study({"arms": names, "results": results})))


@pytest.mark.parametrize(
    ("follow_up", "cells"),
    [
        ("median 36.7 months", {"rate": "50%"}),
        ("median 28 months", {"rate": "41.8%"}),
        ("median 35.4 months", {"rate": "41.8%"}),
        ("mean 40 months", {"rate": "41.8%"}),
        ("median 29 months", {"length": "median 29 months"}),
        ("median 29.4 months", {"length": "median 29 months"}),
        ("median 32 months; median 27 months", {"length": "median 29 months"}),
        ("median 32 months", {"length": "median 29 months"}),
        ("median 36 months", {"rate": "about 50%", "length": "median 36.2 months"}),
    ],
)
def test_what_goes_together_passes(follow_up: str, cells: dict[str, str]) -> None:
    assert found_in(follow_up, **cells) == []


def test_fewer_than_half_alive_at_the_median_is_a_warning_where_the_times_are_said_to_be_as_they_are() -> (
    None
):
    (problem,) = found_in("median 36.7 months (range 6-63)", rate="32%", length="median 2 y", way="crude")
    assert problem.severity is Severity.WARNING
    assert problem.found == "median follow-up 36.7 months; a median survival of 2 years and 32% at 3 y"
    assert "Follow-up may be counted only in survivors" in problem.message
    assert len(problem.figures) == 3


def test_follow_up_by_the_reverse_kaplan_meier_method_can_be_said_and_alarms_no_more() -> None:
    """Where nothing is said it may have been that: a note asks."""
    (problem,) = found_in("median 36.7 months", rate="32%")
    assert problem.severity is Severity.NOTE
    assert found_in("median 36.7 months", rate="32%", way="reverse-kaplan-meier") == []


def test_all_printed_medians_have_to_be_contradicted() -> None:
    (problem,) = found_in("median 36 months (range 7-61); median 38 months", length="median 29 months")
    assert "a median follow-up of 36 months or 38 months" in problem.message


def test_follow_up_of_all_arms_says_nothing_of_one() -> None:
    assert found_in("median 36.7 months", "all", 2, rate="32%") == []
    assert found_in("median 36.7 months", "all", 1, rate="32%") != []


def alarms_for(random: Random, number: int, decimals: int) -> bool:
    """Whether the median follow-up, median survival and 3-year survival of made-up patients alarm."""
    observed = patients(random, number)
    followed = median(time for time, _ in observed)
    half = median_survival(observed)
    cells = {"rate": f"{100 * survival(observed, 36):.{decimals}f}%"}
    if half is not None:
        cells["length"] = f"median {half:.{decimals}f} months"
    return found_in(f"median {followed:.{decimals}f} months", n=len(observed), **cells) != []


@given(st.randoms(use_true_random=False), st.integers(2, 40), st.integers(0, 2))
def test_no_follow_up_that_ends_with_death_alarms(random: Random, half: int, decimals: int) -> None:
    assert not alarms_for(random, 2 * half + 1, decimals)  # the middle patient's time is the median


def test_a_gap_between_two_middle_patients_hardly_ever_alarms() -> None:
    assert alarm_rate(lambda random: alarms_for(random, 2 * random.randrange(3, 40), 1), 3000) < 0.001


def test_most_follow_up_of_survivors_alarms_where_few_survive() -> None:
    def case(random: Random) -> bool:
        observed = [(min(d, 120.0), d <= 120) for d in (random.expovariate(1 / 20) for _ in range(60))]
        rate = f"{100 * survival(observed, 36):.1f}%"
        return bool(found_in(f"median {random.uniform(30, 100):.1f} months", rate=rate))

    assert alarm_rate(case) > 0.8
