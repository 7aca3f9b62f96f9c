"""A proposal for every column of a study without excerpts: one place that it must be, or several to
choose from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.audit.locating.candidate_places import CandidatePlace, LocatedText, Span, candidates
from kb.audit.locating.untraced import UntracedColumn

_CLEAR = 2.0
"""By how much the words of one place must fit better than those of any other for it to be the one."""


@dataclass(frozen=True)
class PlaceProposal:
    """A column with its places, the best first; ``sure`` where only the first can be meant."""

    column: UntracedColumn
    places: tuple[CandidatePlace, ...]
    sure: bool


def propose(columns: Sequence[UntracedColumn], where: LocatedText) -> list[PlaceProposal]:
    """The proposals, in the order of the columns.

    A place that one column must have is none for the other arms, so what is sure makes more sure.
    """
    taken: dict[Span, str] = {}
    sure: dict[str, CandidatePlace] = {}
    while True:
        listed = {column.name: candidates(column, where, taken) for column in columns}
        fresh = {
            column.name: listed[column.name][0]
            for column in columns
            if column.name not in sure and column.has_numbers and _is_clear(listed[column.name])
        }
        if not fresh:
            break
        for column in columns:
            if column.name in fresh and not _clash(fresh[column.name], column.arm, taken):
                taken |= dict.fromkeys(fresh[column.name].spans, column.arm)
        before = len(sure)
        sure |= {
            name: place
            for name, place in fresh.items()
            if all(taken.get(span) is not None for span in place.spans)
        }
        if len(sure) == before:
            break
    return [_proposal(column, listed[column.name], sure.get(column.name)) for column in columns]


def _proposal(
    column: UntracedColumn, places: Sequence[CandidatePlace], sure: CandidatePlace | None
) -> PlaceProposal:
    if sure is None:
        return PlaceProposal(column, tuple(places), False)
    return PlaceProposal(column, (sure, *(place for place in places if place.spans != sure.spans)), True)


def _is_clear(places: Sequence[CandidatePlace]) -> bool:
    """Whether the first place fits, and better than any other."""
    if not places or places[0].score < 0:
        return False
    return len(places) == 1 or places[0].score - places[1].score >= _CLEAR


def _clash(place: CandidatePlace, arm: str, taken: dict[Span, str]) -> bool:
    return any(taken.get(span, arm) != arm for span in place.spans)
