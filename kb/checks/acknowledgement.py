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
    """One acknowledgement of a record: for this rule at this place, as long as ``found`` is found there.

    ``by`` is who acknowledged it and ``agreed_by`` who else agreed; empty when nobody is named.
    """

    record: str
    rule: str
    place: str
    found: str
    reason: str
    by: str = ""
    agreed_by: str = ""

    @property
    def is_of_two(self) -> bool:
        """Whether two people are named."""
        return bool(self.by and self.agreed_by) and not is_one_person(self.by, self.agreed_by)


def is_one_person(name: str, other: str) -> bool:
    """Whether two names are of one person, however they are typed."""
    return " ".join(name.split()).casefold() == " ".join(other.split()).casefold()


@dataclass(frozen=True, slots=True)
class Judged:
    """A problem with what a person said of it.

    ``reason`` is that of its acknowledgement, empty when there is none. ``before`` is what was found when it
    was acknowledged, where that is no longer found: the problem is open again. Null otherwise.
    ``waits_for`` names who acknowledged it alone where it prints in a conclusion, and a second person has to
    agree; null otherwise, and empty where nobody is named.
    """

    problem: CheckProblem
    reason: str = ""
    before: str | None = None
    waits_for: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether a person still has to look at it."""
        return not self.reason or self.before is not None or self.waits_for is not None

    @property
    def state(self) -> str:
        """open, acknowledged, stale (for what is no longer found), or waiting for a second person."""
        if self.before is not None:
            return "stale"
        if self.waits_for is not None:
            return "waiting"
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
    return [
        Acknowledgement(
            row["record"],
            row["rule"],
            row["place"],
            row["found"] or "",
            row["reason"],
            row["acknowledged_by"] or "",
            row["agreed_by"] or "",
        )
        for row in rows
    ]


def read_printed(reader: Reader) -> frozenset[str]:
    """Ids of the findings of all conclusions, and of the figures that they rest on."""
    return frozenset(row["printed"] for row in run(reader, "checks/printed_in_conclusions"))


def judge(
    problems: Iterable[CheckProblem],
    acknowledgements: Sequence[Acknowledgement],
    printed: frozenset[str] = frozenset(),
) -> tuple[list[Judged], list[Acknowledgement]]:
    """Each problem with its acknowledgement, and the acknowledgements that belong to none.

    ``printed`` is what prints in a conclusion: a problem with that is acknowledged by two people.
    """
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
            is_alone = not entry.is_of_two and _prints(problem, printed)
            judged.append(
                Judged(
                    problem,
                    entry.reason,
                    None if same else entry.found,
                    entry.by if is_alone else None,
                )
            )
    return judged, list(unused.values())


def _prints(problem: CheckProblem, printed: frozenset[str]) -> bool:
    """Whether a problem is with a finding, or with a figure that a finding rests on."""
    return problem.place.partition("#")[0] in printed or not printed.isdisjoint(problem.figures)
