"""The p value that an estimate and its confidence interval imply, and whether a printed one agrees.

Altman & Bland 2011, doi:10.1136/bmj.d2304 (also Cochrane Handbook 6.3.1): the standard error is the width of
the interval over twice the normal deviate of its level, z is the estimate over the standard error.

**When a printed p does not agree.** p and interval are often not from the same test: log-rank, chi-square or
likelihood-ratio p beside an interval from a regression, t tests in small samples. All these share data, so
their z values stay near each other. How near was tried on random 2x2 tables (intervals of odds and risk
ratios against p from chi-square, Yates, Fisher and likelihood ratio) and on t tests:

* ``NEAR``: z of the printed p is within 1.25 times and 0.3 of z of the interval, both ways. Of tables with
  cells of 5 and more, 0.3% of pairs are farther apart; with smaller cells up to 8%.
* ``WIDEST``: within 1.5 times and 0.5. Farther apart are 0.01% with cells of 5 and more, up to 0.2% in groups
  of 5 to 30 patients with cells of 1, and no t test with 2 degrees of freedom or more. Beside an interval
  that gives p = .05, any p from .0006 to .42 is within.
* z beyond ``ENOUGH`` (4, p = .00006) counts as 4: what is overwhelming may differ by any factor.
* The interval must not leave out "no effect" with p below a third (``CLEARLY``) of its error (.0167 for 95%)
  while the printed p is above three times it (.15), or the other way round.

Only what is beyond the widest limits, or breaks the last rule, is called a contradiction.
"""

from __future__ import annotations

import math
from enum import StrEnum
from statistics import NormalDist

from kb.statistics.effects import deviate
from kb.statistics.intervals import PrintedInterval, analyzed_ends
from kb.statistics.rounding import Printed, float_ends
from kb.statistics.two_by_two import normal_p

NEAR, WIDEST = (1.25, 0.3), (1.5, 0.5)
"""Limits: the factor by which z may differ, and what it may differ beside."""
ENOUGH, CLEARLY = 4.0, 3.0


class PValueAgreement(StrEnum):
    """How a printed p value relates to an estimate with its interval, from best to worst."""

    REPRODUCED = "the interval gives this p value"
    EXPLICABLE = "another test may give this p value"
    STRAINED = "only a quite different test, or very few events, would explain this p value"
    SIGNIFICANCE = "the interval and the p value contradict each other on statistical significance"
    FAR_APART = "no usual test gives both this interval and this p value"

    @property
    def is_contradiction(self) -> bool:
        """Whether interval and p value cannot both be right."""
        return self is PValueAgreement.SIGNIFICANCE or self is PValueAgreement.FAR_APART


def z_range(interval: PrintedInterval, estimate: Printed | None = None) -> tuple[float, float]:
    """Return the smallest and the largest z, regardless of its sign, that rounding leaves open.

    Without an estimate, the middle of the interval is taken. Raises ``ValueError`` for an interval whose ends
    are the wrong way round, and for a one-sided one without estimate.
    """
    if interval.is_reversed:
        raise ValueError("The lower end of the interval is above its upper end")
    low, high = interval.analyzed
    if estimate is not None:
        value = analyzed_ends(estimate, interval.scale)
    elif interval.is_one_sided:
        raise ValueError("A one-sided interval gives no p value without its estimate")
    else:
        value = (low[0] + high[0]) / 2, (low[1] + high[1]) / 2
    narrow, wide = _arms(interval, value)
    reach = deviate(interval.level, is_one_sided=interval.is_one_sided)
    is_either_side = value[0] <= 0 <= value[1]
    nearest = 0.0 if is_either_side else min(abs(value[0]), abs(value[1]))
    farthest = max(abs(value[0]), abs(value[1]))
    return (
        nearest * reach / wide if 0 < wide < math.inf and nearest < math.inf else 0.0,
        farthest * reach / narrow if narrow > 0 and farthest < math.inf else math.inf,
    )


def _arms(interval: PrintedInterval, value: tuple[float, float]) -> tuple[float, float]:
    """Return the shortest and the longest distance from the estimate to an end (or half the width)."""
    low, high = interval.analyzed
    if interval.low is None:
        return high[0] - value[1], high[1] - value[0]
    if interval.high is None:
        return value[0] - low[1], value[1] - low[0]
    return (high[0] - low[1]) / 2, (high[1] - low[0]) / 2


def p_from_ci(
    interval: PrintedInterval, estimate: Printed | None = None, *, sides: int = 2
) -> tuple[float, float]:
    """Return the smallest and the largest p that rounding leaves open.

    With ``sides`` 1, the one-sided p in the direction of the estimate.
    """
    if sides not in (1, 2):
        raise ValueError(f"A p value has 1 or 2 sides, not {sides}")
    smallest, largest = z_range(interval, estimate)
    return normal_p(largest) * sides / 2, normal_p(smallest) * sides / 2


def p_agreement(
    p: Printed, interval: PrintedInterval, estimate: Printed | None = None, *, sides: int = 2
) -> PValueAgreement:
    """Say how a printed p value relates to an estimate and its interval.

    Of an estimate that is not the middle of a two-sided interval, both are tried: where the estimate is wrong
    is not for the p value to tell.
    """
    low, high = _limits(interval, estimate, sides)
    smallest, largest = (max(0.0, end) for end in float_ends(p))
    if smallest > 1:
        raise ValueError(f"A p value cannot be above 1: {p.value}")
    if smallest <= high and low <= largest:
        return PValueAgreement.REPRODUCED
    error = (1 - interval.level / 100) * sides / (1 if interval.is_one_sided else 2)
    excludes = interval.excludes_no_effect
    if excludes is True and high <= error / CLEARLY and smallest >= error * CLEARLY:
        return PValueAgreement.SIGNIFICANCE
    if excludes is False and low >= error * CLEARLY and largest <= error / CLEARLY:
        return PValueAgreement.SIGNIFICANCE
    printed, implied = (_z(largest, sides), _z(smallest, sides)), (_z(high, sides), _z(low, sides))
    if _is_near(printed, implied, NEAR):
        return PValueAgreement.EXPLICABLE
    if _is_near(printed, implied, WIDEST):
        return PValueAgreement.STRAINED
    is_other_side = (excludes is True and smallest > error) or (excludes is False and largest < error)
    return PValueAgreement.SIGNIFICANCE if is_other_side else PValueAgreement.FAR_APART


def is_within(
    p: Printed, interval: PrintedInterval, estimate: Printed, *, sides: int = 2, room: float
) -> bool:
    """Whether the z of a printed p value is within so much of one that the interval gives."""
    low, high = _limits(interval, estimate, sides)
    smallest, largest = (max(0.0, end) for end in float_ends(p))
    return _is_near((_z(largest, sides), _z(smallest, sides)), (_z(high, sides), _z(low, sides)), (1.0, room))


def _limits(interval: PrintedInterval, estimate: Printed | None, sides: int) -> tuple[float, float]:
    tried = [p_from_ci(interval, estimate, sides=sides)]
    if estimate is not None and not interval.is_one_sided:
        tried.append(p_from_ci(interval, sides=sides))
    return min(low for low, _ in tried), max(high for _, high in tried)


def _is_near(printed: tuple[float, float], implied: tuple[float, float], limits: tuple[float, float]) -> bool:
    factor, room = limits
    return implied[0] / factor - room <= printed[1] and printed[0] <= implied[1] * factor + room


def _z(p: float, sides: int) -> float:
    both = min(1.0, 2 * p / sides)
    return ENOUGH if both < normal_p(ENOUGH) else -NormalDist().inv_cdf(both / 2)
