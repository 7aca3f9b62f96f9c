"""A few words around a place of a text."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import category

from kb.forms.values import in_one_line

_AROUND = 45
"""Characters shown on either side."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """What is before a number, the number, and what is after it, each in one line."""

    before: str
    marked: str
    after: str

    def __str__(self) -> str:
        return f"{self.before}«{self.marked}»{self.after}"


def snippet(text: str, start: int, stop: int) -> Snippet:
    """The words around a span; where it is empty, around that place. Cut at blanks, with an ellipsis.

    Signs that a terminal would obey are made visible, and those without width left out.
    """
    first, last = max(0, start - _AROUND), min(len(text), stop + _AROUND)
    before, after = _in_one_line(text[first:start]), _in_one_line(text[stop:last])
    if first > 0 and " " in before:
        before = "…" + before.partition(" ")[2]
    if last < len(text) and " " in after:
        after = after.rpartition(" ")[0] + "…"
    if before and text[start - 1 : start].isspace():
        before += " "
    if after and text[stop : stop + 1].isspace():
        after = " " + after
    return Snippet(before, _in_one_line(text[start:stop]), after)


def _in_one_line(text: str) -> str:
    return in_one_line("".join(sign for sign in text if category(sign) != "Cf"))
