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
    """Positions of what is one item in two lists of this name; each position is in one pair at most."""
    matches = _equal(first, second)
    steps = stages(name, [*first, *second])
    for fields in steps:
        unpaired_first, unpaired_second = _unpaired(first, second, matches)
        by: dict[tuple[str, ...], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for index in unpaired_first:
            if (key := identity(first[index], fields)) is not None:
                by[key][0].append(index)
        for index in unpaired_second:
            if (key := identity(second[index], fields)) is not None:
                by[key][1].append(index)
        for first_positions, second_positions in by.values():
            matches += _nearest(first, second, (first_positions, second_positions), 0.0)
    if not steps and not _are_keys([*first, *second]):
        matches += _nearest(first, second, _unpaired(first, second, matches), SIMILAR)
    return sorted(matches)


def _equal(first: Sequence[Any], second: Sequence[Any]) -> list[Pair]:
    """Items that are the same to the letter; the n-th of several goes with the n-th."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, item in enumerate(second):
        places[repr(item)].append(index)
    return [(index, places[repr(item)].pop(0)) for index, item in enumerate(first) if places[repr(item)]]


def _unpaired(
    first: Sequence[Any], second: Sequence[Any], matches: Iterable[Pair]
) -> tuple[list[int], list[int]]:
    paired_first, paired_second = {position for position, _ in matches}, {position for _, position in matches}
    return (
        [index for index in range(len(first)) if index not in paired_first],
        [index for index in range(len(second)) if index not in paired_second],
    )


def _nearest(
    first: Sequence[Any], second: Sequence[Any], unpaired: tuple[list[int], list[int]], least: float
) -> list[Pair]:
    """The most similar first, at least so similar; of equals those that are nearest."""
    first_words = {index: Counter(words_of(first[index])) for index in unpaired[0]}
    second_words = {index: Counter(words_of(second[index])) for index in unpaired[1]}
    ranked = []
    for index, words in first_words.items():
        for other_index, other_words in second_words.items():
            alike = similarity(words, other_words)
            if alike >= least:
                ranked.append((-alike, abs(index - other_index), index + other_index, index, other_index))
    matches: list[Pair] = []
    for *_, index, other_index in sorted(ranked):
        if index in first_words and other_index in second_words:
            matches.append((index, other_index))
            del first_words[index], second_words[other_index]
    return matches


def _are_keys(items: Sequence[Any]) -> bool:
    """Whether a list holds keys, codes or numbers, of which another one is another thing."""
    return all(isinstance(item, str) and " " not in item for item in items)
