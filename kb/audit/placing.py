"""Claims held against the very document that they were recorded from: by position."""

from __future__ import annotations

from collections.abc import Sequence

from kb.audit.claims import FigureClaim
from kb.audit.folding import fold
from kb.audit.held import CheckedClaim, MismatchKind, as_recorded, not_found, printed_otherwise

#: How far from the recorded place a figure of the very document is looked for, in characters.
_MISPLACED = 200


def compare_by_place(claims: Sequence[FigureClaim], text: str) -> list[CheckedClaim]:
    """Compare each claim, character by character, with what stands in its place in the very document."""
    return [_hold_in_place(claim, text) for claim in claims]


def _hold_in_place(claim: FigureClaim, text: str) -> CheckedClaim:
    excerpt = (claim.excerpt_start, claim.excerpt_start + len(claim.excerpt))
    found = text[slice(*excerpt)]
    if found == claim.excerpt:
        return as_recorded(claim, text, (claim.start, claim.stop), excerpt)
    if excerpt[1] <= len(text) and fold(found).text == fold(claim.excerpt).text:
        return as_recorded(claim, text, (claim.start, min(claim.stop, len(text))), excerpt)
    first = max(0, claim.excerpt_start - _MISPLACED)
    places = []
    place = text.find(claim.excerpt, first, excerpt[1] + _MISPLACED)
    while place >= 0:
        places.append(place)
        place = text.find(claim.excerpt, place + 1, excerpt[1] + _MISPLACED)
    if not places:
        return not_found(claim, min(claim.start, max(len(text) - 1, 0)))
    start = min(places, key=lambda place: abs(place - claim.excerpt_start))
    moved = start - claim.excerpt_start
    span = (claim.start + moved, claim.stop + moved)
    return printed_otherwise(claim, text, span, (start, start + len(claim.excerpt)), MismatchKind.PLACE)
