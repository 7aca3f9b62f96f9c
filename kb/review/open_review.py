"""Opening a review of a policy, and giving one up."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path

from kb.checks.earlier_runs import Memory
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, ProblemsFound
from kb.releases.freeze import FreezeResult, NewRelease, freeze
from kb.releases.release import newest_release, read_releases
from kb.review.cycles import UNDER_WAY, Cycle, cycle_under_way, read_cycles
from kb.review.due import window_start
from kb.review.progress import read_progress
from kb.review.publishing.obstacles import in_short, read_record_obstacles
from kb.store.database import Writer
from kb.store.row_changes import ChangeAuthor, RowChange, log_rows


@dataclass(frozen=True)
class Opening:
    """The review that is to be opened. Dates are ISO 8601."""

    policy: str
    on: date
    author: ChangeAuthor
    reviewers: int = 1
    due: date | None = None
    templates: Path | None = None
    """Folder whose frames replace ours, for the version in force when it has to be frozen."""
    because: str | None = None
    """Why that version is frozen though something of it is open; None: it is not, then."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What was opened."""

    cycle: Cycle
    baseline: FreezeResult | None
    """The version in force, where no release kept it yet; None too for a policy that was never in force."""
    reopened: bool
    """Whether it is a review of the same day that had been given up."""


@dataclass(frozen=True, slots=True)
class Search:
    """A stored search as it is to be run in this review. Dates are ISO 8601 and lie in the window."""

    strategy: str
    indications: str
    """Keys, parted by commas; ``all`` for every indication."""
    source: str
    query: str
    limits: str | None
    since: str
    until: str


def open_review(writer: Writer, opening: Opening, memory: Memory | None = None) -> Opened:
    """Start a cycle as the draft of the next version; what was released before stays as it is.

    The version in force is frozen when no release keeps it. A policy without a history was never in force:
    its first version is what this review ends with. Raises KbError when a review is under way, or one of the
    same day or a later one was published; ProblemsFound when something of the version in force is open and
    no reason given.
    """
    reader = writer.reader()
    _require_none_under_way(reader, opening.policy)
    day, cycles = opening.on.isoformat(), read_cycles(reader, opening.policy)
    there = [earlier for earlier in cycles if earlier.opened == day]
    last = max((earlier.opened for earlier in cycles if earlier.state != "abandoned"), default="")
    if last >= day:
        raise KbError(
            f"The review of {opening.policy} opened on {last} was published already. Open the next one on a"
            " later day: --on DATE."
        )
    _require_after_searches(reader, opening)
    baseline = None
    if newest_release(reader, opening.policy) is None and was_in_force(reader, opening.policy):
        baseline = _freeze_in_force(writer, opening, memory)
    cycle = _reopened(there[0], opening) if there else _new(opening)
    _write(writer, cycle, there[0] if there else None, opening.author)
    return Opened(cycle, baseline, bool(there))


def abandon_review(writer: Writer, policy: str, on: date, author: ChangeAuthor) -> Cycle:
    """Close the review under way without publication. What was imported and decided in it stays on record."""
    cycle = cycle_under_way(writer.reader(), policy)
    closed = replace(cycle, state="abandoned", closed=on.isoformat())
    _write(writer, closed, cycle, author)
    return closed


def read_searches(reader: Reader, cycle: Cycle) -> list[Search]:
    """The stored searches of the policy of a cycle, from the day after the last one to its opening."""
    rows = run(reader, "review/strategies", policy=cycle.policy)
    effective = first_in_force(reader, cycle.policy)
    return [
        _search(list(group), effective, cycle.opened)
        for _, group in groupby(rows, key=lambda row: row["strategy"])
    ]


def effective_date(reader: Reader, policy: str) -> str:
    """When the version in force took effect, ISO 8601. Raises KbError when there is no such policy."""
    rows = run(reader, "evidence/policies", first=policy, last=policy)
    if not rows or rows[0]["effective_date"] is None:
        raise KbError(f"There is no policy {policy}. kb policy list shows all.")
    return str(rows[0]["effective_date"])


def first_in_force(reader: Reader, policy: str) -> str | None:
    """When the oldest version that kb knows took effect, ISO 8601; None for a policy that never was in force.

    A strategy that no review has run yet was last searched for that version, however many came after it.
    """
    if versions := read_releases(reader, policy):
        return versions[0].effective_date if versions[0].cycle is None else None
    return effective_date(reader, policy) if was_in_force(reader, policy) else None


