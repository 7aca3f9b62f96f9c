"""Authors of two records: whether they are the same people, however their names were taken apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.bibliography.citation import CitationAuthor
from kb.bibliography.duplicates.similarity import ValueAgreement, name_words, ratio

COMPARED = 12
"""Authors that are compared; databases cut long lists at 3, 6, 10 or 25."""
_ET_AL = re.compile(
    r"\bet\.?\s*al\b|\band others\b|^others$|^anonymous$|^anon$|\bno authors? listed\b", re.IGNORECASE
)
_GROUP_WORDS = frozenset(
    (
        *(
            "association",
            "collaboration",
            "collaborators",
            "committee",
            "consortium",
            "council",
            "foundation",
        ),
        *("group", "inc", "institute", "investigators", "ltd", "network", "organization", "program"),
        *("society", "study", "team", "trial", "trialists"),
    )
)
"""Words of the name of a group; some exports cut such a name into a family and a given name."""
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv", "null"))
"""What exports add to a name, ``null`` where they know no given name."""
_CLOSE = 80
"""Ratio in percent of two family names that differ by a typing error."""


@dataclass(frozen=True, slots=True)
class Person:
    """An author. ``family`` in one word; ``words`` of the family name; ``given`` names or initials."""

    family: str
    words: tuple[str, ...]
    given: tuple[str, ...]
    is_group: bool


@lru_cache(maxsize=65536)
def is_et_al(author: CitationAuthor) -> bool:
    """Whether it is no author but says that there are others, or none."""
    return bool(_ET_AL.search(author.literal or author.family or ""))


@lru_cache(maxsize=65536)
def person_of(author: CitationAuthor) -> Person:
    """An author as he is compared."""
    if author.literal is not None:
        words = name_words(author.literal)
        return Person("".join(words), words, (), len(words) > 1)
    family, given = name_words(author.family or ""), name_words(author.given or "")
    if not _GROUP_WORDS.isdisjoint((*family, *given)):
        words = tuple(sorted((*family, *given)))
        return Person("".join(words), words, (), is_group=True)
    family, given = _without_suffix(family), tuple(word for word in given if word not in _SUFFIXES)
    return Person("".join(family), family, given, is_group=False)


def _without_suffix(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[:-1] if len(words) > 1 and words[-1] in _SUFFIXES else words


def same_people(ones: Sequence[Person], others: Sequence[Person]) -> ValueAgreement:
    """Whether two lists name the same authors; one may be cut short.

    Near: the first authors agree or at least half of the shorter list is found in the other one. A group says
    nothing of persons: one database names the group, another who wrote for it.
    """
    ones, others = _persons(ones), _persons(others)
    if not ones or not others or ones[0].is_group != others[0].is_group:
        return ValueAgreement.UNKNOWN
    short, long = sorted((ones, others), key=len)
    shared = sum(any(same_person(one, other) for other in long) for one in short)
    is_first = same_person(ones[0], others[0])
    share = shared / len(short)
    if share >= 0.75 and (is_first or (len(short) > 2 and len(long) <= len(short) + 1)):
        return ValueAgreement.SAME
    if is_first or share >= 0.5:
        return ValueAgreement.NEAR
    return ValueAgreement.DIFFERENT


def _persons(people: Sequence[Person]) -> Sequence[Person]:
    """Groups count only where no person is named: databases add them, leave them out and misplace them."""
    return [person for person in people if not person.is_group][:COMPARED] or list(people[:COMPARED])


def same_person(first: Person, second: Person) -> bool:
    """Whether two names may be of the same person.

    Particles come and go (``Le Quintrec, M`` and ``Quintrec, M. L.``), and given names take the place of
    family names (``Kathryn, Liszewski M.``). Initials that differ are of two people.
    """
    if _same_family(first, second):
        return not (first.given and second.given) or _same_given(first, second)
    return _is_swapped(first, second) or _is_swapped(second, first) or _same_words(first, second)


def _same_words(first: Person, second: Person) -> bool:
    """Whether both are the same words, however they were parted (``Si Hyun Kang`` and ``Kang, Si Hyun``), or
    one is the family name of the other with its initials (``Si Hyun Kang`` and ``Kang, S. H.``)."""
    ours, theirs = (*first.words, *first.given), (*second.words, *second.given)
    if min(len(ours), len(theirs)) < 2:
        return False
    return sorted(ours) == sorted(theirs) or _abbreviates(ours, second) or _abbreviates(theirs, first)


def _abbreviates(words: Sequence[str], short: Person) -> bool:
    """Whether the family name of one is among the words, and its initials are those of the rest."""
    if len(short.words) != 1 or len(short.family) < 3 or short.family not in words or not short.given:
        return False
    rest = "".join(word[0] for word in words if word != short.family)
    initials = "".join(word if len(word) <= 3 else word[0] for word in short.given)
    return len(rest) > 1 and initials == rest


def _same_family(first: Person, second: Person) -> bool:
    if first.family == second.family:
        return True
    short, long = first.family, second.family
    if len(short) > len(long):
        short, long = long, short
    if len(short) > 3 and long.endswith(short) and len(first.words) != len(second.words):
        return True
    if len(short) > 3 and len(first.words) != len(second.words) and long.startswith(short):
        return True
    if first.is_group or second.is_group:
        return ratio(short, long) >= _CLOSE
    if len(short) < 5 or len(long) > len(short) + 2 or (short[0] != long[0] and short[-1] != long[-1]):
        return False
    return ratio(short, long) >= _CLOSE


def _same_given(first: Person, second: Person) -> bool:
    """The first initial; where a particle is misplaced, any."""
    if first.given[0][0] == second.given[0][0]:
        return True
    return first.words != second.words and bool(_initials(first) & _initials(second))


def _initials(person: Person) -> set[str]:
    """First letters; of short words all letters, which may be initials written together."""
    return {letter for word in person.given for letter in (word if len(word) <= 3 else word[0])}


def _is_swapped(first: Person, second: Person) -> bool:
    """Whether the family name of one is a given name of the other, and the other way round or abbreviated."""
    if len(first.family) < 3 or first.family not in second.given:
        return False
    initials = {word[0] for word in first.given}
    return not first.given or (bool(second.family) and second.family[0] in initials)
