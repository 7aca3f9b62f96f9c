"""Which item of one list is which item of another, whatever their order.

Pairing is symmetric: exchanging the lists exchanges the members of the pairs and nothing else.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from kb.differences.identity import identity, stages, words_of

SIMILAR = 0.5
"""Share of words that two texts must have in common to be one text that was edited."""

Pair = tuple[int, int]


def similarity(first: Counter[str], second: Counter[str]) -> float:
    """Dice coefficient of two bags of words, from 0 to 1; 1 for two empty ones."""
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def pairs(first: Sequence[Any], second: Sequence[Any], name: str) -> list[Pair]:
    """Positions of what is one item in two lists of this name; each position stands in one pair at most."""
    found = _equal(first, second)
    steps = stages(name, [*first, *second])
    for fields in steps:
        left, right = _left(first, second, found)
        by: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index in left:
            if (key := identity(first[index], fields)) is not None:
                by[key][0].append(index)
        for index in right:
            if (key := identity(second[index], fields)) is not None:
                by[key][1].append(index)
        for mine, theirs in by.values():
            found += _nearest(first, second, (mine, theirs), 0.0)
    if not steps and not _are_keys([*first, *second]):
        found += _nearest(first, second, _left(first, second, found), SIMILAR)
    return sorted(found)


def _equal(first: Sequence[Any], second: Sequence[Any]) -> list[Pair]:
    """Items that are the same to the letter; the n-th of several goes with the n-th."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(second):
        places[repr(item)].append(index)
    return [(index, places[repr(item)].pop(0)) for index, item in enumerate(first) if places[repr(item)]]


def _left(first: Sequence[Any], second: Sequence[Any], found: Iterable[Pair]) -> tuple[list[int], list[int]]:
    mine, theirs = {one for one, _ in found}, {other for _, other in found}
    return (
        [index for index in range(len(first)) if index not in mine],
        [index for index in range(len(second)) if index not in theirs],
    )


def _nearest(
    first: Sequence[Any], second: Sequence[Any], left: tuple[list[int], list[int]], least: float
) -> list[Pair]:
    """The most similar first, at least so similar; of equals those that stand nearest."""
    mine = {index: Counter(words_of(first[index])) for index in left[0]}
    theirs = {index: Counter(words_of(second[index])) for index in left[1]}
    ranked = []
    for one, words in mine.items():
        for other, others in theirs.items():
            alike = similarity(words, others)
            if alike >= least:
                ranked.append((-alike, abs(one - other), one + other, one, other))
    found: list[Pair] = []
    for *_, one, other in sorted(ranked):
        if one in mine and other in theirs:
            found.append((one, other))
            del mine[one], theirs[other]
    return found


def _are_keys(items: Sequence[Any]) -> bool:
    """Whether a list holds keys, codes or numbers, of which another one is another thing."""
    return all(isinstance(item, str) and " " not in item for item in items)
