"""Those who died and those alive."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.deaths_and_survivors import check_deaths_and_survivors
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate
from tests.checks.survival import patients, survival


def found_in(*results: dict[str, Any], n: int | None = None) -> list[CheckProblem]:
    arms = {"cryo": {} if n is None else {"n": n}, "rfa": {}}
    return list(check_deaths_and_survivors(study({"arms": arms, "results": list(results)})))


def one(outcome: str, cell: str, **further: Any) -> dict[str, Any]:
    return {"outcome": outcome, "cryo": cell, **further}


@pytest.mark.parametrize(
    ("dead", "alive"),
    [
        (one("mortality", "25%", at="1 y"), one("overall-survival", "75%", at="1 y")),
        (one("mortality", "25.4%", at="1 y"), one("overall-survival", "75%", at="1 y")),
        (one("mortality", "20%", at="1 y"), one("overall-survival", "60%", at="1 y")),
        (one("mortality", "50%", at="3 y"), one("overall-survival", "90%", at="1 y")),
        (one("mortality", "25.9%"), one("overall-survival", "89.5%", at="5 y")),
        (one("mortality", "25%", at="1 y"), {"outcome": "overall-survival", "rfa": "95%", "at": "1 y"}),
        (one("perioperative-mortality", "3%", at="within 30 d"), one("overall-survival", "92%", at="1 y")),
    ],
)
def test_possible_pairs_pass(dead: dict[str, Any], alive: dict[str, Any]) -> None:
    """What can be true of the dead and those alive is passed."""
    assert found_in(dead, alive) == []


def test_death_and_survival_at_a_time_are_no_more_than_all() -> None:
    (problem,) = found_in(one("mortality", "25%", at="1 y"), one("overall-survival", "80%", at="1 y"))
    assert problem.severity is Severity.ERROR
    assert problem.found == "25% died, 80% at 1 y"


def test_deaths_around_treatment_may_have_been_left_out() -> None:
    (problem,) = found_in(
        one("perioperative-mortality", "6", at="within 30 d"), one("overall-survival", "92%", at="1 y"), n=60
    )
    assert problem.severity is Severity.WARNING
    assert "left out of survival" in problem.message


def test_the_dead_and_the_living_are_no_more_than_the_arm() -> None:
    assert found_in(one("mortality", "110"), one("alive", "14"), n=124) == []
    (problem,) = found_in(one("mortality", "110"), one("alive", "15"), n=124)
    assert problem.severity is Severity.ERROR
    assert problem.found == "110 died, 15 of 124"


@given(st.randoms(use_true_random=False), st.integers(0, 2), st.sampled_from([12, 24, 60]))
def test_no_real_numbers_alarm(random: Random, decimals: int, month: int) -> None:
    observed = patients(random, random.randrange(5, 80))
    dead = sum(died and time <= month for time, died in observed)
    alive = f"{100 * survival(observed, month):.{decimals}f}%"
    later = f"{100 * survival(observed, 2 * month):.{decimals}f}%"
    results = [
        one("overall-survival", cell, at=f"{at} mo") for at, cell in ((month, alive), (2 * month, later))
    ]
    assert found_in(one("mortality", f"{dead}", at=f"{month} mo"), *results, n=len(observed)) == []


def test_half_of_all_mortalities_of_other_groups_alarm() -> None:
    def case(random: Random) -> bool:
        dead, alive = random.uniform(5, 95), random.uniform(5, 95)
        results = (
            one("mortality", f"{dead:.0f}%", at="1 y"),
            one("overall-survival", f"{alive:.0f}%", at="1 y"),
        )
        return bool(found_in(*results))

    assert alarm_rate(case) > 0.4
