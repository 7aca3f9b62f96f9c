"""Every candidate of a review cycle, and its status: what screening, extraction and PRISMA go by.

A candidate that was merged into another is not listed: its records and its decisions count as those of the
one that stands for it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.review.cycles import Cycle, release_before
from kb.review.outcome import (
    FULL_TEXT,
    TITLE_ABSTRACT,
    RecordedDecision,
    ScreeningOutcome,
    ScreeningStatus,
    outcome_of,
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """How an earlier cycle of the same policy ended for a candidate."""

    cycle: str
    stage: str
    status: ScreeningStatus
    reason: str | None
    note: str | None = None
    """The newest remark on these decisions; None without one."""
    is_published: bool = True
    """Whether that review was published, and so has counted the candidate; False when it was given up."""


@dataclass(frozen=True, slots=True)
class ScreeningState:
    """Where a candidate stands in screening."""

    candidate: str
    reference: str | None
    """Key of the reference that it is; None when the knowledge base has none."""
    in_policy: bool
    """Whether the policy cited that reference before this cycle found it: nothing to screen."""
    title_abstract: ScreeningOutcome
    full_text: ScreeningOutcome

    @property
    def is_sought(self) -> bool:
        """Whether its full report is wanted."""
        return not self.in_policy and self.title_abstract.status is ScreeningStatus.INCLUDE

    @property
    def is_included(self) -> bool:
        """Whether it goes into the review."""
        return self.is_sought and self.full_text.status is ScreeningStatus.INCLUDE


@dataclass(frozen=True, slots=True)
class ScreenedCandidate(ScreeningState):
    """One candidate of a cycle. Texts that the export did not give are None."""

    title: str | None
    original_title: str | None
    authors: str | None
    journal: str | None
    issued: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    abstract: str | None
    pmid: str | None
    pmcid: str | None
    doi: str | None
    publication_types: str | None
    languages: str | None
    runs: tuple[str, ...]
    """Search runs of the cycle that returned it, each as often as it did."""
    earlier: Earlier | None
    """How the newest earlier cycle of the policy ended for it; None when it is new."""

    @property
    def was_excluded(self) -> bool:
        """Whether an earlier review, which was published, excluded it: that may be repeated."""
        earlier = self.earlier
        return earlier is not None and earlier.is_published and earlier.status is ScreeningStatus.EXCLUDE


def read_standing(reader: Reader, cycle: Cycle) -> list[ScreenedCandidate]:
    """The candidates of a cycle in the order in which they were first found."""
    hits: dict[str, list[str]] = defaultdict(list)
    for row in run(reader, "review/hits", cycle=cycle.id):
        hits[row["candidate"]].append(row["run"])
    decisions = read_decisions(reader, cycle.id)
    earlier = read_earlier(reader, cycle)
    base = release_before(reader, cycle)
    found_rows = run(reader, "review/candidates", cycle=cycle.id, base=None if base is None else base.id)
    rows = {row["candidate"]: row for row in found_rows}
    candidates = []
    for candidate, runs in hits.items():
        row = rows[candidate]
        in_policy = bool(row.pop("in_policy"))
        stages = [
            outcome_of(decisions[candidate, stage], cycle.reviewers, stage)
            for stage in (TITLE_ABSTRACT, FULL_TEXT)
        ]
        candidates.append(
            ScreenedCandidate(
                **row,
                in_policy=in_policy,
                runs=tuple(runs),
                title_abstract=stages[0],
                full_text=stages[1],
                earlier=earlier.get(candidate),
            )
        )
    return candidates


def read_decisions(reader: Reader, cycle: str) -> dict[tuple[str, str], list[RecordedDecision]]:
    """Decisions of a cycle by candidate and stage."""
    by_candidate: dict[tuple[str, str], list[RecordedDecision]] = defaultdict(list)
    for row in run(reader, "review/decisions", cycle=cycle):
        place = (row.pop("candidate"), row.pop("stage"))
        by_candidate[place].append(RecordedDecision(**row))
    return by_candidate


def read_earlier(reader: Reader, cycle: Cycle) -> dict[str, Earlier]:
    """Candidate -> how the newest of the earlier cycles of the policy ended for it."""
    earlier: dict[str, Earlier] = {}
    for row in run(reader, "review/earlier_cycles", policy=cycle.policy, opened=cycle.opened):
        stages: dict[str, Earlier] = {}
        decisions = read_decisions(reader, row["id"])
        for stage in (TITLE_ABSTRACT, FULL_TEXT):
            for (candidate, at), given in decisions.items():
                if at != stage:
                    continue
                outcome = outcome_of(given, row["reviewers"], stage)
                if outcome.standing:
                    notes = [decision.note for decision in outcome.standing if decision.note]
                    stages[candidate] = Earlier(
                        row["id"],
                        stage,
                        outcome.status,
                        outcome.reason,
                        notes[-1] if notes else None,
                        row["state"] == "published",
                    )
        earlier |= stages
    return earlier
