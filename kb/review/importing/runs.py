"""The search runs of a review, and what each of them brought that no run before it did."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.review.cycles import Cycle


@dataclass(frozen=True, slots=True)
class RunRow:
    """A search run; dates are ISO 8601, what was not told is None."""

    run: int
    source: str
    kind: str
    strategy: str | None
    searched: str
    since: str | None
    until: str | None
    found: int | None
    """Records that the source said it found."""
    records: int
    """Records imported."""
    not_read: int
    duplicates: int
    """Records of publications that this run or one before it had brought already."""
    new: int
    """Publications that no run before it had brought; records = not_read + duplicates + new."""
    file: str | None
    who: str
    query: str | None
    withdrawn: bool
    """Whether it counts for nothing; duplicates and new are 0 then."""
    corrected_because: str | None
    """Why it was corrected or withdrawn last; None when it never was."""


def read_runs(reader: Reader, cycle: Cycle) -> list[RunRow]:
    """The runs of a cycle in the order in which they were imported."""
    seen: set[str] = set()
    records: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for row in run(reader, "review/hits", cycle=cycle.id):
        records[row["run"]] += 1
        if row["candidate"] not in seen:
            seen.add(row["candidate"])
            new[row["run"]] += 1
    result = []
    for row in run(reader, "review/runs", cycle=cycle.id):
        id = row.pop("id")
        row["run"] = row.pop("number")
        row["withdrawn"] = bool(row["withdrawn"])
        result.append(RunRow(**row, duplicates=records[id] - new[id], new=new[id]))
    return result
