"""Ranges, intervals and deviations: the figures that stand in brackets after an estimate."""

from dataclasses import replace

from kb.notation.figure import Figure
from kb.notation.parts import PURE, Bracket, CountedUnit, Value, common_measure
from kb.notation.problem import Misread
from kb.notation.words import DEVIATIONS, INTERVALS, RANGES

_ENDS = INTERVALS | RANGES


def spread_figures(bracket: Bracket, estimate: Figure | None) -> list[Figure]:
    """Return the ends or the deviation of one bracket item, in the unit of the estimate.

    ``estimate`` is null for a range that is a statement of its own.
    """
    statistics, values = _statistics(bracket)
    measure = _measure(bracket.values, estimate)
    return [
        replace(
            value.measured(measure).figure(statistic),
            level=bracket.level,
            qualifiers=bracket.qualifiers,
        )
        for statistic, value in zip(statistics, values, strict=True)
    ]


def _statistics(bracket: Bracket) -> tuple[tuple[str, ...], list[Value]]:
    for value in bracket.values:
        if value.is_fold or value.reported == "none":
            raise Misread(value.column, value.reported, "a number")
    if bracket.level is not None and not 0 < bracket.level < 100:
        raise Misread(bracket.column, f"{bracket.level}%", "a level between 0% and 100%")
    if bracket.label in DEVIATIONS:
        return (DEVIATIONS[bracket.label],), bracket.values
    low, high = _ENDS[bracket.label]
    if len(bracket.values) == 2:
        return (low, high), bracket.values
    (only,) = bracket.values
    if only.absent is not None:
        return (low, high), [only, only]
    if only.comparator in {">", ">="}:
        return (low,), [only]
    if only.comparator in {"<", "<="}:
        return (high,), [only]
    raise Misread(
        only.column,
        only.reported,
        "two ends, such as 1.4-15.7, or one with a bound, such as >=0.73",
    )


def _measure(values: list[Value], estimate: Figure | None) -> CountedUnit:
    stated = common_measure(values)
    if estimate is None or estimate.absent is not None:
        return stated
    expected = CountedUnit(estimate.unit, estimate.counted)
    if stated in (PURE, expected) or stated == CountedUnit(estimate.unit):
        return expected
    is_share = estimate.statistic == "count" and stated == CountedUnit("%")
    if is_share:
        return CountedUnit("%", estimate.counted)
    at_fault = next(value for value in values if value.measure != PURE)
    raise Misread(
        at_fault.column,
        at_fault.reported,
        "the spread in the unit of the estimate",
        "The unit stands once, after the estimate.",
    )
