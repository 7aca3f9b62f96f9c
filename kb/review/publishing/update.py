"""What really changed from one version of a policy to the next, counted from records, never typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.records.kinds import RecordName, id_of, name_of
from kb.releases.state import FrozenState
from kb.review.concluding.change import EvidenceChange, What
from kb.review.concluding.evidence_changes import changes_since
from kb.review.cycles import Cycle
from kb.review.due import MONTHS, months_between
from kb.store.lookups import Lookups
from kb.store.record_texts import record_of
from kb.store.row_changes import fetch
from kb.store.selects import ReaderSelects


@dataclass(frozen=True, slots=True)
class StatementsChanged:
    """How the coverage statements of two versions differ."""

    total: int
    """Statements of the new version."""
    reworded: int = 0
    decided_otherwise: int = 0
    """Statements with another determination."""
    other_criteria: int = 0
    """Statements with other criteria, codes or indications."""
    other_terms: int = 0
    """Statements for other people, phases, amounts, dates of service or lines of business."""
    added: int = 0
    removed: int = 0

    @property
    def is_none(self) -> bool:
        """Whether every statement is as it was."""
        return self == StatementsChanged(self.total)


@dataclass(frozen=True, slots=True)
class Update:
    """What changed from the last release to today."""

    is_annual: bool
    """Whether the policy is reviewed every twelve months."""
    statements: StatementsChanged | None
    """None without a release to compare with."""
    verdicts: tuple[tuple[str, str, str], ...] = ()
    """Key of the indication, verdict before and now, for those that changed."""
    through: Mapping[str | None, str] | None = None
    """Day through which each strategy was searched, ISO 8601; the key None stands for searches without one.
    None when the review searched nothing."""
    references_added: tuple[int, ...] = ()
    """Their numbers in the new reference list, in order."""
    references_removed: int = 0
    studies_added: int = 0
    studies_removed: int = 0
    studies_corrected: int = 0
    """Studies used before and now of which a figure changed."""
    guidelines_updated: int = 0
    """Guidelines used before and now in another version."""
    is_first: bool = False
    """Whether the policy was never in force before."""


def read_update(reader: Reader, cycle: Cycle, former: FrozenState | None) -> Update:
    """What the review of a cycle changed."""
    policy = policy_record(reader, cycle.policy)
    annual = months_between(reader, cycle.policy) == MONTHS
    rows = run(reader, "review/publishing/searched_through", cycle=cycle.id)
    through = {row["strategy"]: row["through"] for row in rows} or None
    if former is None:
        return Update(annual, None, through=through, is_first=not policy.history)
    changes = [change for of in changes_since(reader, cycle.policy, former).values() for change in of]
    before, now = _studies_before(former), _studies_now(reader, cycle.policy)
    added, removed = _references(reader, cycle.policy, former)
    return Update(
        is_annual=annual,
        statements=_statements(former.record(id_of("policies", cycle.policy)), policy),
        verdicts=_verdicts(reader, cycle.policy, former),
        through=through,
        references_added=added,
        references_removed=removed,
        studies_added=len(now - before),
        studies_removed=len(before - now),
        studies_corrected=len({change.study for change in changes if change.what is What.FIGURE}),
        guidelines_updated=len(_of_kind(changes, What.GUIDELINE)),
    )


def policy_record(reader: Reader, policy: str) -> Any:
    """The record of a policy as the database has it."""
    asks, name = ReaderSelects(reader), _name(id_of("policies", policy))
    return record_of(fetch(asks, name.kind, [name.id])[name.id], name, Lookups(asks, None))


def _name(id: str) -> RecordName:
    name = name_of(id)
    assert name is not None
    return name


def _of_kind(changes: Sequence[EvidenceChange], what: What) -> set[str]:
    return {change.key for change in changes if change.what is what}


def _statements(before: Any | None, now: Any) -> StatementsChanged:
    old = {} if before is None else {statement.key: statement for statement in before.statements}
    new = {statement.key: statement for statement in now.statements}
    pairs = [(old[key], new[key]) for key in new if key in old]
    return StatementsChanged(
        total=len(new),
        reworded=sum(was.text != is_now.text for was, is_now in pairs),
        decided_otherwise=sum(was.determination != is_now.determination for was, is_now in pairs),
        other_criteria=sum(_criteria(was) != _criteria(is_now) for was, is_now in pairs),
        other_terms=sum(_terms(was) != _terms(is_now) for was, is_now in pairs),
        added=len(new.keys() - old.keys()),
        removed=len(old.keys() - new.keys()),
    )


def _criteria(statement: Any) -> tuple[Any, ...]:
    return statement.criteria, statement.codes, statement.indications


def _terms(statement: Any) -> tuple[Any, ...]:
    people = statement.population, statement.lines_of_business
    amounts = statement.duration, statement.quantity
    dates = statement.service_from, statement.service_to
    return *people, statement.phase, *amounts, statement.requires, *dates


def _verdicts(reader: Reader, policy: str, former: FrozenState) -> tuple[tuple[str, str, str], ...]:
    studies = []
    for row in run(reader, "review/approvals", policy=policy, cycle=None):
        record = former.record(id_of("indications", row["key"], policy))
        old = None if record is None or record.conclusion is None else record.conclusion.verdict
        if record is not None and old != row["verdict"]:
            studies.append((row["key"], old or "none", row["verdict"] or "none"))
    return tuple(studies)


def _studies_before(former: FrozenState) -> set[str]:
    references: set[str] = set()
    for id in former.manifest:
        rows = former.rows(id) if "/indications/" in id else None
        references |= {row["study_id"] for row in rows.of("study_use")} if rows is not None else set()
    return references


def _studies_now(reader: Reader, policy: str) -> set[str]:
    return {row["study"] for row in run(reader, "review/publishing/studies_used", policy=policy)}


def _references(reader: Reader, policy: str, former: FrozenState) -> tuple[tuple[int, ...], int]:
    """Numbers of the references that are new in the list, and how many the policy no longer rests on."""
    listed = run(reader, "evidence/policy_references", first=policy, last=policy)
    added = [row["number"] for row in listed if f"references/{row['reference']}" not in former.manifest]
    records = {row["record"] for row in run(reader, "releases/inputs", policy=policy)}
    gone = [id for id in former.manifest if id.startswith("references/") and id not in records]
    return tuple(sorted(added)), len(gone)
