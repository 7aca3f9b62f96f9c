"""The candidates of a review cycle as those who screen see them: what is left for whom, what is hidden."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.review.candidate_status import ScreenedCandidate, ScreeningState, read_standing
from kb.review.cycles import Cycle
from kb.review.outcome import (
    FULL_TEXT,
    TITLE_ABSTRACT,
    RecordedDecision,
    ScreeningOutcome,
    ScreeningStatus,
    outcome_of,
)
from kb.review.people import recorded_name

STAGES = (TITLE_ABSTRACT, FULL_TEXT)
"""Stages in the order in which they are gone through."""
STAGE_NAMES = {TITLE_ABSTRACT: "Title and abstract", FULL_TEXT: "Full text"}
"""What the stages are called."""

_OF_PLACE = ("stage", "indication")
REVIEWER, ARBITER = "reviewer", "arbiter"


@dataclass(frozen=True, slots=True)
class Screener:
    """A person, in a role of ``SCREENING_ROLE``."""

    who: str
    role: str = REVIEWER

    @property
    def is_arbiter(self) -> bool:
        """Whether the person settles what others see differently."""
        return self.role == ARBITER

    def on_record(self, reader: Reader) -> Screener:
        """The same under the name that the person is on record with. Raises KbError for what is no name."""
        return replace(self, who=recorded_name(reader, self.who))

    def newest(self, decisions: Iterable[RecordedDecision]) -> RecordedDecision | None:
        """The newest decision of the person in this role, taken back or not; None without one."""
        own = [decision for decision in decisions if (decision.who, decision.role) == (self.who, self.role)]
        return max(own, key=lambda decision: decision.at, default=None)


@dataclass(frozen=True, slots=True)
class ScreeningItem:
    """A candidate with its number in the list, as far as decisions go."""

    number: int
    """Place of its first record among the records of the cycle, from 1. It never changes, so there are gaps
    where a record repeated an earlier one."""
    standing: ScreeningState

    @property
    def candidate(self) -> str:
        """Id of the candidate."""
        return self.standing.candidate

    def outcome(self, stage: str) -> ScreeningOutcome:
        """What the decisions at a stage come to."""
        return self.standing.title_abstract if stage == TITLE_ABSTRACT else self.standing.full_text

    def is_open_to(self, stage: str) -> bool:
        """Whether a decision at the stage is asked for at all, made or not."""
        return self.standing.is_sought if stage == FULL_TEXT else not self.standing.in_policy

    def own(self, stage: str, screener: Screener) -> RecordedDecision | None:
        """The decision of the person in this role that holds at a stage; None without one."""
        return screener.newest(self.outcome(stage).standing)

    def is_left(self, stage: str, screener: Screener) -> bool:
        """Whether the person has this one to decide on in this role."""
        if not self.is_open_to(stage):
            return False
        status = self.outcome(stage).status
        if screener.is_arbiter:
            return status is ScreeningStatus.CONFLICT and not self.has_reviewed(stage, screener.who)
        return status is ScreeningStatus.PENDING and self.own(stage, screener) is None

    def has_reviewed(self, stage: str, who: str) -> bool:
        """Whether a decision of the person as one of the reviewers holds."""
        return self.own(stage, Screener(who)) is not None

    def shows_decisions_to(self, stage: str, screener: Screener) -> bool:
        """Whether the person may see who decided what: who has decided, and the arbiter of a conflict.

        A second reviewer is to decide without knowing what the first one did.
        """
        outcome = self.outcome(stage)
        settled_or_differing = outcome.status is not ScreeningStatus.PENDING
        return self.has_reviewed(stage, screener.who) or (screener.is_arbiter and settled_or_differing)

    def with_decisions(self, rows: Iterable[Row], reviewers: int) -> Self:
        """The same with these decisions (rows with a stage and the fields of ``Decision``) instead."""
        by_stage: dict[str, list[RecordedDecision]] = {stage: [] for stage in STAGES}
        for row in rows:
            by_stage[row["stage"]].append(
                RecordedDecision(**{name: row[name] for name in row if name not in _OF_PLACE})
            )
        first, second = (outcome_of(by_stage[stage], reviewers, stage) for stage in STAGES)
        return replace(self, standing=replace(self.standing, title_abstract=first, full_text=second))

    def of_policy(self) -> Self:
        """The same as a reference that the policy cites already."""
        return replace(self, standing=replace(self.standing, in_policy=True))


@dataclass(frozen=True, slots=True)
class WorklistItem(ScreeningItem):
    """A candidate of a worklist, with all that is known of it."""

    standing: ScreenedCandidate


@dataclass(frozen=True, slots=True)
class Worklist:
    """The candidates of a cycle in the order found."""

    cycle: Cycle
    items: tuple[WorklistItem, ...]
    names: tuple[Row, ...]
    """Per record: ``number``, ``id``, ``pmid``, ``pmcid``, ``doi``, ``title``, ``issued``; ``candidate``
    is what stands for it."""

    def open_to(self, stage: str) -> list[WorklistItem]:
        """Candidates that a decision at the stage is asked for, made or not."""
        return [item for item in self.items if item.is_open_to(stage)]

    def left(self, stage: str, screener: Screener) -> list[WorklistItem]:
        """What the person has yet to decide on at the stage, in this role."""
        return [item for item in self.items if item.is_left(stage, screener)]

    def stage_for(self, screener: Screener) -> str:
        """The earliest stage with work left for the person; without any, the last one that was begun."""
        for stage in STAGES:
            if self.left(stage, screener):
                return stage
        return FULL_TEXT if self.open_to(FULL_TEXT) else TITLE_ABSTRACT


def read_worklist(reader: Reader, cycle: Cycle) -> Worklist:
    """The candidates of a cycle with all that was decided on them."""
    names = run(reader, "review/screening/names", cycle=cycle.id)
    numbers: dict[str, int] = {}
    for number, row in enumerate(names, start=1):
        row["number"] = number
        numbers.setdefault(row["candidate"], number)
    items = [
        WorklistItem(numbers[candidate.candidate], candidate) for candidate in read_standing(reader, cycle)
    ]
    listed = {item.candidate for item in items}
    return Worklist(cycle, tuple(items), tuple(row for row in names if row["candidate"] in listed))
