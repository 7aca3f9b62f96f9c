"""Which block of one document is which block of the other: in order, the likest together.

First what is equal to the letter is matched by difflib; in the gaps, blocks are aligned so that the sum of
their likeness is greatest (Needleman and Wunsch 1970, without a cost for gaps).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from kb.differences.words import opcodes

Item = TypeVar("Item")
Aligned = tuple[int | None, int | None]

_LARGEST_GAP = 250_000
"""Pairs looked at in one gap; in a larger one nothing is aligned."""


def align(
    before: Sequence[Item],
    after: Sequence[Item],
    likeness: Callable[[Item, Item], float],
    print_of: Callable[[Item], str],
) -> list[Aligned]:
    """Positions of both sides in reading order, None where a side has nothing; what went comes first.

    ``likeness`` is 0 for two blocks that are never one, and rises with what they have in common.
    ``print_of`` is the same for two blocks exactly when they are equal. Exchanging the sides exchanges
    the positions.
    """
    prints = [print_of(item) for item in before], [print_of(item) for item in after]
    if prints[1] < prints[0]:
        # Of several equally good alignments the same one, whichever side comes first.
        mirrored = _pairs((prints[1], prints[0]), lambda one, other: likeness(before[other], after[one]))
        return list(_whole([(other, one) for one, other in mirrored], len(before), len(after)))
    pairs = _pairs(prints, lambda one, other: likeness(before[one], after[other]))
    return list(_whole(pairs, len(before), len(after)))


def _pairs(
    prints: tuple[Sequence[str], Sequence[str]], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for tag, a1, a2, b1, b2 in opcodes(*prints):
        if tag == "equal":
            found += zip(range(a1, a2), range(b1, b2), strict=True)
        elif (a2 - a1) * (b2 - b1) <= _LARGEST_GAP:
            best = _best(range(a1, a2), range(b1, b2), likeness)
            found += [(a1 + one, b1 + other) for one, other in best]
    return found


def _whole(pairs: Sequence[tuple[int, int]], before: int, after: int) -> Iterator[Aligned]:
    """The pairs with what stands alone between them."""
    start, begin = 0, 0
    for one, other in [*pairs, (before, after)]:
        yield from ((index, None) for index in range(start, one))
        yield from ((None, index) for index in range(begin, other))
        if one < before:
            yield one, other
        start, begin = one + 1, other + 1


def _best(
    mine: Sequence[int], theirs: Sequence[int], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """Pairs of positions in both sequences, rising, whose likeness together is greatest."""
    rows, columns = len(mine), len(theirs)
    alike = [[likeness(one, other) for other in theirs] for one in mine]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = alike[row][column] + best[row + 1][column + 1] if alike[row][column] > 0 else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    found = []
    row = column = 0
    while row < rows and column < columns:
        here = alike[row][column]
        if here > 0 and best[row][column] == here + best[row + 1][column + 1]:
            found.append((row, column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return found
