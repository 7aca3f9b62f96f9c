"""How a claim compares with the text: printed as recorded, printed otherwise, or not found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kb.audit.claims import FigureClaim

Span = tuple[int, int]
"""First character from 0, and the one after the last."""


class ClaimStatus(StrEnum):
    """``ok``: printed as recorded, but for spaces and dashes. ``differs``: printed otherwise. ``gone``."""

    OK = "ok"
    DIFFERS = "differs"
    GONE = "gone"


class MismatchKind(StrEnum):
    """In what a figure differs."""

    NUMBER = "number"
    """Another number is printed."""
    SIGN = "sign"
    """The same digits with another sign, unit or percent sign."""
    WORDS = "words"
    """A figure stated in words is worded otherwise."""
    PLACE = "place"
    """It is printed as recorded, but not at the recorded character of the document."""


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """One claim compared with the text.

    ``span`` is the figure in the text and ``excerpt_span`` what states it there; null when gone. ``near`` is
    where it should be: the span's start, or for a figure that is gone a place by its neighbours.
    ``printed`` are the characters found (empty when gone); ``kind`` is null unless it differs.
    """

    claim: FigureClaim
    status: ClaimStatus
    near: int
    span: Span | None = None
    excerpt_span: Span | None = None
    printed: str = ""
    kind: MismatchKind | None = None


def as_recorded(claim: FigureClaim, text: str, span: Span, excerpt_span: Span) -> CheckedClaim:
    """A claim that the text confirms."""
    return CheckedClaim(claim, ClaimStatus.OK, span[0], span, excerpt_span, text[slice(*span)])


def printed_otherwise(
    claim: FigureClaim, text: str, span: Span, excerpt_span: Span, kind: MismatchKind
) -> CheckedClaim:
    """A claim that the text prints otherwise."""
    return CheckedClaim(claim, ClaimStatus.DIFFERS, span[0], span, excerpt_span, text[slice(*span)], kind)


def not_found(claim: FigureClaim, near: int) -> CheckedClaim:
    """A claim that the text does not confirm anywhere near."""
    return CheckedClaim(claim, ClaimStatus.GONE, near)
