"""Counts, totals and percentages: what was solved for is compared with trying out."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.statistics.proportions import (
    common_totals,
    counts_for,
    events_for,
    is_attainable,
    percent_fits,
    percentage,
    totals_for,
)
from kb.statistics.rounding import SIGNS, Printed, Rounding

ways = st.sampled_from(list(Rounding))
percentages = st.builds(
    lambda digits, places, sign: Printed(Decimal(digits).scaleb(-places), places, sign),
    st.integers(0, 1200),
    st.integers(0, 2),
    st.sampled_from(SIGNS),
)


@st.composite
def counts(draw: st.DrawFn, most: int = 3000) -> tuple[int, int]:
    total = draw(st.integers(1, most))
    return draw(st.integers(0, total)), total


@given(counts(), st.integers(0, 3))
def test_a_percentage_that_was_computed_is_consistent(pair: tuple[int, int], places: int) -> None:
    events, total = pair
    printed = Printed(percentage(events, total, places), places)
    assert percent_fits(events, total, printed)
    assert events in events_for(total, printed)
    assert total in totals_for(events, printed, 1, 5000)
    assert is_attainable(total, printed)


@given(st.integers(1, 150), percentages, ways)
def test_events_are_those_that_trying_out_finds(total: int, printed: Printed, rounding: Rounding) -> None:
    tried = [events for events in range(total + 1) if percent_fits(events, total, printed, rounding)]
    assert list(events_for(total, printed, rounding)) == tried
    assert is_attainable(total, printed, rounding) is bool(tried)


@given(st.integers(0, 60), percentages, st.integers(-3, 200), st.integers(-3, 200), ways)
def test_totals_are_those_that_trying_out_finds(
    events: int, printed: Printed, low: int, high: int, rounding: Rounding
) -> None:
    possible = range(max(low, events, 1), high + 1)
    tried = [total for total in possible if percent_fits(events, total, printed, rounding)]
    assert list(totals_for(events, printed, low, high, rounding)) == tried


@given(st.integers(1, 400), st.data())
def test_the_common_total_is_found(total: int, data: st.DataObject) -> None:
    events = data.draw(st.lists(st.integers(0, total), min_size=1, max_size=5))
    pairs = [(count, Printed(percentage(count, total, 1), 1)) for count in events]
    found = common_totals(pairs, 1, 1000)
    assert total in found
    assert all(percent_fits(count, other, printed) for other in found for count, printed in pairs)


@pytest.mark.parametrize(
    ("events", "total", "printed", "answer"),
    [
        (7, 180, "3.9", True),
        (6, 180, "3.3", True),
        (99, 832, "11.9", True),
        (1, 8, "12", True),  # 12.5, half to even
        (1, 8, "13", True),  # 12.5, half up
        (76, 91, "82.6", False),
        (33, 25, "132", True),  # more procedures than patients
    ],
)
def test_known_percentages(events: int, total: int, printed: str, answer: bool) -> None:
    """Percentages that a count can or cannot have, by hand."""
    assert percent_fits(events, total, Printed.of(printed)) is answer


def test_the_total_behind_a_percentage_without_denominator() -> None:
    # "76 (82.6%)" with the total left out
    assert list(totals_for(76, Printed.of("82.6"), 76, 10_000)) == [92]


def test_several_percentages_narrow_the_total() -> None:
    pairs = [(2, Printed.of("5")), (19, Printed.of("46"))]
    assert list(totals_for(*pairs[0], 1, 1000)) == [37, 38, 39, 40, 41, 42, 43, 44]
    assert list(common_totals(pairs, 1, 1000)) == [41]
    assert list(common_totals([*pairs, (7, Printed.of("20"))], 1, 1000)) == []


def test_no_whole_number_of_25_patients_is_67_7_percent() -> None:
    assert not is_attainable(25, Printed.of("67.7"))
    assert list(events_for(31, Printed.of("67.7"))) == [21]


def test_all_counts_behind_a_percentage_alone() -> None:
    assert list(counts_for(Printed.of("16.0"), range(20, 31))) == [(4, 25)]
    assert list(counts_for(Printed.of("12"), range(24, 26))) == [(3, 24), (3, 25)]


def test_a_million_totals_are_not_tried_one_by_one() -> None:
    totals = totals_for(1, Printed.of("0.0"), 1, 10**12)
    assert (totals.start, totals.stop) == (2000, 10**12 + 1)


@pytest.mark.parametrize(
    ("events", "total"), [(0, 0), (1, 0), (1, -3), (-1, 10)], ids=["0/0", "1/0", "negative total", "negative"]
)
def test_impossible_counts_are_refused(events: int, total: int) -> None:
    with pytest.raises(ValueError, match=r"total of at least 1|cannot be negative"):
        percent_fits(events, total, Printed.of("1"))
    with pytest.raises(ValueError, match=r"total of at least 1|cannot be negative"):
        percentage(events, total, 1)


def test_the_inverse_questions_refuse_impossible_counts_too() -> None:
    with pytest.raises(ValueError, match="total of at least 1, not 0"):
        events_for(0, Printed.of("1"))
    with pytest.raises(ValueError, match="cannot be negative: -1"):
        totals_for(-1, Printed.of("1"), 1, 10)
