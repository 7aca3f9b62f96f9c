"""Dates of publication as exports print them."""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBERS = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:[/T ,].*)?")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[ /,.-]+([A-Za-z]{3,9})\.?(?:[ /,.-]+(\d{1,2}))?(-\d{1,2})?/*")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]+([A-Za-z]{3,9})\.?,?[ -]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?(?:[ -]+(\d{1,2})(?:st|nd|rd|th)?)?,?[ -]+(\d{4})")
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


@lru_cache(maxsize=16384)
def iso_date(text: str) -> str | None:
    """A printed date as ISO 8601, as precise as it is certain; None when it holds no year.

    A season or a range of months gives the year, a range of days the month. ``3/4/2015`` gives the year:
    nobody can tell the day from the month.
    """
    text = text.strip()
    if match := (_NUMBERS.fullmatch(text) or _DIGITS.fullmatch(text)):
        return _put_together(match[1], match[2], match[3])
    if (match := _YEAR_FIRST.fullmatch(text)) and (month := _month(match[2])):
        return _put_together(match[1], month, None if match[4] else match[3])
    if (match := _DAY_FIRST.fullmatch(text)) and (month := _month(match[2])):
        return _put_together(match[3], month, match[1])
    if (match := _MONTH_FIRST.fullmatch(text)) and (month := _month(match[1])):
        return _put_together(match[3], month, match[2])
    year = _YEAR.search(text)
    return year[1] if year else None


@lru_cache(maxsize=16384)
def iso_date_of_parts(year: str | None, month: str | None, day: str | None) -> str | None:
    """A date from its parts as written (month as a number or a name); None without a year."""
    if not year or not _YEAR.fullmatch(year.strip()):
        return iso_date(year) if year else None
    number = month.strip() if month else None
    if number and not number.isdigit():
        number = _month(number)
    return _put_together(year.strip(), number, day.strip() if day else None)


def slashed_american_date(text: str) -> str | None:
    """``m/d/yyyy``, with or without a time after it, as ISO 8601; None for anything else."""
    match = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:\s.*)?", text.strip())
    return _whole(match[3], match[1], match[2]) if match else None


def _month(name: str) -> str | None:
    """The number of a month from its name in English or the beginning of it."""
    short = name[:3].lower()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else None


def _put_together(year: str, month: str | None, day: str | None) -> str | None:
    """The date as far as it exists: 2015-02-30 is February 2015, month 13 is only the year."""
    if not _YEAR.fullmatch(year):
        return None
    if not month or not month.isdigit() or not 1 <= int(month) <= 12:
        return year
    whole = _whole(year, month, day) if day and day.isdigit() else None
    return whole or f"{year}-{int(month):02d}"


def _whole(year: str, month: str, day: str) -> str | None:
    try:
        return datetime.date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
