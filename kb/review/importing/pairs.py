"""Pairs of a review as a person looks at them: both citations, what was found, what was judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kb.checks.reference import Reference, read_references
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError
from kb.review.cycles import Cycle

LENGTH = 8
"""Signs of the name of a pair, as it is shown; fewer do when they are enough to tell it."""


class State(StrEnum):
    """Where a pair stands."""

    OPEN = "open"
    """A person has to judge."""
    JUDGED = "judged"
    MERGED = "merged"
    """The program found that the two are one publication."""
    TIED = "tied"
    """Two publications that belong together; nothing is to be done."""


@dataclass(frozen=True, slots=True)
class Side:
    """A citation of a pair; texts that are not given are None."""

    id: str
    """Candidate, or key of the reference."""
    is_reference: bool
    title: str | None
    authors: str | None
    journal: str | None
    issued: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    pmid: str | None
    doi: str | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judgement of a person that holds."""

    judgement: str
    """``same`` or ``different``."""
    because: str | None
    who: str
    judged_at: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two citations and what is known of them."""

    name: str
    """Short name by which a person calls it."""
    id: str
    state: State
    is_together: bool
    """Whether the two count as one publication now."""
    relation: str
    tie: str | None
    score: float | None
    """How alike, in the units of the weights; None when not weighed."""
    why: str
    one: Side
    other: Side
    judgement: Judgement | None


def name_of(pair: str) -> str:
    """The whole name of a pair: the first signs of it are shown, and typed."""
    return hashlib.sha256(pair.encode()).hexdigest()


def read_pairs_of(reader: Reader, cycle: Cycle) -> list[Pair]:
    """All pairs that concern a cycle, the likeliest first."""
    rows = run(reader, "review/importing/pairs", cycle=cycle.id)
    judged = {
        row.pop("pair"): Judgement(**row) for row in run(reader, "review/importing/standing_judgements")
    }
    sides = {
        row["id"]: Side(is_reference=False, **row) for row in run(reader, "review/importing/pair_candidates")
    }
    keys = sorted({row["other"] for row in rows if row["is_reference"]})
    references = {one.id: _side(one) for one in (read_references(reader, keys) if keys else ())}
    names = [name_of(row["id"])[:LENGTH] for row in rows]
    return [
        _pair(
            row,
            name,
            sides[row["one"]],
            (references if row["is_reference"] else sides)[row["other"]],
            judged.get(row["id"]),
        )
        for row, name in zip(rows, names, strict=True)
    ]


def pair_named(pairs: Sequence[Pair], word: str) -> Pair:
    """The pair that a person means. Raises KbError when there is none, or more than one."""
    wanted = word.strip().lower()
    found = [one for one in pairs if wanted and name_of(one.id).startswith(wanted)]
    if len(found) == 1:
        return found[0]
    if found:
        raise KbError(f"{len(found)} pairs begin with {word}. Type more of the name.")
    raise KbError(f"There is no pair {word!r}. kb review duplicates --show all lists them.")


def in_states(pairs: Iterable[Pair], states: Iterable[State]) -> list[Pair]:
    """Those that stand in one of the states."""
    wanted = set(states)
    return [one for one in pairs if one.state in wanted]


def _pair(row: Row, name: str, one: Side, other: Side, judgement: Judgement | None) -> Pair:
    is_together = (
        row["one_reference"] == row["other"] if row["is_reference"] else row["one_root"] == row["other_root"]
    )
    return Pair(
        name=name,
        id=row["id"],
        state=_state(row, is_together=is_together, is_judged=judgement is not None),
        is_together=is_together,
        relation=row["relation"],
        tie=row["tie"],
        score=row["score"],
        why=row["why"],
        one=one,
        other=other,
        judgement=judgement,
    )


def _state(row: Row, *, is_together: bool, is_judged: bool) -> State:
    """A pair that was found to be the same, and could not be put together, is for a person, too."""
    if is_judged:
        return State.JUDGED
    if row["relation"] == "tied":
        return State.TIED
    return State.MERGED if row["relation"] == "same" and is_together else State.OPEN


def _side(reference: Reference) -> Side:
    identifiers: dict[str, Any] = dict(reversed(reference.identifiers))
    names = [
        f"{one.family}, {one.given}" if one.family and one.given else one.name for one in reference.authors
    ]
    return Side(
        id=reference.id,
        is_reference=True,
        title=reference.title,
        authors="; ".join(names) or None,
        journal=reference.journal,
        issued=reference.issued,
        volume=reference.volume,
        issue=reference.issue,
        pages=reference.page,
        pmid=identifiers.get("pmid"),
        doi=identifiers.get("doi"),
    )
