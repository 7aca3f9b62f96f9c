"""What every comparison of two records builds on: words in one spelling, likeness of letters, agreement.

Titles and names are compared in small letters and digits without accents. How alike two texts are in letters
is RapidFuzz's answer.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance.Levenshtein import distance
from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

__all__ = ["ValueAgreement", "alike", "distance", "folded", "name_words", "ratio", "words_of"]


def alike(text: str, others: Sequence[str], least: float) -> dict[int, float]:
    """Place -> ratio in percent to a text, of those texts that have at least such a one; all at once."""
    found = extract(text, others, scorer=ratio, score_cutoff=least, limit=None)
    return {place: score for _, score, place in found}


_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u0131": "i"}
    | {sign: f" {unicodedata.name(sign).rsplit(' ', 1)[-1].lower()} " for sign in "αβγδεζηθικλμνξοπρσςτυφχψω"}
)
"""Letters that no accent parts from a Latin one; Greek ones are spelled out (beta, not its sign)."""
_AND = re.compile(r"\s[&+]\s")
_OTHER_SPELLING = (("ae", "e"), ("oe", "e"), ("isation", "ization"), ("ysed", "yzed"))
"""British spellings, and umlauts that were spelled out."""


def folded(text: str) -> str:
    """Small letters without accents; symbols and letters of other scripts stay."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_LETTERS)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared; ``&`` is ``and``, haemolytic is hemolytic."""
    plain = folded(text)
    if "&" in plain or "+" in plain:
        plain = _AND.sub(" and ", plain)
    for british, american in _OTHER_SPELLING:
        plain = plain.replace(british, american)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=65536)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name; an apostrophe parts nothing (O'Brien: obrien)."""
    return tuple(_WORD.findall(folded(text.replace("'", "").replace("\u2019", ""))))


class ValueAgreement(IntEnum):
    """How two values agree; what one of the two records does not say is unknown."""

    DIFFERENT = -1
    UNKNOWN = 0
    NEAR = 1
    SAME = 2
