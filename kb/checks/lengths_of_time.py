"""Lengths of time that are printed in different units, in months."""

from __future__ import annotations

from fractions import Fraction

from kb.evidence.study import Result
from kb.notation import Figure
from kb.statistics.rounding import Envelope

_MONTH_IN_DAYS = Fraction(487, 16)
_MONTHS = {
    "hours": 1 / (24 * _MONTH_IN_DAYS),
    "days": 1 / _MONTH_IN_DAYS,
    "weeks": 7 / _MONTH_IN_DAYS,
    "months": Fraction(1),
    "years": Fraction(12),
}
"""A month is a twelfth of a year of 365.25 days, as in the notation of times."""

TIME_UNITS = frozenset(_MONTHS)


def months(figure: Figure) -> Envelope | None:
    """How many months a printed length of time can be; null when it is none."""
    if figure.value is None or figure.unit not in _MONTHS:
        return None
    return figure.printed.envelope().scaled(_MONTHS[figure.unit])


def rated_at(result: Result) -> Fraction | None:
    """Months after the start at which a result is given; null when at no such time."""
    if result.time.kind not in {"at", "within"} or result.time.months is None:
        return None
    return Fraction(result.time.months).limit_denominator(10_000)