def _search(rows: list[Row], effective: str | None, until: str) -> Search:
    first = rows[0]
    source = f"{first['source']} ({first['platform']})" if first["platform"] else first["source"]
    since = window_start(first["through"], effective).isoformat()
    indications = ", ".join(row["indication"] for row in rows if row["indication"]) or "all"
    return Search(
        first["strategy"], indications, source, first["query"], first["limits"], since, max(since, until)
    )


def _require_none_under_way(reader: Reader, policy: str) -> None:
    for cycle in read_cycles(reader, policy):
        if cycle.state in UNDER_WAY:
            step = next(step for step in read_progress(reader, cycle) if step.is_open)
            raise KbError(
                f"A review of {policy} is under way since {cycle.opened} ({cycle.state}; next: {step.name})."
                f" It goes on with: {step.command}. To give it up: kb review abandon {policy} --because TEXT"
            )


def _require_after_searches(reader: Reader, opening: Opening) -> None:
    """Raises KbError for a day before the last search of every strategy: a slip of the keys, most likely."""
    effective = first_in_force(reader, opening.policy)
    rows = run(reader, "review/strategies", policy=opening.policy)
    last = min((window_start(row["through"], effective) - timedelta(days=1) for row in rows), default=None)
    if last is not None and opening.on < last:
        raise KbError(
            f"--on {opening.on}: is before {last}, through which the version in force was searched."
            " Give the day on which this review begins."
        )


def was_in_force(reader: Reader, policy: str) -> bool:
    """Whether a version of a policy took effect before kb knew it: its history tells of one.

    Raises KbError when there is no such policy.
    """
    effective_date(reader, policy)
    return bool(run(reader, "evidence/policy_history", first=policy, last=policy))


def _freeze_in_force(writer: Writer, opening: Opening, memory: Memory | None) -> FreezeResult:
    """Keep the version in force, which passes the gates that its records can pass without a review."""
    reader, policy = writer.reader(), opening.policy
    obstacles = read_record_obstacles(reader, policy, memory)
    because = None
    if obstacles:
        if opening.because is None:
            raise ProblemsFound(
                f"The review of {policy} is not opened: that keeps the version in force for ever, and"
                f" something of it is open ({in_short(obstacles)}). Settle it, or say with --because why it"
                " stays:",
                obstacles,
            )
        because = f"{opening.because} (open: {in_short(obstacles)})"
    date = effective_date(reader, policy)
    version = NewRelease(policy, date, opening.author, because=because, templates=opening.templates)
    return freeze(writer, version)


def _new(opening: Opening) -> Cycle:
    return Cycle(
        id=f"{opening.policy}@{opening.on.isoformat()}",
        policy=opening.policy,
        opened=opening.on.isoformat(),
        opened_by=opening.author.who,
        reviewers=opening.reviewers,
        due=None if opening.due is None else opening.due.isoformat(),
        closed=None,
        state="open",
    )


def _reopened(cycle: Cycle, opening: Opening) -> Cycle:
    """A review that was given up, under way again as it is opened now; who opened it first stays."""
    return replace(_new(opening), opened_by=cycle.opened_by)


def _write(writer: Writer, cycle: Cycle, before: Cycle | None, author: ChangeAuthor) -> None:
    row = _columns(cycle)
    if before is None:
        writer.insert("review_cycle", [row])
    else:
        sql = "UPDATE review_cycle SET state = ?, closed = ?, reviewers = ?, due = ? WHERE id = ?"
        writer.run(sql, (cycle.state, cycle.closed, cycle.reviewers, cycle.due, cycle.id))
    # Why a review was given up is in the change log; it is no record, so it has a name of its own.
    change = RowChange("review_cycle", cycle.id, None if before is None else _columns(before), row)
    log_rows(writer, f"reviews/{cycle.id}", [change], author)


def _columns(cycle: Cycle) -> Row:
    return {
        "id": cycle.id,
        "policy_id": cycle.policy,
        "opened": cycle.opened,
        "opened_by": cycle.opened_by,
        "reviewers": cycle.reviewers,
        "due": cycle.due,
        "closed": cycle.closed,
        "state": cycle.state,
    }
