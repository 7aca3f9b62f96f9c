"""What the screening decisions on one candidate at one stage come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from kb.codes import SCREENING_REASON


class Status(StrEnum):
    """Where a candidate stands at a stage."""

    PENDING = "pending"
    """Somebody has yet to decide."""
    CONFLICT = "conflict"
    """Decisions differ, or one is unsure: an arbiter settles it."""
    INCLUDE = "include"
    EXCLUDE = "exclude"
    NOT_RETRIEVED = "not-retrieved"


SETTLED = (Status.INCLUDE, Status.EXCLUDE, Status.NOT_RETRIEVED)


@dataclass(frozen=True, slots=True)
class Decision:
    """One screening decision; codes are those of ``ScreeningDecision``."""

    who: str
    role: str
    decision: str
    reason: str | None
    note: str | None
    at: str
    """UTC, ISO 8601; of two decisions of a person the later one holds."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the decisions come to."""

    status: Status
    reason: str | None
    """Reason of an exclusion; None otherwise, or when none is given."""
    standing: tuple[Decision, ...]
    """The decisions that hold, by time: the newest of each person, none that was taken back."""


_time_of = attrgetter("at")


def outcome_of(decisions: Iterable[Decision], reviewers: int) -> Outcome:
    """What decisions at one stage come to, when so many reviewers have to decide.

    The newest decision of each person holds, unless it is taken back. An arbiter outweighs reviewers;
    one who is unsure leaves it open.
    Reviewers who agree settle it, with the first reason of ``SCREENING_REASON`` among theirs.
    """
    newest: dict[tuple[str, str], Decision] = {}
    for one in sorted(decisions, key=_time_of):
        newest[one.who, one.role] = one
    if not newest:  # most candidates at most stages: a cycle has tens of thousands
        return _UNDECIDED
    standing = tuple(sorted((one for one in newest.values() if one.decision != "withdrawn"), key=_time_of))
    settled = [one for one in standing if one.role == "arbiter"]
    if settled:
        last = settled[-1]
        status = Status.CONFLICT if last.decision == "unsure" else Status(last.decision)
        return Outcome(status, last.reason, standing)
    said = {one.decision for one in standing}
    if len(standing) < reviewers:
        return Outcome(Status.PENDING, None, standing)
    if len(said) > 1 or "unsure" in said:
        return Outcome(Status.CONFLICT, None, standing)
    return Outcome(Status(said.pop()), _reason(standing), standing)


_UNDECIDED = Outcome(Status.PENDING, None, ())


def _reason(standing: Sequence[Decision]) -> str | None:
    given = {one.reason for one in standing if one.reason is not None}
    if len(given) < 2:
        return next(iter(given), None)
    return next((reason for reason in SCREENING_REASON if reason in given), None)
