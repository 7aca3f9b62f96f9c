"""Reviews in a database, written straight into the tables: for tests of single steps and of the flow."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from kb.bibliography.packed_text import pack
from kb.db.connect import read
from kb.prisma.counting import count_flow
from kb.prisma.flow import Flow
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

    def run(
        self,
        number: int = 1,
        source: str = "PubMed",
        kind: str = "database",
        records: int = 0,
        **values: Any,
    ) -> str:
        """A search run; returns its id."""
        self._insert(
            "search_run",
            **{
                "id": f"{self.id}/{number}",
                "review_cycle_id": self.id,
                "number": number,
                "strategy": None,
                "source": source,
                "kind": kind,
                "run_at": "2022-09-02",
                "who": "rita",
                "records": records,
            }
            | values,
        )
        return f"{self.id}/{number}"

    def candidate(self, id: str, run: str, **values: Any) -> str:
        """A candidate with one record of a run; returns its id."""
        pmid = id.removeprefix("pmid:") if id.startswith("pmid:") else None
        self._insert("candidate", **({"id": id, "title": f"Title of {id}", "pmid": pmid} | values))
        self.hit(id, run)
        return id

    def notice(self, candidate: str, kind: str = "retraction", **values: Any) -> None:
        """A notice that the record of a candidate tells."""
        number = self._times["notices"] = self._times.get("notices", 0) + 1
        told = {"basis": "link", "source": "PubMed", "candidate_id": candidate}
        self._insert("published_notice", **({"id": f"notice {number}", "kind": kind} | told | values))

    def hit(self, candidate: str | None, run: str, **values: Any) -> None:
        """One more record of a run; without a candidate, one that could not be read."""
        position = self._times[run] = self._times.get(run, 0) + 1
        citation = pack(values.pop("citation", "{}"))
        read_as: dict[str, Any] = {"citation": citation} if candidate else {"problem": "It has no end."}
        self._insert(
            "search_hit",
            id=f"{run}#{position}",
            search_run_id=run,
            position=position,
            line=position,
            candidate_id=candidate,
            raw=pack(""),
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


@dataclass
class Year(Review):
    """A review whose rows are kept until :meth:`write`, so that many of them are quickly made."""

    _rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def _insert(self, table: str, **values: Any) -> None:
        self._rows[table].append(values)

    def write(self) -> Year:
        """Write what was collected."""
        with writing(self.url, alone=False) as writer:
            for table, rows in self._rows.items():
                for _, alike in groupby(sorted(rows, key=list), key=list):
                    writer.insert(table, list(alike))
        self._rows.clear()
        return self

    def extract(self, candidate: str, study: str, state: str = "adopted", who: str = "rita") -> None:
        """An extraction of a study from a candidate."""
        self._insert(
            "extraction",
            id=f"{study}/{who}",
            study=study,
            review_cycle_id=self.id,
            candidate_id=candidate,
            who=who,
            state=state,
            record_text="",
            saved_at="2022-09-04T10:00:00Z",
        )

    def report(self, study: str, reference: str) -> None:
        """A reference of the knowledge base that is one more report of a study."""
        self._insert(
            "study_report",
            id=f"{study}/{reference}",
            record_id=f"studies/{study}",
            study_id=study,
            reference_id=reference,
            role="companion",
            position=9,
        )

    def doubt(self, one: str, other: str, judgement: str | None = None) -> None:
        """A pair that may be duplicates, and what a person judged."""
        pair = f"{one} = {other}"
        self._insert(
            "duplicate_pair",
            id=pair,
            review_cycle_id=self.id,
            one_id=one,
            other_id=other,
            reference_id=None,
            relation="doubtful",
            tie=None,
            score=1.0,
            why="Alike",
            found_at="2022-09-02T10:00:00Z",
        )
        if judgement is not None:
            at = "2022-09-02T11:00:00Z"
            self._insert(
                "duplicate_judgement",
                id=f"{pair}/{at}/rita",
                pair_id=pair,
                judgement=judgement,
                who="rita",
                judged_at=at,
            )

    def release(
        self, studies: Mapping[str, Sequence[str]], effective: str = "2021-11-01", **values: Any
    ) -> None:
        """A published version that used these studies, reported by these references."""
        id = f"{self.policy}@{effective}"
        self._insert(
            "release",
            **{
                "id": id,
                "policy_id": self.policy,
                "review_cycle_id": None,
                "supersedes_id": None,
                "effective_date": effective,
                "published_at": f"{effective}T10:00:00Z",
                "who": "rita",
                "because": None,
                "program": "0",
            }
            | values,
        )
        used = "".join(f"\n  - {study}" for study in studies) or " []"
        group = f"groups:\n- key: all\n  heading: Studies\n  studies:{used}\nquestion: What is known?\n"
        texts = {f"policies/{self.policy}/indications/hcc": f"indication: hcc\n{group}"}
        for study, references in studies.items():
            reports = f"primary: {references[0]}" if references else ""
            if references[1:]:
                reports += f", companion: [{', '.join(references[1:])}]"
            texts[f"studies/{study}"] = f"study: {study}\nreports: {{{reports}}}\nlabel: {study}\n"
            texts |= {f"references/{one}": f"reference: {one}\n" for one in references}
        for name, text in texts.items():
            self._freeze(id, name, text)

    def _freeze(self, release: str, name: str, text: str) -> None:
        hash = hashlib.sha256(f"{release} {text}".encode()).hexdigest()
        self._insert("frozen_record", id=hash, text=text)
        self._insert(
            "release_record",
            id=f"{release}/{name}",
            release_id=release,
            record_name=name,
            content_hash=hash,
        )

    def flow(self) -> Flow:
        """What is counted."""
        self.write()
        cycle = self.cycle()
        with read(self.url) as reader:
            return count_flow(reader, cycle)
