"""The way in: exports become search runs, records and candidates of the review under way, or nothing does."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kb.bibliography.formats.exports import read_citations
from kb.bibliography.pubmed.verify import sha256_of
from kb.bibliography.reference_notices import read_known_references
from kb.errors import KbError
from kb.review.cycles import Cycle, cycle_under_way
from kb.review.importing.finding import FoundPair, find_pairs, write_pairs
from kb.review.importing.held import read_held
from kb.review.importing.intake import Intake, Run, Taken
from kb.review.importing.origin import (
    Hints,
    Origin,
    Strategies,
    Told,
    check_told,
    read_provenance,
    settle,
)
from kb.review.importing.redirecting import lock_candidates, redirect
from kb.review.importing.report import Report, build_report
from kb.store.database import Writer, writing


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be taken in, and how it is to be read."""

    files: Sequence[Path]
    policy: str | None
    """None for the only policy that is under review."""
    who: str
    told: Told = field(default_factory=Told)
    mapping: Mapping[str, str] | None = None
    encoding: str | None = None
    compare: bool = True
    """Whether duplicates are looked for; False only to measure what that takes."""


@dataclass(frozen=True, slots=True)
class Showing:
    """How progress is shown."""

    counted: Callable[[Iterable[Any]], Iterator[Any]] = iter
    comparing: Callable[[int, int], None] | None = None


def take_in(url: str, order: Order, showing: Showing | None = None) -> Report:
    """Take exports into the review under way, in one transaction.

    The very same file is taken in once: importing again after an interruption does the right thing. Raises
    KbError for a file that is no export, and then for all files nothing is written.
    """
    check_told(order.told, len(order.files))
    with writing(url, alone=False) as writer:
        lock_candidates(writer)
        cycle = cycle_under_way(writer.reader(), order.policy)
        return take_in_cycle(writer, cycle, order, showing or Showing())


def take_in_cycle(writer: Writer, cycle: Cycle, order: Order, showing: Showing) -> Report:
    """The same inside a write transaction, into a cycle that it has locked."""
    reader = writer.reader()
    now = datetime.now(UTC).isoformat(timespec="seconds")
    known = read_held(reader) if order.compare else None
    ours = read_known_references(reader)
    intake = Intake(writer, known, ours)
    strategies = Strategies(reader, cycle.policy)
    if order.told.strategy is not None:
        strategies.row(order.told.strategy)
    desk = _Desk(writer, cycle, order, strategies, now)
    first = desk.next_number
    runs = [desk.take(intake, file, showing) for file in order.files]
    pairs: list[FoundPair] = []
    if known is not None and any(run.origin for run in runs):
        pairs = write_pairs(writer, find_pairs(known, showing.comparing), cycle.id, now)
    redirect(writer)
    numbers = (first, desk.next_number - 1)
    return build_report(reader, cycle, numbers, runs, (pairs, ours, intake.notices))


class _Desk:
    """Makes the runs of one import, one after the other."""

    def __init__(self, writer: Writer, cycle: Cycle, order: Order, strategies: Strategies, now: str) -> None:
        self._writer, self._cycle, self._order = writer, cycle, order
        self._strategies, self._now = strategies, now
        rows = writer.rows(
            "SELECT number, file_sha256 AS sha FROM search_run WHERE review_cycle_id = ? ORDER BY number",
            (cycle.id,),
        )
        self._there = {row["sha"]: row["number"] for row in rows if row["sha"]}
        self.next_number = max((row["number"] for row in rows), default=0) + 1

    def take(self, intake: Intake, file: Path, showing: Showing) -> Run:
        """The run of one file."""
        beside = read_provenance(file)
        if not file.exists() and beside and beside.get("sha256") is None:
            return self._nothing_found(file, beside)
        items = read_citations(file, self._order.mapping, self._order.encoding)
        sha = _sha256(file)
        if sha in self._there:
            number = self._there[sha]
            return Run(f"{self._cycle.id}/{number}", number, file.name, None, Taken())
        number = self._begin(file, sha)
        id = f"{self._cycle.id}/{number}"
        taken = intake.take(id, showing.counted(items))
        if _sha256(file) != sha:
            raise KbError(f"{file}: was changed while it was read. Nothing was written; import it again.")
        origin = self._settled(beside, Hints(file, taken.format, taken.databases))
        self._finish(id, origin, taken)
        return Run(id, number, file.name, origin, taken)

    def _nothing_found(self, file: Path, beside: dict[str, Any]) -> Run:
        """A search without a record; it is recorded once, too."""
        origin = self._settled(beside, Hints(file, None, Taken().databases))
        rows = self._writer.rows(
            "SELECT number FROM search_run WHERE review_cycle_id = ? AND source = ? AND run_at = ?"
            " AND query = ? AND records = 0",
            (self._cycle.id, origin.source, origin.run_at, origin.query),
        )
        if rows:
            number = rows[0]["number"]
            return Run(f"{self._cycle.id}/{number}", number, file.name, None, Taken())
        number = self._begin(None, None)
        id = f"{self._cycle.id}/{number}"
        self._finish(id, origin, Taken())
        return Run(id, number, file.name, origin, Taken())

    def _settled(self, beside: dict[str, Any], hints: Hints) -> Origin:
        return settle(self._order.told, beside, self._strategies, hints, self._now)

    def _begin(self, file: Path | None, sha: str | None) -> int:
        """The row of the run; what is not known before its records are read is filled in at the end."""
        number = self.next_number
        self.next_number += 1
        row = {
            "id": f"{self._cycle.id}/{number}",
            "review_cycle_id": self._cycle.id,
            "number": number,
            "source": "",
            "kind": "database",
            "run_at": self._now,
            "who": self._order.who,
            "records": 0,
            "file": file.name if file else None,
            "file_sha256": sha,
        }
        self._writer.insert("search_run", [row])
        if sha:
            self._there[sha] = number
        return number

    def _finish(self, id: str, origin: Origin, taken: Taken) -> None:
        self._writer.run(
            "UPDATE search_run SET strategy = ?, source = ?, kind = ?, run_at = ?, query = ?,"
            " translation = ?, since = ?, until = ?, found = ?, records = ?, file_format = ? WHERE id = ?",
            (
                *(origin.strategy, origin.source, origin.kind, origin.run_at, origin.query),
                *(origin.translation, origin.since, origin.until, origin.found),
                *(taken.records, taken.format, id),
            ),
        )


def _sha256(file: Path) -> str:
    try:
        return sha256_of(file)
    except OSError as error:
        raise KbError(f"{file}: cannot be read ({error.strerror}).") from error
