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
_CUT = re.compile(r"^\s*(?:suppl|supplement|pt|t|discussion)\s*-\s*(\d+)\s*$", re.IGNORECASE)
"""What reference managers leave of ``Suppl:S109-12`` and ``2 Pt 1):314-20``: a word and some digits."""
_ELECTRONIC = frozenset(("cd", "art", "article", "id", *"bcdefghijklmno"))
"""Letters before the number of an article in an electronic journal: ``e100123``, ``CD006828``, ``c1804``."""
_ABSTRACT_NUMBERS = 1000
"""From here on a number after an A is that of an article (``a1754``), below that of an abstract."""


@dataclass(frozen=True, slots=True)
class Pages:
    """First and last page. ``letters`` come before the number: S of a supplement, e of an electronic one."""

    letters: str
    first: int
    last: int

    @property
    def is_electronic(self) -> bool:
        """Whether it is the number of an article, in addition to which printed pages may exist."""
        if self.letters == "a":
            return self.first >= _ABSTRACT_NUMBERS
        return self.letters in _ELECTRONIC or self.first >= _ARTICLE_NUMBER

    @property
    def is_range(self) -> bool:
        """Whether it is more than one page."""
        return self.last > self.first


@lru_cache(maxsize=65536)
def pages_of(text: str | None) -> Pages | None:
    """Pages as printed: ``123-9``, ``S12-S18``, ``e100123``; None when there is no first page in them."""
    if text and _CUT.match(text):
        return None
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
    is_near = first.last == second.last or _is_cut(first, second) or _is_cut(second, first)
    return ValueAgreement.NEAR if is_near else ValueAgreement.DIFFERENT


def _is_cut(short: Pages, long: Pages) -> bool:
    """Whether one is what a reference manager left of the other: ``2-8`` of ``Pt 2):125-8``."""
    is_short = short.is_range and short.first < 10 and short.last < 100 <= long.first
    return is_short and str(long.last).endswith(str(short.last))
