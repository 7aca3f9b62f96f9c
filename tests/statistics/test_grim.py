"""Means and standard deviations that whole numbers can have."""

from __future__ import annotations

import random
from decimal import Decimal
from fractions import Fraction
from itertools import combinations_with_replacement
from statistics import pstdev, stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.statistics.grim import can_refuse, is_attainable_deviation, is_attainable_mean, sums_for
from kb.statistics.rounding import Printed, Rounding, fits, rounded

whole_numbers = st.lists(st.integers(-30, 120), min_size=2, max_size=25)


@settings(deadline=None)
@given(whole_numbers, st.integers(1, 5), st.integers(0, 3))
def test_a_computed_mean_and_deviation_are_attainable(values: list[int], items: int, places: int) -> None:
    mean = Printed(rounded(Fraction(sum(values), len(values) * items), places), places)
    assert sum(values) in sums_for(mean, len(values), items)
    assert is_attainable_mean(mean, len(values), items)
    for deviation in (stdev, pstdev):
        printed = Printed.of(f"{deviation(values) / items:.{places}f}")
        assert is_attainable_deviation(mean, printed, len(values), items)


@given(st.integers(1, 60), st.integers(-500, 500), st.integers(0, 2), st.sampled_from(list(Rounding)))
def test_sums_are_those_that_trying_out_finds(
    size: int, digits: int, places: int, rounding: Rounding
) -> None:
    mean = Printed(Decimal(digits).scaleb(-places), places)
    reach = range(size * (digits // 10**places - 3), size * (digits // 10**places + 4))
    tried = [total for total in reach if fits(Fraction(total, size), mean, rounding)]
    assert list(sums_for(mean, size, 1, rounding)) == tried


@pytest.mark.parametrize(
    ("mean", "size", "items", "answer"),
    [
        ("5.19", 28, 1, False),  # 145 / 28 = 5.179, 146 / 28 = 5.214
        ("5.18", 28, 1, True),
        ("5.21", 28, 1, True),
        ("5.19", 28, 2, False),
        ("5.19", 28, 4, True),
        ("3.48", 20, 1, False),  # the usual example: 20 rolls of a die
        ("3.5", 1, 1, False),
        ("5.19", 100, 1, True),
    ],
)
def test_known_means(mean: str, size: int, items: int, answer: bool) -> None:
    """Means that whole numbers can or cannot have, from the literature and by hand."""
    assert is_attainable_mean(Printed.of(mean), size, items) is answer


@given(st.integers(1, 200), st.integers(0, 900))
def test_a_sample_that_is_large_enough_can_have_any_mean(size: int, digits: int) -> None:
    mean = Printed(Decimal(digits).scaleb(-2), 2)
    if not can_refuse(mean, size):
        assert is_attainable_mean(mean, size)


def test_deviations_refused_are_impossible_by_trying_all_samples() -> None:
    """Of all samples of 4 answers from 0 to 6 none is refused, and little is accepted that never occurs."""
    samples = list(combinations_with_replacement(range(7), 4))
    real = {(f"{sum(s) / 4:.2f}", f"{stdev(s):.2f}") for s in samples}
    real |= {(f"{sum(s) / 4:.2f}", f"{pstdev(s):.2f}") for s in samples}
    refused = [
        pair for pair in real if not is_attainable_deviation(Printed.of(pair[0]), Printed.of(pair[1]), 4)
    ]
    assert refused == []
    invented = [("3.00", f"{digits / 100:.2f}") for digits in range(300)]
    passed = [
        pair for pair in invented if is_attainable_deviation(Printed.of(pair[0]), Printed.of(pair[1]), 4)
    ]
    assert len(passed) < 100
    assert {pair for pair in real if pair[0] == "3.00" and pair[1] < "3.00"} <= set(passed)


def test_a_published_impossible_deviation() -> None:
    # The example of the R package scrutiny (vignette GRIMMER): 7.3, SD 2.51, n = 12 is inconsistent.
    assert is_attainable_mean(Printed.of("7.3"), 12)
    assert not is_attainable_deviation(Printed.of("7.3"), Printed.of("2.51"), 12)
    assert is_attainable_deviation(Printed.of("7.3"), Printed.of("2.53"), 12)


def test_how_many_wrong_means_are_found() -> None:
    """Of invented two-decimal means of 20 whole numbers, four in five are impossible."""
    source = random.Random(7)
    found = sum(
        not is_attainable_mean(Printed(Decimal(source.randrange(1000)).scaleb(-2), 2), 20)
        for _ in range(1000)
    )
    assert 750 <= found <= 850


@pytest.mark.parametrize(
    ("size", "items", "deviation", "message"),
    [
        (0, 1, "1", "at least 2 values, not 0"),
        (1, 1, "1", "at least 2 values, not 1"),
        (5, 0, "1", "at least 1 value of at least 1 item, not 5 of 0"),
        (5, 1, "-0.4", "cannot be negative: -0.4"),
    ],
)
def test_impossible_samples_are_refused(size: int, items: int, deviation: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        is_attainable_deviation(Printed.of("1"), Printed.of(deviation), size, items)


def test_bounds_and_empty_samples_cannot_be_tested() -> None:
    with pytest.raises(ValueError, match=r"A mean printed as a bound \(<5\) cannot be tested"):
        is_attainable_mean(Printed.of("5", "<"), 10)
    with pytest.raises(ValueError, match="deviation printed as a bound"):
        is_attainable_deviation(Printed.of("5"), Printed.of("5", ">"), 10)
    with pytest.raises(ValueError, match="not 0 of 1"):
        is_attainable_mean(Printed.of("5"), 0)
