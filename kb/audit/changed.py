"""Excerpts that are not printed any more as recorded: what is printed in their place.

Looked for between the nearest excerpts that were found, near where their distances put it. The more words and
numbers are still the same, the further it may have moved; a number alone must stand just there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kb.audit.anchor_alignment import tolerance
from kb.audit.text_tokens import TextToken, tokens_of

_ALIKE = 0.5
"""Part of the words and numbers that must be the same for an excerpt to be taken for the same."""
_REACH = 40
"""Characters that an excerpt may have moved by for each word or number that is the same."""
_JUST_THERE = 15
"""Characters within which another number, with nothing the same around it, has taken the place of one."""


@dataclass(frozen=True, slots=True)
class Expected:
    """Where a missing excerpt should be: at one of the ``places``, and between two characters of the text.

    ``distance`` is how far the nearest excerpt that was found is from it.
    """

    places: tuple[int, ...]
    first: int
    last: int
    distance: int

    @property
    def near(self) -> int:
        """The likeliest place."""
        return min(max(self.places[0], self.first), self.last)


_STEPS = ("pair", "missing", "added")

Pairs = list[tuple[TextToken, TextToken | None]]
"""Each token of an excerpt with the one in its place; None where there is none."""


def find_changed(
    excerpt: str, tokens: Sequence[TextToken], expected: Expected, taken: Collection[int]
) -> Pairs | None:
    """What of a text's tokens is printed in the place of an excerpt; None when nothing there is like it.

    ``taken`` are the first characters of the numbers that state other figures.
    """
    wanted = tokens_of(excerpt)
    whole = sum(_weight(token) for token in wanted)
    allowed = tolerance(expected.distance)
    furthest = int(allowed + _REACH * whole)
    first = max(expected.first, min(expected.places) - furthest)
    last = min(expected.last, max(expected.places) + 2 * len(excerpt) + furthest)
    part = slice(*(bisect_left(tokens, place, key=lambda token: token.start) for place in (first, last)))
    there = [token for token in tokens[part] if token.start not in taken]
    pairs = _best(wanted, there, expected)
    if pairs is None:
        return None
    alike = [_weight(token) for token, other in pairs if other is not None and _same(token, other)]
    start = next(other.start for _, other in pairs if other is not None)
    moved = min(abs(start - place) for place in expected.places)
    enough = sum(alike) >= _ALIKE * whole and any(weight >= 1 for weight in alike)
    if not enough:
        paired = sum(other is not None and _gain(token, other) > 0 for token, other in pairs)
        return pairs if paired > _ALIKE * len(pairs) and moved <= allowed <= _JUST_THERE else None
    return pairs if moved <= allowed + _REACH * sum(alike) else None


def _best(wanted: Sequence[TextToken], there: Sequence[TextToken], expected: Expected) -> Pairs | None:
    """The best pairing of an excerpt with tokens that follow one another, wherever they begin.

    A fitting alignment (Needleman-Wunsch, doi:10.1016/0022-2836(70)90057-4, with both ends open).
    """
    moved = [min(abs(token.start - place) for place in expected.places) for token in there]
    table = [[-min(3.0, away / 25) for away in moved] + [-3.0]]
    steps: list[list[str]] = []
    for text_token in wanted:
        above, row, taken = table[-1], [table[-1][0] - 1.5], ["missing"]
        for j, other in enumerate(there, start=1):
            ways = (above[j - 1] + _gain(text_token, other), above[j] - 1.5, row[j - 1] - 1.0)
            best = max(ways)
            taken.append(_STEPS[ways.index(best)])
            row.append(best)
        table.append(row)
        steps.append(taken)
    last = table[-1]
    pairs = _traced(steps, wanted, there, max(range(len(last)), key=lambda j: last[j]))
    return pairs if any(other for _, other in pairs) else None


def _traced(
    steps: Sequence[list[str]], wanted: Sequence[TextToken], there: Sequence[TextToken], stop: int
) -> Pairs:
    pairs: Pairs = []
    i, j = len(wanted), stop
    while i > 0:
        step = steps[i - 1][j]
        if step == "added":
            j -= 1
            continue
        pairs.append((wanted[i - 1], there[j - 1] if step == "pair" else None))
        i, j = i - 1, j - (step == "pair")
    return pairs[::-1]


def _same(token: TextToken, other: TextToken) -> bool:
    return token.text == other.text


def _weight(token: TextToken) -> float:
    if token.value is not None:
        return 1.0
    return 1.0 if token.is_word and len(token.text) > 3 else 0.5 if token.is_word else 0.25


def _gain(token: TextToken, other: TextToken) -> float:
    """What pairing two tokens speaks for their texts being the same."""
    if token.text == other.text:
        return 3 * _weight(token)
    if token.value is not None and other.value is not None:
        return 2.0 if token.value == other.value else 1.0
    return -1.0 if (token.value is None) == (other.value is None) else -3.0
