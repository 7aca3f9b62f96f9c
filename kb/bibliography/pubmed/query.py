"""What is searched for: a query in PubMed's language and a window of dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from kb.errors import KbError

_EARLIEST = date(1500, 1, 1)
_LATEST = date(3000, 12, 31)
"""PubMed's own end of an open window; records may carry the date of a coming issue."""
_DATE = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?")
_BRACKETS = (("(", ")"), ("[", "]"))


class DateType(StrEnum):
    """Which date of a record a window is about."""

    ADDED = "edat"
    """Entrez date: when it came into PubMed; the date of publication where that is over a year before."""
    PUBLISHED = "pdat"
    """On paper or online, whichever fits."""


@dataclass(frozen=True, slots=True)
class DateWindow:
    """Days from ``since`` to ``until``, both included."""

    since: date
    until: date

    def halves(self) -> tuple[DateWindow, DateWindow] | None:
        """Two windows without a gap, parted between years, else months, else days; None for a single day.

        Many records have only a year or a month, and count as its first day.
        """
        middle = self.since + (self.until - self.since) / 2
        years = (date(middle.year, 1, 1), date(middle.year + 1, 1, 1))
        cuts = (*years, middle.replace(day=1), _next_month(middle))
        cut = next((day for day in cuts if self.since < day <= self.until), middle + timedelta(days=1))
        if not self.since < cut <= self.until:
            return None
        return DateWindow(self.since, cut - timedelta(days=1)), DateWindow(cut, self.until)


@dataclass(frozen=True, slots=True)
class PubMedQuery:
    """A query and, when there is one, its window. Made by :func:`question`."""

    query: str
    """As written, in one line."""
    window: DateWindow | None = None
    date_type: DateType = DateType.ADDED

    def fields(self, window: DateWindow | None = None) -> dict[str, str]:
        """The fields of an ``esearch`` request, for the whole window or for one that is part of it."""
        window = window or self.window
        fields = {"db": "pubmed", "term": self.query}
        if window:
            fields |= {
                "datetype": self.date_type.value,
                "mindate": f"{window.since:%Y/%m/%d}",
                "maxdate": f"{window.until:%Y/%m/%d}",
            }
        return fields

    def widest(self) -> DateWindow:
        """The window, or all the days there are."""
        return self.window or DateWindow(_EARLIEST, _LATEST)

    def oddities(self) -> Iterator[str]:
        """What looks like a slip in the query. PubMed answers all the same, in a way of its own."""
        if self.query.count('"') % 2:
            yield 'The query has a quotation mark (") without its partner.'
        bare = re.sub(r'"[^"]*"', "", self.query)
        for opening, closing in _BRACKETS:
            if unmatched := _unmatched(bare, opening, closing):
                yield f"The query has a bracket without its partner: {unmatched}"
        if match := re.search("[\u201c\u201d\u201e\u00ab\u00bb]", self.query):
            yield f'The query has a curly quotation mark ({match[0]}). PubMed knows the straight one (").'
        if match := re.search(r"\b(?:and|or|not)\b", bare):
            yield f"The query has {match[0]} in small letters. PubMed knows AND, OR, NOT in capitals."


def pubmed_query(
    query: str, since: str | None = None, until: str | None = None, date_type: DateType = DateType.ADDED
) -> PubMedQuery:
    """A question from what a person writes. Dates: 2021, 2021-11 or 2021-11-05.

    A window open to one side goes as far as there are records. Raises KbError for an empty query, for what
    is no date and for a window that ends before it begins.
    """
    text = " ".join(query.split())
    if not text:
        raise KbError('The query is empty. Write it as on the PubMed site: "cryoablation AND liver[tiab]"')
    if not text.isprintable():
        raise KbError("The query has characters that are not text. Type it again instead of pasting it.")
    if since is None and until is None:
        return PubMedQuery(text, None, date_type)
    first, last = _day(since, _EARLIEST, "--since"), _day(until, _LATEST, "--until", at_end=True)
    if last < first:
        raise KbError(f"The dates end ({until}) before they begin ({since}). Exchange them.")
    return PubMedQuery(text, DateWindow(first, last), date_type)


def _day(text: str | None, usual: date, option: str, *, at_end: bool = False) -> date:
    """The first day, or the last, of the day, month or year that is written."""
    if text is None:
        return usual
    match = _DATE.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year, month, day = (int(part) if part else None for part in match.groups())
        if day is not None:
            return date(year or 0, month or 0, day)
        start = date(year or 0, (12 if at_end else 1) if month is None else month, 1)
        return _next_month(start) - timedelta(days=1) if at_end else start
    except ValueError:
        raise KbError(f"{option}: {text!r} is no date. Write it like 2021-11-05, 2021-11 or 2021.") from None


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _unmatched(text: str, opening: str, closing: str) -> str:
    """The first bracket that has no partner; empty when all have one."""
    depth = 0
    for sign in text:
        depth += (sign == opening) - (sign == closing)
        if depth < 0:
            return closing
    return opening if depth else ""
