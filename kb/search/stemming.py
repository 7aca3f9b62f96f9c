"""Taking a text apart: words without case and accents, and their English stems.

An index holds nothing but ``a-z0-9``: Greek letters are spelled out (the sign alpha is found as
``alpha``), other letters outside ASCII become ``u`` and their code point.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

RULES = "1"
"""Version of what this module makes of a text; raise it with every change, and loads make all anew."""

BREAK = "u2029"
"""Stands between two pieces of a text, so that no phrase runs across; nobody can type it."""

_WORD = re.compile(r"\n|([^\W_]+)(?:['\u2019]s\b)?")
_MARK = re.compile(r"\[\[[^\[\]]*\]\]|\[@[^\[\]]*\]")
_LONGEST = 64
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it is indexed, and where it is. A line break is the word BREAK."""

    word: str
    start: int
    end: int


def composed(text: str) -> str:
    """The text with letters and their accents put together, which is how texts are stored."""
    return unicodedata.normalize("NFC", text)


def words_of(text: str) -> list[Word]:
    """The words of a composed text, in order; tokens for figures and citations hold none."""
    bare = _MARK.sub(lambda mark: " " * len(mark[0]), text)
    words = []
    for match in _WORD.finditer(bare):
        word = BREAK if match[0] == "\n" else fold(match[1])
        if word:
            words.append(Word(word, match.start(), match.end()))
    return words


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word as it is indexed; empty when nothing of it is left."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    plain = "".join(_letter(letter) for letter in letters if not unicodedata.combining(letter))
    return plain[:_LONGEST]


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() else ""
    if letter in _LETTERS:
        return _LETTERS[letter]
    name = unicodedata.name(letter, "")
    if name.startswith("GREEK SMALL LETTER ") and name.count(" ") == 3:
        spelled = name.rpartition(" ")[2].lower()
        return {"final": "sigma", "lamda": "lambda"}.get(spelled, spelled)
    return f"u{ord(letter):x}" if letter.isalnum() else ""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The English stem of a folded word; words with a digit are left as they are.

    What the stemmer does not know is put right before: Greek singulars (metastasis as metastases), British
    spelling (tumour, randomised, haemorrhage), plurals of abbreviations (RCTs).
    """
    if not word.isalpha():
        return word
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return str(_stemmer().stemWord(word)) or word


_SPELLINGS = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        (r"(?<=[a-z]{3})sis$", "ses"),
        (r"(?<=[a-z]{3})is(e[drs]?|ing|ations?)$", r"iz\1"),
        (r"(?<=[a-z]{3})our(s?)$", r"or\1"),
        (r"ae(?=m|sth|c|d)", "e"),
        (r"^oe(?=s|d)", "e"),
        (r"^([bcdfghjklmnpqrstvwxz]{3,})s$", r"\1"),
    )
)


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
