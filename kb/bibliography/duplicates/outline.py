"""What tells whether a record is worth comparing with another: so small that a whole base is looked through
at once, without a look at the records themselves.

Two records are worth it when they share a key: an identifier, a part of the title, the page with an author.
Keys are kept as numbers of 64 bits, 62 of them from a hash.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from struct import Struct, unpack

from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.headings import PublicationKind
from kb.bibliography.duplicates.page_ranges import Pages
from kb.bibliography.duplicates.similarity import words_of

OTHER, NUMBER, DOI = 0, 1, 3
"""The last two bits of a key: DOI, PMID or PMCID (the odd ones are identifiers), anything else."""
KIND = 3
_COMMON = frozenset(
    words_of("a an and as at by for from in into is of on or the to with versus vs study trial patients")
)
_KEY = Struct("<Q")
_LAST = 2 * _KEY.size
"""Where the last page is."""


@dataclass(frozen=True, slots=True)
class RecordOutline:
    """A record as far as it decides what it is compared with."""

    keys: bytes
    """Numbers of 8 bytes, lowest first: author and beginning of the title; page and volume, 0 for no page;
    twice the last page, and 1 more for an electronic one; then the keys."""
    titles: str
    """Each title on a line, its words parted by blanks; empty for none."""
    page: int | None
    """First page; None when there is none."""
    year: int | None
    volume: str | None
    is_plain: bool
    """Whether it is an article like most: no notice, comment, part, version or preprint of another one."""

    def is_elsewhere(self, other: RecordOutline) -> bool:
        """Whether two plain records are in places so different that similar titles make no question of them.

        They are of other years and other volumes; or else on other pages, and not of one volume of one year.
        With the weights of these (:data:`..weighing.WEIGHTS`), all other fields do not suffice to ask.
        """
        if not (self.is_plain and other.is_plain):
            return False
        apart = None if self.year is None or other.year is None else abs(self.year - other.year)
        if self.volume and self.volume == other.volume:
            return bool(apart) and self.is_on_other_pages(other)
        is_long_after = apart is not None and apart > 1
        return (is_long_after and bool(self.volume and other.volume)) or self.is_on_other_pages(other)

    def is_on_other_pages(self, other: RecordOutline) -> bool:
        """Whether the pages differ as :func:`..page_ranges.same_pages` has it."""
        first, second = self.page, other.page
        if first is None or second is None or first == second or first == 1 or second == 1:
            return False
        (last,), (other_last,) = _KEY.unpack_from(self.keys, _LAST), _KEY.unpack_from(other.keys, _LAST)
        return last & 1 == other_last & 1 and bool(last != other_last)

    def key_numbers(self) -> tuple[int, ...]:
        """The keys, without the numbers before them, two of which part keys which too many records share."""
        keys = self.keys[3 * _KEY.size :]
        return unpack(f"<{len(keys) // _KEY.size}Q", keys)

    def part_numbers(self) -> tuple[int, int]:
        """The two numbers that part what shares a key: by author and title, by page."""
        return _KEY.unpack_from(self.keys)[0], _KEY.unpack_from(self.keys, _KEY.size)[0]


def outline_of(record: ComparedRecord) -> RecordOutline:
    """The outline of a record."""
    numbers = (*_part_numbers(record), _last_page(record.pages), *sorted(_keys(record)))
    return RecordOutline(
        keys=b"".join(map(_KEY.pack, numbers)),
        titles="\n".join(" ".join(words) for words in record.titles),
        page=record.pages.first if record.pages else None,
        year=record.year,
        volume=record.volume or None,
        is_plain=_is_plain(record),
    )


def _is_plain(record: ComparedRecord) -> bool:
    kinds = {record.kind, record.filed_as}
    is_review = record.cochrane is not None or (record.pages is not None and record.pages.letters == "cd")
    return kinds == {PublicationKind.ARTICLE} and not record.part and not is_review


def doi_number(doi: str) -> int:
    """The key of a DOI."""
    return _number(f"doi {doi}", DOI)


def _number(key: str, kind: int = OTHER) -> int:
    hashed = int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
    return hashed & ~KIND | kind


def _part_numbers(record: ComparedRecord) -> tuple[int, int]:
    first = record.people[0].family if record.people else ""
    author = _number(f"author {first} {''.join(record.title)[:12]}")
    return author, _number(f"page {record.pages.first} {record.volume}") if record.pages else 0


def _last_page(pages: Pages | None) -> int:
    return min(pages.last, 1 << 62) << 1 | pages.is_electronic if pages else 0


def _keys(record: ComparedRecord) -> set[int]:
    keys = {doi_number(doi) for doi in record.dois}
    if record.pmid:
        keys.add(_number(f"pmid {record.pmid}", NUMBER))
    if record.pmcid:
        keys.add(_number(f"pmcid {record.pmcid}", NUMBER))
    for words in record.titles:
        keys.update(map(_number, _title_keys(words)))
    keys.update(map(_number, _place_keys(record)))
    return keys


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


def _place_keys(record: ComparedRecord) -> Iterator[str]:
    """First author and page, first author and year and volume, page and volume and year."""
    page = record.pages.first if record.pages else None
    families = {
        word for author in record.people[:1] for word in (author.family, *author.words) if len(word) > 1
    }
    for family in families:
        if page is not None:
            yield f"page {family} {page}"
        if record.year and record.volume:
            yield f"volume {family} {record.year} {record.volume}"
    if page is not None and record.volume:
        yield f"place {record.volume} {page} {record.year}"
