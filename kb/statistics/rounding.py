"""What a printed number can stand for: every exact value that is printed like this.

``3.8`` stands for anything from 3.75 to 3.85. Both ends belong to it, because 3.85 is printed as 3.8 by those
who round half to even, as 3.9 by those who round half up, and by programs as either. All arithmetic is on
whole numbers: no value is on the wrong side by a floating-point error, and it is fast, since the checks do it
millions of times.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import NamedTuple

SIGNS = ("=", "<", ">", "<=", ">=", "~")

_FLOAT_SLACK = 1e-9
"""Relative error allowed for a value computed in floating point (a p value, an exponential)."""


class Rounding(StrEnum):
    """How the exact value became the printed one."""

    NEAREST = "rounded"
    """To the nearest printable value; a value halfway between two may have become either."""
    CUT = "cut off"
    """Further digits were dropped (3.99 printed as 3.9), in the direction of 0."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """All values from ``low`` to ``high``. None: no end on that side. An open end does not belong to it."""

    low: Fraction | None
    high: Fraction | None
    is_low_open: bool = False
    is_high_open: bool = False

    @classmethod
    def exactly(cls, value: Fraction | int) -> Envelope:
        """Return the envelope of a value that is not rounded."""
        return cls(Fraction(value), Fraction(value))

    def holds(self, exact: Fraction | int) -> bool:
        """Whether a value lies in the envelope."""
        if self.low is not None and (exact < self.low or (self.is_low_open and exact == self.low)):
            return False
        return self.high is None or exact < self.high or (exact == self.high and not self.is_high_open)

    def meets(self, other: Envelope) -> bool:
        """Whether any value lies in both envelopes."""
        return not (self.is_below(other) or other.is_below(self))

    def is_below(self, other: Envelope) -> bool:
        """Whether every value of this envelope is below every value of the other."""
        if self.high is None or other.low is None:
            return False
        touches = self.high == other.low and (self.is_high_open or other.is_low_open)
        return self.high < other.low or touches

    def scaled(self, factor: Fraction | int) -> Envelope:
        """Return the envelope of ``factor`` times the value, e.g. of a proportion from a percentage."""
        if factor == 0:
            raise ValueError("An envelope cannot be scaled by 0")
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        if factor > 0:
            return Envelope(low, high, self.is_low_open, self.is_high_open)
        return Envelope(high, low, self.is_high_open, self.is_low_open)

    def plus(self, other: Envelope) -> Envelope:
        """Return the envelope of the sum of two values that vary freely in theirs."""
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Envelope(
            low, high, self.is_low_open or other.is_low_open, self.is_high_open or other.is_high_open
        )


class ScaledBounds(NamedTuple):
    """An envelope in whole numbers: ``low / scale`` to ``high / scale``, None where there is no end."""

    low: int | None
    high: int | None
    scale: int
    is_low_open: bool
    is_high_open: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: its value, the decimals it is printed with, and the sign in front of it.

    ``decimals`` is 1 for 3.9 and 2 for 0.30; it is negative for a number printed to whole tens or hundreds
    (-2 for 1.2x10^3). ``=`` and ``~`` stand for a stretch around the value; ``~`` (about) for one twice as
    wide, half a unit of the last digit more on either side, since nobody says how far "about" reaches.
    ``<``, ``>``, ``<=`` and ``>=`` are bounds and taken at their word: 5 is not ``<5``.
    """

    value: Decimal
    decimals: int
    sign: str = "="
    _bounds: Mapping[Rounding, ScaledBounds] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.value.is_finite():
            raise ValueError(f"{self.value} is not a number that can be printed")
        if self.sign not in SIGNS:
            raise ValueError(f'Sign "{self.sign}" is none of {" ".join(SIGNS)}')
        step, scale = 10 ** max(-self.decimals, 0), 10 ** max(self.decimals, 0)
        point = Fraction(self.value) * scale
        if point.denominator != 1 or point.numerator % step:
            raise ValueError(f"{self.value} has more digits than {self.decimals} decimals can show")
        bounds = {way: _bounds(point.numerator, step, scale, self.sign, way) for way in Rounding}
        object.__setattr__(self, "_bounds", bounds)

    @classmethod
    def of(cls, value: Decimal | str | int, sign: str = "=") -> Printed:
        """Return a number with the decimals that its digits show: 1 for ``3.9``, 2 for ``0.30``."""
        number = Decimal(value)
        exponent = number.as_tuple().exponent
        if not isinstance(exponent, int):
            raise ValueError(f"{value} is not a number that can be printed")
        return cls(number, -exponent, sign)

    @property
    def unit(self) -> Fraction:
        """One unit of the last printed digit: 1/10 for 3.9."""
        return Fraction(10) ** -self.decimals

    @property
    def exact(self) -> Fraction:
        """The printed value itself."""
        return Fraction(self.value)

    def bounds(self, rounding: Rounding = Rounding.NEAREST) -> ScaledBounds:
        """Return the envelope in whole numbers, for arithmetic that has to be fast."""
        return self._bounds[rounding]

    def envelope(self, rounding: Rounding = Rounding.NEAREST) -> Envelope:
        """Return all values that are printed like this."""
        low, high, scale, is_low_open, is_high_open = self._bounds[rounding]
        return Envelope(
            None if low is None else Fraction(low, scale),
            None if high is None else Fraction(high, scale),
            is_low_open,
            is_high_open,
        )

    def fits_ratio(self, numerator: int, denominator: int, rounding: Rounding = Rounding.NEAREST) -> bool:
        """Whether ``numerator / denominator`` is printed like this. The denominator is positive."""
        low, high, scale, is_low_open, is_high_open = self._bounds[rounding]
        scaled = numerator * scale
        if low is not None:
            above = scaled - low * denominator
            if above < 0 or (is_low_open and above == 0):
                return False
        if high is None:
            return True
        below = high * denominator - scaled
        return below > 0 or (below == 0 and not is_high_open)


