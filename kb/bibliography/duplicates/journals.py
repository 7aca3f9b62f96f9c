"""Names of journals: whether one is the other, whole or abbreviated."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kb.bibliography.duplicates.similarity import ValueAgreement, words_of

JournalName = tuple[str, ...]
"""Words of the name without those that abbreviations leave out."""

_LEFT_OUT = frozenset(
    words_of("a an and of the for in on to de la le les der die das und et del della do da e y")
)
_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=16384)
def journal_name(text: str) -> JournalName:
    """The words of a name; what is in brackets (``BMJ (Clinical research ed.)``) is no part of it."""
    words = words_of(_BRACKETS.sub(" ", text)) or words_of(text)
    return tuple(word for word in words if word not in _LEFT_OUT) or words


def same_journal(ones: Iterable[JournalName], others: Iterable[JournalName]) -> ValueAgreement:
    """The best agreement of any two of the names."""
    pairs = [_same(one, other) for one in ones for other in others]
    return max(pairs, default=ValueAgreement.UNKNOWN)


@lru_cache(maxsize=65536)
def _same(first: JournalName, second: JournalName) -> ValueAgreement:
    short, long = sorted((first, second), key=lambda name: (len(name), sum(map(len, name)), name))
    if short == long or (len(short) == len(long) and all(map(_abbreviates, short, long))):
        return ValueAgreement.SAME
    if len(short) == 1 and 2 < len(short[0]) < 8 and short[0] == "".join(word[0] for word in long):
        return ValueAgreement.SAME
    if "".join(short) == "".join(long) or sorted(short) == sorted(long):
        return ValueAgreement.SAME
    if _is_within(short, long) or _leaves_one_out(short, long):
        return ValueAgreement.NEAR
    return ValueAgreement.DIFFERENT


def _abbreviates(first: str, second: str) -> bool:
    """``hepatol`` and ``hepatology``, ``natl`` and ``national``: first letter, and the rest in order."""
    short, long = (first, second) if len(first) <= len(second) else (second, first)
    if long.startswith(short):
        return True
    letters = iter(long)
    return len(short) > 2 and short[0] == long[0] and all(letter in letters for letter in short)


def _leaves_one_out(short: JournalName, long: JournalName) -> bool:
    """Whether a word after the first is all that one lacks: abbreviations lose parts of hyphened words."""
    if len(short) < 3 or len(long) != len(short) + 1:
        return False
    return any(
        all(map(_abbreviates, short, (*long[:left], *long[left + 1 :]))) for left in range(1, len(long))
    )


def _is_within(short: JournalName, long: JournalName) -> bool:
    """Whether all words of one follow each other in the other: a subtitle or a former title after a name."""
    starts = range(len(long) - len(short) + 1)
    return any(all(map(_abbreviates, short, long[start : start + len(short)])) for start in starts)
