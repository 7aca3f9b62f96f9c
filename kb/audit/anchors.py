"""Excerpts as anchors: what to look for in another edition of a document, and where it could be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kb.audit.claims import FigureClaim, Owner
from kb.audit.folding import Folded, fold
from kb.audit.text_numbers import MARKED_YEAR

_ENDS_WORD = frozenset(")]\"'")
_MARKED_YEAR = re.compile(MARKED_YEAR)


@dataclass(frozen=True)
class ExcerptAnchor:
    """One excerpt, once for all figures that it states; ``start`` counts in the document of record from 0."""

    start: int
    excerpt: str
    folded: Folded
    claims: tuple[FigureClaim, ...]

    @property
    def stop(self) -> int:
        """The character after its last in the document of record."""
        return self.start + len(self.excerpt)

    @property
    def owners(self) -> frozenset[Owner]:
        """To what its figures belong."""
        return frozenset(claim.owner for claim in self.claims)

    def part_of(self, claim: FigureClaim) -> tuple[int, int]:
        """Which folded characters are the figure of a claim: first, and after the last."""
        start, stop = claim.start - self.start, claim.stop - self.start
        inside = [index for index, place in enumerate(self.folded.places) if start <= place < stop]
        return (inside[0], inside[-1] + 1) if inside else (0, len(self.folded.text))


def anchors_of(claims: Iterable[FigureClaim]) -> list[ExcerptAnchor]:
    """The anchors of claims, in the order of the document of record, longer ones first."""
    groups: dict[tuple[int, str], list[FigureClaim]] = {}
    for claim in claims:
        groups.setdefault((claim.excerpt_start, claim.excerpt), []).append(claim)
    anchors = [
        ExcerptAnchor(start, excerpt, fold(excerpt), tuple(group))
        for (start, excerpt), group in groups.items()
    ]
    return sorted(anchors, key=lambda anchor: (anchor.start, -len(anchor.excerpt)))


def occurrences(anchor: ExcerptAnchor, text: str, folded: Folded) -> list[int]:
    """The folded places where an anchor is in a text, cut out of no longer number or word.

    Where it is only within words, these places: an excerpt may begin in the middle of a word.
    """
    wanted = anchor.folded.text
    if not wanted:
        return []
    percent = any(claim.unit == "%" for claim in anchor.claims)
    places = [
        place
        for place in _places(wanted, folded.text)
        if _whole_number(wanted, text, folded, place, percent=percent)
    ]
    whole = [place for place in places if _whole_words(wanted, text, folded, place)]
    return whole or places


def _places(wanted: str, text: str) -> Iterator[int]:
    place = text.find(wanted)
    while place >= 0:
        yield place
        place = text.find(wanted, place + 1)


def _whole_number(wanted: str, text: str, folded: Folded, place: int, *, percent: bool) -> bool:
    """Whether the ends of the excerpt are not digits cut out of a longer number: ``7%`` in ``67%``."""
    signs, stop = folded.text, place + len(wanted)
    if wanted[0].isdigit() or wanted[0] == ".":
        before, earlier = signs[max(place - 1, 0) : place], signs[max(place - 2, 0) : max(place - 1, 0)]
        if before.isdigit() or (before == "," and earlier.isdigit()):
            return False
        if before == "." and not (earlier.isalpha() or earlier in _ENDS_WORD):
            return False
    if wanted[-1].isdigit():
        after, later = signs[stop : stop + 1], signs[stop + 1 : stop + 2]
        glued = folded.places[stop : stop + 2] == (folded.places[stop - 1] + 1, folded.places[stop - 1] + 2)
        if after.isdigit() or (after == "%" and not percent):
            return False
        if after and after in ".," and later.isdigit() and glued:
            # "2006.25 A decision": a year and a citation mark that is raised no more.
            return bool(_MARKED_YEAR.match(text, max(folded.places[stop - 1] - 3, 0)))
    return True


def _whole_words(wanted: str, text: str, folded: Folded, place: int) -> bool:
    """Whether the ends of the excerpt are not letters cut out of a longer word."""
    start, stop = folded.span(place, place + len(wanted))
    before, after = text[max(start - 1, 0) : start], text[stop : stop + 1]
    if wanted[0].isalnum() and before.isalpha():
        return False
    # "2" is not in "category 2A", but "10" in "10mg".
    return not (after.isalpha() and (wanted[-1].isalpha() or (wanted[-1].isdigit() and after.isupper())))


def neighbours(
    anchors: Sequence[ExcerptAnchor], starts: Sequence[int | None], index: int
) -> tuple[int | None, int | None]:
    """The nearest anchors before and after one, by their place in the list, that were found."""
    before = next((i for i in range(index - 1, -1, -1) if starts[i] is not None), None)
    after = next((i for i in range(index + 1, len(anchors)) if starts[i] is not None), None)
    return before, after
