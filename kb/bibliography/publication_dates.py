"""Dates of publication as exports print them: what ISO 8601 can say of them, and what a citation prints."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_NUMBERS = re.compile(r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?(?:[/T ,].*)?")
_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[ /,.-]+([A-Za-z]{3,9})\.?(?:[ /,.-]+(\d{1,2}))?(-\d{1,2})?/*")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?[ -]+([A-Za-z]{3,9})\.?,?[ -]+(\d{4})")
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?(?:[ -]+(\d{1,2})(?:st|nd|rd|th)?)?,?[ -]+(\d{4})")
_ISO_RANGE = re.compile(r"(\d{4}(?:-\d\d){0,2})/(\d{4}(?:-\d\d){0,2})")
_SEASON_NUMBER = re.compile(r"(\d{4})-(2[1-4])")
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
"""Those of CSL 1 to 4, and of ISO 8601-2 21 to 24."""
_QUARTER = re.compile(r"([1-4](?:st|nd|rd|th)) quart(?:er)?", re.IGNORECASE)
_WORDS = re.compile(r"\d{4}|[1-4](?:st|nd|rd|th) quart(?:er)?|\d{1,2}|[a-z]+", re.IGNORECASE)
_LONGEST = 60
"""Characters of the longest date in words."""
_RIS = re.compile(r"(\d{4})/(?:\d\d)?//?(?=[A-Za-z]|\d{4})")
"""What stands before the words of a date in RIS: ``2015///Mar-Apr``."""
_DASH = re.compile(r"\s*(?:[-\u2010-\u2015]+|\band\b|&|(?<=[a-z.])/(?=\s*[a-z]))\s*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")


@lru_cache(maxsize=16384)
def iso_date(text: str) -> str | None:
    """A printed date as ISO 8601, as precise as it is certain; None when it holds no year.

    A season or a range of months gives the year, a range of days the month. ``3/4/2015`` gives the year:
    nobody can tell the day from the month.
    """
    text = text.strip().rstrip(" ,")
    if (match := _ISO_RANGE.fullmatch(text)) and match[1] != match[2]:
        return match[1][:7] if match[1][:7] == match[2][:7] and len(match[1]) > 4 else match[1][:4]
    if match := (_NUMBERS.fullmatch(text) or _DIGITS.fullmatch(text)):
        return _put_together(match[1], match[2], match[3])
    if (match := _YEAR_FIRST.fullmatch(text)) and (month := _month(match[2])):
        return _put_together(match[1], month, None if match[4] else match[3])
    if (match := _DAY_FIRST.fullmatch(text)) and (month := _month(match[2])):
        return _put_together(match[3], month, match[1])
    if (match := _MONTH_FIRST.fullmatch(text)) and (month := _month(match[1])):
        return _put_together(match[3], month, match[2])
    if ends := _ends(text):
        return ends[0].year if ends[0].year != ends[1].year else ends[0].shared(ends[1])
    year = _YEAR.search(text)
    return year[1] if year else None


@lru_cache(maxsize=16384)
def printed_range(text: str) -> str | None:
    """What a citation prints for a date that no calendar date says; None for any other.

    A season, a quarter, or a range: ``2015 Spring`` is Spring 2015, ``2015 Mar-Apr`` Mar-Apr 2015, ``2014
    Dec-2015 Jan`` Dec 2014-Jan 2015, ``2015 Mar 2-8`` Mar 02-08 2015; ISO 8601-2 and BibLaTeX write
    ``2015-03/2015-04`` and ``2015-21``.
    """
    ends = _ends(text.strip())
    if ends is None or (ends[0] == ends[1] and ends[0].is_calendar):
        return None
    first, last = ends
    if first == last:
        return str(first)
    if first.year != last.year:
        return f"{first}-{last}" if last.name or not first.name else f"{first}-{last.year}"
    if first.name == last.name:
        return f"{first.name} {first.day}-{last.day} {first.year}"
    return f"{first.within_year}-{last.within_year} {first.year}"


