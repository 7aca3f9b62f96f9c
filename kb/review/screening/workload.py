"""How much is left for a person at each stage, counted without looking at every candidate.

Most candidates of a review have no decision most of the time. They are counted by the database; only those
with decisions, and references of the policy, are looked at.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.review.candidate_status import ScreeningState, read_decisions
from kb.review.cycles import Cycle, release_before
from kb.review.outcome import FULL_TEXT, TITLE_ABSTRACT, RecordedDecision, ScreeningStatus, outcome_of
from kb.review.screening.worklist import STAGES, Screener, ScreeningItem


@dataclass(frozen=True, slots=True)
class StageWorkload:
    """Candidates at a stage."""

    asked: int
    """That a decision is asked for, made or not."""
    left: int
    """That the person has yet to decide on, in this role."""
    pending: int
    """That somebody has yet to decide on."""
    conflicts: int


@dataclass(frozen=True, slots=True)
class Workload:
    """What there is to do for a person in a role."""

    screener: Screener
    stages: dict[str, StageWorkload]

    @property
    def stage(self) -> str:
        """The earliest stage with work left; without any, the last one that was begun."""
        for stage in STAGES:
            if self.stages[stage].left:
                return stage
        return FULL_TEXT if self.stages[FULL_TEXT].asked else TITLE_ABSTRACT


def read_workload(reader: Reader, cycle: Cycle, screener: Screener) -> Workload:
    """What is left for a person in a cycle; the same numbers as its worklist gives."""
    in_policy = read_in_policy(reader, cycle)
    decided = _decided(reader, cycle, in_policy)
    found = _found(reader, cycle)
    known = {id for id in in_policy if run(reader, "review/screening/is_found", cycle=cycle.id, candidate=id)}
    stages = {stage: _stage(decided, stage, screener) for stage in STAGES}
    untouched = found - len(known | {item.candidate for item in decided})
    first = stages[TITLE_ABSTRACT]
    stages[TITLE_ABSTRACT] = StageWorkload(
        asked=first.asked + untouched,
        left=first.left + (0 if screener.is_arbiter else untouched),
        pending=first.pending + untouched,
        conflicts=first.conflicts,
    )
    return Workload(screener, stages)


def read_in_policy(reader: Reader, cycle: Cycle) -> set[str]:
    """Candidates, of whatever review, that the policy cites already: nothing to screen."""
    base = release_before(reader, cycle)
    rows = run(reader, "review/screening/in_policy", cycle=cycle.id, base=None if base is None else base.id)
    return {row["candidate"] for row in rows if row["same_as_id"] is None}


def _found(reader: Reader, cycle: Cycle) -> int:
    """How many candidates stand for the records of a cycle."""
    (row,) = run(reader, "review/screening/candidates_found", cycle=cycle.id)
    merged = run(reader, "review/screening/merged_found", cycle=cycle.id)
    roots_elsewhere = {one["root"] for one in merged if not one["root_found"]}
    return int(row["candidates"]) - len(merged) + len(roots_elsewhere)


def _decided(reader: Reader, cycle: Cycle, in_policy: set[str]) -> list[ScreeningItem]:
    """The candidates with decisions, as far as they are found."""
    gone = {row["candidate"] for row in run(reader, "review/screening/no_longer_found", cycle=cycle.id)}
    stages: defaultdict[str, dict[str, list[RecordedDecision]]] = defaultdict(dict)
    for (candidate, stage), decisions in read_decisions(reader, cycle.id).items():
        if candidate not in gone:
            stages[candidate][stage] = decisions
    return [
        ScreeningItem(
            0,
            ScreeningState(
                candidate=candidate,
                reference=None,
                in_policy=candidate in in_policy,
                title_abstract=outcome_of(decisions.get(TITLE_ABSTRACT, ()), cycle.reviewers, TITLE_ABSTRACT),
                full_text=outcome_of(decisions.get(FULL_TEXT, ()), cycle.reviewers, FULL_TEXT),
            ),
        )
        for candidate, decisions in stages.items()
    ]


def _stage(items: list[ScreeningItem], stage: str, screener: Screener) -> StageWorkload:
    asked = [item for item in items if item.is_open_to(stage)]
    statuses = [item.outcome(stage).status for item in asked]
    return StageWorkload(
        asked=len(asked),
        left=sum(item.is_left(stage, screener) for item in asked),
        pending=statuses.count(ScreeningStatus.PENDING),
        conflicts=statuses.count(ScreeningStatus.CONFLICT),
    )
