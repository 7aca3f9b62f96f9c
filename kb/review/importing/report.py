"""What an import brought: what is known already, what was excluded before, what a person must judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from kb.bibliography.notices import PublishedNotice
from kb.bibliography.reference_notices import KnownReferences, match_notices, merge_notices, stored_notices
from kb.checks.reference import read_references
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.review.cycles import Cycle
from kb.review.importing.finding import FoundPair
from kb.review.importing.intake import Run
from kb.review.outcome import Status
from kb.review.standing import read_earlier

COLUMNS = ("finding", "record", "with", "why", "title")


@dataclass(frozen=True, slots=True)
class Known:
    """A candidate that is a reference of the knowledge base."""

    candidate: str
    title: str | None
    reference: str
    policies: tuple[str, ...]
    studies: tuple[str, ...]
    in_policy: bool
    """Whether the policy under review is among those that cite it."""


@dataclass(frozen=True, slots=True)
class Excluded:
    """A candidate that an earlier review of the policy excluded."""

    candidate: str
    title: str | None
    cycle: str
    stage: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Raised:
    """A notice about one of our references that it does not have yet."""

    reference: str
    kind: str
    date: str | None
    files: tuple[str, ...]
    """Exports that the notice may be taken from."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import brought. Candidates are those that stand for others where they were merged."""

    policy: str
    cycle: str
    runs: tuple[Run, ...]
    candidates: int
    """Publications that the records are of."""
    seen: int
    """Of these, found by an earlier run of this review."""
    known: tuple[Known, ...]
    excluded: tuple[Excluded, ...]
    retracted: tuple[tuple[str, str | None], ...]
    """Candidates that were retracted, with their titles."""
    notices: tuple[Raised, ...]
    pairs: tuple[FoundPair, ...]
    """What was found new, merged, doubtful and tied."""

    def counts(self) -> dict[str, int]:
        """Sums; records = unread + candidates + repeated."""
        records = sum(one.taken.records for one in self.runs)
        unread = sum(len(one.taken.unread) for one in self.runs)
        relations = [one.relation for one in self.pairs]
        cited = sum(one.in_policy for one in self.known)
        return {
            "runs": sum(one.origin is not None for one in self.runs),
            "records": records,
            "unread": unread,
            "candidates": self.candidates,
            "repeated": records - unread - self.candidates,
            "seen": self.seen,
            "known": len(self.known),
            "in_policy": cited,
            "excluded_before": len(self.excluded),
            "retracted": len(self.retracted),
            "merged": relations.count("same"),
            "doubtful": relations.count("doubtful"),
            "tied": relations.count("tied"),
            "notices": len(self.notices),
        }

    def as_data(self) -> dict[str, Any]:
        """The whole report."""
        return {
            "policy": self.policy,
            "cycle": self.cycle,
            "runs": [_run_data(one) for one in self.runs],
            "known": [asdict(one) for one in self.known],
            "excluded_before": [asdict(one) for one in self.excluded],
            "retracted": [{"candidate": id, "title": title} for id, title in self.retracted],
            "notices": [asdict(one) for one in self.notices],
            "pairs": [asdict(one) for one in self.pairs],
            "counts": self.counts(),
        }

    def rows(self) -> Iterator[tuple[str | None, ...]]:
        """The same as rows of :data:`COLUMNS`, what asks for something first."""
        for one in self.runs:
            for item in one.taken.unread:
                place = f"{one.file}, {item.place}"
                yield ("not read", place, None, f"{item.message} {item.remedy}".rstrip(), None)
        for raised in self.notices:
            told = f"{raised.kind} of {raised.date}" if raised.date else raised.kind
            yield ("notice", None, raised.reference, told, None)
        for candidate, title in self.retracted:
            yield ("retracted", candidate, None, None, title)
        yield from (_pair_row("to judge", one) for one in self.pairs if one.relation == "doubtful")
        for excluded in self.excluded:
            why = f"{excluded.stage}: {excluded.reason or 'no reason given'}"
            yield ("excluded before", excluded.candidate, excluded.cycle, why, excluded.title)
        for known in self.known:
            uses = (*(f"study {key}" for key in known.studies), *(f"policy {key}" for key in known.policies))
            yield ("known", known.candidate, known.reference, ", ".join(uses) or "not used", known.title)
        yield from (_pair_row("merged", one) for one in self.pairs if one.relation == "same")
        yield from (_pair_row(one.tie or "tied", one) for one in self.pairs if one.relation == "tied")


def build_report(
    reader: Reader,
    cycle: Cycle,
    numbers: tuple[int, int],
    runs: Sequence[Run],
    found: tuple[Sequence[FoundPair], KnownReferences, Sequence[PublishedNotice]],
) -> Report:
    """The report of runs of a cycle from one number to another, which are in its tables already."""
    first, last = numbers
    pairs, ours, notices = found
    rows = run(reader, "review/importing/import_candidates", cycle=cycle.id, first=first, last=last)
    before = {
        row["candidate"]
        for row in run(reader, "review/importing/run_candidates", cycle=cycle.id, last=first - 1)
    }
    return Report(
        policy=cycle.policy,
        cycle=cycle.id,
        runs=tuple(runs),
        candidates=len(rows),
        seen=sum(row["candidate"] in before for row in rows),
        known=tuple(_known(reader, cycle, rows)),
        excluded=tuple(_excluded(reader, cycle, rows)),
        retracted=tuple((row["candidate"], row["title"]) for row in rows if row["retracted"]),
        notices=tuple(_raised(reader, ours, notices, [one.file for one in runs if one.origin])),
        pairs=tuple(pairs),
    )


def _known(reader: Reader, cycle: Cycle, rows: Sequence[Row]) -> Iterator[Known]:
    found = {row["reference"]: row for row in rows if row["reference"]}
    references = read_references(reader, sorted(found)) if found else ()
    for reference in references:
        row = found[reference.id]
        studies = tuple(sorted({one.study for one in reference.studies}))
        cited = cycle.policy in reference.policies
        yield Known(row["candidate"], row["title"], reference.id, reference.policies, studies, cited)


def _excluded(reader: Reader, cycle: Cycle, rows: Sequence[Row]) -> Iterator[Excluded]:
    earlier = read_earlier(reader, cycle)
    for row in rows:
        ended = earlier.get(row["candidate"])
        if ended is not None and ended.status is Status.EXCLUDE:
            yield Excluded(row["candidate"], row["title"], ended.cycle, ended.stage, ended.reason)


def _raised(
    reader: Reader, ours: KnownReferences, notices: Sequence[PublishedNotice], files: Sequence[str]
) -> Iterator[Raised]:
    found = match_notices(ours, notices).entries
    held = stored_notices(reader, list(found))
    for reference, entries in sorted(found.items()):
        before = held.get(reference, ())
        for entry in merge_notices(before, entries):
            if entry.kind not in {one.kind for one in before}:
                yield Raised(reference, entry.kind, entry.date, tuple(files))


def _pair_row(finding: str, pair: FoundPair) -> tuple[str | None, ...]:
    return (finding, pair.one, pair.other, pair.why, None)


def _run_data(run: Run) -> dict[str, Any]:
    origin = None if run.origin is None else asdict(run.origin)
    return {
        "run": run.id,
        "file": run.file,
        "already_there": run.origin is None,
        "search": origin,
        "format": run.taken.format,
        "records": run.taken.records,
        "mended": run.taken.remarks,
        "unread": [
            {"record": one.place.record, "line": one.place.line, "message": one.message, "remedy": one.remedy}
            for one in run.taken.unread
        ],
    }
