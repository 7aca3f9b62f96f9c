"""Percentages of one group that need different totals, or one that is not printed."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.changing_denominators import check_changing_denominators
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated


def found(*cells: str, enrolled: str = "866", **entry: Any) -> list[CheckProblem]:
    outcomes = ("recurrence", "local-recurrence", "distant-recurrence", "bleeding")
    results = [{"outcome": name, "cryo": cell, **entry} for name, cell in zip(outcomes, cells, strict=False)]
    record = {"enrolled": enrolled, "arms": {"cryo": {}}, "populations": {"tested": {}}, "results": results}
    return list(check_changing_denominators(study(record)))


@pytest.mark.parametrize(
    "cells",
    [
        ("502/832 (60.3%)", "99/832 (11.9%)"),
        ("37/73 (51%)", "49/80 (61%)"),  # each of its own total, and printed so
        ("502 (58.0%)", "99 (11.4%)"),  # no total printed, both of the 866 enrolled
        ("502/832 (60.2%)", "99/832 (11.9%)"),  # one slip
        ("502/832 (60.3%)", "none", "0/832 (0%)"),
        ("216/832 (25.9%)", "300/832 (36.0%)"),  # cut off
        ("20%", "33%"),
    ],
)
def test_percentages_of_what_is_printed_are_passed(cells: tuple[str, ...]) -> None:
    assert found(*cells) == []


def test_the_common_total_is_found_and_the_others_are_named() -> None:
    (problem,) = found("502/832 (60.2%)", "99/832 (11.9%)", "396/832 (44.5%)", "216 (25.9%)")
    assert problem.severity is Severity.WARNING
    assert problem.place == "made-up-2020/recurrence/cryo:percent-2"
    assert problem.expected == "a total of 834"
    assert problem.message == (
        "60.2% (recurrence, 502), 11.9% (local recurrence, 99) and 25.9% (bleeding, 216) fit a total of 834, "
        "but 832 is printed; 44.5% (distant recurrence, 396) needs 889 to 890. "
        "Which participants is each percentage of?"
    )
    assert len(problem.figures) == 11


def test_a_total_that_nobody_prints() -> None:
    (problem,) = found("76 (82.6%)", "33 (35.9%)", enrolled="124")
    assert problem.expected == "a total of 92"
    assert "fit a total of 92, which is not printed" in problem.message


def test_percentages_without_any_common_total() -> None:
    (problem,) = found("76 (82.6%)", "33 (50.8%)", enrolled="124")
    assert problem.expected == ""
    assert problem.message.startswith(
        "No two of these percentages have a total in common; 82.6% (recurrence, 76) needs 92 and "
        "50.8% (local recurrence, 33) needs 65."
    )


def test_sets_whose_size_is_not_printed_may_have_any() -> None:
    assert found("76 (82.6%)", "33 (50.8%)", population="tested") == []


def test_lesions_are_held_apart_from_participants() -> None:
    assert found("502/832 (60.2%)", "76/222 lesions (30.5%)") == []
    (problem,) = found("205/222 lesions (82.3%)", "76/222 lesions (30.5%)")
    assert problem.expected == "a total of 249"


@pytest.mark.parametrize(
    "entry", [{"estimator": "kaplan-meier"}, {"adjusted": True}, {"at": "2 y"}, {"at": "within 1 y"}]
)
def test_what_may_be_an_estimate_is_left_alone(entry: dict[str, Any]) -> None:
    assert found("76 (82.6%)", "33 (50.8%)", **entry) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_changing_denominators, simulated(Random(seed)), Severity.NOTE) == []


def of_an_unprinted_total(random: Random) -> dict[str, Any]:
    """Percentages of another total than the one printed with them."""
    printed = random.randrange(60, 900)
    total = printed + random.choice((-1, 1)) * random.randrange(2, 30)
    cells = [
        f"{events}/{printed} ({100 * events / total:.1f}%)"
        for events in (random.randrange(5, min(total, printed)) for _ in range(4))
    ]
    outcomes = ("bleeding", "pain", "recurrence", "complications")
    results = [{"outcome": name, "all": cell} for name, cell in zip(outcomes, cells, strict=True)]
    return {"enrolled": "900", "results": results}


def test_wrong_denominators_are_found() -> None:
    assert alarm_rate(check_changing_denominators, of_an_unprinted_total) >= 0.95