def _bounds(point: int, step: int, scale: int, sign: str, rounding: Rounding) -> ScaledBounds:
    # The value is point / scale, a unit of its last digit step / scale; doubled for whole halves of units.
    point, scale = 2 * point, 2 * scale
    match sign:
        case "<" | "<=":
            return ScaledBounds(None, point, scale, False, sign == "<")
        case ">" | ">=":
            return ScaledBounds(point, None, scale, sign == ">", False)
        case "~":
            return ScaledBounds(point - 2 * step, point + 2 * step, scale, False, False)
    if rounding is Rounding.NEAREST:
        return ScaledBounds(point - step, point + step, scale, False, False)
    low = point - 2 * step if point <= 0 else point
    high = point + 2 * step if point >= 0 else point
    return ScaledBounds(low, high, scale, point <= 0, point >= 0)


def fits(exact: Fraction | int, printed: Printed, rounding: Rounding = Rounding.NEAREST) -> bool:
    """Whether an exact value is printed like this."""
    return printed.fits_ratio(exact.numerator, exact.denominator, rounding)


def fits_float(value: float, printed: Printed, rounding: Rounding = Rounding.NEAREST) -> bool:
    """Whether a value computed in floating point is printed like this, its computing error allowed for."""
    low, high = float_ends(printed, rounding)
    return low <= value <= high


def float_ends(printed: Printed, rounding: Rounding = Rounding.NEAREST) -> tuple[float, float]:
    """Return the ends of the envelope for values computed in floating point, widened by their error.

    Both ends belong to it; an end that is missing is infinite.
    """
    low, high, scale, _, _ = printed.bounds(rounding)
    lowest = -math.inf if low is None else low / scale
    highest = math.inf if high is None else high / scale
    return lowest - abs(lowest) * _FLOAT_SLACK, highest + abs(highest) * _FLOAT_SLACK


def sum_of(numbers: Iterable[Printed]) -> Envelope:
    """Return what the exact values of several printed numbers can add up to."""
    total = Envelope.exactly(0)
    for number in numbers:
        total = total.plus(number.envelope())
    return total


def rounded(exact: Fraction | int, decimals: int) -> Decimal:
    """Return a value as it is usually printed, halves away from 0: what a figure would have to be.

    ``decimals`` is 0 or more. The result shows all of them: ``Decimal("4.0")``.
    """
    if decimals < 0:
        raise ValueError("A value is rounded to 0 or more decimals")
    scaled = abs(exact) * 10**decimals
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(digits if exact >= 0 else -digits).scaleb(-decimals)
