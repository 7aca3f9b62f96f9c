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
    _letters: dict[int, list[str]] = field(default_factory=dict)
    _ordered: dict[int, list[str]] = field(default_factory=dict)

    def worth_judging(self, place: int, others: Iterable[int], certain: Set[int]) -> Iterator[int]:
        """The places that may be the same publication as one, or tied to it: those of which not all speaks
        against it. What is left out would be found hopeless (:func:`..weighing.is_hopeless`).

        What is only similar, in letters or in other order, is one publication at most in the same place:
        with the year and the volume of another one, the weights of all other fields do not suffice to ask.
        """
        mine, outlines = self.outlines[place], self.outlines
        page = mine.page
        near: list[int] = []
        elsewhere: list[int] = []
        for other in others:
            outline = outlines[other]
            is_same_page = page is not None and outline.page == page
            if not mine.titles or not outline.titles or is_same_page or other in certain:
                yield other
            elif mine.is_elsewhere(outline):
                elsewhere.append(other)
            else:
                near.append(other)
        likely = self._alike(place, elsewhere, CLOSE) if elsewhere else set()
        if near:
            likely |= self._alike(place, near, SIMILAR) | self._in_other_order(place, near)
        yield from sorted(likely)

    def _alike(self, place: int, others: Sequence[int], least: float) -> set[int]:
        """The places with a title as much alike in letters, or close to the beginning of one."""
        owners, lines = _lines(others, self._letters_of)
        likely: set[int] = set()
        for letters in self._letters_of(place):
            likely.update(alike(letters, lines, least))
            likely.update(_beginnings(letters, lines))
        return {owners[number] for number in likely}

    def _in_other_order(self, place: int, others: Sequence[int]) -> set[int]:
        """The places with a title that is close in its words, whatever their order."""
        owners, lines = _lines(others, self._ordered_of)
        return {
            owners[number] for ordered in self._ordered_of(place) for number in alike(ordered, lines, CLOSE)
        }

    def _letters_of(self, place: int) -> list[str]:
        """The letters of each title of a record."""
        lines = self._letters.get(place)
        if lines is None:
            lines = self._letters[place] = self.outlines[place].titles.replace(" ", "").split("\n")
        return lines

    def _ordered_of(self, place: int) -> list[str]:
        """The sorted words of each title of a record."""
        if place not in self._ordered:
            titles = self.outlines[place].titles.split("\n")
            self._ordered[place] = [" ".join(sorted(title.split(" "))) for title in titles]
        return self._ordered[place]


def _lines(
    places: Sequence[int], lines_of: Callable[[int], Sequence[str]]
) -> tuple[Sequence[int], Sequence[str]]:
    """The titles of records, and the place that each is of."""
    titles = list(map(lines_of, places))
    lines = [line for lines in titles for line in lines]
    if len(lines) == len(titles):
        return places, lines
    return [place for place, lines in zip(places, titles, strict=True) for _ in lines], lines


def _beginnings(letters: str, lines: Sequence[str]) -> Iterator[int]:
    """Numbers of the titles that begin a title, or that begin with it, but for typing errors."""
    size = len(letters)
    longer: list[int] = []
    for number, line in enumerate(lines):
        length = len(line)
        if length > size:
            longer.append(number)
        elif LEAST_BEGINNING <= length < size and ratio(line, letters[:length], score_cutoff=CLOSE):
            yield number
    if longer and size >= LEAST_BEGINNING:
        for place in alike(letters, [lines[number][:size] for number in longer], CLOSE):
            yield longer[place]
