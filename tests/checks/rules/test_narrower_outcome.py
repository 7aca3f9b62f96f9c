"""Parts of an outcome are no more frequent than the outcome."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.narrower_outcome import check_narrower_outcome
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate


def found_in(narrow: dict[str, Any], broad: dict[str, Any]) -> list[CheckProblem]:
    made = study({"arms": {"cryo": {}, "rfa": {}}, "results": [narrow, broad]})
    return list(check_narrower_outcome(made))


def one(outcome: str, cell: str, **further: Any) -> dict[str, Any]:
    return {"outcome": outcome, "cryo": cell, **further}


@pytest.mark.parametrize(
    ("narrow", "broad"),
    [
        (one("local-recurrence", "11.9%"), one("recurrence", "60.2%")),
        (one("local-recurrence", "60.4%"), one("recurrence", "60%")),
        (one("local-recurrence", "70%"), one("recurrence", "60%", at="1 y")),
        (one("local-recurrence", "70%"), one("recurrence", "60%", population="old")),
        (one("local-recurrence", "70%", counted="lesions"), one("recurrence", "60%")),
        (one("local-recurrence", "7/10 lesions (70%)"), one("recurrence", "6/10 (60%)")),
        ({"outcome": "local-recurrence", "rfa": "70%"}, one("recurrence", "60%")),
        (one("disease-free-survival", "70%"), one("overall-survival", "60%")),
        (one("no-recurrence", "70%"), one("recurrence", "60%")),
        (one("major-complications", "9"), one("complications", "30%")),
    ],
)
def test_possible_pairs_pass(narrow: dict[str, Any], broad: dict[str, Any]) -> None:
    """A part that is no more frequent than the whole is passed."""
    assert found_in(narrow, broad) == []


def test_more_of_a_part_than_of_the_whole_is_a_warning() -> None:
    (problem,) = found_in(one("major-complications", "12%"), one("complications", "10%"))
    assert problem.severity is Severity.WARNING
    assert (problem.found, problem.expected) == ("12%; complications 10%", "at most 10%")
    assert problem.message.startswith("major complications (cryo): 12% is more than all complications, 10%.")


def test_counts_are_compared_too() -> None:
    (problem,) = found_in(one("perioperative-mortality", "12"), one("mortality", "10"))
    assert problem.found == "12; mortality 10"


@given(st.integers(1, 200), st.data(), st.integers(0, 2))
def test_no_real_part_alarms(total: int, data: st.DataObject, decimals: int) -> None:
    events = data.draw(st.integers(0, total))
    part = data.draw(st.integers(0, events))
    cells = [f"{n}/{total} ({100 * n / total:.{decimals}f}%)" for n in (part, events)]
    assert found_in(one("local-recurrence", cells[0]), one("recurrence", cells[1])) == []


def test_exchanged_rows_alarm_nearly_always() -> None:
    def case(random: Random) -> bool:
        low, high = sorted((random.uniform(1, 90), random.uniform(1, 90)))
        return bool(found_in(one("local-recurrence", f"{high:.0f}%"), one("recurrence", f"{low:.0f}%")))

    assert alarm_rate(case) > 0.95
