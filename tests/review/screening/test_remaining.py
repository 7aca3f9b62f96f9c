"""How many relevant candidates may be left."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import hypergeom

from kb.review.screening.remaining import at_most_chance, p_value, remaining

LABELS = st.lists(st.booleans(), max_size=60)


@given(st.integers(1, 60), st.data())
def test_the_chance_is_that_of_scipy(urn: int, data: st.DataObject) -> None:
    marked, drawn = data.draw(st.integers(0, urn)), data.draw(st.integers(1, urn))
    most = data.draw(st.integers(0, drawn))
    assert at_most_chance(most, urn, marked, drawn) == pytest.approx(hypergeom.cdf(most, urn, marked, drawn))


@given(LABELS, st.integers(0, 60))
def test_the_bound_is_the_largest_number_that_is_not_refused(labels: list[bool], left: int) -> None:
    found = remaining(labels, left)
    assert 0 <= found.at_most <= left
    assert p_value(labels, left, found.at_most + 1) < 0.05 or found.at_most == left
    assert found.at_most == 0 or p_value(labels, left, found.at_most) >= 0.05
    assert remaining(labels, left) == found


def test_nothing_judged_bounds_nothing_and_nothing_left_leaves_nothing() -> None:
    assert remaining([], 40).at_most == 40
    done = remaining([True, False, True], 0)
    assert (done.at_most, done.recall) == (0, 1.0)
    assert remaining([False], 0).recall is None


@pytest.mark.parametrize(("candidates", "relevant", "judged"), [(200, 20, 120), (300, 3, 150), (100, 50, 80)])
def test_in_random_order_the_bound_holds_at_least_as_often_as_it_says(
    candidates: int, relevant: int, judged: int
) -> None:
    shuffled = random.Random(5)
    held = 0
    for _ in range(300):
        truth = [True] * relevant + [False] * (candidates - relevant)
        shuffled.shuffle(truth)
        held += sum(truth[judged:]) <= remaining(truth[:judged], candidates - judged).at_most
    assert held >= 300 * 0.95


def test_in_order_of_relevance_it_errs_on_the_side_of_more_work() -> None:
    ordered = [True] * 15 + [True, False] * 5 + [False] * 175
    bounds = [remaining(ordered[:judged], len(ordered) - judged).at_most for judged in (40, 80, 150, 190)]
    assert bounds == sorted(bounds, reverse=True)
    assert all(
        bound >= sum(ordered[judged:]) for bound, judged in zip(bounds, (40, 80, 150, 190), strict=True)
    )
    assert bounds[-1] <= 3
