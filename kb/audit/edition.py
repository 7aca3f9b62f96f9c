"""Claims compared with a text: by position in their own document, by likeliest place in another edition."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from kb.audit.anchor_alignment import AnchorPlace, align
from kb.audit.anchors import ExcerptAnchor, anchors_of, neighbours, occurrences
from kb.audit.changed import Expected, find_changed
from kb.audit.checked_claims import CheckedClaim, MismatchKind, as_recorded, not_found, printed_otherwise
from kb.audit.claims import FigureClaim, Owner
from kb.audit.folding import Folded, fold
from kb.audit.judging import judge
from kb.audit.text_tokens import TextToken, tokens_of

#: How far from the recorded place a figure of the very document is looked for, in characters.
_MISPLACED = 200


def compare_by_place(claims: Sequence[FigureClaim], text: str) -> list[CheckedClaim]:
    """Compare each claim with what is in its place in the very document; lines may break anywhere in it."""
    folded = fold(text)
    by_source = {
        check.claim.source: check
        for anchor in anchors_of(claims)
        for check in _hold_in_place(anchor, text, folded)
    }
    return [by_source[claim.source] for claim in claims]


def _hold_in_place(anchor: ExcerptAnchor, text: str, folded: Folded) -> list[CheckedClaim]:
    near = [
        place
        for place in occurrences(anchor, text, folded)
        if abs(folded.places[place] - anchor.start) <= _MISPLACED
    ]
    if not near:
        near = [
            place for place in [bisect_left(folded.places, anchor.start)] if _begins(anchor, folded, place)
        ]
        kind = MismatchKind.NUMBER
    else:
        kind = MismatchKind.PLACE
    if not near:
        return [not_found(claim, min(claim.start, max(len(text) - 1, 0))) for claim in anchor.claims]
    place = min(near, key=lambda place: abs(folded.places[place] - anchor.start))
    excerpt = folded.span(place, place + len(anchor.folded.text))
    moved = text[slice(*sorted((excerpt[0], anchor.start)))].strip()
    checks = []
    for claim in anchor.claims:
        first, last = anchor.part_of(claim)
        span = folded.span(place + first, place + last)
        if kind is MismatchKind.PLACE and not moved:
            checks.append(as_recorded(claim, text, span, excerpt))
        else:
            checks.append(printed_otherwise(claim, text, _whole_span(text, span), excerpt, kind))
    return checks


def _begins(anchor: ExcerptAnchor, folded: Folded, place: int) -> bool:
    """Whether the characters of an excerpt are at a place, if cut out of a longer number there."""
    return bool(anchor.folded.text) and folded.text.startswith(anchor.folded.text, place)


def _whole_span(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A figure with the digits around it that its excerpt cuts off."""
    start, stop = span
    while start > 0 and text[start].isdigit() and text[start - 1].isdigit():
        start -= 1
    while stop < len(text) and text[stop - 1].isdigit() and text[stop].isdigit():
        stop += 1
    return start, stop


NamedAt = Callable[[frozenset[Owner], int], bool | None]
"""Whether one of these was the last study named before a character; None where nothing is named."""


@dataclass
class _Edition:
    """Another edition of a document, with where the excerpts of the document of record are in it."""

    text: str
    folded: Folded
    anchors: list[ExcerptAnchor]
    found: list[int | None]
    """First character of each excerpt in the text."""
    taken: dict[int, list[ExcerptAnchor]] = field(default_factory=dict)
    """First characters of the figures that were found, with the excerpts that state them."""

    @cached_property
    def tokens(self) -> list[TextToken]:
        """The words, numbers and signs of the text."""
        return tokens_of(self.text)

    def take(self, place: int, anchor: ExcerptAnchor) -> None:
        """Note that a figure was found."""
        self.taken.setdefault(place, []).append(anchor)

    def taken_from(self, anchor: ExcerptAnchor) -> set[int]:
        """Figures found that an excerpt cannot state, as it is elsewhere in the document of record."""
        return {
            place
            for place, others in self.taken.items()
            if all(other.stop <= anchor.start or anchor.stop <= other.start for other in others)
        }


def compare_by_alignment(
    claims: Sequence[FigureClaim], text: str, named: NamedAt, folded: Folded | None = None
) -> list[CheckedClaim]:
    """Look for each claim in another edition of the document, in the order of the claims."""
    folded = folded or fold(text)
    anchors = anchors_of(claims)

    def places(anchor: ExcerptAnchor) -> list[AnchorPlace]:
        spots = occurrences(anchor, text, folded)
        starts = [(spot, folded.places[spot]) for spot in spots]
        return [AnchorPlace(spot, start, named(anchor.owners, start)) for spot, start in starts]

    aligned = _without_clashes(anchors, align(anchors, places, len(text)))
    _place_twins(anchors, aligned, places)
    starts = [None if place is None else place.start for place in aligned]
    edition = _Edition(text, folded, anchors, starts)
    by_source: dict[str, CheckedClaim] = {}
    for anchor, place in zip(anchors, aligned, strict=True):
        if place is not None:
            for check in _as_recorded(edition, anchor, place):
                by_source[check.claim.source] = check
    missing = [index for index, place in enumerate(aligned) if place is None]
    # Those that say most first, so that a bare number does not take what belongs to a longer excerpt.
    for index in sorted(missing, key=lambda index: -len(anchors[index].folded.text)):
        for check in _otherwise(edition, index, anchors[index]):
            by_source[check.claim.source] = check
    return [by_source[claim.source] for claim in claims]


