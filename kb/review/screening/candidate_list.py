"""The list of candidates at a stage, as one person may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError
from kb.review.cycles import Cycle
from kb.review.outcome import RecordedDecision, ScreeningStatus
from kb.review.screening.decision_history import ScreeningHistory
from kb.review.screening.worklist import Screener, Worklist, WorklistItem

COLUMNS = (
    "number",
    "candidate",
    "year",
    "first_author",
    "title",
    "journal",
    "stage",
    "status",
    "reason",
    "yours",
    "flags",
    "decisions",
    "indication",
    "pmid",
    "doi",
)
STATUSES = ("pending", "conflict", "include", "exclude", "not-retrieved", "known", "excluded-before", "all")
"""Values that a list can be narrowed to; ``known`` are references of the policy, not to be screened, and
``excluded-before`` those left to decide that an earlier review excluded."""


def listed(worklist: Worklist, stage: str, status: str) -> list[WorklistItem]:
    """Candidates of a status at a stage, in the order found; ``all`` are those to be screened there."""
    if status == "known":
        return [item for item in worklist.items if item.standing.in_policy]
    items = worklist.open_to(stage)
    if status == "excluded-before":
        return [item for item in items if _is_excluded_before(item, stage)]
    return items if status == "all" else [item for item in items if item.outcome(stage).status == status]


def found_by(reader: Reader, cycle: Cycle, number: int) -> set[str]:
    """Candidates that stand for what a run of a search found. Raises KbError when there is no such run."""
    rows = run(reader, "review/screening/candidates_of_run", cycle=cycle.id, number=number)
    if not rows:
        raise KbError(f"The review has no run {number}. kb review runs lists them.")
    return {row["candidate"] for row in rows if row["candidate"]}


def counts(worklist: Worklist, stage: str) -> dict[str, int]:
    """How many candidates have each status at a stage; those that none has are left out."""
    statuses = Counter(item.outcome(stage).status.value for item in worklist.open_to(stage))
    for status in ("known", "excluded-before"):
        statuses[status] = len(listed(worklist, stage, status))
    return {status: statuses[status] for status in STATUSES if statuses[status]}


def _is_excluded_before(item: WorklistItem, stage: str) -> bool:
    return item.standing.was_excluded and item.outcome(stage).status is ScreeningStatus.PENDING


def list_row(
    item: WorklistItem,
    stage: str,
    screener: Screener,
    history: ScreeningHistory,
    flags: Mapping[str, tuple[str, ...]],
) -> dict[str, Any]:
    """One line of the list; null where nothing is, or where it is hidden from the person.

    ``reason`` is the code of an exclusion that is settled, ``yours`` what the person decided in this role.
    """
    standing, outcome, own = item.standing, item.outcome(stage), item.own(stage, screener)
    shown = outcome.standing if item.shows_decisions_to(stage, screener) else () if own is None else (own,)
    return {
        "number": item.number,
        "candidate": item.candidate,
        "year": year_of(item),
        "first_author": first_author(item),
        "title": standing.title,
        "journal": standing.journal,
        "stage": stage,
        "status": "known" if standing.in_policy else outcome.status.value,
        "reason": outcome.reason,
        "yours": own and in_words(own),
        "flags": "; ".join(flags.get(item.candidate, ())) or None,
        "decisions": told(shown) or None,
        "indication": ", ".join(history.decided_for(item.candidate, shown)) or None,
        "pmid": standing.pmid,
        "doi": standing.doi,
    }


def year_of(item: WorklistItem) -> int | None:
    """Year of publication; None when it is not known."""
    year = (item.standing.issued or "")[:4]
    return int(year) if year.isdecimal() else None


def first_author(item: WorklistItem) -> str | None:
    """The first of the authors; None when there are none."""
    return (item.standing.authors or "").partition(";")[0].strip() or None


def in_words(decision: RecordedDecision) -> str:
    """A decision with its reason: ``exclude (design)``."""
    return decision.decision + (f" ({decision.reason})" if decision.reason else "")


def told(decisions: Iterable[RecordedDecision]) -> str:
    """Who decided what, with notes: ``rita: exclude (design), a note; sam: include``."""
    return "; ".join(
        f"{decision.who}{' (arbiter)' if decision.role == 'arbiter' else ''}: {in_words(decision)}"
        + (f", {decision.note}" if decision.note else "")
        for decision in decisions
    )
