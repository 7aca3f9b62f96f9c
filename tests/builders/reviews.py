"""A review in a database, written straight into the tables: for tests of single steps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kb.db.connect import read
from kb.review.candidate_status import ScreenedCandidate, read_standing
from kb.review.cycles import Cycle, read_cycles
from kb.store.database import writing

POLICY = "7.01.75"


@dataclass
class Review:
    """The review of a policy that a test writes."""

    url: str
    policy: str = POLICY
    opened: str = "2022-09-01"
    reviewers: int = 1
    _times: dict[str, int] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Id of the cycle."""
        return f"{self.policy}@{self.opened}"

    def open(self) -> Review:
        """The cycle itself."""
        self._insert(
            "review_cycle",
            id=self.id,
            policy_id=self.policy,
            opened=self.opened,
            opened_by="rita",
            reviewers=self.reviewers,
            due=None,
            closed=None,
            state="open",
        )
        return self

    def run(self, number: int = 1, source: str = "PubMed", kind: str = "database", records: int = 0) -> str:
        """A search run; returns its id."""
        self._insert(
            "search_run",
            id=f"{self.id}/{number}",
            review_cycle_id=self.id,
            number=number,
            strategy=None,
            source=source,
            kind=kind,
            run_at="2022-09-02",
            who="rita",
            records=records,
        )
        return f"{self.id}/{number}"

    def candidate(self, id: str, run: str, **values: Any) -> str:
        """A candidate with one record of a run; returns its id."""
        pmid = id.removeprefix("pmid:") if id.startswith("pmid:") else None
        self._insert("candidate", **({"id": id, "title": f"Title of {id}", "pmid": pmid} | values))
        self.hit(id, run)
        return id

    def hit(self, candidate: str | None, run: str, **values: Any) -> None:
        """One more record of a run; without a candidate, one that could not be read."""
        position = self._times[run] = self._times.get(run, 0) + 1
        read_as = {"citation": "{}"} if candidate else {"problem": "It has no end."}
        self._insert(
            "search_hit",
            id=f"{run}#{position}",
            search_run_id=run,
            position=position,
            line=position,
            candidate_id=candidate,
            raw="",
            **(read_as | values),
        )

    def decide(self, candidate: str, decision: str, stage: str = "title-abstract", **values: Any) -> None:
        """A screening decision, later than those before."""
        time = self._times["decisions"] = self._times.get("decisions", 0) + 1
        at = f"2022-09-03T10:{time // 60:02}:{time % 60:02}.000000+00:00"
        row = {"who": "rita", "role": "reviewer", "decided_at": at} | values
        self._insert(
            "screening_decision",
            id=f"{self.id}/{candidate}/{stage}/{at}/{row['who']}",
            review_cycle_id=self.id,
            candidate_id=candidate,
            stage=stage,
            decision=decision,
            **row,
        )

    def cycle(self) -> Cycle:
        """The cycle as it is read."""
        with read(self.url) as reader:
            return next(one for one in read_cycles(reader, self.policy) if one.id == self.id)

    def standing(self) -> dict[str, ScreenedCandidate]:
        """Candidate -> where it stands."""
        cycle = self.cycle()
        with read(self.url) as reader:
            return {one.candidate: one for one in read_standing(reader, cycle)}

    def _insert(self, table: str, **values: Any) -> None:
        with writing(self.url, alone=False) as writer:
            writer.insert(table, [values])
