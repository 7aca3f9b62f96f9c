"""Acknowledged problems: kept in the record with a reason, for exactly what was found then."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.checks.problem import CheckProblem
from kb.db.connect import Reader
from kb.db.queries import run


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """One acknowledgement of a record: for this rule at this place, as long as ``found`` is found there."""

    record: str
    rule: str
    place: str
    found: str
    reason: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A problem with what a person said of it.

    ``reason`` is that of its acknowledgement, empty when there is none. ``before`` is what was found when it
    was acknowledged, where that is no longer found: the problem is open again. Null otherwise.
    """

    problem: CheckProblem
    reason: str = ""
    before: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person still has to look at it."""
        return not self.reason or self.before is not None

    @property
    def state(self) -> str:
        """open, acknowledged, or stale: acknowledged for what is no longer found."""
        if self.before is not None:
            return "stale"
        return "acknowledged" if self.reason else "open"

    @property
    def id(self) -> str:
        """Short handle by which a person names the problem; the same in every run."""
        return short_id(self.problem.record, self.problem.rule, self.problem.place)


def short_id(record: str, rule: str, place: str) -> str:
    """Eight hexadecimal digits that identify a rule at a place of a record."""
    return hashlib.sha256(f"{record} {rule} {place}".encode()).hexdigest()[:8]


def read_acknowledgements(reader: Reader) -> list[Acknowledgement]:
    """All acknowledgements of the base, by record and place in it."""
    rows = run(reader, "checks/acknowledgements")
    return [Acknowledgement(r["record"], r["rule"], r["place"], r["found"] or "", r["reason"]) for r in rows]


def judge(
    problems: Iterable[CheckProblem], acknowledgements: Sequence[Acknowledgement]
) -> tuple[list[Judged], list[Acknowledgement]]:
    """Each problem with its acknowledgement, and the acknowledgements that belong to none."""
    given = {(entry.record, entry.rule, entry.place): entry for entry in acknowledgements}
    unused = dict(given)
    judged = []
    for problem in problems:
        key = (problem.record, problem.rule, problem.place)
        entry = given.get(key)
        unused.pop(key, None)
        if entry is None:
            judged.append(Judged(problem))
        else:
            same = entry.found.split() == problem.found.split()  # records keep no runs of spaces
            judged.append(Judged(problem, entry.reason, None if same else entry.found))
    return judged, list(unused.values())
