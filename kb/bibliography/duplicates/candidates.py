"""Which pairs of records are worth judging: those that share a key and something that may make them one.

Only pairs with a new record. What shares a key is looked through by title, page and identifiers first, which
are in the outlines: of a hundred pairs few are left to be judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.outline import DOI, KIND, RecordOutline
from kb.bibliography.duplicates.similarity import alike, ratio
from kb.bibliography.duplicates.titles import CLOSE, LEAST_BEGINNING, SIMILAR

MANY = 150
"""Records under one key beyond which the key alone says too little, and a second one is asked for."""
_MOST = 4 * MANY
"""Records that share two keys and are compared; of more than these, the first ones."""
SHARED = 4
"""Titles that share a DOI beyond which it is the DOI of an issue or a book, and says nothing."""
Pair = tuple[int, int]


@dataclass(slots=True)
class OutlinedRecords:
    """Records to find duplicates among, each at its place, as outlines; whole ones are loaded when needed."""

    outlines: Sequence[RecordOutline]
    new: Sequence[int]
    """Places of the new ones."""
    load: Callable[[Sequence[int]], Sequence[ComparedRecord]]
    """The whole records of some places, in their order."""
    rank: Callable[[ComparedRecord], tuple[object, ...]]
    """Order of records that depends only on what they say."""


def shared_dois(outlines: Iterable[RecordOutline]) -> set[int]:
    """Keys of the DOIs that go with many titles: those of a supplement or a book."""
    known = list(outlines)
    counts = Counter(key for outline in known for key in outline.key_numbers() if key & KIND == DOI)
    many = {key for key, count in counts.items() if count > SHARED}
    titles: defaultdict[int, set[str]] = defaultdict(set)
    for outline in known if many else ():
        for key in many.intersection(outline.key_numbers()):
            titles[key].add(outline.titles.partition("\n")[0])
    return {key for key, told in titles.items() if len(told) > SHARED}


def candidate_pairs(
    records: OutlinedRecords, shared: Set[int], progress: Callable[[int, int], None] | None = None
) -> Iterator[Pair]:
    """Pairs of places, that of a new record first, each once; ``shared`` are keys that say nothing."""
    new = frozenset(records.new)
    groups = _KeyGroups(records, shared)
    titles = _Titles(records.outlines)
    for done, place in enumerate(records.new):
        if progress is not None and done % 500 == 0:
            progress(done, len(records.new))
        partners = groups.partners(place)
        others = [other for other in partners if other not in new or other > place]
        if others:
            certain = groups.of_same_number(place)
            yield from ((place, other) for other in titles.worth_judging(place, others, certain))


class _KeyGroups:
    """The places that share a key with a new record."""

    def __init__(self, records: OutlinedRecords, shared: Set[int]) -> None:
        self._records = records
        self._groups = _groups(records, shared)
        self._parts: dict[int, dict[int, list[int]]] = {}

    def partners(self, place: int) -> set[int]:
        """The places to compare one with, perhaps itself among them."""
        partners: set[int] = set()
        for key in self._records.outlines[place].key_numbers():
            group = self._groups.get(key, ())
            if len(group) <= MANY:
                partners.update(group)
            else:
                partners.update(self._partners_of_many(key, place))
        return partners

    def of_same_number(self, place: int) -> set[int]:
        """The places with an identifier in common."""
        keys = (key for key in self._records.outlines[place].key_numbers() if key & KIND)
        return {other for key in keys for other in self._groups.get(key, ())}

    def _partners_of_many(self, key: int, place: int) -> Iterator[int]:
        if key not in self._parts:
            self._parts[key] = self._parted(self._groups[key])
        for part in self._records.outlines[place].part_numbers():
            members = self._parts[key].get(part, [])
            if len(members) < _MOST or place in members:
                yield from members

    def _parted(self, places: Sequence[int]) -> dict[int, list[int]]:
        """Of places that are too many, those that share a second thing too."""
        parts: defaultdict[int, list[int]] = defaultdict(list)
        for place in places:
            for part in self._records.outlines[place].part_numbers():
                if part:
                    parts[part].append(place)
        return {part: self._first(members) for part, members in parts.items()}

    def _first(self, places: list[int]) -> list[int]:
        if len(places) <= _MOST:
            return places
        rank, loaded = self._records.rank, self._records.load(places)
        ranked = sorted(zip(loaded, places, strict=True), key=lambda pair: rank(pair[0]))
        return [place for _, place in ranked[:_MOST]]


def _groups(records: OutlinedRecords, shared: Set[int]) -> dict[int, list[int]]:
    """Key of a new record -> the places that have it, two or more."""
    first: dict[int, int] = {}
    groups: dict[int, list[int]] = {}
    new = frozenset(records.new)
    stored = (place for place in range(len(records.outlines)) if place not in new)
    for places, is_new in ((records.new, True), (stored, False)):
        for place in places:
            for key in records.outlines[place].key_numbers():
                if key in groups:
                    groups[key].append(place)
                elif key in first:
                    groups[key] = [first.pop(key), place]
                elif is_new and key not in shared:
                    first[key] = place
    return groups


@dataclass(slots=True)
class _Titles:
    """Titles as they are looked through: their letters, and their words in order."""

    outlines: Sequence[RecordOutline]
    _lines: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def of(self, place: int) -> list[tuple[str, str]]:
        """Letters and sorted words of each title of a record."""
        if place not in self._lines:
            titles = self.outlines[place].titles
            self._lines[place] = [
                (line.replace(" ", ""), " ".join(sorted(line.split(" "))))
                for line in (titles.split("\n") if titles else ())
            ]
        return self._lines[place]

    def worth_judging(self, place: int, others: Sequence[int], certain: Set[int]) -> Iterator[int]:
        """The places that may be the same publication as one, or tied to it: those of which not all speaks
        against it. What is left out would be found hopeless (:func:`..weighing.is_hopeless`)."""
        page, own = self.outlines[place].page, self.of(place)
        lines: list[tuple[int, str, str]] = []
        for other in others:
            titles = self.of(other)
            is_same_page = page is not None and self.outlines[other].page == page
            if not own or not titles or is_same_page or other in certain:
                yield other
            else:
                lines += [(other, letters, ordered) for letters, ordered in titles]
        likely: dict[int, bool] = {}
        for letters, ordered in own:
            for number, is_close in _likely(letters, ordered, lines).items():
                likely[lines[number][0]] = likely.get(lines[number][0], False) or is_close
        mine = self.outlines[place]
        yield from (
            other
            for other, is_close in sorted(likely.items())
            if is_close or not mine.is_elsewhere(self.outlines[other])
        )


def _likely(letters: str, ordered: str, lines: Sequence[tuple[int, str, str]]) -> dict[int, bool]:
    """Numbers of the titles that are not plainly unlike one, and whether they are close to it or begin it.

    What is only similar, in letters or in other order, is one publication at most in the same place: with the
    year and the volume of another one, the weights of all other fields do not suffice to ask a person.
    """
    likely = dict.fromkeys(alike(ordered, [line[2] for line in lines], CLOSE), False)
    likely |= {n: score >= CLOSE for n, score in alike(letters, [line[1] for line in lines], SIMILAR).items()}
    size = len(letters)
    if size >= LEAST_BEGINNING:
        likely |= dict.fromkeys(alike(letters, [line[1][:size] for line in lines], CLOSE), True)
    for number, (_, other, _) in enumerate(lines):
        if LEAST_BEGINNING <= len(other) < size and ratio(other, letters[: len(other)], score_cutoff=CLOSE):
            likely[number] = True
    return likely
