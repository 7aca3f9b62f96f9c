"""Texts as words, numbers and signs, for comparing an excerpt with what took its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kb.audit.folding import fold
from kb.audit.text_numbers import numbers_in

_PIECE = re.compile(r"[^\W\d_]+|[^\w\s]")
_UNSEEN = re.compile(r"[*_\\\u00ad]|\$(?!\s*\d)")


@dataclass(frozen=True, slots=True)
class TextToken:
    """One word, number or sign: its characters folded, where it is, its value when it is a number."""

    text: str
    start: int
    stop: int
    value: float | None

    @property
    def is_word(self) -> bool:
        """Whether it is a word."""
        return self.value is None and self.text[:1].isalpha()


def tokens_of(text: str, start: int = 0, stop: int | None = None) -> list[TextToken]:
    """The tokens of a text or of a part of it, in order. White space and typesetting are none."""
    end = len(text) if stop is None else stop
    tokens: list[TextToken] = []
    done = start
    for number in numbers_in(text, start, end):
        tokens += _pieces(text, done, number.start)
        printed = _plain(text[number.start : number.stop])
        tokens.append(TextToken(printed, number.start, number.stop, number.value))
        done = number.stop
    tokens += _pieces(text, done, end)
    return tokens


@lru_cache(maxsize=10_000)
def _plain(printed: str) -> str:
    return fold(printed).text.lower()


def _pieces(text: str, start: int, stop: int) -> Iterator[TextToken]:
    for match in _PIECE.finditer(text, start, stop):
        folded = _plain(match[0])
        if folded and not _UNSEEN.match(text, match.start()):
            yield TextToken(folded, match.start(), match.end(), None)
