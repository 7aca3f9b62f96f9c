"""What a person should know about a candidate before deciding: retracted, known, judged last year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.codes import SCREENING_REASON
from kb.db.connect import Reader
from kb.evidence.references import Reference, read_references, standing_notice
from kb.review.candidate_status import Earlier
from kb.review.outcome import FULL_TEXT, ScreeningStatus
from kb.review.screening.worklist import WorklistItem


def read_flags(reader: Reader, items: Sequence[WorklistItem]) -> dict[str, tuple[str, ...]]:
    """Candidate -> its flags in words, the gravest first; empty when there is nothing to tell."""
    keys = sorted({item.standing.reference for item in items if item.standing.reference is not None})
    references = {reference.id: reference for reference in read_references(reader, keys)} if keys else {}
    return {item.candidate: tuple(_flags(item, references)) for item in items}


def _flags(item: WorklistItem, references: dict[str, Reference]) -> Iterable[str]:
    standing = item.standing
    known = references.get(standing.reference or "")
    notice = standing_notice(known.notices) if known else None
    if standing.retracted or (notice and notice.kind == "retraction"):
        yield "retracted"
    elif notice and notice.kind == "concern":
        yield "expression of concern"
    if known:
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
