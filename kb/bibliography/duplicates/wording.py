"""Titles and names in the form in which they are compared: small letters and digits, without accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
    """Small letters without accents; signs and letters of other scripts stay."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).translate(_LETTERS)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text as they are compared; ``&`` is ``and``, haemolytic is hemolytic."""
    plain = _AND.sub(" and ", folded(text))
    for one, other in _OTHER_SPELLING:
        plain = plain.replace(one, other)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=65536)
def name_words(text: str) -> tuple[str, ...]:
    """The words of a name; an apostrophe parts nothing (O'Brien: obrien)."""
    return tuple(_WORD.findall(folded(text.replace("'", "").replace("\u2019", ""))))
