"""What two records have in common and what not, weighed.

The weights are of the kind of Fellegi and Sunter (J Am Stat Assoc 1969;64:1183-1210): logarithms of how much
commoner an agreement is among records of one publication than among records of two. They are set by hand,
rounded, and the same for everybody: nothing is learned from a data set, so that the same exports always give
the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from kb.bibliography.duplicates.authors import same_people
from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.journals import same_journal
from kb.bibliography.duplicates.page_ranges import Pages, same_pages
from kb.bibliography.duplicates.similarity import ValueAgreement, distance, ratio
from kb.bibliography.duplicates.titles import Likeness, is_generic, likeness

SAME, NEAR, UNKNOWN, DIFFERENT = (
    ValueAgreement.SAME,
    ValueAgreement.NEAR,
    ValueAgreement.UNKNOWN,
    ValueAgreement.DIFFERENT,
)

TITLE = {
    Likeness.EXACT: 8.0,
    Likeness.CLOSE: 6.0,
    Likeness.BEGINS: 5.0,
    Likeness.SIMILAR: 1.0,
    Likeness.MISSING: 0.0,
    Likeness.UNLIKE: -8.0,
}
GENERIC_TITLE = 2.0
"""Weight of an equal title that is too short to tell anything."""
WEIGHTS: Mapping[str, Mapping[ValueAgreement, float]] = {
    "authors": {SAME: 4.0, NEAR: 1.5, DIFFERENT: -6.0},
    "year": {SAME: 1.5, NEAR: -0.5, DIFFERENT: -5.0},
    "journal": {SAME: 2.0, NEAR: 1.0, DIFFERENT: -4.0},
    "volume": {SAME: 2.0, DIFFERENT: -3.0},
    "issue": {SAME: 0.5, DIFFERENT: -0.5},
    "first page": {SAME: 4.0, NEAR: 1.0, DIFFERENT: -6.0},
    "DOI": {SAME: 10.0, DIFFERENT: -4.0},
    "abstract": {SAME: 5.0, NEAR: 2.0, DIFFERENT: -2.0},
}
_DECISIVE = ("year", "journal", "volume", "first page", "DOI")
"""What two records of one publication do not contradict each other in, as a rule."""
_NEAR_PAGES = 5
"""Pages that an issue ahead of print is counted apart."""
_TELLING_WORDS = 7
"""Words of a title that no column, note or series of abstracts bears."""
_SAME_ABSTRACT, _NEAR_ABSTRACT, _LEAST_ABSTRACT = 95, 75, 60
"""Ratios in percent of the beginnings of abstracts; letters below which they say nothing."""


class PagesCompared(Enum):
    """What the pages of two records say beside how the first ones agree."""

    NONE = "neither record has pages"
    SAME_RANGE = "the same first and last page, four pages or more"
    MISPRINT = "first pages that a misprint or another way of counting explains"
    OTHER = "anything else"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two records compared."""

    likeness: Likeness
    is_generic: bool
    is_telling: bool
    """Whether both titles are long and both name two authors or more: no column or note is such."""
    pages: PagesCompared
    agreements: Mapping[str, ValueAgreement]
    """Field of :data:`WEIGHTS` -> how it agrees."""
    numbers_differ: bool
    score: float
    """Sum of the weights."""

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What the records contradict each other in."""
        return tuple(name for name in _DECISIVE if self.agreements[name] is DIFFERENT)

    @property
    def is_same_place(self) -> bool:
        """Whether both are on the same page of the same volume or journal."""
        volume, journal = self.agreements["volume"], self.agreements["journal"]
        if self.agreements["first page"] is not SAME or DIFFERENT in (volume, self.agreements["year"]):
            return False
        return volume is SAME or (journal >= NEAR and self.agreements["year"] is SAME)

    def in_words(self) -> str:
        """What agrees and what does not, for the person who decides."""
        same = [name for name, agreement in self.agreements.items() if agreement is SAME]
        title = _TITLE_WORDS[self.likeness]
        differ = [name for name, agreement in self.agreements.items() if agreement is DIFFERENT]
        words = f"{title}; same {', '.join(same)}" if same else title
        differ += ["numbers in the title"] if self.numbers_differ else []
        return f"{words}; different {', '.join(differ)}" if differ else words


_TITLE_WORDS = {
    Likeness.EXACT: "same title",
    Likeness.CLOSE: "title the same but for spelling",
    Likeness.BEGINS: "one title begins the other",
    Likeness.SIMILAR: "similar titles",
    Likeness.MISSING: "a title is missing",
    Likeness.UNLIKE: "different titles",
}


def is_hopeless(first: ComparedRecord, second: ComparedRecord, titles: Likeness) -> bool:
    """Whether neither title nor place nor identifier agrees, so that the rest need not be compared."""
    if titles > Likeness.SIMILAR or titles is Likeness.MISSING:
        return False
    pages = same_pages(first.pages, second.pages)
    if pages is SAME or _share_identifier(first, second):
        return False
    if titles is Likeness.UNLIKE:
        return True
    is_one_kind = first.kind is second.kind and first.part == second.part
    return is_one_kind and pages is DIFFERENT and _abstracts(first.abstract, second.abstract) is not SAME


def _share_identifier(first: ComparedRecord, second: ComparedRecord) -> bool:
    return (
        (first.pmid != "" and first.pmid == second.pmid)
        or (first.pmcid != "" and first.pmcid == second.pmcid)
        or _dois(first, second) is SAME
    )


def weigh(first: ComparedRecord, second: ComparedRecord, titles: Likeness | None = None) -> Evidence:
    """Compare two records. The order of the two makes no difference."""
    titles = likeness(first, second) if titles is None else titles
    agreements = {
        "authors": same_people(first.people, second.people),
        "year": _years(first.year, second.year),
        "journal": _journals(first, second),
        "volume": _texts(first.volume, second.volume),
        "issue": _texts(first.issue, second.issue),
        "first page": same_pages(first.pages, second.pages),
        "DOI": _dois(first, second),
        "abstract": _abstracts(first.abstract, second.abstract),
    }
    generic = is_generic(first.title) or is_generic(second.title)
    title = min(TITLE[titles], GENERIC_TITLE) if generic else TITLE[titles]
    score = title + sum(WEIGHTS[name].get(agreement, 0.0) for name, agreement in agreements.items())
    differ = (
        titles not in (Likeness.EXACT, Likeness.BEGINS, Likeness.MISSING) and first.numbers != second.numbers
    )
    return Evidence(
        likeness=titles,
        is_generic=generic,
        is_telling=_is_telling(first) and _is_telling(second),
        pages=_pages_compared(first.pages, second.pages),
        agreements=agreements,
        numbers_differ=differ,
        score=score,
    )


def _pages_compared(first: Pages | None, second: Pages | None) -> PagesCompared:
    if first is None or second is None:
        return PagesCompared.NONE if first is second else PagesCompared.OTHER
    if first.last >= first.first + 3 and (first.first, first.last) == (second.first, second.last):
        return PagesCompared.SAME_RANGE
    is_near = abs(first.first - second.first) <= _NEAR_PAGES or _is_one_digit_apart(first.first, second.first)
    return PagesCompared.MISPRINT if is_near and first.letters == second.letters else PagesCompared.OTHER


def _is_one_digit_apart(first: int, second: int) -> bool:
    """``2297`` and ``2097``; of short numbers a digit says too much."""
    ours, theirs = str(first), str(second)
    return len(ours) == len(theirs) > 2 and distance(ours, theirs) == 1


def _is_telling(record: ComparedRecord) -> bool:
    return len(record.title) >= _TELLING_WORDS and len(record.people) > 1


def _years(first: int | None, second: int | None) -> ValueAgreement:
    """A year apart is what publication ahead of print makes."""
    if first is None or second is None:
        return UNKNOWN
    return SAME if first == second else NEAR if abs(first - second) == 1 else DIFFERENT


def _journals(first: ComparedRecord, second: ComparedRecord) -> ValueAgreement:
    if set(first.issns) & set(second.issns):
        return SAME
    return same_journal(first.journals, second.journals)


def _texts(first: str, second: str) -> ValueAgreement:
    if not first or not second:
        return UNKNOWN
    return SAME if first == second else DIFFERENT


def _dois(first: ComparedRecord, second: ComparedRecord) -> ValueAgreement:
    if not first.dois or not second.dois:
        return UNKNOWN
    return SAME if set(first.dois) & set(second.dois) else DIFFERENT


def _abstracts(first: str, second: str) -> ValueAgreement:
    length = min(len(first), len(second))
    if length < _LEAST_ABSTRACT:
        return UNKNOWN
    letters_alike = ratio(first[:length], second[:length])
    return SAME if letters_alike >= _SAME_ABSTRACT else NEAR if letters_alike >= _NEAR_ABSTRACT else DIFFERENT
