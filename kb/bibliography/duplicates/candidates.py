"""Which pairs of records are worth comparing: those that share a key. Only pairs with a new record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.similarity import words_of

MANY = 150
"""Records under one key beyond which the key alone says too little, and a second one is asked for."""
_COMMON = frozenset(
    words_of("a an and as at by for from in into is of on or the to with versus vs study trial patients")
)
Pair = tuple[int, int]


def candidate_pairs(entries: Sequence[ComparedRecord]) -> Iterator[Pair]:
    """Pairs of places in ``entries``, smaller one first, each once, in order."""
    shared: defaultdict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        for key in _keys(entry):
            shared[key].append(place)
    pairs: set[int] = set()
    for places in shared.values():
        if len(places) > 1:
            pairs.update(_pairs(entries, places))
    size = len(entries)
    return (divmod(pair, size) for pair in sorted(pairs))


def _pairs(entries: Sequence[ComparedRecord], places: list[int]) -> Iterator[int]:
    """Pairs as one number, which takes less memory: first place times number of records plus second."""
    size = len(entries)
    for group in _parted(entries, places):
        news = [place for place in group if entries[place].is_new]
        earlier = [place for place in group if not entries[place].is_new]
        for index, newcomer in enumerate(news):
            for other in news[index + 1 :]:
                yield min(newcomer, other) * size + max(newcomer, other)
            for other in earlier:
                yield min(newcomer, other) * size + max(newcomer, other)


def _parted(entries: Sequence[ComparedRecord], places: list[int]) -> Iterator[list[int]]:
    """The places as they are, or where they are too many, those that share a second thing too."""
    if len(places) <= MANY:
        yield places
        return
    parts: defaultdict[tuple[object, ...], list[int]] = defaultdict(list)
    for place in places:
        entry = entries[place]
        first = entry.people[0].family if entry.people else ""
        parts["author", first, "".join(entry.title)[:12]].append(place)
        if entry.pages is not None:
            parts["page", entry.pages.first, entry.volume].append(place)
    yield from (part[: 4 * MANY] for part in parts.values())


def _keys(entry: ComparedRecord) -> set[str]:
    keys = {f"doi {doi}" for doi in entry.dois}
    if entry.pmid:
        keys.add(f"pmid {entry.pmid}")
    if entry.pmcid:
        keys.add(f"pmcid {entry.pmcid}")
    for words in entry.titles:
        keys |= set(_title_keys(words))
    return keys | set(_place_keys(entry))


def _title_keys(words: tuple[str, ...]) -> Iterator[str]:
    """Whole title, beginning, end and the longest words: a typing error spares most of them."""
    distinctive = [word for word in words if word not in _COMMON] or list(words)
    yield f"title {''.join(words)}"
    yield f"begin {' '.join(distinctive[:4])}"
    yield f"end {' '.join(distinctive[-4:])}"
    if len(distinctive) > 4:
        yield f"long {' '.join(sorted(sorted(set(distinctive), key=lambda word: (-len(word), word))[:4]))}"
    letters = "".join(words)
    if len(letters) >= 40:
        yield f"letters {letters[:20]}"


def _place_keys(entry: ComparedRecord) -> Iterator[str]:
    """First author and page, first author and year and volume, page and volume and year."""
    page = entry.pages.first if entry.pages else None
    families = {
        word for author in entry.people[:1] for word in (author.family, *author.words) if len(word) > 1
    }
    for family in families:
        if page is not None:
            yield f"page {family} {page}"
        if entry.year and entry.volume:
            yield f"volume {family} {entry.year} {entry.volume}"
    if page is not None and entry.volume:
        yield f"place {entry.volume} {page} {entry.year}"
