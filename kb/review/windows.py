"""From which day on a stored strategy is searched in a new review."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from kb.review.due import months_after

MONTHS_BEFORE = 12
"""How long before the version in force took effect we begin where nobody said through when it searched."""


def window_start(through: str | None, effective: str) -> date:
    """The first day to search: the day after ``through``, its last day where it names a month or a year only.

    Without ``through``, a year before the version in force took effect: records that are found again cost a
    glance, those that are never found cost more.
    """
    if through is None:
        return months_after(date.fromisoformat(effective), -MONTHS_BEFORE)
    return _last_day(through) + timedelta(days=1)


def _last_day(partial: str) -> date:
    """The last day of a year, month or day in ISO 8601."""
    year, *rest = map(int, partial.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1])
