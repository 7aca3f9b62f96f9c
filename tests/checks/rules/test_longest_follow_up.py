"""No numbers for times after the longest follow-up."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.longest_follow_up import check_longest_follow_up
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint
from tests.checks.survival import patients

ARMS = {"cryo": {}, "rfa": {}}


def found_in(*results: dict[str, Any], **further: Any) -> list[CheckProblem]:
    return list(check_longest_follow_up(study({"arms": ARMS, "results": list(results), **further})))


def follow_up(cell: str, column: str = "cryo") -> dict[str, Any]:
    return {"outcome": "follow-up", column: cell}


def survival(cell: str, **further: Any) -> dict[str, Any]:
    return {"outcome": "overall-survival", "cryo": cell, **further}


@pytest.mark.parametrize(
    ("followed", "reported"),
    [
        (follow_up("median 25 months (range 8-64)"), survival("40%", at="5 y")),
        (follow_up("median 25 months (range 8-59.9)"), survival("40%", at="within 5 y")),
        (follow_up("median 2 y (range 1-5)"), survival("40%", at="60 mo")),
        (follow_up("median 25 months"), survival("40%", at="10 y")),
        (follow_up("median 25 months (range 8-59)", "rfa"), survival("40%", at="5 y")),
        (follow_up("median 25 months (range 8-59)"), survival("40%", at="5 y", estimator="model")),
        (follow_up("median 25 months (range 8-59)"), survival("not reported", at="5 y")),
        (follow_up("median 32 months (range 7-61)"), survival("median 29 months (range 7-61)")),
        (follow_up("range across studies 7-61 months"), survival("40%", at="10 y")),
    ],
)
def test_what_can_have_been_seen_passes(followed: dict[str, Any], reported: dict[str, Any]) -> None:
    assert found_in(followed, reported) == []


def test_rates_after_the_longest_follow_up_are_one_warning() -> None:
    late = survival("", at=["1 y", "3 y", "5 y"]) | {"cryo": ["80%", "60%", "40%"]}
    (problem,) = found_in(follow_up("median 12 months (range 1-30)"), late)
    assert problem.severity is Severity.WARNING
    assert problem.found == "at 3 y and 5 y; follow-up to 30 months"
    assert problem.expected == "a follow-up of at least 5 y"
    assert problem.place.endswith("overall-survival/cryo@3y:percent")
    assert problem.message.startswith("overall survival (cryo): numbers are given for 3 y and 5 y, but")


def test_follow_up_of_all_covers_the_arms_and_that_of_all_arms_covers_all() -> None:
    assert found_in(follow_up("range 1-30 months", "all"), survival("40%", at="5 y"))
    of_arms = {"outcome": "follow-up", "cryo": "range 1-30 months", "rfa": "range 1-80 months"}
    assert found_in(of_arms, {"outcome": "overall-survival", "at": "5 y", "all": "40%"}) == []
    assert found_in(of_arms, {"outcome": "overall-survival", "at": "7 y", "all": "40%"})
    only = {"outcome": "follow-up", "cryo": "range 1-30 months"}
    assert found_in(only, {"outcome": "overall-survival", "at": "7 y", "all": "40%"}) == []


def test_the_range_of_a_time_to_an_event_lies_in_the_follow_up() -> None:
    (problem,) = found_in(
        follow_up("median 32 months (range 7-61)"), survival("median 29 months (range 3-62)")
    )
    assert problem.severity is Severity.WARNING
    assert "begins before and ends after the follow-up, 7 to 61 months" in problem.message
    (problem,) = found_in(
        follow_up("median 32 months (range 7-61)"), survival("median 29 months (range 3-50)")
    )
    assert problem.severity is Severity.NOTE
    (problem,) = found_in(follow_up("median 2 y (range 1-5)"), survival("range 20-70 months"))
    assert problem.severity is Severity.WARNING


def test_reviews_are_left_out() -> None:
    review = {"design_group": "systematic-review"}
    assert found_in(follow_up("range 1-30 months"), survival("40%", at="5 y"), **review) == []


def _numbers(random: Random, decimals: int) -> list[str]:
    observed = patients(random, random.randrange(5, 60))
    times = [time for time, _ in observed]
    deaths = [time for time, died in observed if died] or times
    return [f"{n:.{decimals}f}" for n in (min(times), max(times), min(deaths), max(deaths))]


@given(st.randoms(use_true_random=False), st.integers(0, 2))
def test_no_real_follow_up_alarms(random: Random, decimals: int) -> None:
    first, last, earliest, latest = _numbers(random, decimals)
    seen = survival("40%", at=f"{int(float(last))} mo")
    assert (
        found_in(
            follow_up(f"range {first}-{last} months"), survival(f"range {earliest}-{latest} months"), seen
        )
        == []
    )


def test_a_fifth_of_all_misprints_alarm() -> None:
    def case(random: Random) -> bool:
        first, last, earliest, latest = with_one_misprint(_numbers(random, 1), random)
        reported = survival(f"range {earliest}-{latest} months")
        return bool(found_in(follow_up(f"range {first}-{last} months"), reported))

    assert alarm_rate(case) > 0.2
