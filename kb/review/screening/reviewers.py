"""How many people decide on each candidate of a cycle."""

from __future__ import annotations

from dataclasses import dataclass

from kb.errors import KbError
from kb.review.cycles import cycle_under_way
from kb.review.outcome import ScreeningStatus
from kb.review.screening.worklist import STAGES, WorklistItem, read_worklist
from kb.store.database import writing


@dataclass(frozen=True, slots=True)
class ReviewersChange:
    """The number before and after, and what it means for decisions already made."""

    before: int
    after: int
    pending_before: int
    """Decisions that candidates were still waiting for, before the change."""
    pending_after: int


def set_reviewers(url: str, policy: str, number: int) -> ReviewersChange:
    """Let 1 or 2 people decide on each candidate of the cycle under way.

    Raises KbError when two are to become one while decisions differ: these need an arbiter first.
    """
    with writing(url) as writer:
        reader = writer.reader()
        cycle = cycle_under_way(reader, policy)
        before = read_worklist(reader, cycle).items
        if number < cycle.reviewers:
            _refuse_conflicts(policy, before)
        writer.run("UPDATE review_cycle SET reviewers = ? WHERE id = ?", (number, cycle.id))
        after = read_worklist(reader, cycle_under_way(reader, policy)).items
    return ReviewersChange(cycle.reviewers, number, _pending(before), _pending(after))


def _refuse_conflicts(policy: str, items: tuple[WorklistItem, ...]) -> None:
    differing = [
        f"#{item.number} {item.candidate} ({stage})"
        for stage in STAGES
        for item in items
        if item.is_open_to(stage) and item.outcome(stage).status is ScreeningStatus.CONFLICT
    ]
    if differing:
        listed = ", ".join(differing[:10]) + (" ..." if len(differing) > 10 else "")
        raise KbError(
            f"{len(differing)} conflicts are open: {listed}. Settle them first:"
            f" kb review screen {policy} --arbiter. Then set --reviewers 1."
        )


def _pending(items: tuple[WorklistItem, ...]) -> int:
    return sum(
        item.is_open_to(stage) and item.outcome(stage).status is ScreeningStatus.PENDING
        for stage in STAGES
        for item in items
    )
