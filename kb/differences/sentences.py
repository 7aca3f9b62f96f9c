"""The sentences of a document that changed, each with the rows that changed it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.differences.alignment import align
from kb.differences.changed_places import ChangedPlace
from kb.differences.pairing import similarity
from kb.differences.reasons import Reasons
from kb.differences.words import accepted, rejected
from kb.inlines import Line, joined
from kb.narrative.sentence_ends import sentences

_CITED = re.compile(r" ?\[\d+\]")
_ONE_SENTENCE = 0.4
_BETWEEN = {"fact": ": ", "row": " | "}


class SentenceChange(NamedTuple):
    """One sentence (or item, or row of a table) that came, went or changed; empty where it is not."""

    place: ChangedPlace
    before: Line
    after: Line
    why: tuple[str, ...]


def changed_sentences(places: Sequence[ChangedPlace], reasons: Reasons) -> Iterator[SentenceChange]:
    """Every changed sentence in the order of the document.

    Left out are headings, new numbers of citations, and items that only stand elsewhere in their list.
    """
    told = [place for place in places if place.kind not in ("section", "table")]
    moved = _whole_texts(told, "deleted") & _whole_texts(told, "inserted")
    for place in told:
        before, after = (joined(_BETWEEN.get(place.kind, " "), map(side, place.lines)) for side in _SIDES)
        if place.change:
            if _bare(after) not in moved:
                gone, come = (before, Line()) if place.change == "deleted" else (Line(), after)
                yield SentenceChange(place, gone, come, reasons.of_whole(place))
            continue
        for old, new in _pairs(before, after):
            yield SentenceChange(place, old, new, reasons.of_sentence(place, old, new))


_SIDES = (rejected, accepted)


def _whole_texts(places: Sequence[ChangedPlace], change: str) -> set[str]:
    """What came, or went, whole."""
    return {
        _bare(joined(_BETWEEN.get(place.kind, " "), place.lines))
        for place in places
        if place.change == change
    }


def _pairs(before: Line, after: Line) -> Iterator[tuple[Line, Line]]:
    """The sentences that differ, those that belong together side by side."""
    old, new = list(sentences(before)), list(sentences(after))
    aligned = align(old, new, _alike, _bare)
    differing = [
        (old[one] if one is not None else Line(), new[other] if other is not None else Line())
        for one, other in aligned
        if one is None or other is None or _bare(old[one]) != _bare(new[other])
    ]
    yield from differing or [(before, after)]


def _bare(sentence: Line) -> str:
    return _CITED.sub("", sentence.plain)


def _alike(one: Line, other: Line) -> float:
    alike = similarity(*(Counter(line.plain.lower().split()) for line in (one, other)))
    return alike if alike >= _ONE_SENTENCE else 0.0
