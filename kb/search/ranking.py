"""How well a text answers a question: BM25 with the title weighted, the same on both engines.

The engines have formulas of their own that differ, so theirs only find the texts.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.search.question import Phrase, SearchTerm

_TITLE = 3.0
_K1, _B, _USUAL_LENGTH = 1.2, 0.5, 80
_TOGETHER = 0.5
"""Added to the score when two words asked for one after the other follow each other in the text."""


@dataclass(frozen=True, slots=True)
class IndexedText:
    """Words and stems of a text, as the database keeps them."""

    title_words: Sequence[str]
    title_stems: Sequence[str]
    words: Sequence[str]
    stems: Sequence[str]

    def count(self, group: SearchTerm, phrase: Phrase) -> float:
        """How often a phrase is in the text, times in the title counted more."""
        title, text = (self.title_words, self.words) if group.is_prefix else (self.title_stems, self.stems)
        counts = [len(places(part, phrase, is_prefix=group.is_prefix)) for part in (title, text)]
        return _TITLE * counts[0] + counts[1]


def places(words: Sequence[str], phrase: Phrase, *, is_prefix: bool) -> list[int]:
    """Positions at which a phrase begins."""
    last, before = phrase[-1], len(phrase) - 1
    if is_prefix:
        ends = [position for position, word in enumerate(words) if word.startswith(last)]
    else:
        ends = [position for position, word in enumerate(words) if word == last]
    if not before:
        return ends
    return [end - before for end in ends if end >= before and tuple(words[end - before : end]) == phrase[:-1]]


def rarity(texts: int, holding: Mapping[SearchTerm, int]) -> dict[SearchTerm, float]:
    """The weight of each group: the fewer texts hold it, the more it says (inverse document frequency)."""
    return {group: math.log(1 + (texts - count + 0.5) / (count + 0.5)) for group, count in holding.items()}


def score(taken: IndexedText, groups: Sequence[SearchTerm], weights: Mapping[SearchTerm, float]) -> float:
    """How well a text answers; higher is better."""
    length = len(taken.words) + len(taken.title_words)
    damping = _K1 * (1 - _B + _B * length / _USUAL_LENGTH)
    total = 0.0
    for group in groups:
        count = sum(taken.count(group, phrase) for phrase in group.phrases)
        total += weights[group] * count * (_K1 + 1) / (count + damping)
    for first, second in pairwise(groups):
        if not first.is_prefix and not second.is_prefix:
            together = first.phrases[0] + second.phrases[0]
            if taken.count(first, together):
                total += _TOGETHER * min(weights[first], weights[second])
    return round(total, 6)
