"""What a person should know about a candidate before deciding: retracted, known, judged last year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from kb.codes import SCREENING_REASON
from kb.db.connect import Reader
from kb.evidence.references import Reference, read_references
from kb.review.candidate_notices import CandidateNotice, notice_in_force, read_candidate_notices
from kb.review.candidate_status import Earlier
from kb.review.cycles import Cycle
from kb.review.outcome import FULL_TEXT, ScreeningStatus
from kb.review.screening.worklist import WorklistItem

_FIRST = ("retraction", "concern")
"""Notices whose candidates come before all others, in this order."""

Item = TypeVar("Item", bound=WorklistItem)
StandingNotices = Mapping[str, CandidateNotice]
"""Candidate -> the gravest notice about it that is in force."""


def read_notices_in_force(
    reader: Reader, cycle: Cycle, items: Sequence[WorklistItem]
) -> dict[str, CandidateNotice]:
    """The gravest notice about each candidate that has one: told by exports, or of the reference it is."""
    told = read_candidate_notices(reader, cycle.id)
    references = _references(reader, items)
    notices = {}
    for item in items:
        known = references.get(item.standing.reference or "")
        of_reference = [
            CandidateNotice(notice.kind, notice.date, "knowledge base", "record")
            for notice in (known.notices if known else ())
        ]
        if notice := notice_in_force([*told.get(item.candidate, ()), *of_reference]):
            notices[item.candidate] = notice
    return notices


def notices_first(items: Iterable[Item], notices: StandingNotices) -> list[Item]:
    """The items in their order, but retracted ones first, and then those under an expression of concern."""

    def place(item: Item) -> int:
        notice = notices.get(item.candidate)
        return _FIRST.index(notice.kind) if notice and notice.kind in _FIRST else len(_FIRST)

    return sorted(items, key=place)


def read_flags(
    reader: Reader, items: Sequence[WorklistItem], notices: StandingNotices
) -> dict[str, tuple[str, ...]]:
    """Candidate -> its flags in words, the gravest first; empty when there is nothing to tell."""
    references = _references(reader, items)
    return {item.candidate: tuple(_flags(item, references, notices)) for item in items}


def _references(reader: Reader, items: Sequence[WorklistItem]) -> dict[str, Reference]:
    keys = sorted({item.standing.reference for item in items if item.standing.reference is not None})
    return {reference.id: reference for reference in read_references(reader, keys)} if keys else {}


def _flags(
    item: WorklistItem, references: Mapping[str, Reference], notices: StandingNotices
) -> Iterable[str]:
    standing = item.standing
    if notice := notices.get(item.candidate):
        yield notice.in_words()
    if known := references.get(standing.reference or ""):
        yield known_as(known)
    if standing.earlier:
        yield of_earlier(standing.earlier)


def known_as(reference: Reference) -> str:
    """The reference that it is, with the studies and policies that use it."""
    uses = [*(f"study {study.study}" for study in reference.studies)]
    uses += [f"policy {policy}" for policy in reference.policies]
    return f"known: {reference.id} ({', '.join(uses) or 'not used'})"


def of_earlier(earlier: Earlier) -> str:
    """How an earlier cycle ended for it; it needs a new decision all the same."""
    opened = earlier.cycle.rpartition("@")[2]
    where = "at full text" if earlier.stage == FULL_TEXT else "on title and abstract"
    verb = _SAID[earlier.status]
    reason = f": {SCREENING_REASON[earlier.reason]}" if earlier.reason else ""
    return f"{verb} {where} in the review of {opened}{reason}"


_SAID = {
    ScreeningStatus.PENDING: "left undecided",
    ScreeningStatus.CONFLICT: "left in conflict",
    ScreeningStatus.INCLUDE: "included",
    ScreeningStatus.EXCLUDE: "excluded",
    ScreeningStatus.NOT_RETRIEVED: "not retrieved",
}
