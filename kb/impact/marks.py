"""Marks: single characters that travel through the making of a text and say what it was made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

# Private use (Unicode, plane 15): no text of ours or of a source holds these characters.
_FIRST, _LAST = 0xF0001, 0xFFFFD
MARKS = f"{chr(_FIRST)}-{chr(_LAST)}"
"""All marks, to stand in the brackets of a regular expression."""
BOUNDARY = chr(_FIRST - 1)
"""Stands between two sentences that were told one after the other."""
_MARK = re.compile(f"[{MARKS}]")
_NUMBER = re.compile(r"(?<![\w.-])\d+$")


class Way(StrEnum):
    """How a text rests on something."""

    SAYS = "says"
    CITES = "cites"
    NAMES = "names"
    TELLS = "tells of"
    COUNTS = "counts"
    REPORTS = "reports"


@dataclass(frozen=True, slots=True)
class Touch:
    """One thing that a text may rest on; ``printed`` are the forms in which the text may say it."""

    way: Way
    key: str
    printed: tuple[str, ...] = ()
    remark: str = ""


class Read(NamedTuple):
    """A text without its marks; ``spans`` are start and end of what is touched, in order."""

    text: str
    touches: tuple[Touch, ...]
    spans: tuple[tuple[int, int], ...]


class Marks:
    """Gives out marks, each for one touch, and reads them back."""

    def __init__(self) -> None:
        self._given: dict[Touch, str] = {}
        self._touches: list[Touch] = []

    def of(self, touch: Touch) -> str:
        """The mark of a touch, always the same; empty when all are given out, some 65,000."""
        if touch not in self._given:
            if _FIRST + len(self._touches) > _LAST:
                return ""
            self._given[touch] = chr(_FIRST + len(self._touches))
            self._touches.append(touch)
        return self._given[touch]

    def read(self, marked: str) -> Read:
        """A marked text as plain text, with what it touches, each once."""
        text, end = "", 0
        touches: dict[Touch, None] = {}
        spans: set[tuple[int, int]] = set()
        for found in _MARK.finditer(marked):
            text += marked[end : found.start()]
            end = found.end()
            touch = self._touches[ord(found[0]) - _FIRST]
            touches[touch] = None
            start = _start(text, touch)
            if start is not None:
                spans.add((start, len(text)))
        return Read(text + marked[end:], tuple(touches), _apart(spans))


def _start(before: str, touch: Touch) -> int | None:
    """Where the printed form begins that the text before a mark ends with; null when none does."""
    if touch.way is Way.COUNTS and (number := _NUMBER.search(before)) is not None:
        return number.start()
    longest = max((form for form in touch.printed if form and before.endswith(form)), key=len, default=None)
    return None if longest is None else len(before) - len(longest)


def _apart(spans: set[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Spans in order, those that lie in another left out."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return tuple(kept)
