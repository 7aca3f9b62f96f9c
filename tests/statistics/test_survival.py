"""Survival rates against their median and against each other."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.statistics.rounding import Envelope, Printed, rounded
from kb.statistics.survival import Rate, is_monotone, median_against_rates, rising


def at(months: int, percent: str, sign: str = "=") -> Rate:
    return Rate(Envelope.exactly(months), Printed.of(percent, sign))


def median(months: str) -> Envelope:
    return Printed.of(months).envelope()


@st.composite
def curves(draw: st.DrawFn) -> list[tuple[int, Fraction]]:
    """A survival curve: at these whole months it steps down to this percentage."""
    times = sorted(draw(st.sets(st.integers(1, 120), min_size=1, max_size=12)))
    levels = draw(
        st.lists(
            st.fractions(0, 100, max_denominator=997), min_size=len(times), max_size=len(times), unique=True
        )
    )
    return list(zip(times, sorted(levels, reverse=True), strict=True))


def level(curve: list[tuple[int, Fraction]], time: int) -> Fraction:
    return min((percent for step, percent in curve if step <= time), default=Fraction(100))


def true_median(curve: list[tuple[int, Fraction]]) -> int | None:
    return next((time for time, percent in curve if percent <= 50), None)


@settings(deadline=None)
@given(curves(), st.lists(st.integers(0, 130), max_size=6), st.integers(0, 2), st.booleans())
def test_rates_and_median_of_one_curve_are_consistent(
    curve: list[tuple[int, Fraction]], times: list[int], places: int, is_incidence: bool
) -> None:
    rates = []
    for time in times:
        percent = level(curve, time)
        shown = Printed(rounded(100 - percent if is_incidence else percent, places), places)
        rates.append(Rate(Envelope.exactly(time), shown, is_incidence))
    middle = true_median(curve)
    for printed in ("0", "1"):
        envelope = None if middle is None else Printed.of(f"{middle:.{printed}f}").envelope()
        assert median_against_rates(envelope, rates) == []
    assert is_monotone(rates)
    assert rising(rates) == []


def test_wrong_medians_are_found() -> None:
    """The share of medians found that are off by half or double, beside rates at 1, 2, 3 and 5 years."""
    source = random.Random(11)
    found = tries = 0
    for _ in range(500):
        middle = source.randint(8, 50)
        wrong = source.choice([middle / 2.5, middle * 2.5])
        percents = [100 * 0.5 ** (months / middle) for months in (12, 24, 36, 60)]
        rates = [at(m, f"{p:.0f}") for m, p in zip((12, 24, 36, 60), percents, strict=True)]
        found += bool(median_against_rates(Printed.of(f"{wrong:.0f}").envelope(), rates))
        tries += 1
    assert found / tries >= 0.8


@pytest.mark.parametrize(
    ("months", "rate", "contradicts"),
    [
        ("32", at(12, "49"), True),
        ("32", at(12, "50"), False),
        ("32", at(60, "59.5"), True),
        ("32", at(60, "40"), False),
        ("32", at(32, "30"), False),  # at the median the curve steps down
        ("12", at(12, "70"), False),  # the median may be 11.5 to 12.5
        ("11", at(12, "70"), True),
        ("32", at(12, "50", "<"), True),
        ("32", at(60, "50", ">"), True),
        ("32", Rate(Envelope.exactly(60), Printed.of("40"), is_incidence=True), True),
        ("32", Rate(Printed.of("30", "~").envelope(), Printed.of("40")), True),
        ("31", Rate(Printed.of("30", "~").envelope(), Printed.of("40")), False),
    ],
)
def test_a_rate_beside_a_median(months: str, rate: Rate, contradicts: bool) -> None:
    assert median_against_rates(median(months), [rate]) == ([rate] if contradicts else [])


def test_a_median_in_years_is_scaled() -> None:
    years = Printed.of("2.1").envelope().scaled(12)
    assert median_against_rates(years, [at(24, "49"), at(24, "51"), at(26, "51")]) == [
        at(24, "49"),
        at(26, "51"),
    ]


def test_a_median_that_was_not_reached_leaves_half_alive() -> None:
    assert median_against_rates(None, [at(12, "90"), at(60, "49"), at(60, "50")]) == [at(60, "49")]


def test_a_curve_that_rises_is_named() -> None:
    rates = [at(60, "40"), at(12, "97"), at(36, "42"), at(48, "44")]
    assert rising(rates) == [(at(36, "42"), at(48, "44"))]
    assert not is_monotone(rates)
    assert is_monotone([at(12, "67"), at(24, "67"), at(24, "66")])


def test_incidence_must_not_fall() -> None:
    first, second = (
        Rate(Envelope.exactly(time), Printed.of(p), is_incidence=True) for time, p in ((12, "9"), (24, "7"))
    )
    assert rising([first, second]) == [(first, second)]


@pytest.mark.parametrize(("time", "percent"), [(12, "101"), (12, "-1"), (-12, "50")])
def test_impossible_rates_are_refused(time: int, percent: str) -> None:
    with pytest.raises(ValueError, match=r"between 0% and 100%|A time cannot be negative"):
        at(time, percent)
