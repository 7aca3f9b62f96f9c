"""A printed number stands for every value that is printed like it."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.statistics.rounding import (
    SIGNS,
    Envelope,
    Printed,
    Rounding,
    fits,
    fits_float,
    rounded,
    sum_of,
)

exact_values = st.fractions(min_value=-2000, max_value=2000, max_denominator=5000)
decimals = st.integers(0, 5)


def as_printed(exact: Fraction, places: int, how: str) -> Printed:
    """The number as the decimal module prints it, an oracle of its own."""
    # 40 digits hold every value used here up to the digit that decides, except for repeating halves,
    # which do not exist: a half has a finite expansion.
    value = Decimal(exact.numerator) / Decimal(exact.denominator)
    return Printed(value.quantize(Decimal(1).scaleb(-places), rounding=how), places)


@given(exact_values, decimals, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN]))
def test_a_value_fits_what_it_is_printed_as(exact: Fraction, places: int, how: str) -> None:
    assert fits(exact, as_printed(exact, places, how))


@given(exact_values, decimals)
def test_a_value_fits_what_it_is_cut_off_to(exact: Fraction, places: int) -> None:
    assert fits(exact, as_printed(exact, places, ROUND_DOWN), Rounding.CUT)


@given(exact_values, decimals)
def test_a_value_does_not_fit_the_neighbours_of_what_it_is_printed_as(exact: Fraction, places: int) -> None:
    printed = as_printed(exact, places, ROUND_HALF_UP)
    for steps in (-2, 2):
        neighbour = Printed(printed.value + steps * Decimal(1).scaleb(-places), places)
        assert not fits(exact, neighbour)


@given(exact_values, decimals)
def test_rounded_is_what_the_decimal_module_rounds_half_up(exact: Fraction, places: int) -> None:
    assert rounded(exact, places) == as_printed(exact, places, ROUND_HALF_UP).value
    assert -rounded(exact, places).as_tuple().exponent == places  # type: ignore[operator]


@given(
    exact_values,
    st.integers(-20000, 20000),
    decimals,
    st.sampled_from(SIGNS),
    st.sampled_from(list(Rounding)),
)
def test_the_quick_way_and_the_envelope_agree(
    exact: Fraction, digits: int, places: int, sign: str, rounding: Rounding
) -> None:
    printed = Printed(Decimal(digits).scaleb(-places), places, sign)
    for value in (exact, printed.exact, printed.exact + printed.unit / 2, printed.exact - printed.unit):
        assert fits(value, printed, rounding) is printed.envelope(rounding).holds(value)


@pytest.mark.parametrize(
    ("printed", "inside", "outside"),
    [
        (Printed.of("3.9"), ["3.85", "3.9", "3.95"], ["3.8499", "3.9501"]),
        (Printed.of("0.30"), ["0.295", "0.305"], ["0.29", "0.31"]),
        (Printed.of("-1.5"), ["-1.55", "-1.45"], ["-1.56", "1.5"]),
        (Printed.of(".05", "<"), ["0.0499", "-1"], ["0.05", "0.0500001"]),
        (Printed.of(".05", "<="), ["0.05"], ["0.0500001"]),
        (Printed.of("99.9", ">"), ["99.95", "100"], ["99.9"]),
        (Printed.of("99.9", ">="), ["99.9"], ["99.89"]),
        (Printed.of("87", "~"), ["86", "88"], ["85.9", "88.1"]),
        (Printed.of("1.2E+3"), ["1150", "1250"], ["1149", "1251"]),
        (Printed.of("1.9E-4"), ["0.000185", "0.000195"], ["0.0002"]),
    ],
    ids=str,
)
def test_what_a_printed_number_stands_for(printed: Printed, inside: list[str], outside: list[str]) -> None:
    assert [value for value in inside if not fits(Fraction(value), printed)] == []
    assert [value for value in outside if fits(Fraction(value), printed)] == []


def test_digits_are_cut_off_in_the_direction_of_zero() -> None:
    cut = [Printed.of(text).envelope(Rounding.CUT) for text in ("3.9", "-3.9", "0.0")]
    assert [envelope.holds(Fraction("3.99")) for envelope in cut] == [True, False, False]
    assert [envelope.holds(Fraction("-3.99")) for envelope in cut] == [False, True, False]
    assert [envelope.holds(Fraction("0.09")) for envelope in cut] == [False, False, True]
    assert not cut[0].holds(4)


@given(st.floats(-1e6, 1e6), decimals)
def test_a_computed_value_fits_what_it_is_printed_as(value: float, places: int) -> None:
    assert fits_float(value, Printed.of(f"{value:.{places}f}"))


def test_a_computed_value_is_allowed_its_computing_error_and_no_more() -> None:
    assert 0.1 + 0.2 > 0.3
    assert fits_float(0.1 + 0.2, Printed.of("0.3", "<="))
    assert not fits_float(0.3001, Printed.of("0.3", "<="))


@settings(deadline=None)
@given(st.lists(st.tuples(exact_values, decimals), max_size=6))
def test_a_sum_lies_in_the_envelope_of_its_printed_parts(parts: list[tuple[Fraction, int]]) -> None:
    printed = [as_printed(exact, places, ROUND_HALF_EVEN) for exact, places in parts]
    assert sum_of(printed).holds(sum((exact for exact, _ in parts), Fraction(0)))


def test_bounds_add_up_to_bounds() -> None:
    total = sum_of([Printed.of("60"), Printed.of("30", "<")])
    assert total == Envelope(None, Fraction("90.5"), is_high_open=True)


@given(exact_values, exact_values, exact_values, exact_values, st.booleans(), st.booleans())
def test_envelopes_meet_when_a_value_lies_in_both(
    first: Fraction, second: Fraction, third: Fraction, fourth: Fraction, is_open: bool, is_other_open: bool
) -> None:
    one = Envelope(min(first, second), max(first, second), is_high_open=is_open)
    other = Envelope(min(third, fourth), max(third, fourth), is_low_open=is_other_open)
    assert one.meets(other) is other.meets(one)
    candidates = [first, second, third, fourth, (max(first, third) + min(second, fourth)) / 2]
    if any(one.holds(value) and other.holds(value) for value in candidates):
        assert one.meets(other)


@given(exact_values, decimals, exact_values.filter(bool))
def test_an_envelope_scales_with_its_value(exact: Fraction, places: int, factor: Fraction) -> None:
    envelope = as_printed(exact, places, ROUND_HALF_UP).envelope()
    assert envelope.scaled(factor).holds(exact * factor)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Printed(Decimal("3.95"), 1), "3.95 has more digits than 1 decimals can show"),
        (lambda: Printed(Decimal("NaN"), 1), "NaN is not a number that can be printed"),
        (lambda: Printed.of("Infinity"), "Infinity is not a number that can be printed"),
        (lambda: Printed(Decimal(3), 0, "=="), 'Sign "==" is none of'),
        (lambda: Envelope(None, None).scaled(0), "cannot be scaled by 0"),
        (lambda: rounded(Fraction(1, 3), -1), "0 or more decimals"),
    ],
)
def test_what_cannot_be_is_refused(make: object, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        make()  # type: ignore[operator]
