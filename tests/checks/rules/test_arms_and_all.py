"""Numbers of all participants beside those of their groups."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem
from kb.checks.rules.arms_and_all import check_arms_and_all
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(
    entry: dict[str, Any], sizes: tuple[int, int] = (50, 50), enrolled: int = 100
) -> list[CheckProblem]:
    """What is found in a trial of two arms."""
    record = {
        "enrolled": str(enrolled),
        "arms": {"a": str(sizes[0]), "b": str(sizes[1])},
        "results": [{"outcome": "pain", **entry}],
    }
    return list(check_arms_and_all(study(record)))


def test_a_count_of_all_is_the_sum_of_the_arms() -> None:
    """10 and 12 are 22, not 25; the total was left stale."""
    (problem,) = found({"a": "10/50 (20%)", "b": "12/50 (24%)", "all": "25/100 (25%)"})
    assert problem.message == "pain: 10 and 12 in its groups are 22, not 25."
    assert problem.expected == "22"
    assert found({"a": "10/50 (20%)", "b": "12/50 (24%)", "all": "22/100 (22%)"}) == []


@pytest.mark.parametrize(
    ("a", "b", "all", "words"),
    [
        ("20%", "30%", "40%", "40% in all, but 20% and 30% in the groups"),
        ("mean 5.1", "mean 6.2", "mean 7.3", "7.3 in all, but 5.1 and 6.2"),
        ("median 5 points", "median 6 points", "median 3 points", "3 in all, but 5 and 6"),
    ],
)
def test_an_average_of_all_lies_between_those_of_the_arms(a: str, b: str, all: str, words: str) -> None:
    """Whatever the sizes of the arms are."""
    (problem,) = found({"a": a, "b": b, "all": all})
    assert words in problem.message


@pytest.mark.parametrize(
    ("entry", "enrolled"),
    [
        ({"a": "20%", "b": "30%", "all": "40%"}, 130),
        ({"a": "10/50", "b": "12/50", "all": "25/130"}, 130),
        ({"a": "20%", "b": "30%", "all": "40%", "adjusted": True}, 100),
        ({"a": "20%", "all": "40%"}, 100),
        ({"outcome": "overall-survival", "at": "5 y", "a": "20%", "b": "30%", "all": "32%"}, 100),
        ({"a": "mean 5", "b": "mean 6", "all": "mean 4.6"}, 100),
    ],
)
def test_other_participants_and_estimates_are_passed(entry: dict[str, Any], enrolled: int) -> None:
    """A third group, an adjusted number, a curve, and what rounding explains."""
    assert found(entry, enrolled=enrolled) == []


@given(st.tuples(*[st.integers(1, 300)] * 2), st.data())
def test_counts_of_the_very_participants_are_passed(sizes: tuple[int, int], data: st.DataObject) -> None:
    """With their percentages, as rounded."""
    events = [data.draw(st.integers(0, size)) for size in sizes]
    cells = {
        key: f"{count}/{of} ({100 * count / of:.0f}%)"
        for key, count, of in zip(
            ("a", "b", "all"), (*events, sum(events)), (*sizes, sum(sizes)), strict=True
        )
    }
    assert found(cells, sizes, sum(sizes)) == []
    shares = {key: cell.partition("(")[2].rstrip(")") for key, cell in cells.items()}
    assert found(shares, sizes, sum(sizes)) == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_arms_and_all) == []