def _without_clashes(
    anchors: Sequence[ExcerptAnchor], places: list[AnchorPlace | None]
) -> list[AnchorPlace | None]:
    """Leave out the less likely of two excerpts found in one place that are separate in the record."""
    kept = list(places)
    order = sorted((place.start, index) for index, place in enumerate(places) if place is not None)
    for (start, earlier), (next_start, other) in pairwise(order):
        apart = anchors[earlier].stop <= anchors[other].start or anchors[other].stop <= anchors[earlier].start
        if kept[earlier] is not None and apart and next_start < start + len(anchors[earlier].excerpt) - 1:
            worse = max((earlier, other), key=lambda index: _strain(anchors, places, index))
            kept[worse] = None
    return kept


def _place_twins(
    anchors: Sequence[ExcerptAnchor],
    aligned: list[AnchorPlace | None],
    places: Callable[[ExcerptAnchor], list[AnchorPlace]],
) -> None:
    """Give a second place to an excerpt that the record has twice in a row, where only one was found."""
    for index, (first, second) in enumerate(pairwise(anchors)):
        known = aligned[index] or aligned[index + 1]
        if first.excerpt != second.excerpt or known is None or (aligned[index] and aligned[index + 1]):
            continue
        following = next((place.start for place in aligned[index + 2 :] if place is not None), None)
        further = (place for place in places(second) if place.start > known.start)
        later = next((place for place in further if following is None or place.start < following), None)
        if later is not None:
            aligned[index : index + 2] = known, later


def _strain(anchors: Sequence[ExcerptAnchor], places: Sequence[AnchorPlace | None], index: int) -> int:
    """By how much an excerpt has moved against those around it."""
    shifts = [
        place.start - anchors[i].start
        for i, place in enumerate(places[max(0, index - 3) : index + 4], start=max(0, index - 3))
        if place is not None and i != index
    ]
    own = places[index]
    assert own is not None
    return min((abs(own.start - anchors[index].start - shift) for shift in shifts), default=0)


def _as_recorded(edition: _Edition, anchor: ExcerptAnchor, place: AnchorPlace) -> list[CheckedClaim]:
    length = len(anchor.folded.text)
    excerpt = edition.folded.span(place.folded, place.folded + length)
    checks = []
    for claim in anchor.claims:
        first, last = anchor.part_of(claim)
        span = edition.folded.span(place.folded + first, place.folded + last)
        edition.take(span[0], anchor)
        checks.append(as_recorded(claim, edition.text, span, excerpt))
    return checks


def _otherwise(edition: _Edition, index: int, anchor: ExcerptAnchor) -> list[CheckedClaim]:
    """What is printed in the place of an excerpt that is not there as recorded."""
    expected = _expected(edition, index)
    pairs = find_changed(anchor.excerpt, edition.tokens, expected, edition.taken_from(anchor))
    if pairs is None:
        return [not_found(claim, expected.near) for claim in anchor.claims]
    starts = [other.start for _, other in pairs if other is not None]
    edition.found[index] = starts[0]
    checks = [judge(claim, anchor.start, pairs, edition.text, expected.near) for claim in anchor.claims]
    for check in checks:
        if check.span is not None:
            edition.take(check.span[0], anchor)
    return checks


def _expected(edition: _Edition, index: int) -> Expected:
    """Where an excerpt should be by the nearest ones that were found."""
    anchors, starts, length = edition.anchors, edition.found, len(edition.text)
    anchor = anchors[index]
    before, after = neighbours(anchors, starts, index)
    places: list[int] = []
    distances: list[int] = []
    bounds: list[int] = [0, length]
    for side, other in enumerate((before, after)):
        if other is not None:
            start = starts[other]
            assert start is not None
            distance = anchor.start - anchors[other].start
            places.append(start + distance)
            distances.append(abs(distance))
            apart = anchors[other].stop <= anchor.start or anchor.stop <= anchors[other].start
            bounds[side] = start if apart else (start, start + 2 * len(anchor.excerpt))[side]
    if not places:
        places, distances = [anchor.start], [anchor.start]
    if len(places) == 2 and distances[1] < distances[0]:
        places.reverse()
    if bounds[0] > bounds[1]:
        bounds = [0, length]
    clipped = tuple(min(max(place, 0), max(length - 1, 0)) for place in places)
    return Expected(clipped, bounds[0], bounds[1], min(distances))
