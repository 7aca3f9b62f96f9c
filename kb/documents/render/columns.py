"""How a table goes on paper: width of its columns, size of its type, upright or across the page.

Widths are estimated from counts of characters, since Word and PDF must not differ and fonts are not at hand.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from kb.documents.render.linked import LinkedRow, LinkedTable, words_of

UPRIGHT = 468.0
"""Points between the margins of an upright page: US Letter, margins of one inch."""

ACROSS = 648.0
"""Points between the margins of the same page laid across."""

LONGEST_WORD = 30
"""Characters after which a word in a table may be broken."""

_GLYPH = 0.54
"""Mean width of a character in parts of the size of its type, rather too wide than too narrow."""

_PADDING = 11.0
"""Points of space at both sides of a cell together."""

_COMFORT = 46
"""Characters on a line of a cell beyond which more width makes it no easier to read."""

_TALLEST = 7.0
"""Lines to which the widest text of a row may be folded before the page is laid across."""

_SHORTEST_LINE = 3

_SIZES = (9.0, 8.0, 7.0, 6.0)


class Columns(NamedTuple):
    """Widths in points, which fill the page; size of the type in points; whether the page lies across."""

    widths: tuple[float, ...]
    size: float
    across: bool

    def letters(self, index: int) -> int:
        """Characters that a line of a column has room for, and after which a word has to be broken."""
        room = (self.widths[index] - _PADDING) / (self.size * _GLYPH)
        return max(int(room), _SHORTEST_LINE)


def columns_of(table: LinkedTable) -> Columns:
    """The first of these that no word is cut in: upright at 9 or 8 points, across at 9, 8, 7, 6 points."""
    header, rows = _texts(table.header), [_texts(row) for row in table.rows]
    columns = range(len(header))
    least = [_least(header[index], [row[index] for row in rows]) for index in columns]
    wanted = [_wanted(header[index], [row[index] for row in rows], least[index]) for index in columns]
    choices = [(size, False) for size in _SIZES[:2]] + [(size, True) for size in _SIZES]
    for size, across in choices:
        room = (ACROSS if across else UPRIGHT) - _PADDING * len(least)
        letters = room / (size * _GLYPH)
        if sum(least) <= letters and (across or _lines(rows, wanted, letters) <= _TALLEST):
            return Columns(_shared(least, wanted, letters, size), size, across)
    return Columns(_scaled(least, ACROSS), _SIZES[-1], True)


def _texts(row: LinkedRow) -> list[str]:
    return [words_of(cell) for cell in row.cells]


def _least(header: str, cells: Sequence[str]) -> int:
    """Characters of the longest word of a column, headings counted as wider since they are bold."""
    head = max((len(word) for word in _words(header)), default=0)
    body = max((len(word) for cell in cells for word in _words(cell)), default=0)
    return max(min(round(head * 1.1), LONGEST_WORD), min(body, LONGEST_WORD), 2) + 1


def _wanted(header: str, cells: Sequence[str], least: int) -> int:
    longest = max((len(cell) for cell in cells), default=0)
    return max(least, min(longest, _COMFORT), min(len(header), 2 * least))


def _words(text: str) -> list[str]:
    return [word for part in text.split() for word in re.findall(r"[^/-]*[/-]?", part) if word]


def _lines(rows: Sequence[Sequence[str]], wanted: list[int], letters: float) -> float:
    """Lines of the tallest cell, roughly, when every column gets its part of the width."""
    part = letters / max(sum(wanted), 1)
    cells = ((len(cell), wanted[index]) for row in rows for index, cell in enumerate(row))
    narrow = len(wanted) > 4
    return max((length / max(width * part, 1) for length, width in cells), default=0) if narrow else 0.0


def _shared(least: list[int], wanted: list[int], letters: float, size: float) -> tuple[float, ...]:
    """Every column its longest word; what is left goes to those that want more, then to all alike."""
    spare = letters - sum(least)
    more = [want - need for want, need in zip(wanted, least, strict=True)]
    given = min(1.0, spare / sum(more)) if sum(more) else 0.0
    got = [need + given * extra for need, extra in zip(least, more, strict=True)]
    room = sum(letter * size * _GLYPH + _PADDING for letter in got)
    full = letters * size * _GLYPH + _PADDING * len(got)
    return tuple(round((letter * size * _GLYPH + _PADDING) * full / room, 2) for letter in got)


def _scaled(least: list[int], room: float) -> tuple[float, ...]:
    return tuple(round(room * need / sum(least), 2) for need in least)
