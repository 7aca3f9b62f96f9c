"""Titles of two records: whether they are the same, typing errors and lost subtitles aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import IntEnum

from kb.bibliography.duplicates.compared_record import ComparedRecord, numbers_in
from kb.bibliography.duplicates.similarity import distance, ratio

CLOSE, SIMILAR = 90, 75
"""Ratios in percent: of titles that differ by typing errors, and of titles that may be the same."""
_SAME_WORDS = 80
"""Ratio in percent of the words that differ: radiofrequency and radofrequency, not women and men."""
LEAST_BEGINNING = 24
"""Letters of a title that is the beginning of the other one."""
_OPPOSITES = (
    ("hypo", "hyper"),
    ("pre", "post"),
    ("intra", "inter"),
    ("macro", "micro"),
    ("ante", "anti"),
    ("mono", "multi"),
)
_NEGATIONS = ("non", "un", "in", "anti", "ir", "im", "a")


class Likeness(IntEnum):
    """How alike two titles are."""

    UNLIKE = 0
    MISSING = 1
    SIMILAR = 2
    BEGINS = 3
    """One is the beginning of the other: a lost subtitle. Or its end: a title in two languages."""
    CLOSE = 4
    """The same but for typing errors."""
    EXACT = 5


def likeness(first: ComparedRecord, second: ComparedRecord) -> Likeness:
    """The best likeness of their titles, the original ones among them."""
    if not first.titles or not second.titles:
        return Likeness.MISSING
    return max(_compared(a, b) for a in first.titles for b in second.titles)


def is_generic(words: Sequence[str]) -> bool:
    """Whether a title is too short to tell one publication from another (Editorial, Letter to the editor)."""
    return len(words) < 4 or sum(map(len, words)) < 20


def _compared(first: Sequence[str], second: Sequence[str]) -> Likeness:
    a, b = "".join(first), "".join(second)
    if a == b:
        return Likeness.EXACT
    letters_alike = ratio(a, b, score_cutoff=SIMILAR)
    if (
        letters_alike >= CLOSE
        and numbers_in(first) == numbers_in(second)
        and _differ_by_typing(first, second)
    ):
        return Likeness.CLOSE
    if _begins(first, second) if len(a) < len(b) else _begins(second, first):
        return Likeness.BEGINS
    if letters_alike or _same_in_other_order(first, second):
        return Likeness.SIMILAR
    return Likeness.UNLIKE


def _begins(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether one title is the beginning of the other, perhaps cut within a word, or its end."""
    letters = "".join(short)
    if len(letters) < LEAST_BEGINNING:
        return False
    whole = "".join(long)
    if whole.startswith(letters) or whole.endswith(letters):
        return True
    if not ratio(letters, whole[: len(letters)], score_cutoff=CLOSE):
        return False
    beginning = long[: len(short)]
    return numbers_in(short) == numbers_in(beginning) and _differ_by_typing(short, beginning)


def _differ_by_typing(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether the words that the titles do not share are the same but for a letter or two."""
    ours, theirs = Counter(first), Counter(second)
    left, right = list((ours - theirs).elements()), list((theirs - ours).elements())
    a, b = "".join(left), "".join(right)
    if a == b:
        return True
    if not a or not b:
        return len(a or b) < 4
    if any(_are_opposites(x, y) for x in left for y in right):
        return False
    if len(left) == len(right) == 1 and (a[0], a[-1]) == (b[0], b[-1]) and max(len(a), len(b)) > 4:
        return distance(a, b) <= 2
    return ratio(a, b) >= _SAME_WORDS and distance(a, b) <= 2 + len(left)


def _are_opposites(one: str, other: str) -> bool:
    for first, second in _OPPOSITES:
        for a, b in ((one, other), (other, one)):
            if a.startswith(first) and b.startswith(second) and a[len(first) :] == b[len(second) :]:
                return True
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and long.removesuffix(short) in _NEGATIONS and long.endswith(short)


def _same_in_other_order(first: Sequence[str], second: Sequence[str]) -> bool:
    return ratio(" ".join(sorted(first)), " ".join(sorted(second)), score_cutoff=CLOSE) > 0
