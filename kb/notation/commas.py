"""Commas in numbers: they part thousands (1,944), never tenths from a whole; if either is meant is asked.

A comma with other than three digits behind it, or with a zero in front (``0,734``), is a decimal one. Three
digits may be either (``12,345 months``), so counts, which are whole, and cells that show their style by a
decimal point are read, and others asked.

Between the two ends of an interval a comma is a dash, as many journals print it: ``(95% CI 0.5, 0.9)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kb.notation.error import NotationError
from kb.notation.figure import Figure
from kb.notation.statistics import STATISTICS
from kb.notation.units import CURRENCIES

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


_MONEY = tuple(CURRENCIES.values())
"""No amount of money has three decimals."""
_SPREAD_BEFORE = re.compile(r"\b(?:CI|CrI|PI|interval|range|IQR)\s*$", re.IGNORECASE)
_END = r"[-+]?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)?(?:\.\d+)?(?:[ ]?%)?"
_ENDS = re.compile(
    rf"""
    (?P<label>\b(?:CI|CrI|PI|(?:confidence|credible|prediction)\ interval|range|IQR)\b)
    (?P<sign>\s*[:=,]?\s*) (?P<open>[\[(]?\s*) (?P<low>(?=[-+.\d]){_END}) (?P<between>\s*[,;]\s*)
    (?P<high>(?=[-+.\d]){_END}) (?P<close>\s*[\])]?)(?=\s*(?:[\]),;]|one-sided|across|$))
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""A spread with its two ends parted by a comma or semicolon, which may stand in brackets of its own."""


_MARKED = re.compile(
    r"(?P<before>(?<=\d%)|\b(?:CI|CrI|PI|interval|range|IQR|SD|SE)\s*)(?:(?<=%)-(?=CI\b)|(?<!%)[:=](?=\s*[-+.\d]))",
    re.IGNORECASE,
)
"""What some print between the parts of ``95%-CI: 0.5-0.9``."""


def with_dashes(text: str) -> str:
    """The text with a dash between the ends of each interval; every character keeps its place.

    A comma without a space parts two ends where both show a decimal point, or the second a sign: ``10,12``
    may be one number. The marks of ``95%-CI: 0.5-0.9`` are left out.
    """
    return _MARKED.sub(r"\g<before> ", _ENDS.sub(_with_dash, text))


def _with_dash(spread: re.Match[str]) -> str:
    before, between = spread.string[: spread.start()], spread["between"]
    if not re.search(r"[(\[][^)\]]*$", before):
        return spread[0]  # between brackets only: elsewhere commas part the values of a list
    is_apart = spread["high"][:1] in ("-", "+") or ("." in spread["low"] and "." in spread["high"])
    if between == "," and not is_apart:
        return spread[0]
    own = bool(spread["open"].strip())
    if own and not spread["close"].strip():
        return spread[0]
    sign = spread["sign"].replace(":", " ").replace("=", " ")
    close = " " * len(spread["close"]) if own else spread["close"]
    dashed = between.replace(",", "-").replace(";", "-")
    return f"{spread['label']}{sign}{' ' * len(spread['open'])}{spread['low']}{dashed}{spread['high']}{close}"


def check_commas(text: str, figures: Iterable[Figure]) -> None:
    """Refuse decimal commas, and numbers that may have one. Raises NotationError."""
    refuse_decimal_comma(text)
    if _WITH_POINT.search(text):
        return
    for figure in figures:
        match = TWO_WAYS.search(figure.reported)
        if match is None or figure.statistic in _WHOLE or figure.unit.startswith(_MONEY):
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
        if _SPREAD_BEFORE.search(text[: match.start()]) and text[match.end() :].lstrip()[:1] in (")", "]"):
            ends = match[0].replace(",", "-")
            remedy = f"Write {ends} when these are the two ends, {pointed} when it is one number."
        raise NotationError(text, match.start() + 1, match[0], "a number with a decimal point", remedy)
