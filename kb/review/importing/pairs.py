"""Pairs of a review as a person looks at them: both citations, what was found, what was judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError
from kb.evidence.references import Reference, read_references
from kb.review.cycles import Cycle
from kb.review.importing.redirects import lock_candidates, redirect
from kb.store.database import Writer

LENGTH = 8
"""Signs of the name of a pair, as it is shown; fewer do when they are enough to tell it."""


class PairState(StrEnum):
    """The state of a pair."""

    OPEN = "open"
    """A person has to judge."""
    JUDGED = "judged"
    MERGED = "merged"
    """The program found that the two are one publication."""
    TIED = "tied"
    """Two publications that belong together; nothing is to be done."""


@dataclass(frozen=True, slots=True)
class PairSide:
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
class DuplicatePair:
    """Two citations and what is known of them."""

    name: str
    """Short name by which a person calls it."""
    id: str
    state: PairState
    is_together: bool
    """Whether the two count as one publication now."""
    relation: str
    tie: str | None
    score: float | None
    """How alike, in the units of the weights; None when not weighed."""
    why: str
    one: PairSide
    other: PairSide
    judgement: Judgement | None


def name_of(pair: str) -> str:
    """The whole name of a pair: the first characters of it are shown, and typed."""
    return hashlib.sha256(pair.encode()).hexdigest()


def read_pairs_of(reader: Reader, cycle: Cycle) -> list[DuplicatePair]:
    """All pairs that concern a cycle, the likeliest first."""
    rows = run(reader, "review/importing/pairs", cycle=cycle.id)
    judged = {
        row.pop("pair"): Judgement(**row) for row in run(reader, "review/importing/standing_judgements")
    }
    sides = {
        row["id"]: PairSide(is_reference=False, **row)
        for row in run(reader, "review/importing/pair_candidates")
    }
    keys = sorted({row["other"] for row in rows if row["is_reference"]})
    references = {
        reference.id: _side(reference) for reference in (read_references(reader, keys) if keys else ())
    }
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


def pair_named(pairs: Sequence[DuplicatePair], word: str) -> DuplicatePair:
    """The pair that a person means. Raises KbError when there is none, or more than one."""
    wanted = word.strip().lower()
    fitting = [pair for pair in pairs if wanted and name_of(pair.id).startswith(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise KbError(f"{len(fitting)} pairs begin with {word}. Type more of the name.")
    raise KbError(f"There is no pair {word!r}. kb review duplicates --show all lists them.")


def in_states(pairs: Iterable[DuplicatePair], states: Iterable[PairState]) -> list[DuplicatePair]:
    """Those in one of the states."""
    wanted = set(states)
    return [pair for pair in pairs if pair.state in wanted]


def _pair(
    row: Row, name: str, first: PairSide, second: PairSide, judgement: Judgement | None
) -> DuplicatePair:
    is_together = (
        row["one_reference"] == row["other"] if row["is_reference"] else row["one_root"] == row["other_root"]
    )
    return DuplicatePair(
        name=name,
        id=row["id"],
        state=_state(row, is_together=is_together, is_judged=judgement is not None),
        is_together=is_together,
        relation=row["relation"],
        tie=row["tie"],
        score=row["score"],
        why=row["why"],
        one=first,
        other=second,
        judgement=judgement,
    )


def _state(row: Row, *, is_together: bool, is_judged: bool) -> PairState:
    """A pair that was found to be the same, and could not be put together, is for a person, too."""
    if is_judged:
        return PairState.JUDGED
    if row["relation"] == "tied":
        return PairState.TIED
    return PairState.MERGED if row["relation"] == "same" and is_together else PairState.OPEN


def _side(reference: Reference) -> PairSide:
    identifiers: dict[str, Any] = dict(reversed(reference.identifiers))
    names = [
        f"{author.family}, {author.given}" if author.family and author.given else author.name
        for author in reference.authors
    ]
    return PairSide(
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


SAME, DIFFERENT, WITHDRAWN = "same", "different", "withdrawn"


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs by name with the judgement on each: ``same``, ``different`` or ``withdrawn``."""

    pairs: Sequence[tuple[str, str]]
    because: str | None
    who: str


def judge_pairs(writer: Writer, cycle: Cycle, judging: Judgements) -> list[DuplicatePair]:
    """Record judgements on pairs of a cycle and bring the candidates in line. Returns them as they are now.

    A judgement that holds already is not recorded again. Raises KbError, and nothing is written, for a name
    that fits no pair, for a pair judged twice at once, for a judgement taken back that nobody made, and for
    two that cannot be the same because other judgements keep them apart.
    """
    lock_candidates(writer)
    reader = writer.reader()
    before = read_pairs_of(reader, cycle)
    chosen = [(pair_named(before, word), judgement) for word, judgement in judging.pairs]
    _require_each_once(chosen)
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = [_row(pair, judgement, judging, now) for pair, judgement in chosen if _is_new(pair, judgement)]
    writer.insert("duplicate_judgement", rows)
    redirect(writer)
    after = {pair_now.id: pair_now for pair_now in read_pairs_of(reader, cycle)}
    judged = [after[pair.id] for pair, _ in chosen]
    for (_, judgement), pair in zip(chosen, judged, strict=True):
        if judgement == SAME and not pair.is_together:
            raise KbError(_kept_apart(pair))
    return judged


def _require_each_once(chosen: Sequence[tuple[DuplicatePair, str]]) -> None:
    ids = [pair.id for pair, _ in chosen]
    twice = next((pair for pair, _ in chosen if ids.count(pair.id) > 1), None)
    if twice is not None:
        raise KbError(f"The pair {twice.name} is judged twice in one command. Say it once.")


def _is_new(pair: DuplicatePair, judgement: str) -> bool:
    standing = pair.judgement.judgement if pair.judgement else None
    if judgement == WITHDRAWN and standing is None:
        raise KbError(f"Nobody has judged the pair {pair.name}, so there is nothing to take back.")
    return standing != judgement


def _row(pair: DuplicatePair, judgement: str, judging: Judgements, now: str) -> dict[str, str | None]:
    return {
        "id": f"{pair.id}/{now}/{judging.who}",
        "pair_id": pair.id,
        "judgement": judgement,
        "because": judging.because,
        "who": judging.who,
        "judged_at": now,
    }


def _kept_apart(pair: DuplicatePair) -> str:
    return (
        f"The two of {pair.name} cannot be one publication: other judgements keep them apart, or each of them"
        " is another reference. kb review duplicates --show judged lists the judgements; --undo takes one"
        " back."
    )
