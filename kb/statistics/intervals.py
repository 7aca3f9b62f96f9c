"""A printed estimate and its confidence interval: where the one has to be, given the other.

An interval of the usual kind (estimate plus and minus so many standard errors) has the estimate in its
middle: on the scale on which it was computed, which is the logarithm for ratios (Cochrane Handbook 6.3.1,
6.3.2). Intervals of single proportions, of medians, from exact methods, profile likelihoods or bootstrap have
no middle; only that the estimate lies inside can be asked of those.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from kb.statistics.rounding import Printed, float_ends


class Scale(StrEnum):
    """The scale on which an interval is symmetric."""

    LINEAR = "linear"
    """Differences: no effect is 0."""
    LOG = "logarithmic"
    """Ratios (risk, odds, hazard, rate ratios): no effect is 1."""


@dataclass(frozen=True, slots=True)
class PrintedInterval:
    """A printed interval. ``level`` is in percent; an end that is None makes it one-sided.

    Raises ``ValueError`` for an interval without ends, for one of ratios that is negative, and for a level
    that is no percentage.
    """

    low: Printed | None
    high: Printed | None
    scale: Scale
    level: float = 95

    def __post_init__(self) -> None:
        if self.low is None and self.high is None:
            raise ValueError("An interval needs at least one end")
        if not 0 < self.level < 100:
            raise ValueError(f"An interval has a level between 0 and 100 percent, not {self.level}")
        for end in (self.low, self.high):
            if end is not None:
                analyzed_ends(end, self.scale)

    @property
    def is_one_sided(self) -> bool:
        """Whether it has one end only."""
        return self.low is None or self.high is None

    @property
    def is_reversed(self) -> bool:
        """Whether the lower end is above the upper one, however they were rounded."""
        low, high = self.analyzed
        return low[0] > high[1]

    @property
    def analyzed(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """What the lower and the upper end can be, each from smallest to largest, on the interval's scale.

        A missing end is infinite.
        """
        low = (-math.inf, -math.inf) if self.low is None else analyzed_ends(self.low, self.scale)
        high = (math.inf, math.inf) if self.high is None else analyzed_ends(self.high, self.scale)
        return low, high

    @property
    def excludes_no_effect(self) -> bool | None:
        """Whether "no effect" lies outside: true, false, or None when rounding leaves it open."""
        low, high = self.analyzed
        if low[0] > 0 or high[1] < 0:
            return True
        return False if low[1] <= 0 <= high[0] else None


def analyzed_ends(printed: Printed, scale: Scale) -> tuple[float, float]:
    """Return the smallest and the largest value a printed number can stand for, on a scale.

    A ratio that may be 0 has minus infinity as its logarithm; a negative one raises ``ValueError``.
    """
    low, high = float_ends(printed)
    if scale is Scale.LINEAR:
        return low, high
    if printed.value < 0 or high < 0:
        raise ValueError(f"A ratio cannot be negative: {printed.value}")
    return _log(low), _log(high)


def is_inside(estimate: Printed, interval: PrintedInterval) -> bool:
    """Whether the estimate can lie in the interval, its ends included, within rounding."""
    value = analyzed_ends(estimate, interval.scale)
    low, high = interval.analyzed
    return value[1] >= low[0] and value[0] <= high[1]


def estimate_range_from_ci(interval: PrintedInterval) -> tuple[float, float]:
    """Return the smallest and largest estimate that has the interval symmetric about it, as it is printed.

    Raises ``ValueError`` for a one-sided interval, which says nothing about its estimate.
    """
    if interval.is_one_sided:
        raise ValueError("A one-sided interval does not tell where its estimate is")
    low, high = interval.analyzed
    middle = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
    if interval.scale is Scale.LINEAR:
        return middle
    return math.exp(middle[0]), math.exp(middle[1])


def is_symmetric(estimate: Printed, interval: PrintedInterval) -> bool:
    """Whether the estimate can be the middle of the interval on its scale, within rounding."""
    low, high = estimate_range_from_ci(interval)
    smallest, largest = float_ends(estimate)
    return low <= largest and smallest <= high


def arm_ratios(estimate: Printed, interval: PrintedInterval) -> tuple[float, float]:
    """Return between which values (upper end - estimate) / (estimate - lower end) lies on the scale.

    1 is symmetric. Infinity where the estimate may be the lower end; a ratio below 0 says that the estimate
    may lie outside.
    """
    if interval.is_one_sided:
        raise ValueError("A one-sided interval has one arm only")
    value = analyzed_ends(estimate, interval.scale)
    low, high = interval.analyzed
    smallest = _ratio(high[0] - value[1], value[1] - low[0])
    return smallest, _ratio(high[1] - value[0], value[0] - low[1])


def _ratio(upper: float, lower: float) -> float:
    if lower == math.inf:
        return 0.0
    return upper / lower if lower > 0 else math.inf


def _log(value: float) -> float:
    return math.log(value) if value > 0 else -math.inf
