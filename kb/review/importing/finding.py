"""Finding what is the same, tied or doubtful among new records and all that is held, as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kb.bibliography.duplicates.find import find_duplicates
from kb.review.importing.held import Comparable
from kb.review.importing.redirecting import pair_id
from kb.review.importing.redirects import rank
from kb.store.database import Writer

PAIR = (
    *("id", "review_cycle_id", "one_id", "other_id", "reference_id"),
    *("relation", "tie", "score", "why", "found_at"),
)
SAME_PMID = "same PMID"


@dataclass(frozen=True, slots=True)
class Finding:
    """Two nodes, and what was found of them."""

    one: int
    other: int
    relation: str
    tie: str | None
    score: float | None
    why: str


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A pair as it is written. ``one`` gives way to ``other``, a candidate or the key of a reference."""

    id: str
    one: str
    other: str
    is_reference: bool
    relation: str
    tie: str | None
    score: float | None
    why: str


def find_pairs(known: Comparable, progress: Callable[[int, int], None] | None) -> list[FoundPair]:
    """The pairs with a new record in them; each two publications once, what is sure before what is not.

    What the same PMID settles is no pair: it is one candidate, or the reference of that PMID.
    """
    found: dict[frozenset[str], FoundPair] = {}
    for one in _findings(known, progress):
        nodes = frozenset((known.nodes[one.one], known.nodes[one.other]))
        if len(nodes) == 2 and nodes not in found and (pair := _oriented(known, one)):
            found[nodes] = pair
    return list(found.values())


def write_pairs(writer: Writer, pairs: list[FoundPair], cycle: str, now: str) -> list[FoundPair]:
    """Write those that are not there yet, from this review or an earlier one. Returns these."""
    there = {row["id"] for row in writer.rows("SELECT id FROM duplicate_pair")}
    new = [one for one in pairs if one.id not in there and pair_id(one.other, one.one) not in there]
    writer.insert_values(
        "duplicate_pair",
        PAIR,
        [
            (
                *(one.id, cycle, one.one),
                *((None, one.other) if one.is_reference else (one.other, None)),
                *(one.relation, one.tie, one.score, one.why, now),
            )
            for one in new
        ],
    )
    return new


def _findings(known: Comparable, progress: Callable[[int, int], None] | None) -> Iterator[Finding]:
    found = find_duplicates(known.entries, progress)
    for group in found.groups:
        for reason in group.why:
            yield Finding(reason.one, reason.other, "same", None, reason.score, reason.why)
    for asked in found.questions:
        yield Finding(asked.one, asked.other, "doubtful", None, asked.score, asked.why)
    for tie in found.ties:
        yield Finding(tie.one, tie.other, "tied", tie.kind, None, tie.why)


def _oriented(known: Comparable, found: Finding) -> FoundPair | None:
    """The pair, what came later first; None for what the same PMID settles, and for two references."""
    places = sorted((found.one, found.other), key=lambda place: _seniority(known, place))
    other, one = (known.nodes[place] for place in places)
    is_reference = other in known.references and known.entries[places[0]].held is not None
    if known.entries[places[1]].held is not None:
        return None
    if found.why == SAME_PMID and is_reference:
        return None
    return FoundPair(
        pair_id(one, other), one, other, is_reference, found.relation, found.tie, found.score, found.why
    )


def _seniority(known: Comparable, place: int) -> tuple[object, ...]:
    """References first, then candidates in the order in which they came; of one import those of PubMed."""
    if known.entries[place].held is not None:
        return (0,)
    node = known.nodes[place]
    first = known.candidates[node]
    if first < known.held:
        return (1, first)
    return (2, rank(node)[0], first)
