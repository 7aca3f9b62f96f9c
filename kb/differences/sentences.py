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

    Left out are headings, new numbers of citations, and items that only moved within their list.
    """
    wanted_places = [place for place in places if place.kind not in ("section", "table")]
    moved = _whole_texts(wanted_places, "deleted") & _whole_texts(wanted_places, "inserted")
    for place in wanted_places:
        before, after = (joined(_BETWEEN.get(place.kind, " "), map(side, place.lines)) for side in _SIDES)
        if place.change:
            if _bare(after) not in moved:
                old, new = (before, Line()) if place.change == "deleted" else (Line(), after)
                yield SentenceChange(place, old, new, reasons.of_whole(place))
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
    """The sentences that differ, those that belong together as pairs."""
    old, new = list(sentences(before)), list(sentences(after))
    aligned = align(old, new, _alike, _bare)
    differing = [
        (
            old[old_index] if old_index is not None else Line(),
            new[new_index] if new_index is not None else Line(),
        )
        for old_index, new_index in aligned
        if old_index is None or new_index is None or _bare(old[old_index]) != _bare(new[new_index])
    ]
    yield from differing or [(before, after)]


def _bare(sentence: Line) -> str:
    return _CITED.sub("", sentence.plain)


def _alike(before: Line, after: Line) -> float:
    alike = similarity(*(Counter(line.plain.lower().split()) for line in (before, after)))
    return alike if alike >= _ONE_SENTENCE else 0.0
