"""p values of a result: what they can represent, which effect they belong to, how they are written."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kb.checks.intervals import Interval, intervals_of
from kb.evidence.study import Result
from kb.notation import Figure
from kb.notation.scales import EFFECTS
from kb.statistics.rounding import Printed

LEVEL = Decimal("0.05")
"""Below it a difference is called statistically significant where a source says no other."""

OF_SOMETHING_ELSE = frozenset(
    {
        *("for-interaction", "for-trend", "for-noninferiority", "for-equivalence", "for-heterogeneity"),
        *("fdr-adjusted", "multiplicity-adjusted"),
    }
)
"""Qualifiers of p values that are not those of the plain comparison."""


def printed_p(figure: Figure) -> Printed | None:
    """What a p value can represent, ``not significant`` included; null when it says nothing."""
    if figure.statistic != "p-value":
        return None
    if figure.value is not None:
        return figure.printed
    return Printed(LEVEL, 2, ">=") if figure.absent is None else None


def plain_p_values(result: Result) -> Iterator[Figure]:
    """The p values of a result that are of the plain comparison, in printed order."""
    for figure in result.figures:
        if figure.statistic == "p-value" and OF_SOMETHING_ELSE.isdisjoint(figure.qualifiers):
            yield figure


def sides_of(figure: Figure) -> int:
    """1 for a p value said to be one-sided, else 2."""
    return 1 if "one-sided" in figure.qualifiers else 2


def is_significant(figure: Figure) -> bool | None:
    """Whether a p value is below .05: true, false, or None when rounding or its bound leaves it open."""
    printed = printed_p(figure)
    if printed is None:
        return None
    stands_for = printed.envelope()
    if stands_for.high is not None and (
        stands_for.high < LEVEL or (stands_for.high == LEVEL and stands_for.is_high_open)
    ):
        return True
    return False if stands_for.low is not None and stands_for.low >= LEVEL else None


def effects_with_p(result: Result) -> Iterator[tuple[Interval, Figure]]:
    """Effects with a confidence interval, each with the p value that is next to it.

    A p value belongs to the effect before it; to the only effect where it comes first.
    """
    intervals = [
        interval for interval in intervals_of(result) if interval.kind == "ci" and _is_effect(interval)
    ]
    effects = [figure for figure in result.figures if figure.statistic in EFFECTS]
    for figure in plain_p_values(result):
        before = [effect for effect in effects if effect.statement <= figure.statement]
        own = before[-1] if before else effects[0] if len(effects) == 1 else None
        fitting = [
            interval
            for interval in intervals
            if own is not None and interval.estimate is not None and interval.estimate.id == own.id
        ]
        if len(fitting) == 1 and own is not None and _alike(own, figure):
            yield fitting[0], figure


def p_text(p: float, decimals: int = 0) -> str:
    """A computed p value as the AMA Manual of Style prints it: ``<.001``, ``.004``, ``.25``, ``>.99``.

    With at least so many decimals, to be compared with a printed one.
    """
    shown = max(decimals, 3 if p < 0.0995 else 2)
    if p < 10.0**-shown:
        return f"<{10.0**-shown:.{shown}f}".replace("0.", ".", 1)
    if p > 0.99:
        return ">.99"
    return f"{p:.{shown}f}".removeprefix("0")


def p_span(low: float, high: float) -> str:
    """The p values from one to another: ``.012 to .015``; one only where both print alike."""
    first, last = p_text(low), p_text(high)
    return first if first == last else f"{first} to {last}"


def _is_effect(interval: Interval) -> bool:
    return interval.estimate is not None and interval.estimate.statistic in EFFECTS


def _alike(effect: Figure, p: Figure) -> bool:
    """Whether an effect and a p value may be of the same analysis, by what is said of them."""
    adjustments = {"adjusted", "unadjusted"}
    qualifiers = (adjustments & set(effect.qualifiers)) | (adjustments & set(p.qualifiers))
    return len(qualifiers) < 2
