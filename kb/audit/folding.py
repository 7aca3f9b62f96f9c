"""Texts folded for comparison: what differs only in typesetting becomes the same characters.

White space, dashes between letters, ligatures, quotes, soft hyphens, raised citation marks and the signs of
Markdown and TeX do not count; digits, decimal points, signs and letters do. Every folded character knows
which character of the text it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

#: Digits and signs set above the line. They mark citations, but for powers of ten.
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
MARKS = RAISED + "⁻⸴"
HYPHEN = r"[-\u2010\u2011\u2013\u2212]"
"""A hyphen in a pattern, or a dash that stands for one."""

_RAISED_SIGNS = {sign: str(digit) for digit, sign in enumerate(RAISED)} | {"⁻": "-", "⁺": "", "⸴": ""}
TIMES = "\u00d7"
_POWER = re.compile(rf"(?<![\w.,])10(?P<power>[⁻⁺]?[{RAISED}]+)|[x·{TIMES}] ?10(?P<other>[⁻⁺]?[{RAISED}]+)")
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\x02"
_SAME = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("≤⩽≦", "<="),
    **dict.fromkeys("≥⩾≧", ">="),
    **dict.fromkeys("≈\u223c", "~"),
    **dict.fromkeys("·∙⋅", "."),
    **dict.fromkeys("*_\\", ""),
    TIMES: "x",
    "\u2044": "/",
    "±": "+/-",
}
_SPACE = re.compile(r"\s+")
_WORD_DASH = re.compile(r"(?<=[^\W\d_])-+(?=[^\W\d_])")
_MATH_SIGN = re.compile(r"\$(?!\s*\d)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; ``places`` has for each of its characters the one (from 0) it came from."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """The characters of the unfolded text that a non-empty range of the folded one came from."""
        return self.places[start], self.places[stop - 1] + 1


def fold(text: str) -> Folded:
    """Fold a text. A blank stays only between digits, where it parts one number from the next."""
    powers = {
        index for match in _POWER.finditer(text) for group in (1, 2) for index in range(*match.span(group))
    }
    signs: list[str] = []
    places: list[int] = []
    for index, sign in enumerate(text):
        folded = _folded(sign) if index not in powers else _power(sign, index - 1 in powers)
        signs.append(folded)
        places += [index] * len(folded)
    return _without(_without(Folded("".join(signs), tuple(places)), _MATH_SIGN), _SPACE, _WORD_DASH)


def _power(sign: str, continued: bool) -> str:
    return ("" if continued else "^") + _RAISED_SIGNS[sign]


@cache
def _folded(sign: str) -> str:
    if sign.isascii() and sign not in _SAME:
        return sign
    if sign in _SAME:
        return _SAME[sign]
    if sign in _RAISED_SIGNS or unicodedata.category(sign) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    return "".join(_SAME.get(character, character) for character in plain)


def _without(folded: Folded, *patterns: re.Pattern[str]) -> Folded:
    """The text without what the patterns match, one after the other, but for blanks between numbers."""
    for pattern in patterns:
        text = folded.text
        kept: list[str] = []
        places: list[int] = []
        done = 0
        for match in pattern.finditer(text):
            start, stop = match.span()
            kept.append(text[done:start])
            places += folded.places[done:start]
            if pattern is _SPACE and _parts_numbers(text, start, stop):
                kept.append(" ")
                places.append(folded.places[start])
            done = stop
        folded = Folded("".join([*kept, text[done:]]), (*places, *folded.places[done:]))
    return folded


def _parts_numbers(text: str, start: int, stop: int) -> bool:
    before, after = text[start - 1 : start], text[stop : stop + 1]
    return after.isdigit() and (
        before.isdigit() or (before in {".", ","} and text[start - 2 : start - 1].isdigit())
    )
