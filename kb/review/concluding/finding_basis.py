"""Which findings rest on what changed since the last release."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.policies import read_prose_figures
from kb.narrative.prose import ProseReader
from kb.records.prose_tokens import tokens_of
from kb.review.concluding.change import EvidenceChange, What


class FindingMark(StrEnum):
    """How a finding stands to what changed."""

    SAME = "unchanged"
    STALE = "stale"
    """What it rests on changed, and nobody has worded it anew or signed it since."""
    SIGNED = "signed again"
    """What it rests on changed, it reads as before, and a person signed it so."""
    REVISED = "revised"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ReviewedFinding:
    """A finding of an indication."""

    key: str
    text: str
    """As the record has it, with its tokens."""
    shown: str
    """As a reader sees it, without citations."""
    mark: FindingMark
    touched_by: tuple[EvidenceChange, ...]
    """What changed of that which it rests on, in the order of the changes."""


def read_findings(
    reader: Reader, policy: str, changes: Mapping[str, Sequence[EvidenceChange]], signed: Iterable[str]
) -> dict[str, list[ReviewedFinding]]:
    """Key of each indication to its findings in order; ``signed`` are those approved as they are."""
    evidence: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in run(reader, "impact/findings", policy=policy):
        evidence[row["indication"], row["finding"]].append(row)
    approved = set(signed)
    prose = ProseReader(read_prose_figures(reader, policy=policy), owner=policy)
    findings: dict[str, list[ReviewedFinding]] = {}
    for row in run(reader, "evidence/policy_findings", first=policy, last=policy):
        indication, key = row["indication_key"], row["key"]
        of_indication = changes.get(indication, ())
        rests = _Resting(evidence[indication, key], row["text"])
        touched = tuple(change for change in of_indication if rests.on(change))
        restated = [
            change
            for change in of_indication
            if change.what in (What.FINDING, What.BASIS) and change.key == key
        ]
        mark = _mark(restated, touched=bool(touched), approved=indication in approved)
        shown = prose.line(row["text"]).plain
        findings.setdefault(indication, []).append(ReviewedFinding(key, row["text"], shown, mark, touched))
    return findings


def unused_studies(changes: Sequence[EvidenceChange], findings: Sequence[ReviewedFinding]) -> list[str]:
    """New studies that no finding rests on yet, in the order of the changes."""
    used = {change.key for finding in findings for change in finding.touched_by if change.what is What.STUDY}
    return [
        change.key
        for change in changes
        if change.what is What.STUDY and change.how == "new" and change.key not in used
    ]


def _mark(restated: Sequence[EvidenceChange], *, touched: bool, approved: bool) -> FindingMark:
    if any(change.what is What.FINDING and change.before is None for change in restated):
        return FindingMark.NEW
    if restated:
        return FindingMark.REVISED
    if not touched:
        return FindingMark.SAME
    return FindingMark.SIGNED if approved else FindingMark.STALE


class _Resting:
    """What one finding rests on: by the basis that its record names, and by the tokens of its text."""

    def __init__(self, evidence: Sequence[Row], text: str) -> None:
        self._figures = {row["key"] for row in evidence if row["kind"] == "figure"}
        self._limited = {row["study"] for row in evidence if row["kind"] == "limitation"}
        self._recommendations = {row["key"] for row in evidence if row["kind"] == "recommendation"}
        self._studies = {row["study"] for row in evidence if row["study"] is not None}
        self._cited = {token.target for token in tokens_of(text) if token.kind == "citation"}

    def on(self, change: EvidenceChange) -> bool:
        """Whether a change is of something it rests on.

        A change of what a study is, or a notice on it, reaches every finding that uses the study.
        """
        match change.what:
            case What.FIGURE:
                return change.key in self._figures
            case What.LIMITATION:
                return change.study in self._limited
            case What.STUDY | What.DESCRIPTION | What.JUDGEMENT:
                return change.study in self._studies
            case What.NOTICE:
                return change.study in self._studies or change.key.split(" (")[0] in self._cited
            case What.RECOMMENDATION:
                return change.key in self._recommendations
            case What.GUIDELINE:
                return any(key.startswith(f"{change.key}/") for key in self._recommendations)
        return False
