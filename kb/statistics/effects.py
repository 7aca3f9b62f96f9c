"""Risk ratio, odds ratio and risk difference of a 2x2 table, with their confidence intervals.

Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.4.1 (measures) and 10.4;
standard errors as in the statistical algorithms of RevMan 5 (Deeks & Higgins 2010). Intervals are the usual
ones with the normal distribution (Wald; on the log scale for ratios).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from statistics import NormalDist

from kb.statistics.intervals import Scale
from kb.statistics.two_by_two import TwoByTwo

CORRECTION = 0.5
"""Added to every cell of a table that has an empty one (Cochrane Handbook 10.4.4.1)."""


class EffectMeasure(StrEnum):
    """How the proportions of two groups are compared: group 1 against group 2."""

    RISK_RATIO = "risk ratio"
    ODDS_RATIO = "odds ratio"
    RISK_DIFFERENCE = "risk difference"

    @property
    def scale(self) -> Scale:
        """The scale on which it is analyzed."""
        return Scale.LOG if self.is_ratio else Scale.LINEAR

    @property
    def is_ratio(self) -> bool:
        """Whether it is analyzed on the log scale; no difference is 1, not 0."""
        return self is not EffectMeasure.RISK_DIFFERENCE


@dataclass(frozen=True, slots=True)
class Effect:
    """An estimate on the scale on which it is analyzed: the natural logarithm for ratios."""

    measure: EffectMeasure
    analyzed: float
    standard_error: float

    @property
    def estimate(self) -> float:
        """The estimate as it is printed: 0.49, not its logarithm; a risk difference as a proportion."""
        return _printable(self.measure, self.analyzed)

    def interval(self, level: float = 95) -> tuple[float, float]:
        """Return the two-sided confidence interval, as it is printed. ``level`` is in percent."""
        reach = deviate(level) * self.standard_error
        low, high = self.analyzed - reach, self.analyzed + reach
        return _printable(self.measure, low), _printable(self.measure, high)


def effect(table: TwoByTwo, measure: EffectMeasure, correction: float = CORRECTION) -> Effect:
    """Return the effect in group 1 against group 2.

    ``correction`` is added to all four cells if one of them is 0. With a correction of 0, raises
    ``ValueError`` where the measure or its standard error does not exist.
    """
    a, b, c, d = (float(cell) for cell in table.cells)
    if 0 in (a, b, c, d):
        a, b, c, d = a + correction, b + correction, c + correction, d + correction
    try:
        analyzed, variance = _ESTIMATES[measure](a, b, c, d)
    except (ZeroDivisionError, ValueError):
        raise ValueError(f"There is no {measure} of {table}: a group has no event, or only events") from None
    return Effect(measure, analyzed, math.sqrt(max(0.0, variance)))


def deviate(level: float, *, is_one_sided: bool = False) -> float:
    """Return how many standard errors an interval of a level (in percent) reaches: 1.96 for 95."""
    if not 0 < level < 100:
        raise ValueError(f"An interval has a level between 0 and 100 percent, not {level}")
    return NormalDist().inv_cdf(level / 100 if is_one_sided else 0.5 + level / 200)


def standard_error_of(low: float, high: float, level: float, scale: Scale) -> float | None:
    """Return the standard error that the two ends of an interval imply, on the scale of analysis.

    Its width over twice the normal deviate of its level (Cochrane Handbook 6.3.1 and 6.3.2; 6.5.2.2 for
    means): for ratios of the logarithm. None where there is none: ends of no width or the wrong way round, a
    ratio that is not positive.
    """
    if scale is Scale.LOG:
        if low <= 0:
            return None
        low, high = math.log(low), math.log(high)
    return (high - low) / (2 * _two_sided(level)) if low < high else None


@cache
def _two_sided(level: float) -> float:
    return deviate(level)


def _printable(measure: EffectMeasure, analyzed: float) -> float:
    return math.exp(analyzed) if measure.is_ratio else analyzed


def _risk_ratio(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    n1, n2 = a + b, c + d
    return math.log((a / n1) / (c / n2)), 1 / a - 1 / n1 + 1 / c - 1 / n2


def _odds_ratio(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    return math.log((a * d) / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d


def _risk_difference(a: float, b: float, c: float, d: float) -> tuple[float, float]:
    n1, n2 = a + b, c + d
    return a / n1 - c / n2, a * b / n1**3 + c * d / n2**3


_ESTIMATES = {
    EffectMeasure.RISK_RATIO: _risk_ratio,
    EffectMeasure.ODDS_RATIO: _odds_ratio,
    EffectMeasure.RISK_DIFFERENCE: _risk_difference,
}
