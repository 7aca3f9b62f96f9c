"""Publishing a review: policy record, release with its appendix and end of the cycle in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from kb.checks.earlier_runs import Memory
from kb.db.connect import Reader
from kb.errors import KbError, Problem, ProblemsFound
from kb.records.kinds import id_of
from kb.records.policies import PolicyHistoryEntry
from kb.releases.forms import render_all
from kb.releases.freeze import FreezeResult, NewRelease, freeze
from kb.releases.release import Release, newest_release
from kb.releases.state import FrozenState
from kb.review.concluding.sign_offs import read_conclusions
from kb.review.cycles import UNDER_WAY, Cycle, cycle_under_way, read_cycles, release_before
from kb.review.open_review import effective_date, was_in_force
from kb.review.publishing.appendix import build_appendix
from kb.review.publishing.history_line import history_line
from kb.review.publishing.obstacles import in_short, read_obstacles
from kb.review.publishing.stale import read_stale
from kb.review.publishing.update import Update, read_update
from kb.store.database import Writer
from kb.store.edits import amend_in
from kb.store.row_changes import ChangeAuthor


@dataclass(frozen=True)
class Publishing:
    """The version that is to be published."""

    policy: str
    effective: date
    author: ChangeAuthor
    because: str | None = None
    """Why it is published though something is open; None: it is not, then."""
    words: str | None = None
    """What a person adds to the history line; None for nothing."""
    templates: Path | None = None
    """Folder whose frames replace ours."""


@dataclass(frozen=True)
class PublicationPlan:
    """What publishing would do."""

    cycle: Cycle
    former: FrozenState | None
    """The version that it supersedes; None when no release kept it."""
    update: Update
    line: str
    """The line of the policy history."""
    obstacles: tuple[Problem, ...]
    stale: tuple[str, ...]
    """What besides the literature may be out of date, in sentences; it is in nobody's way."""


@dataclass(frozen=True)
class PublicationResult:
    """What was published."""

    plan: PublicationPlan
    frozen: FreezeResult


def plan_publication(reader: Reader, publishing: Publishing, memory: Memory | None = None) -> PublicationPlan:
    """What publishing would do; nothing is written.

    Raises KbError when no review is under way, or the date is not later than the version in force.
    """
    cycle = cycle_under_way(reader, publishing.policy)
    _require_later(reader, publishing)
    release = release_before(reader, cycle)
    former = None if release is None else FrozenState(reader, release)
    update = read_update(reader, cycle, former)
    return PublicationPlan(
        cycle=cycle,
        former=former,
        update=update,
        line=history_line(update, publishing.words),
        obstacles=tuple(read_obstacles(reader, cycle, memory)),
        stale=tuple(read_stale(reader, cycle, former)),
    )


def published_already(reader: Reader, publishing: Publishing) -> Release | None:
    """The version that the newest review ended with, where it is just the one that is to be published.

    Somebody repeats a command of which the answer was lost; None while a review is under way.
    """
    newest = newest_release(reader, publishing.policy)
    under_way = any(cycle.state in UNDER_WAY for cycle in read_cycles(reader, publishing.policy))
    if newest is None or newest.cycle is None or under_way:
        return None
    return newest if newest.effective_date == publishing.effective.isoformat() else None


def publish(writer: Writer, publishing: Publishing, memory: Memory | None = None) -> PublicationResult:
    """Publish the review under way. What was published before stays to the byte.

    Raises ProblemsFound with everything that is open, unless a reason is given, which the release keeps.
    """
    plan = plan_publication(writer.reader(), publishing, memory)
    if plan.obstacles and publishing.because is None:
        raise ProblemsFound(_refusal(plan), plan.obstacles)
    amend_in(writer, [(id_of("policies", publishing.policy), _change(plan, publishing))], publishing.author)
    publication = _publication(writer.reader(), plan, publishing)
    _close(writer, plan.cycle, publishing)  # before the version is sealed, which covers its review
    frozen = freeze(writer, publication)
    return PublicationResult(plan, frozen)


def appendix_facts(former: FrozenState | None, effective: str, line: str) -> list[tuple[str, str]]:
    """What is under the title of the appendix."""
    before = "none" if former is None else former.release.effective_date
    return [("Version before", before), ("This version", effective), ("What was done", line)]


def _require_later(reader: Reader, publishing: Publishing) -> None:
    newest = newest_release(reader, publishing.policy)
    stated = effective_date(reader, publishing.policy) if was_in_force(reader, publishing.policy) else ""
    in_force = max(stated, newest.effective_date if newest is not None else "")
    if publishing.effective.isoformat() <= in_force:
        raise KbError(
            f"--effective {publishing.effective}: the version in force is of {in_force}. A new version takes"
            " effect after it; what was published is never replaced."
        )


def _refusal(plan: PublicationPlan) -> str:
    policy = plan.cycle.policy
    return (
        f"{policy} is not published: something is open ({in_short(plan.obstacles)}). Settle it, or say with"
        " --because why it is published all the same:"
    )


def _change(plan: PublicationPlan, publishing: Publishing) -> Any:
    return partial(_as_published, plan=plan, effective=publishing.effective.isoformat())


def _as_published(policy: Any, plan: PublicationPlan, effective: str) -> Any:
    """The policy record of the new version: dates, history, statements before, searches done."""
    entry = PolicyHistoryEntry.model_validate({"date": effective, "action": plan.line})
    return policy.model_copy(
        update={
            "effective_date": effective,
            "history": (*policy.history, entry),
            "statements": _with_previous(policy, plan.former),
            "searches": tuple(_searched(search, plan.update) for search in policy.searches),
        }
    )


def _with_previous(policy: Any, former: FrozenState | None) -> tuple[Any, ...]:
    """The statements, each with its text in the version before."""
    record = None if former is None else former.record(id_of("policies", policy.policy))
    if record is None:
        return tuple(policy.statements)
    old = {statement.key: statement.text for statement in record.statements}
    return tuple(
        statement.model_copy(update={"previous": old.get(statement.key)}) for statement in policy.statements
    )


def _searched(strategy: Any, update: Update) -> Any:
    """A strategy with the day through which it has been searched; never an earlier one than before."""
    through = (update.through or {}).get(strategy.key)
    if through is None or through < (strategy.through or ""):
        return strategy
    return strategy.model_copy(update={"through": through})


def _publication(reader: Reader, plan: PublicationPlan, publishing: Publishing) -> NewRelease:
    effective = publishing.effective.isoformat()
    facts = appendix_facts(plan.former, effective, plan.line)
    appendix = build_appendix(reader, read_conclusions(reader, plan.cycle), plan.former, facts)
    because = publishing.because if plan.obstacles else None
    return NewRelease(
        policy=publishing.policy,
        effective_date=effective,
        author=publishing.author,
        cycle=plan.cycle.id,
        because=None if because is None else f"{because} (open: {in_short(plan.obstacles)})",
        templates=publishing.templates,
        further=render_all(appendix, "appendix-"),
    )


def _close(writer: Writer, cycle: Cycle, publishing: Publishing) -> None:
    sql = "UPDATE review_cycle SET state = ?, closed = ? WHERE id = ?"
    writer.run(sql, ("published", publishing.author.at[:10], cycle.id))