@dataclass(frozen=True, slots=True)
class _DatedEnd:
    """One end of a range. ``name`` is a month, season or quarter, ``day`` has two digits; empty for none."""

    year: str
    name: str
    day: str = ""

    @property
    def within_year(self) -> str:
        return f"{self.name} {self.day}".strip()

    @property
    def is_calendar(self) -> bool:
        return not self.name or _month(self.name) is not None

    def __str__(self) -> str:
        return f"{self.within_year} {self.year}".strip()

    def shared(self, other: _DatedEnd) -> str:
        """As much of the ISO date as both ends of a year have."""
        month = _month(self.name) if self.name and self.name == other.name else None
        return _put_together(self.year, month, None) or self.year


def _ends(text: str) -> tuple[_DatedEnd, _DatedEnd] | None:
    """Both ends of a range, twice the same for what is none; None for what is no date in words."""
    if len(text) > _LONGEST:
        return None
    if match := _SEASON_NUMBER.fullmatch(text):
        season = _DatedEnd(match[1], _SEASONS[int(match[2]) - 21])
        return season, season
    if match := _ISO_RANGE.fullmatch(text):
        return _end_of_iso(match[1]), _end_of_iso(match[2])
    sides = [_parts_of(side) for side in _DASH.split(_RIS.sub(r"\1 ", text))]
    if not 1 <= len(sides) <= 2 or any(side is None for side in sides):
        return None
    first, last = (side for side in (sides[0], sides[-1]) if side is not None)
    year, later = first.year or last.year, last.year or first.year
    if not year or (not first.name and not last.name and (first.day or last.day)):
        return None
    name = first.name or (last.name if first.day or _is_winter_of(first, last) else "")
    later_name = last.name or (name if last.day or not sides[1:] else "")
    if _is_winter_of(first, last):
        later_name = ""
    return _DatedEnd(year, name, first.day), _DatedEnd(later, later_name, last.day)


def _is_winter_of(first: _DatedEnd, last: _DatedEnd) -> bool:
    """Whether it is ``2014-2015 Winter``, which is one season."""
    return not first.name and last.name in _SEASONS and bool(first.year and last.year)


def _parts_of(text: str) -> _DatedEnd | None:
    """The parts that a text in words consists of; None when there is something else in it."""
    if not text.strip(" ,.") or _WORDS.sub("", text).strip(" ,.\u00a0"):
        return None
    year = name = day = ""
    for word in _WORDS.findall(text):
        if _YEAR.fullmatch(word) and year in ("", word):
            year = word
        elif word.isdigit() and len(word) < 3 and 1 <= int(word) <= 31 and not day:
            day = f"{int(word):02d}"
        elif (known := _name(word)) and not name:
            name = known
        else:
            return None
    return _DatedEnd(year, name, day)


def _name(word: str) -> str | None:
    """A month, season or quarter as a citation prints it."""
    if match := _QUARTER.fullmatch(word):
        return f"{match[1].lower()} Quarter"
    if word.capitalize() in (*_SEASONS, "Fall"):
        return word.capitalize()
    month = _month(word)
    return _short_month(int(month)) if month else None


def _short_month(number: int) -> str:
    return _MONTHS[number - 1][:3].capitalize()


def _end_of_iso(text: str) -> _DatedEnd:
    year, month, day = (*text.split("-"), "", "")[:3]
    known = month.isdigit() and 1 <= int(month) <= 12
    return _DatedEnd(year, _short_month(int(month)) if known else "", day)


def season_name(season: str) -> str | None:
    """The name of a season that CSL numbers from 1 (spring), or that is named already; None for no season."""
    if season.strip() in ("1", "2", "3", "4"):
        return _SEASONS[int(season) - 1]
    name = season.strip().capitalize()
    return name if name in (*_SEASONS, "Fall") else None


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
    word = name.strip(" .").lower()
    if len(word) < 3:
        return None
    return next((str(number) for number, month in enumerate(_MONTHS, 1) if month.startswith(word)), None)


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
