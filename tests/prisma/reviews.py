"""Reviews for tests of the flow, written in one go, with releases, studies and extractions."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from kb.db.connect import read
from kb.prisma.counting import count_flow
from kb.prisma.flow import Flow
from kb.store.database import writing
from tests.builders.reviews import Review


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
