"""The sentences of a document that changed, each with the rows that changed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.differences.alignment import align
from kb.differences.pairing import similarity
from kb.differences.reasons import Reasons
from kb.differences.redline import (
    MarkedFact,
    MarkedItem,
    MarkedParagraph,
    MarkedRow,
    MarkedSection,
    MarkedTable,
    Redline,
    Spot,
    spots,
)
from kb.differences.words import Op, Words, all_of, compare, side
from kb.differences.words import shown as shown_line
from kb.inlines import Line
from kb.narrative.sentence_ends import sentences

_CITED = re.compile(r" ?\[\d+\]")
_ONE_SENTENCE = 0.4


class SentenceChange(NamedTuple):
    """One sentence (or item, or row of a table) that came, went or changed; empty where it is not."""

    change: int
    """Number of the changed place in the redline, from 1."""
    headings: tuple[str, ...]
    before: str
    after: str
    why: tuple[str, ...]


def changed_sentences(redline: Redline, reasons: Reasons) -> Iterator[SentenceChange]:
    """Every changed sentence in the order of the document.

    Left out are headings, new numbers of citations, and items that only stand elsewhere in their list.
    """
    found = [(spot, words) for spot in spots(redline) if (words := _words_of(spot)) is not None]
    moved = _whole_texts(found, Op.DELETE) & _whole_texts(found, Op.INSERT)
    for spot, words in found:
        before, after = (shown_line(side(words, op)) for op in (Op.DELETE, Op.INSERT))
        if spot.block.op is not Op.KEEP:
            if _bare(before or after) not in moved:
                why = reasons.of_whole(spot.keys, after or before, words)
                yield SentenceChange(spot.number, spot.headings, before, after, why)
            continue
        cited = tuple(span for span in words if span.reference)
        for old, new in _pairs(before, after):
            changed = compare(Line(old), Line(new))
            why = reasons.of_words((*changed, *cited), spot.keys, after or before)
            yield SentenceChange(spot.number, spot.headings, old, new, why)


def _whole_texts(found: Sequence[tuple[Spot, Words]], op: Op) -> set[str]:
    """What came, or went, whole."""
    return {_bare(shown_line(side(words, op))) for spot, words in found if spot.block.op is op}


def _words_of(spot: Spot) -> Words | None:
    """The words of a changed place; None for a heading or the head of a table."""
    block = spot.block
    if isinstance(block, MarkedSection | MarkedTable):
        return None
    if isinstance(block, MarkedParagraph | MarkedItem):
        return block.words
    if isinstance(block, MarkedFact):
        return (*block.label, *all_of(Line(": "), block.op), *block.value)
    assert isinstance(block, MarkedRow)
    between = all_of(Line(" | "), block.op)
    return tuple(
        span for index, cell in enumerate(block.cells) for span in (*(between if index else ()), *cell)
    )


def _pairs(before: str, after: str) -> Iterator[tuple[str, str]]:
    """The sentences that differ, those that belong together side by side."""
    old, new = ([one.plain for one in sentences(Line(text))] for text in (before, after))
    aligned = align(old, new, _alike, _bare)
    differing = [
        (old[one] if one is not None else "", new[other] if other is not None else "")
        for one, other in aligned
        if one is None or other is None or _bare(old[one]) != _bare(new[other])
    ]
    yield from differing or [(before, after)]


def _bare(sentence: str) -> str:
    return _CITED.sub("", sentence)


def _alike(one: str, other: str) -> float:
    alike = similarity(Counter(one.lower().split()), Counter(other.lower().split()))
    return alike if alike >= _ONE_SENTENCE else 0.0
