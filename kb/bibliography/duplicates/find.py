"""The way into this package: which records are the same publication."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, replace

from kb.bibliography.duplicates.candidates import OutlinedRecords, candidate_pairs, shared_dois
from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.groups import GroupBuilder, JudgedPair
from kb.bibliography.duplicates.outline import doi_number, outline_of
from kb.bibliography.duplicates.verdict import DuplicateDecision, Verdict, judge

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, order=True)
class MergeReason:
    """Why two records are of one publication."""

    one: int
    other: int
    why: str
    score: float = 0.0
    """In the units of the weights."""


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Records of one publication."""

    members: tuple[int, ...]
    """Their numbers, in order."""
    reference: str | None
    """Key of the reference of the knowledge base among them."""
    why: tuple[MergeReason, ...]
    """What holds them together, by the numbers of the records."""


@dataclass(frozen=True, slots=True)
class DoubtfulPair:
    """Two records that a person must judge. ``score`` is in the units of the weights, the likeliest first."""

    one: int
    other: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class PublicationTie:
    """Two publications that belong together and are not the same. ``kind`` says what one of them is."""

    one: int
    other: int
    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Duplicates:
    """What was found. Records are named by their number."""

    groups: tuple[DuplicateGroup, ...]
    questions: tuple[DoubtfulPair, ...]
    ties: tuple[PublicationTie, ...]


def find_duplicates(entries: Iterable[ComparedRecord], progress: Progress | None = None) -> Duplicates:
    """Which records are the same, which are tied, and which a person must judge.

    The answer does not depend on the order of the entries, only on what they say.
    """
    known = list(entries)
    new = [place for place, entry in enumerate(known) if entry.is_new]
    outlines = list(map(outline_of, known))
    return find_among(
        OutlinedRecords(outlines, new, lambda places: [known[place] for place in places], rank), progress
    )


def find_among(records: OutlinedRecords, progress: Progress | None = None) -> Duplicates:
    """The same of records of which only those are loaded that have to be judged."""
    shared = shared_dois(records.outlines)
    likely = list(candidate_pairs(records, shared, progress))
    places = sorted({place for pair in likely for place in pair})
    loaded = zip(records.load(places), places, strict=True)
    ranked = sorted(
        ((_without_shared_dois(entry, shared), place) for entry, place in loaded),
        key=lambda pair: rank(pair[0]),
    )
    ordered = [entry for entry, _ in ranked]
    position = {place: position for position, (_, place) in enumerate(ranked)}
    pairs = sorted(
        (first, second) if first < second else (second, first)
        for first, second in ((position[one], position[other]) for one, other in likely)
    )
    known: dict[tuple[int, int], Verdict] = {}

    def judged(first: int, second: int) -> Verdict:
        pair = (first, second) if first < second else (second, first)
        if pair not in known:
            known[pair] = judge(ordered[pair[0]], ordered[pair[1]])
        return known[pair]

    return _sorted_out(ordered, _judged_pairs(ordered, pairs), judged)


def rank(entry: ComparedRecord) -> tuple[object, ...]:
    """An order that depends only on what the records say; the number parts only equal ones."""
    return (
        entry.titles,
        entry.pmid,
        entry.dois,
        entry.pmcid,
        entry.year or 0,
        entry.people and tuple((person.family, person.given) for person in entry.people),
        entry.journals,
        entry.volume,
        entry.issue,
        (entry.pages.first, entry.pages.last, entry.pages.letters) if entry.pages else (),
        entry.kind,
        entry.filed_as,
        entry.part,
        entry.abstract,
        entry.reference or "",
        entry.is_new,
        entry.number,
    )


def _without_shared_dois(entry: ComparedRecord, shared: Set[int]) -> ComparedRecord:
    """The entry without the DOIs that say nothing."""
    if not shared or not any(doi_number(doi) in shared for doi in entry.dois):
        return entry
    return replace(entry, dois=tuple(doi for doi in entry.dois if doi_number(doi) not in shared))


def _judged_pairs(entries: Sequence[ComparedRecord], pairs: Iterable[tuple[int, int]]) -> list[JudgedPair]:
    """All candidate pairs that anything is to be done with, the surest first."""
    judged = []
    for first, second in pairs:
        verdict = judge(entries[first], entries[second])
        if verdict.decision is not DuplicateDecision.NOTHING:
            judged.append(JudgedPair(first, second, verdict))
    return sorted(judged, key=lambda pair: (-pair.verdict.score, pair.one, pair.other))


def _sorted_out(
    entries: Sequence[ComparedRecord], pairs: Sequence[JudgedPair], judged: Callable[[int, int], Verdict]
) -> Duplicates:
    groups = GroupBuilder(entries, judged)
    asked = [pair for pair in pairs if pair.verdict.decision is DuplicateDecision.ASK]
    for pair in pairs:
        if pair.verdict.decision is DuplicateDecision.MERGE and (objection := groups.unite(pair)):
            why = f"{pair.verdict.why}; but {objection}"
            asked.append(
                JudgedPair(pair.one, pair.other, Verdict(DuplicateDecision.ASK, pair.verdict.score, why))
            )
    ties = [pair for pair in pairs if pair.verdict.decision is DuplicateDecision.LINK]
    return Duplicates(
        groups=tuple(sorted((_group(entries, groups, members) for members in groups.all()), key=_first)),
        questions=tuple(
            DoubtfulPair(*_numbers(entries, pair), round(pair.verdict.score, 1), pair.verdict.why)
            for pair in _once(groups, asked)
        ),
        ties=tuple(
            sorted(
                (
                    PublicationTie(*_numbers(entries, pair), pair.verdict.tie, pair.verdict.why)
                    for pair in _once(groups, ties)
                ),
                key=lambda tie: (tie.one, tie.other),
            )
        ),
    )


def _first(group: DuplicateGroup) -> tuple[int, ...]:
    return group.members


def _group(entries: Sequence[ComparedRecord], groups: GroupBuilder, members: Sequence[int]) -> DuplicateGroup:
    """A group with the reasons that hold it together."""
    reasons = (
        MergeReason(*_numbers(entries, pair), pair.verdict.why, round(pair.verdict.score, 1))
        for pair in groups.reasons[members[0]]
    )
    return DuplicateGroup(
        members=tuple(sorted(entries[place].number for place in members)),
        reference=next((key for place in members if (key := entries[place].reference)), None),
        why=tuple(sorted(reasons)),
    )


def _numbers(entries: Sequence[ComparedRecord], pair: JudgedPair) -> tuple[int, int]:
    first, second = entries[pair.one].number, entries[pair.other].number
    return (first, second) if first < second else (second, first)


def _once(groups: GroupBuilder, pairs: Sequence[JudgedPair]) -> list[JudgedPair]:
    """Of the pairs between the same two groups the one with the highest score; none within a group."""
    seen: Counter[tuple[int, int]] = Counter()
    kept = []
    for pair in sorted(pairs, key=lambda pair: (-pair.verdict.score, pair.one, pair.other)):
        first, second = groups.members(pair.one)[0], groups.members(pair.other)[0]
        between = (first, second) if first < second else (second, first)
        seen[between] += 1
        if first != second and seen[between] == 1:
            kept.append(pair)
    return kept
