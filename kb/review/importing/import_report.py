"""What an import brought: what is known already, what was excluded before, what a person must judge."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kb.bibliography.citation import Malformed
from kb.bibliography.notices import PublishedNotice
from kb.bibliography.reference_notices import KnownReferences, match_notices, merge_notices, stored_notices
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.references import read_references
from kb.review.candidate_notices import (
    GRAVEST_FIRST,
    CandidateNotice,
    notice_in_force,
    read_candidate_notices,
)
from kb.review.candidate_status import read_earlier
from kb.review.cycles import Cycle
from kb.review.importing.finding_pairs import NewPair
from kb.review.importing.record_writing import ImportedFile
from kb.review.outcome import ScreeningStatus

COLUMNS = ("finding", "record", "with", "why", "title")


@dataclass(frozen=True, slots=True)
class KnownCandidate:
    """A candidate that is a reference of the knowledge base."""

    candidate: str
    title: str | None
    reference: str
    policies: tuple[str, ...]
    studies: tuple[str, ...]
    in_policy: bool
    """Whether the policy under review is among those that cite it."""


@dataclass(frozen=True, slots=True)
class ExcludedBefore:
    """A candidate that an earlier review of the policy excluded."""

    candidate: str
    title: str | None
    cycle: str
    stage: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class FlaggedCandidate:
    """A candidate about which a notice is in force."""

    candidate: str
    title: str | None
    kind: str
    """A code of ``NOTICE_KIND``."""
    date: str | None
    published_as: str | None
    """PMID or DOI of the notice."""
    why: str
    """The notice in words."""

    @property
    def finding(self) -> str:
        """How a list names it."""
        return {"retraction": "retracted", "correction": "corrected"}.get(self.kind, self.kind)


@dataclass(frozen=True, slots=True)
class NewNotice:
    """A notice about one of our references that it does not have yet."""

    reference: str
    kind: str
    date: str | None
    files: tuple[str, ...]
    """Exports that the notice may be taken from."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought. Of merged candidates it names the one that represents the others."""

    policy: str
    cycle: str
    files: tuple[ImportedFile, ...]
    candidates: int
    """Publications that the records are of."""
    seen: int
    """Of these, found by an earlier run of this review."""
    known: tuple[KnownCandidate, ...]
    excluded: tuple[ExcludedBefore, ...]
    flagged: tuple[FlaggedCandidate, ...]
    """Candidates about which there is a notice, of this import or told by it."""
    notices: tuple[NewNotice, ...]
    pairs: tuple[NewPair, ...]
    """What was found new, merged, doubtful and tied."""
    is_kept: bool = True
    """False for a dry run, of which nothing was written."""

    def counts(self) -> dict[str, int]:
        """Sums; records = unread + candidates + repeated."""
        records = sum(file.read.records for file in self.files)
        unread = sum(len(file.read.unread) for file in self.files)
        relations = [pair.relation for pair in self.pairs]
        cited = sum(candidate.in_policy for candidate in self.known)
        return {
            "runs": sum(file.origin is not None for file in self.files),
            "records": records,
            "unread": unread,
            "candidates": self.candidates,
            "repeated": records - unread - self.candidates,
            "seen": self.seen,
            "known": len(self.known),
            "in_policy": cited,
            "excluded_before": len(self.excluded),
            "retracted": self._flagged("retraction"),
            "concerns": self._flagged("concern"),
            "corrected": self._flagged("correction"),
            "merged": relations.count("same"),
            "doubtful": relations.count("doubtful"),
            "tied": relations.count("tied"),
            "notices": len(self.notices),
        }

    def _flagged(self, kind: str) -> int:
        return sum(candidate.kind == kind for candidate in self.flagged)

    def as_data(self) -> dict[str, Any]:
        """The whole report but the records, which :mod:`kb.review.importing.imported_records` reads."""
        return {
            "policy": self.policy,
            "cycle": self.cycle,
            "dry_run": not self.is_kept,
            "runs": [_file_data(file) for file in self.files],
            "known": [asdict(candidate) for candidate in self.known],
            "excluded_before": [asdict(candidate) for candidate in self.excluded],
            "flagged": [asdict(candidate) for candidate in self.flagged],
            "notices": [asdict(notice) for notice in self.notices],
            "pairs": [asdict(pair) for pair in self.pairs],
            "counts": self.counts(),
        }

    def rows(self) -> Iterator[tuple[str | None, ...]]:
        """The same as rows of :data:`COLUMNS`, what asks for something first."""
        for file in self.files:
            for item in file.read.unread:
                place = f"{file.file}, {item.place}"
                yield ("not read", place, None, f"{item.message} {item.remedy}".rstrip(), None)
            for item in file.read.outside:
                place = f"{file.file}, {item.place}"
                yield ("no record", place, None, f"{item.message} {item.remedy}".rstrip(), None)
        for notice in self.notices:
            what = f"{notice.kind} of {notice.date}" if notice.date else notice.kind
            yield ("notice", None, notice.reference, what, None)
        for flagged in self.flagged:
            yield (flagged.finding, flagged.candidate, flagged.published_as, flagged.why, flagged.title)
        yield from (_pair_row("to judge", pair) for pair in self.pairs if pair.relation == "doubtful")
        for excluded in self.excluded:
            why = f"{excluded.stage}: {excluded.reason or 'no reason given'}"
            yield ("excluded before", excluded.candidate, excluded.cycle, why, excluded.title)
        for known in self.known:
            uses = (*(f"study {key}" for key in known.studies), *(f"policy {key}" for key in known.policies))
            yield ("known", known.candidate, known.reference, ", ".join(uses) or "not used", known.title)
        yield from (_pair_row("merged", pair) for pair in self.pairs if pair.relation == "same")
        for file in self.files:
            for record in file.read.mended:
                yield ("mended", f"{file.file}, {record.place}", None, " ".join(record.remarks), record.title)
        yield from (_pair_row(pair.tie or "tied", pair) for pair in self.pairs if pair.relation == "tied")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import wrote: the searches of its files, numbered from ``first`` to ``last``."""

    files: tuple[ImportedFile, ...]
    first: int
    last: int
    pairs: tuple[NewPair, ...]
    notices: tuple[PublishedNotice, ...]
    """Notices about references of the knowledge base that the records speak of."""
    flagged_before: Mapping[str, tuple[CandidateNotice, ...]] = field(default_factory=dict)
    """Notices about candidates of the review as they were known before the import."""
    is_kept: bool = True


def build_report(
    reader: Reader, cycle: Cycle, imported: Imported, references: KnownReferences
) -> ImportReport:
    """The report of an import whose rows are in the tables already."""
    first = imported.first
    rows = run(reader, "review/importing/import_candidates", cycle=cycle.id, first=first, last=imported.last)
    earlier = run(reader, "review/importing/run_candidates", cycle=cycle.id, last=first - 1)
    seen = {row["candidate"] for row in earlier}
    return ImportReport(
        policy=cycle.policy,
        cycle=cycle.id,
        files=imported.files,
        candidates=len(rows),
        seen=sum(row["candidate"] in seen for row in rows),
        known=tuple(_known(reader, cycle, rows)),
        excluded=tuple(_excluded(reader, cycle, rows)),
        flagged=tuple(_flagged(reader, cycle, imported, {row["candidate"] for row in rows})),
        notices=tuple(_new_notices(reader, imported, references)),
        pairs=imported.pairs,
        is_kept=imported.is_kept,
    )


def _flagged(
    reader: Reader, cycle: Cycle, imported: Imported, own: Collection[str]
) -> Iterator[FlaggedCandidate]:
    """Candidates with a notice in force, the gravest first; of those found before, what is new about them."""
    before, now = imported.flagged_before, read_candidate_notices(reader, cycle.id)
    wanted = [id for id, notices in now.items() if id in own or notices != before.get(id)]
    titles = {row["candidate"]: row["title"] for row in run(reader, "review/titles", cycle=cycle.id)}
    in_force = {id: notice for id in wanted if (notice := notice_in_force(now[id]))}
    for id in sorted(in_force, key=lambda id: (GRAVEST_FIRST.index(in_force[id].kind), id)):
        notice = in_force[id]
        yield FlaggedCandidate(
            id, titles[id], notice.kind, notice.date, notice.published_as, notice.in_words()
        )


def _known(reader: Reader, cycle: Cycle, rows: Sequence[Row]) -> Iterator[KnownCandidate]:
    row_of = {row["reference"]: row for row in rows if row["reference"]}
    for reference in read_references(reader, sorted(row_of)) if row_of else ():
        row = row_of[reference.id]
        studies = tuple(sorted({report.study for report in reference.studies}))
        cited = cycle.policy in reference.policies
        yield KnownCandidate(row["candidate"], row["title"], reference.id, reference.policies, studies, cited)


def _excluded(reader: Reader, cycle: Cycle, rows: Sequence[Row]) -> Iterator[ExcludedBefore]:
    earlier = read_earlier(reader, cycle)
    for row in rows:
        ended = earlier.get(row["candidate"])
        if ended is not None and ended.status is ScreeningStatus.EXCLUDE:
            yield ExcludedBefore(row["candidate"], row["title"], ended.cycle, ended.stage, ended.reason)


def _new_notices(reader: Reader, imported: Imported, references: KnownReferences) -> Iterator[NewNotice]:
    files = tuple(file.file for file in imported.files if file.origin)
    matched = match_notices(references, imported.notices).entries
    stored = stored_notices(reader, list(matched))
    for reference, entries in sorted(matched.items()):
        before = stored.get(reference, ())
        kinds = {notice.kind for notice in before}
        for entry in merge_notices(before, entries):
            if entry.kind not in kinds:
                yield NewNotice(reference, entry.kind, entry.date, files)


def _pair_row(finding: str, pair: NewPair) -> tuple[str | None, ...]:
    return (finding, pair.one, pair.other, pair.why, None)


def _file_data(file: ImportedFile) -> dict[str, Any]:
    return {
        "run": file.id,
        "file": file.file,
        "already_there": file.origin is None,
        "search": None if file.origin is None else asdict(file.origin),
        "format": file.read.format,
        "records": file.read.records,
        "mended": file.read.remarks,
        "unread": list(map(_aside_data, file.read.unread)),
        "outside": list(map(_aside_data, file.read.outside)),
    }


def _aside_data(item: Malformed) -> dict[str, Any]:
    place = {"record": item.place.record, "line": item.place.line}
    return place | {"message": item.message, "remedy": item.remedy}
