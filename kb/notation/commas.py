"""Commas in numbers: they part thousands (1,944), never tenths from a whole; if either is meant is asked.

A comma with other than three digits behind it, or with a zero in front (``0,734``), is a decimal one. Three
digits may be either (``12,345 months``), so counts, which are whole, and cells that show their style by a
decimal point are read, and others asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.notation.error import NotationError
from kb.notation.figure import Figure
from kb.notation.statistics import STATISTICS

DECIMAL_COMMA = re.compile(r"(?<![\d.,])(?:0\d*,\d+|\d+,(?!\d{3}(?!\d))\d+|\d{1,3}(?:\.\d{3})+,\d+)(?![\d,])")
"""A number that can only be meant with a decimal comma."""
TWO_WAYS = re.compile(r"(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d,]|\.\d)")
"""A number with a comma that may be either."""
_WITH_POINT = re.compile(r"\d\.\d|(?<![\w.])\.\d|\d,\d{3},\d{3}")
"""What shows that a cell parts thousands by commas."""
_TIMES = re.compile(r"\b(?:at|within|by)\s[^;]*", re.IGNORECASE)
"""Times are a list parted by commas: at 1,3,5 y."""
_WHOLE = frozenset(slug for slug, statistic in STATISTICS.items() if statistic.group == "count") | {
    *("true-positives", "false-positives", "true-negatives", "false-negatives"),
}


def check_commas(text: str, figures: Iterable[Figure]) -> None:
    """Refuse decimal commas, and numbers that may have one. Raises NotationError."""
    refuse_decimal_comma(text)
    if _WITH_POINT.search(text):
        return
    for figure in figures:
        match = TWO_WAYS.search(figure.reported)
        if match is None or figure.statistic in _WHOLE:
            continue
        expected = "a number that can be read in one way only"
        raise NotationError(text, text.find(match[0]) + 1, match[0], expected, either_way(match[0]))


def either_way(number: str) -> str:
    """What to write instead of a number whose comma may part thousands or be a decimal one."""
    return f"Write {number.replace(',', '')} or {number.replace(',', '.')}, whichever is meant."


def refuse_decimal_comma(text: str) -> None:
    """Raises NotationError for a number that can only be meant with a decimal comma."""
    if match := DECIMAL_COMMA.search(_TIMES.sub(lambda times: " " * len(times[0]), text)):
        pointed = match[0].replace(".", "").replace(",", ".", 1)
        remedy = f"A comma parts thousands here: write {pointed}."
        raise NotationError(text, match.start() + 1, match[0], "a number with a decimal point", remedy)
