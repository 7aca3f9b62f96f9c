"""Dates that are printed as year, month or day: which comes first, as far as both tell."""

from __future__ import annotations

from datetime import date


def is_after(first: str | None, second: str | None) -> bool:
    """Whether one ISO date lies after another for certain; a date without a day means any of its days.

    2021 is not after 2021-11-01, because it may be any day of the year. False when either is not known.
    """
    if not first or not second:
        return False
    shared = min(len(first), len(second))
    return first[:shared] > second[:shared]


def year_of(printed: str | None) -> int | None:
    """The year of an ISO date, null when there is none."""
    return int(printed[:4]) if printed else None


def shown(day: date) -> str:
    """The day as ISO 8601."""
    return day.isoformat()


def in_years(day: date, years: int) -> str:
    """The same day so many years later (earlier when negative) as ISO 8601; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years).isoformat()
    except ValueError:
        return day.replace(year=day.year + years, day=28).isoformat()
