"""Pooled 2x2 tables with a common effect, by Mantel-Haenszel and by Peto; neither has to correct empty cells.

Mantel & Haenszel 1959, doi:10.1093/jnci/22.4.719; Cochrane Handbook 10.4.1 and 10.4.2. Variances: risk ratio,
Greenland & Robins 1985, doi:10.2307/2530643; odds ratio, Robins, Breslow & Greenland 1986,
doi:10.2307/2531052; risk difference, Sato, Greenland & Robins 1989, Biometrics 45:1323 (as metafor; Stata
keeps the older one, whose z differs in the third digit). Peto: Yusuf et al 1985,
doi:10.1016/S0033-0620(85)80003-7.

Tables in which nobody, or everybody, had the event are dropped for ratios. RevMan adds 0.5 to tables with an
empty cell all the same, though the method does not need it: ``correction`` is for its results. Q of
Mantel-Haenszel is taken over the studies' own estimates, always corrected (as metafor).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TypeAlias

from kb.statistics.effects import EffectMeasure
from kb.statistics.intervals import Scale
from kb.statistics.pooling import Estimate, Pooled, estimates_of, heterogeneity, is_silent
from kb.statistics.two_by_two import TwoByTwo

Cells: TypeAlias = tuple[float, float, float, float]


def pool_mantel_haenszel(
    tables: Sequence[TwoByTwo], measure: EffectMeasure, correction: float = 0.0
) -> Pooled:
    """Pool with one common effect. Raises ``ValueError`` where a ratio does not exist for want of events."""
    used = [table for table in tables if not (measure.is_ratio and is_silent(table))]
    if not used:
        raise ValueError("There is no study with events to pool")
    try:
        analyzed, variance = _ESTIMATES[measure](_corrected(table, correction) for table in used)
    except (ZeroDivisionError, ValueError):
        raise ValueError(f"There is no pooled {measure}: in all studies a group had no event") from None
    q = heterogeneity(estimates_of(used, measure), analyzed)
    return Pooled(analyzed, math.sqrt(variance), measure.scale, len(used), q)


def pool_peto(tables: Sequence[TwoByTwo]) -> Pooled:
    """Pool odds ratios by Peto's method; meant for rare events and groups of about the same size."""
    used = [table for table in tables if not is_silent(table)]
    if not used:
        raise ValueError("There is no study with events to pool")
    parts = [_excess(table) for table in used]
    whole = sum(variance for _, variance in parts)
    analyzed = sum(excess for excess, _ in parts) / whole
    studies = [Estimate(excess / variance, 1 / math.sqrt(variance)) for excess, variance in parts]
    return Pooled(analyzed, 1 / math.sqrt(whole), Scale.LOG, len(used), heterogeneity(studies, analyzed))


def _excess(table: TwoByTwo) -> tuple[float, float]:
    """Return by how much the events of group 1 exceed those expected, and the hypergeometric variance."""
    n1, n2 = table.total1, table.total2
    total, events = n1 + n2, table.events1 + table.events2
    variance = n1 * n2 * events * (total - events) / (total**2 * (total - 1))
    return table.events1 - n1 * events / total, variance


def _corrected(table: TwoByTwo, correction: float) -> Cells:
    a, b, c, d = table.cells
    added = correction if 0 in table.cells else 0.0
    return a + added, b + added, c + added, d + added


def _risk_ratio(tables: Iterable[Cells]) -> tuple[float, float]:
    first = second = spread = 0.0
    for a, b, c, d in tables:
        n1, n2, total = a + b, c + d, a + b + c + d
        first += a * n2 / total
        second += c * n1 / total
        spread += (n1 * n2 * (a + c) - a * c * total) / total**2
    return math.log(first / second), spread / (first * second)


def _odds_ratio(tables: Iterable[Cells]) -> tuple[float, float]:
    first = second = straight = mixed = crossed = 0.0
    for a, b, c, d in tables:
        total = a + b + c + d
        r, s = a * d / total, b * c / total
        p, q = (a + d) / total, (b + c) / total
        first += r
        second += s
        straight += p * r
        mixed += p * s + q * r
        crossed += q * s
    variance = straight / first**2 + mixed / (first * second) + crossed / second**2
    return math.log(first / second), variance / 2


def _risk_difference(tables: Iterable[Cells]) -> tuple[float, float]:
    weights = difference = skew = spread = 0.0
    for a, b, c, d in tables:
        n1, n2, total = a + b, c + d, a + b + c + d
        weights += n1 * n2 / total
        difference += (a * n2 - c * n1) / total
        skew += (c * n1**2 - a * n2**2 + n1 * n2 * (n2 - n1) / 2) / total**2
        spread += (a * d + b * c) / (2 * total)
    pooled = difference / weights
    return pooled, max(0.0, pooled * skew + spread) / weights**2


_ESTIMATES = {
    EffectMeasure.RISK_RATIO: _risk_ratio,
    EffectMeasure.ODDS_RATIO: _odds_ratio,
    EffectMeasure.RISK_DIFFERENCE: _risk_difference,
}
