"""What the screening decisions on one candidate at one stage come to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from kb.codes import SCREENING_REASON

TITLE_ABSTRACT, FULL_TEXT = "title-abstract", "full-text"
"""Stages of screening, codes of ``SCREENING_STAGE``."""


class ScreeningStatus(StrEnum):
    """The status of a candidate at a stage."""

    PENDING = "pending"
    """Somebody has yet to decide."""
    CONFLICT = "conflict"
    """Decisions differ, reasons of exclusion at full text differ, or one is unsure: an arbiter settles it."""
    INCLUDE = "include"
    EXCLUDE = "exclude"
    NOT_RETRIEVED = "not-retrieved"


SETTLED = (ScreeningStatus.INCLUDE, ScreeningStatus.EXCLUDE, ScreeningStatus.NOT_RETRIEVED)


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """One screening decision; codes are those of ``ScreeningDecision``."""

    who: str
    role: str
    decision: str
    reason: str | None
    note: str | None
    at: str
    """UTC, ISO 8601; of two decisions of a person the later one holds."""
    carried_from: str | None = None
    """The earlier cycle whose exclusion was repeated without reading again; None for one of its own."""


@dataclass(frozen=True, slots=True)
class ScreeningOutcome:
    """What the decisions come to."""

    status: ScreeningStatus
    reason: str | None
    """Reason of an exclusion; None otherwise, or when none is given."""
    standing: tuple[RecordedDecision, ...]
    """The decisions that hold, by time: the newest of each person, none that was taken back."""

    @property
    def is_carried(self) -> bool:
        """Whether all who decided repeated the exclusion of an earlier review without reading again."""
        carried = all(decision.carried_from for decision in self.standing)
        return self.status is ScreeningStatus.EXCLUDE and carried


_time_of = attrgetter("at")


def outcome_of(decisions: Iterable[RecordedDecision], reviewers: int, stage: str) -> ScreeningOutcome:
    """What decisions at a stage come to, when so many reviewers have to decide.

    The newest decision of each person holds, unless it is taken back. An arbiter outweighs reviewers;
    one who is unsure leaves it open.
    Reviewers who agree settle it. At full text, where PRISMA 2020 counts exclusions by reason (item 16b,
    doi:10.1136/bmj.n71), they agree when their reasons do; on title and abstract, where a reason is a remark,
    the first of ``SCREENING_REASON`` among theirs stands.
    """
    newest: dict[tuple[str, str], RecordedDecision] = {}
    for decision in sorted(decisions, key=_time_of):
        newest[decision.who, decision.role] = decision
    if not newest:  # most candidates at most stages: a cycle has tens of thousands
        return UNDECIDED
    standing = tuple(
        sorted(
            (decision for decision in newest.values() if decision.decision != "withdrawn"),
            key=_time_of,
        )
    )
    settled = [decision for decision in standing if decision.role == "arbiter"]
    if settled:
        last = settled[-1]
        status = ScreeningStatus.CONFLICT if last.decision == "unsure" else ScreeningStatus(last.decision)
        return ScreeningOutcome(status, last.reason, standing)
    decided = {decision.decision for decision in standing}
    if len(standing) < reviewers:
        return ScreeningOutcome(ScreeningStatus.PENDING, None, standing)
    reasons = {decision.reason for decision in standing if decision.reason is not None}
    if len(decided) > 1 or "unsure" in decided or (stage == FULL_TEXT and len(reasons) > 1):
        return ScreeningOutcome(ScreeningStatus.CONFLICT, None, standing)
    reason = next((code for code in SCREENING_REASON if code in reasons), None)
    return ScreeningOutcome(ScreeningStatus(decided.pop()), reason, standing)


UNDECIDED = ScreeningOutcome(ScreeningStatus.PENDING, None, ())
"""Nobody has decided."""
