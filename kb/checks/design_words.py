"""Designs of studies that a text names: the randomized trial, two cohort studies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kb.checks.spelled_numbers import NUMBER_PATTERN, NUMBER_WORDS

_COMPARING = ("randomized", "nonrandomized-comparative")
_DESIGNS = (
    (
        r"non-?randomi[sz]ed (?:comparative |controlled )?(?:trials?|stud(?:y|ies)|comparisons?)",
        _COMPARING[1:],
    ),
    (
        r"randomi[sz]ed (?:clinical |controlled |comparative )*(?:trials?|stud(?:y|ies)|comparisons?)|RCTs?",
        ("randomized",),
    ),
    (r"systematic reviews?|meta-?analys[ei]s|Cochrane reviews?", ("systematic-review",)),
    (r"case series|(?:uncontrolled|noncomparative|single-arm) (?:stud(?:y|ies)|series)", ("noncomparative",)),
    (r"comparative (?:cohort )?stud(?:y|ies)", _COMPARING),
    (r"cohort stud(?:y|ies)|cohorts", ("nonrandomized-comparative", "noncomparative")),
)
_LEFT = r"(?<![-\w])"
_ONLY = r"the (?:only |sole |single |available )+|an? (?:only|single) |only one "
_ALL = r"the |both (?:of the )?|all (?:of the )?"
_ADJECTIVES = r"(?:(?:available|small|large|recent|published|more|new)\s+)*"
_BOTH = r"both (?:of the )?"
_COUNTED = rf"(?P<all>{_ALL})?(?P<number>{NUMBER_PATTERN})|(?P<only>{_ONLY})|(?P<both>{_BOTH})"
_BEFORE = rf"(?:(?:{_COUNTED})[\s-]*)?{_ADJECTIVES}"
_PATTERNS = tuple(
    (re.compile(rf"{_LEFT}{_BEFORE}(?P<design>{pattern})\b", re.IGNORECASE), groups)
    for pattern, groups in _DESIGNS
)
NOT_CLAIMED = re.compile(
    r"\b(?:no|not|nor|neither|without|lack(?:s|ed|ing)?|absence|absent|fail\w*|need(?:s|ed)?|further|additional"
    r"|future|await\w*|whether|if|should|would|could|may|might|must|sought|prefer\w*|ideally|until|unless|first"
    r"|cannot|planned|ongoing|required?|excluded|include[ds]? only|eligible)\b",
    re.IGNORECASE,
)
"""Words of a clause that says nothing of the evidence there is: it denies, wishes, or asks."""


class DesignMention(NamedTuple):
    """A design that a text names.

    ``words`` are those that name it with the number before it, ``design`` those of the design alone,
    ``groups`` the groups of designs that it can be; ``number`` is how many studies the text speaks of (null:
    it does not say), ``is_all`` whether it means all of this design, ``is_only`` whether it means the only
    one, ``is_part`` whether it says "of" them: in one of two trials.
    """

    words: str
    design: str
    groups: tuple[str, ...]
    number: int | None
    is_all: bool
    is_only: bool
    is_part: bool


def designs_in(words: str) -> Iterator[DesignMention]:
    """The designs that a clause names, the longest names first; none where it denies, wishes or asks."""
    if NOT_CLAIMED.search(words):
        return
    taken: list[tuple[int, int]] = []
    for pattern, groups in _PATTERNS:
        for match in pattern.finditer(words):
            if any(start <= match.start("design") < end for start, end in taken):
                continue
            taken.append(match.span())
            yield _mention(match, groups, words)


def _mention(match: re.Match[str], groups: tuple[str, ...], words: str) -> DesignMention:
    both = match["both"] is not None
    return DesignMention(
        words=match[0].strip(),
        design=match["design"],
        groups=groups,
        number=2 if both else NUMBER_WORDS.get((match["number"] or "").lower()),
        is_all=both or match["all"] is not None,
        is_only=match["only"] is not None,
        is_part=re.search(r"\bof\s+(?:the\s+)?$", words[: match.start()], re.IGNORECASE) is not None,
    )
