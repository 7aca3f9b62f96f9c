"""Pages of two records: whether they begin at the same place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.bibliography.duplicates.similarity import ValueAgreement

_PAGES = re.compile(
    r"([a-z]{0,8})\W{0,2}(\d+)(?:\.(?:e|pub)?\d+)?(?:\s*[-\u2010-\u2015\u2212]+\s*([a-z]{0,8})(\d+))?"
)
_ARTICLE_NUMBER = 100_000
"""A page of so many digits is the number of an article in an electronic journal."""


@dataclass(frozen=True, slots=True)
class Pages:
    """First and last page. ``letters`` come before the number: S of a supplement, e of an electronic one."""

    letters: str
    first: int
    last: int

    @property
    def is_electronic(self) -> bool:
        """Whether it is the number of an article, in addition to which printed pages may exist."""
        return self.letters in ("e", "cd", "art", "article", "id") or self.first >= _ARTICLE_NUMBER

    @property
    def is_range(self) -> bool:
        """Whether it is more than one page."""
        return self.last > self.first


@lru_cache(maxsize=65536)
def pages_of(text: str | None) -> Pages | None:
    """Pages as printed: ``123-9``, ``S12-S18``, ``e100123``; None when there is no number in them."""
    match = _PAGES.search(text.lower()) if text else None
    if not match or not int(match[2]):
        return None
    first, last = match[2], match[4] or match[2]
    if len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return Pages(match[1], int(first), max(int(first), int(last)))


def same_pages(first: Pages | None, second: Pages | None) -> ValueAgreement:
    """Whether two records begin on the same page.

    An article number and a page number say nothing of one another, nor does page 1, with which articles ahead
    of print are numbered. ``S12`` is ``12``: databases leave the letter out.
    """
    if first is None or second is None:
        return ValueAgreement.UNKNOWN
    if first.first == second.first:
        if first.letters == second.letters or not (first.letters and second.letters):
            return ValueAgreement.SAME
        return ValueAgreement.UNKNOWN
    if first.is_electronic != second.is_electronic or 1 in (first.first, second.first):
        return ValueAgreement.UNKNOWN
    return ValueAgreement.NEAR if first.last == second.last else ValueAgreement.DIFFERENT
