"""Levels of certainty that the reasons for rating down and up do not lead to."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.rules.certainty_and_reasons import check_certainty_and_reasons
from tests.checks.readers import NamedRows

LEVELS = ("high", "moderate", "low", "very-low")
RATED = {
    "record": "policies/1.01/indications/hcc",
    "rating": "1.01/hcc/certainty/1",
    "indication": "1.01/hcc",
    "outcome": "overall-survival",
    "levels": len(LEVELS),
    "misplaced": None,
}


def told(level: str, starts: str | None, down: int, up: int, **more: Any) -> list[str]:
    places = {
        "level_place": LEVELS.index(level) + 1,
        "starts_place": None if starts is None else LEVELS.index(starts) + 1,
    }
    row = RATED | {"level": level, "starts": starts, "down": down, "up": up} | places | more
    return [p.message for p in check_certainty_and_reasons(NamedRows({"checks/certainty_reasons": [row]}))]


@pytest.mark.parametrize(
    ("level", "starts", "down", "up"),
    [
        ("moderate", "high", 1, 0),
        ("very-low", "high", 3, 0),
        ("very-low", "low", 3, 0),
        ("moderate", "low", 0, 1),
        ("low", "low", 1, 1),
        ("low", None, 2, 0),
        ("high", None, 0, 0),
    ],
)
def test_a_level_that_follows_is_no_problem(level: str, starts: str | None, down: int, up: int) -> None:
    """Also at the ends of the scale, and from a level that is not told."""
    assert not told(level, starts, down, up)


def test_a_level_that_does_not_follow_is_told() -> None:
    assert told("high", "high", 1, 0) == [
        "Certainty of overall-survival for 1.01/hcc: From high, 1 down and 0 up do not lead to high."
        " Correct the level or the reasons."
    ]
    assert told("high", None, 1, 0)


def test_a_reason_for_the_other_direction_is_told() -> None:
    (message,) = told("moderate", "low", 0, 1, misplaced="imprecision")
    assert "imprecision is a reason for the other direction" in message


@given(st.integers(0, 3), st.integers(0, 3), st.integers(0, 2), st.integers(1, 3))
def test_a_level_is_told_exactly_when_it_is_moved(start: int, down: int, up: int, by: int) -> None:
    follows = min(max(start + down - up, 0), 3)
    assert not told(LEVELS[follows], LEVELS[start], down, up)
    assert told(LEVELS[(follows + by) % 4], LEVELS[start], down, up)
