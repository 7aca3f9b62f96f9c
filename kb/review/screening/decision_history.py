"""What is on record beside the decisions that hold: when each person last said something, and for what."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.review.cycles import Cycle
from kb.review.outcome import RecordedDecision
from kb.review.screening.worklist import STAGES

_OF_PLACE = ("candidate", "stage", "indication")
Said = tuple[str, str, str]
"""Candidate, stage and person."""


@dataclass(slots=True)
class ScreeningHistory:
    """All screening decisions of a cycle, by candidate, oldest first."""

    decisions: dict[tuple[str, str], list[RecordedDecision]] = field(default_factory=dict)
    """Candidate and stage -> every decision, also those that no longer hold."""
    newest: dict[Said, str] = field(default_factory=dict)
    """When the person last decided, or took something back, in whatever role."""
    indications: dict[tuple[str, str, str, str], str] = field(default_factory=dict)
    """Candidate, stage, person and time of the decisions that were made for one indication -> its key."""

    def add(self, candidate: str, row: Row) -> None:
        """Take in one decision; they come oldest first."""
        decision = RecordedDecision(**{name: row[name] for name in row if name not in _OF_PLACE})
        self.decisions.setdefault((candidate, row["stage"]), []).append(decision)
        self.newest[candidate, row["stage"], decision.who] = decision.at

    def join(self, other: ScreeningHistory) -> None:
        """Take in the history of other candidates."""
        self.decisions |= other.decisions
        self.newest |= other.newest
        self.indications |= other.indications

    def time_for(self, candidate: str, stage: str, who: str, now: str) -> str:
        """The moment, or just after the newest decision of the person when a clock went back since."""
        newest = self.newest.get((candidate, stage, who))
        if newest is None or newest < now:
            return now
        after = datetime.datetime.fromisoformat(newest) + datetime.timedelta(microseconds=1)
        return after.isoformat(timespec="microseconds")

    def indication(self, candidate: str, stage: str, decision: RecordedDecision) -> str | None:
        """The indication that a decision was made for; None for the policy as a whole."""
        return self.indications.get((candidate, stage, decision.who, decision.at))

    def decided_for(self, candidate: str, standing: tuple[RecordedDecision, ...]) -> list[str]:
        """Indications named by decisions that hold, at any stage, each once."""
        indications = (
            self.indication(candidate, stage, decision) for decision in standing for stage in STAGES
        )
        return sorted({key for key in indications if key is not None})


def read_history(reader: Reader, cycle: Cycle) -> ScreeningHistory:
    """All decisions of a cycle."""
    history = ScreeningHistory()
    for row in run(reader, "review/decisions", cycle=cycle.id):
        history.add(row["candidate"], row)
    for row in run(reader, "review/screening/indications", cycle=cycle.id):
        history.indications[row["candidate"], row["stage"], row["who"], row["at"]] = row["indication"]
    return history


def read_history_of(reader: Reader, cycle: Cycle, candidate: str) -> tuple[ScreeningHistory, list[Row]]:
    """The same for one candidate, with the rows as read."""
    history = ScreeningHistory()
    rows = run(reader, "review/screening/candidate", cycle=cycle.id, candidate=candidate)
    for row in rows:
        history.add(candidate, row)
        if row["indication"] is not None:
            history.indications[candidate, row["stage"], row["who"], row["at"]] = row["indication"]
    return history, rows


def now() -> str:
    """The moment, UTC, ISO 8601 with microseconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
