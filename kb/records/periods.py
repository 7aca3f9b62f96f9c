"""From when to when a study was conducted: as written, and parsed into its two ends."""

from __future__ import annotations

import re
from typing import Annotated, NamedTuple

from kb.records.scalars import Refused, Scalar

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_POINT = re.compile(
    r"(?:(?P<month>[a-z]{3,9})\.? )?(?P<year>(?:19|20)\d\d)"
    r"(?:-(?P<number>(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?))?"
)
_OPEN = frozenset({"ongoing", "present", "now", "still ongoing"})
_REMEDY = "Write 2014-2016, 2015-ongoing, March 2014 to 2016-11, since 2015, until 2016, or 2014."


class PeriodEnds(NamedTuple):
    """The ends of a period, as precise as written (2014, 2014-03, 2014-03-15); null when it is not stated.

    ``ongoing`` means that it had not ended when it was reported; then there is no end.
    """

    start: str | None
    end: str | None
    ongoing: bool


def ends_of(period: str) -> PeriodEnds:
    """The ends of a period. Raises Refused for what is none."""
    words = " ".join(re.sub("[\u2010-\u2014]", "-", period).lower().split())
    if lead := re.match(r"(since|from|until|till) ", words):
        point = _point(words[lead.end() :], period)
        if lead[1] in ("since", "from"):
            return PeriodEnds(point, None, True)
        return PeriodEnds(None, point, False)
    if _POINT.fullmatch(words):
        point = _point(words, period)
        return PeriodEnds(point, point, False)
    first, last = _ends(words, period)
    if last in _OPEN:
        return PeriodEnds(_point(first, period), None, True)
    start, end = _point(first, period), _point(last, period)
    if end[: len(start)] < start[: len(end)]:
        raise Refused(f"`{period}` ends before it begins.", "Write the earlier date first.")
    return PeriodEnds(start, end, False)


def _ends(words: str, period: str) -> tuple[str, str]:
    """What stands before and after the word or dash between."""
    for between in (r" to ", r" - ", r"-(?=(?:19|20)\d\d|[a-z])"):
        parts = re.split(between, words)
        if len(parts) == 2:
            return parts[0].strip(), parts[1].strip()
    raise Refused(f"`{period}` is no period.", _REMEDY)


def _point(words: str, period: str) -> str:
    matched = _POINT.fullmatch(words)
    if matched is None or (matched["month"] and matched["number"]):
        raise Refused(f"`{period}` is no period.", _REMEDY)
    if matched["month"]:
        name = matched["month"][:3]
        if name not in _MONTHS:
            raise Refused(f"`{period}` names no month.", _REMEDY)
        return f"{matched['year']}-{_MONTHS.index(name) + 1:02}"
    return matched["year"] + (f"-{matched['number']}" if matched["number"] else "")


def _period(value: str) -> str:
    words = " ".join(value.split())
    ends_of(words)
    return words


Period = Annotated[
    str, Scalar(_period, {"type": ["string", "number"], "description": "2014-2016, 2015-ongoing"})
]
