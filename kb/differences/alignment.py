"""Which block of one document is which block of the other: in order, the most similar together.

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
        mirrored = _pairs(
            (prints[1], prints[0]), lambda first, second: likeness(before[second], after[first])
        )
        return list(_with_unpaired([(second, first) for first, second in mirrored], len(before), len(after)))
    pairs = _pairs(prints, lambda first, second: likeness(before[first], after[second]))
    return list(_with_unpaired(pairs, len(before), len(after)))


def _pairs(
    prints: tuple[Sequence[str], Sequence[str]], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    matches: list[tuple[int, int]] = []
    for tag, a1, a2, b1, b2 in opcodes(*prints):
        if tag == "equal":
            matches += zip(range(a1, a2), range(b1, b2), strict=True)
        elif (a2 - a1) * (b2 - b1) <= _LARGEST_GAP:
            best = _best(range(a1, a2), range(b1, b2), likeness)
            matches += [(a1 + row, b1 + column) for row, column in best]
    return matches


def _with_unpaired(pairs: Sequence[tuple[int, int]], before: int, after: int) -> Iterator[Aligned]:
    """The pairs, and between them what has no partner."""
    start, begin = 0, 0
    for first, second in [*pairs, (before, after)]:
        yield from ((index, None) for index in range(start, first))
        yield from ((None, index) for index in range(begin, second))
        if first < before:
            yield first, second
        start, begin = first + 1, second + 1


def _best(
    old_positions: Sequence[int], new_positions: Sequence[int], likeness: Callable[[int, int], float]
) -> list[tuple[int, int]]:
    """Pairs of positions in both sequences, rising, whose likeness together is greatest."""
    rows, columns = len(old_positions), len(new_positions)
    alike = [[likeness(old, new) for new in new_positions] for old in old_positions]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for row in range(rows - 1, -1, -1):
        for column in range(columns - 1, -1, -1):
            paired = alike[row][column] + best[row + 1][column + 1] if alike[row][column] > 0 else 0.0
            best[row][column] = max(best[row + 1][column], best[row][column + 1], paired)
    matches = []
    row = column = 0
    while row < rows and column < columns:
        likeness_here = alike[row][column]
        if likeness_here > 0 and best[row][column] == likeness_here + best[row + 1][column + 1]:
            matches.append((row, column))
            row, column = row + 1, column + 1
        elif best[row + 1][column] >= best[row][column + 1]:
            row += 1
        else:
            column += 1
    return matches
