"""Percentages of whole numbers: which counts and which totals give the printed percentage.

Everything follows from one inequality, low <= 100 * events / total <= high, solved for the unknown; nothing
is tried out. Patients, lesions and procedures are whole, so a percentage that no whole number gives is wrong,
or is no proportion of that total (a Kaplan-Meier estimate, another denominator).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction

from kb.statistics.rounding import Printed, Rounding, rounded

_NONE = range(0)


def percent_fits(events: int, total: int, printed: Printed, rounding: Rounding = Rounding.NEAREST) -> bool:
    """Whether ``events`` of ``total`` is printed as this percentage."""
    _check_events(events)
    _check_total(total)
    return printed.fits_ratio(100 * events, total, rounding)


def percentage(events: int, total: int, decimals: int) -> Decimal:
    """Return the percentage of ``events`` of ``total`` as it would be printed with ``decimals``."""
    _check_events(events)
    _check_total(total)
    return rounded(Fraction(100 * events, total), decimals)


def events_for(total: int, printed: Printed, rounding: Rounding = Rounding.NEAREST) -> range:
    """Return the counts out of ``total`` that are printed as this percentage; empty when none is."""
    _check_total(total)
    low, high, scale, is_low_open, is_high_open = printed.bounds(rounding)
    first, last = 0, total
    if low is not None:
        first = max(first, _first_from(low * total, 100 * scale, is_open=is_low_open))
    if high is not None:
        last = min(last, _last_to(high * total, 100 * scale, is_open=is_high_open))
    return range(first, last + 1) if first <= last else _NONE


def is_attainable(total: int, printed: Printed, rounding: Rounding = Rounding.NEAREST) -> bool:
    """Whether any whole number out of ``total`` is printed as this percentage."""
    return len(events_for(total, printed, rounding)) > 0


def totals_for(
    events: int, printed: Printed, low: int, high: int, rounding: Rounding = Rounding.NEAREST
) -> range:
    """Return the totals from ``low`` to ``high`` of which ``events`` is printed as this percentage.

    A total is never below the events. No events are 0% of any total, so all totals are returned for them
    where the percentage allows 0, none otherwise.
    """
    _check_events(events)
    first, last = max(low, events, 1), high
    if events == 0:
        return range(first, last + 1) if first <= last and printed.fits_ratio(0, 1, rounding) else _NONE
    percent_low, percent_high, scale, is_low_open, is_high_open = printed.bounds(rounding)
    if percent_high is not None:
        if percent_high <= 0:
            return _NONE
        first = max(first, _first_from(100 * events * scale, percent_high, is_open=is_high_open))
    if percent_low is not None and percent_low > 0:
        last = min(last, _last_to(100 * events * scale, percent_low, is_open=is_low_open))
    return range(first, last + 1) if first <= last else _NONE


def common_totals(
    pairs: Iterable[tuple[int, Printed]], low: int, high: int, rounding: Rounding = Rounding.NEAREST
) -> range:
    """Return the totals from ``low`` to ``high`` that give every one of several percentages at once.

    Each pair is a count of events and its printed percentage.
    """
    totals = range(max(low, 1), high + 1)
    for events, printed in pairs:
        totals = totals_for(events, printed, totals.start, totals.stop - 1, rounding)
        if not totals:
            return _NONE
    return totals


def counts_for(
    printed: Printed, totals: Iterable[int], rounding: Rounding = Rounding.NEAREST
) -> Iterator[tuple[int, int]]:
    """Yield every (events, total) that is printed as this percentage, in the order of the totals."""
    for total in totals:
        for events in events_for(total, printed, rounding):
            yield events, total


def _first_from(numerator: int, denominator: int, *, is_open: bool) -> int:
    """Return the smallest whole number from (open: above) a fraction on."""
    return numerator // denominator + 1 if is_open else -(-numerator // denominator)


def _last_to(numerator: int, denominator: int, *, is_open: bool) -> int:
    """Return the largest whole number up to (open: below) a fraction."""
    return -(-numerator // denominator) - 1 if is_open else numerator // denominator


def _check_total(total: int) -> None:
    if total <= 0:
        raise ValueError(f"A percentage needs a total of at least 1, not {total}")


def _check_events(events: int) -> None:
    if events < 0:
        raise ValueError(f"A count cannot be negative: {events}")
