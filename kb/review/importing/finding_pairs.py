"""What is the same, tied or doubtful among new records and those of the database, as pairs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from kb.bibliography.duplicates.find import find_among
from kb.review.importing.redirects import pair_id, rank
from kb.review.importing.stored_records import ComparableRecords
from kb.store.database import Writer

PAIR = (
    *("id", "review_cycle_id", "one_id", "other_id", "reference_id"),
    *("relation", "tie", "score", "why", "found_at"),
)
SAME_PMID = "same PMID"


@dataclass(frozen=True, slots=True)
class _Finding:
    """Numbers of two records, and what was found of them."""

    one: int
    other: int
    relation: str
    tie: str | None
    score: float | None
    why: str


@dataclass(frozen=True, slots=True)
class NewPair:
    """A pair as it is written. ``one`` gives way to ``other``, a candidate or the key of a reference."""

    id: str
    one: str
    other: str
    is_reference: bool
    relation: str
    tie: str | None
    score: float | None
    why: str


def find_pairs(comparable: ComparableRecords, progress: Callable[[int, int], None] | None) -> list[NewPair]:
    """The pairs with a new record in them; each two publications once, what is sure before what is not.

    What the same PMID settles is no pair: it is one candidate, or the reference of that PMID.
    """
    pairs: dict[frozenset[str], NewPair] = {}
    for finding in _findings(comparable, progress):
        owners = frozenset((comparable.owners[finding.one], comparable.owners[finding.other]))
        if len(owners) == 2 and owners not in pairs and (pair := _oriented(comparable, finding)):
            pairs[owners] = pair
    return list(pairs.values())


def write_pairs(writer: Writer, pairs: Sequence[NewPair], cycle: str, now: str) -> list[NewPair]:
    """Write those that are not there yet, from this review or an earlier one. Returns these."""
    stored = {row["id"] for row in writer.rows("SELECT id FROM duplicate_pair")}
    new = [pair for pair in pairs if not {pair.id, pair_id(pair.other, pair.one)} & stored]
    writer.insert_values(
        "duplicate_pair",
        PAIR,
        [
            (
                *(pair.id, cycle, pair.one),
                *((None, pair.other) if pair.is_reference else (pair.other, None)),
                *(pair.relation, pair.tie, pair.score, pair.why, now),
            )
            for pair in new
        ],
    )
    return new


def _findings(
    comparable: ComparableRecords, progress: Callable[[int, int], None] | None
) -> Iterator[_Finding]:
    duplicates = find_among(comparable.outlined(), progress)
    for group in duplicates.groups:
        for reason in group.why:
            yield _Finding(reason.one, reason.other, "same", None, reason.score, reason.why)
    for pair in duplicates.questions:
        yield _Finding(pair.one, pair.other, "doubtful", None, pair.score, pair.why)
    for tie in duplicates.ties:
        yield _Finding(tie.one, tie.other, "tied", tie.kind, None, tie.why)


def _oriented(comparable: ComparableRecords, finding: _Finding) -> NewPair | None:
    """The pair, what came later first; None for what the same PMID settles, and for two references."""
    senior, junior = sorted((finding.one, finding.other), key=lambda number: _seniority(comparable, number))
    is_reference = senior in comparable.references
    if junior in comparable.references or (finding.why == SAME_PMID and is_reference):
        return None
    one, other = comparable.owners[junior], comparable.owners[senior]
    return NewPair(
        id=pair_id(one, other),
        one=one,
        other=other,
        is_reference=is_reference,
        relation=finding.relation,
        tie=finding.tie,
        score=finding.score,
        why=finding.why,
    )


def _seniority(comparable: ComparableRecords, number: int) -> tuple[object, ...]:
    """References first, then candidates in the order in which they came; of one import those of PubMed."""
    if number in comparable.references:
        return (0,)
    candidate = comparable.owners[number]
    first = comparable.first_of_candidate[candidate]
    if first < comparable.stored:
        return (1, first)
    return (2, rank(candidate)[0], first)
