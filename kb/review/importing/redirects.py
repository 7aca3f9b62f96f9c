"""Which candidate represents which: derived from pairs and judgements, and from nothing else.

Pairs are put together one by one, in an order that depends only on the pairs: what a person judged to be
the same; the same PMID, or a study that was extracted from it; what the program found, the surest first. A
pair is left out when it would bring together what a person judged to be different. Found by the program
alone, it is also left out when it would bring together two PMIDs, two references or two publications that
are only tied. Because nothing of the present state is read, undoing a judgement gives back exactly what was
before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.store.database import Writer

SAME, DIFFERENT, TIED = "same", "different", "tied"


@dataclass(frozen=True, slots=True)
class StoredPair:
    """Two candidates, or a candidate and a reference, and what is known of them."""

    id: str
    one: str
    """A candidate; it gives way to the other."""
    other: str
    """A candidate, or the key of a reference."""
    is_reference: bool
    """Whether the other is one."""
    relation: str
    """What was found: a code of ``DUPLICATE_RELATION``."""
    score: float | None = None
    judgement: str | None = None
    """``same`` or ``different``; None when nobody judged, or the judgement was taken back."""
    judged_at: str = ""


@dataclass(frozen=True, slots=True)
class Redirect:
    """What a candidate is."""

    same_as: str | None = None
    """The candidate that represents it; None for itself."""
    reference: str | None = None
    """Key of the reference that it is; None when there is none."""


def derive_redirects(pairs: Iterable[StoredPair], pmids: Mapping[str, str]) -> dict[str, Redirect]:
    """Candidate -> what it is, for those that are another candidate or a reference.

    ``pmids`` are those of candidates and references; two of them are no publication.
    """
    known = list(pairs)
    groups = PublicationGroups(known, pmids)
    for pair in sorted(known, key=_order):
        if pair.judgement == SAME or (pair.judgement is None and pair.relation == SAME):
            groups.unite(pair)
    redirects = {}
    for members in groups.all():
        references = [member for member in members if member in groups.references]
        candidates = [member for member in members if member not in groups.references]
        reference = references[0] if references else None
        root = _root(candidates, known_seniors(candidates, groups.united))
        for candidate in candidates:
            redirect = Redirect(None if candidate == root else root, reference)
            if redirect != Redirect():
                redirects[candidate] = redirect
    return redirects


def known_seniors(candidates: Iterable[str], united: Mapping[str, set[str]]) -> set[str]:
    """Those among the candidates of a group that give way to no other of it; all when there is none such."""
    members = set(candidates)
    seniors = {member for member in members if not united.get(member, set()) & members}
    return seniors or members


def _root(candidates: Iterable[str], seniors: set[str]) -> str:
    return min((candidate for candidate in candidates if candidate in seniors), key=rank)


def rank(candidate: str) -> tuple[bool, int, str]:
    """Order of candidates that depends on their ids only: those of PubMed first, by number."""
    number = candidate.removeprefix("pmid:")
    is_pubmed = number != candidate and number.isdigit()
    return (not is_pubmed, int(number) if is_pubmed else 0, candidate)


def _order(pair: StoredPair) -> tuple[object, ...]:
    if pair.judgement == SAME:
        return (0, pair.judged_at, 0.0, pair.id)
    return (1, "", -(pair.score or 0.0), pair.id)


class PublicationGroups:
    """Candidates and references that were put together."""

    def __init__(self, pairs: Iterable[StoredPair], pmids: Mapping[str, str]) -> None:
        self._group: dict[str, set[str]] = {}
        self._pmids = pmids
        self.references: set[str] = set()
        self.united: defaultdict[str, set[str]] = defaultdict(set)
        """Candidate -> candidates that it gave way to."""
        self._different: defaultdict[str, set[str]] = defaultdict(set)
        self._tied: defaultdict[str, set[str]] = defaultdict(set)
        for pair in pairs:
            if pair.is_reference:
                self.references.add(pair.other)
            apart = self._different if pair.judgement == DIFFERENT else self._tied
            if pair.judgement == DIFFERENT or (pair.judgement is None and pair.relation == TIED):
                apart[pair.one].add(pair.other)
                apart[pair.other].add(pair.one)

    def unite(self, pair: StoredPair) -> None:
        """Put the groups of two together, unless something keeps them apart."""
        first = self._group.get(pair.one, {pair.one})
        second = self._group.get(pair.other, {pair.other})
        if first is not second:
            if self._is_kept_apart(first, second, judged=pair.judgement == SAME):
                return
            both = first | second
            for member in both:
                self._group[member] = both
        if not pair.is_reference:
            self.united[pair.one].add(pair.other)

    def all(self) -> list[set[str]]:
        """The groups, each once."""
        return list({id(group): group for group in self._group.values()}.values())

    def _is_kept_apart(self, first: set[str], second: set[str], *, judged: bool) -> bool:
        if self._meet(self._different, first, second):
            return True
        both = first | second
        if len(both & self.references) > 1:
            return True
        if judged:
            return False
        pmids = {self._pmids[member] for member in both if member in self._pmids}
        return len(pmids) > 1 or self._meet(self._tied, first, second)

    def _meet(self, apart: Mapping[str, set[str]], first: set[str], second: set[str]) -> bool:
        small, large = sorted((first, second), key=len)
        return any(not large.isdisjoint(apart[member]) for member in small if member in apart)


CERTAIN = 100.0
"""Score of the same PMID, as that of other identifiers."""


def lock_candidates(writer: Writer) -> None:
    """Wait for others who import or judge: what is one publication depends on all that is there.

    Screening goes on meanwhile. On SQLite there is one writer at a time in any case.
    """
    if writer.is_postgres:
        writer.run("LOCK TABLE candidate IN SHARE ROW EXCLUSIVE MODE")


def read_pairs(reader: Reader) -> list[StoredPair]:
    """All pairs with the judgement that holds, and what the same PMID or an adopted extraction settles."""
    judged = {row["pair"]: row for row in run(reader, "review/importing/standing_judgements")}
    pairs = [
        StoredPair(
            id=row["id"],
            one=row["one_id"],
            other=row["other_id"] or row["reference_id"],
            is_reference=row["other_id"] is None,
            relation=row["relation"],
            score=row["score"],
            judgement=judged[row["id"]]["judgement"] if row["id"] in judged else None,
            judged_at=judged[row["id"]]["judged_at"] if row["id"] in judged else "",
        )
        for row in run(reader, "review/importing/all_pairs")
    ]
    stored = {pair.id for pair in pairs}
    for row in run(reader, "review/importing/candidates_of_references"):
        id = pair_id(row["candidate"], row["reference"])
        if id not in stored:
            pairs.append(StoredPair(id, row["candidate"], row["reference"], True, SAME, CERTAIN))
    return pairs


def pair_id(first: str, second: str) -> str:
    """Id of the pair of a candidate and another one or a reference."""
    return f"{first} = {second}"


def redirect(writer: Writer) -> int:
    """Bring candidates in line with all pairs and judgements; how many changed.

    To be called when candidates, pairs, judgements or references are new. Writes only what differs.
    """
    reader = writer.reader()
    pmids = {row["node"]: row["pmid"] for row in run(reader, "review/importing/pmids_of_pairs")}
    wanted = derive_redirects(read_pairs(reader), pmids)
    rows = writer.rows(
        "SELECT id, same_as_id, reference_id FROM candidate"
        " WHERE same_as_id IS NOT NULL OR reference_id IS NOT NULL"
    )
    there = {row["id"]: Redirect(row["same_as_id"], row["reference_id"]) for row in rows}
    changed = [
        (id, wanted.get(id, Redirect()))
        for id in sorted(there.keys() | wanted.keys())
        if there.get(id) != wanted.get(id)
    ]
    for id, new in changed:
        writer.run(
            "UPDATE candidate SET same_as_id = ?, reference_id = ? WHERE id = ?",
            (new.same_as, new.reference, id),
        )
    return len(changed)
