"""Which tables the printed numbers of two groups can stand for."""

from __future__ import annotations

from typing import Any

from kb.checks.smallest_arm import smallest_arm
from kb.checks.tables import compared, possible_p
from kb.evidence.study import Result, Study
from tests.builders.studies import study


def _comparison(
    cryo: str, rfa: str, sizes: tuple[int | None, int | None], **further: Any
) -> tuple[Study, Result]:
    arms = {name: {} if n is None else {"n": n} for name, n in zip(("cryo", "rfa"), sizes, strict=True)}
    entry = {"outcome": "complications", "cryo": cryo, "rfa": rfa, "cryo-rfa": "p .5"}
    made = study(
        {
            "arms": arms,
            "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
            "results": [entry],
            **further,
        }
    )
    return made, made.results[-1]


def _tables(
    cryo: str, rfa: str, sizes: tuple[int | None, int | None] = (None, None)
) -> list[tuple[int, ...]]:
    found = compared(*_comparison(cryo, rfa, sizes))
    if found is None:
        return []
    return [(t.events1, t.total1, t.events2, t.total2) for t in found.possible.tables]


def test_printed_counts_are_one_table() -> None:
    assert _tables("7/25 (28%)", "21/31") == [(7, 25, 21, 31)]
    assert _tables("7", "21", (25, 31)) == [(7, 25, 21, 31)]


def test_percentages_are_solved_for_counts() -> None:
    assert _tables("28%", "67.7%", (25, 31)) == [(7, 25, 21, 31)]
    assert _tables("3%", "4%", (100, 200)) == [(3, 100, 7, 200), (3, 100, 8, 200), (3, 100, 9, 200)]


def test_a_percentage_that_fits_no_count_is_of_fewer() -> None:
    assert _tables("29.2%", "21/31", (25, 31)) == [(7, 24, 21, 31)]
    assert _tables("7 (29.2%)", "21/31", (25, 31)) == [(7, 24, 21, 31)]


def test_without_sizes_there_is_no_table() -> None:
    assert _tables("28%", "67.7%") == []
    assert _tables("28%", "67.7%", (25, None)) == []
    assert _tables("7/25 lesions", "30%", (25, 31)) == []
    assert _tables("median 5 d", "median 6 d", (25, 31)) == []


def test_sets_of_one_arm_can_be_compared() -> None:
    made = study(
        {
            "arms": {"cryo": {"n": 60}},
            "populations": {"old": {}, "young": {}},
            "contrasts": {"old-young": {"index": "old", "reference": "young"}},
            "results": [
                {"outcome": "participants", "population": "old", "cryo": "25"},
                {"outcome": "participants", "population": "young", "cryo": "31"},
                {"outcome": "complications", "population": "old", "cryo": "28%"},
                {"outcome": "complications", "population": "young", "cryo": "67.7%"},
                {"outcome": "complications", "old-young": "p .007"},
            ],
        }
    )
    found = compared(made, made.results[-1])
    assert found is not None
    assert found.counts_text == "7/25 and 21/31"


def test_p_of_groups_of_any_size() -> None:
    found = possible_p(*_comparison("30%", "20%", (None, None), enrolled=60))
    assert found is not None
    assert 0.1 < found.low < 0.2  # as large as they can be
    assert (found.high_table.total1, found.high_table.total2) == (10, 5)
    assert possible_p(*_comparison("30%", "20%", (None, None))) is None


def test_how_small_an_arm_has_to_be_to_be_alike() -> None:
    found = smallest_arm(*_comparison("78%", "66%", (None, None), enrolled=415))
    assert found is not None
    assert (found.size, found.total) == (106, 415)
    assert smallest_arm(*_comparison("78%", "77%", (None, None), enrolled=415)) is None
    assert smallest_arm(*_comparison("78%", "66%", (124, 291), enrolled=415)) is None
