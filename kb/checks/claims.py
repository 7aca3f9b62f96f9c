"""What a clause claims: which way outcomes differ, that they do not, or that a difference is significant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Direction(StrEnum):
    """Which way a clause says that a side differs; ``SAME`` when it says that it does not.

    ``DIFFERENT``: it says that there is a significant difference, and not which way.
    """

    LOWER = "lower"
    HIGHER = "higher"
    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim. ``words`` are those that make it, ``before`` and ``after`` the rest of the clause.

    ``denied``: the clause says that this is not so. ``significant``: it calls the difference significant;
    ``hedged``: it says that it is not, or only in number.
    """

    direction: Direction
    words: str
    before: str
    after: str
    denied: bool
    significant: bool
    hedged: bool


_PEOPLE = (
    r"(?:[\w-]+ ){0,2}?(?:patients|participants|recipients|people|women|men|children|adults|infants|events"
    r"|complications|deaths|relapses|recurrences|responses|hospitalizations)"
)
_NOT_DONE = r"(?<=not )(?:{0})|(?<=failed to )(?:{0})|(?<=fails to )(?:{0})"
"""Verbs that claim something only where it is denied: did not improve."""
_FAVORS = r"favou?r(?:ed|s|ing)|in favou?r of"
_WORDS = {
    Direction.SAME: (
        r"(?:did|do|does|was|were|is|are) not (?:\w+ ){0,2}?differ\w*|no (?:[\w-]+ ){0,3}?differences?"
        r"|similar|comparable|equivalent|alike|no (?:worse|better) (?:or|nor) (?:worse|better)"
    ),
    Direction.DIFFERENT: (
        r"(?:statistically )?significant differences?|differ(?:ed|s)? significantly|significantly different"
        r"|differences? (?:[\w-]+ ){0,6}?(?:was|were|reached) (?:statistical(?:ly)? )?significan(?:t|ce)"
    ),
    Direction.LOWER: (
        r"rarer|less (?:often|frequent(?:ly)?|common(?:ly)?|likely|sensitive|specific|accurate|far)"
        rf"|lower(?:ed)?|fewer(?: {_PEOPLE})?|reduced|decreased|declined|shorter|shorten(?:ed|s)"
        r"|reduces|lowers|halved|half as \w+"
        rf"|(?:reductions?|decreases?|declines?) in|{_NOT_DONE.format('reduce|lower|shorten|decrease')}"
    ),
    Direction.HIGHER: (
        r"more (?:often|frequent(?:ly)?|common(?:ly)?|likely|sensitive|specific|accurate)"
        rf"|more {_PEOPLE}|higher|greater|longer|farther|prolong(?:ed|s)|lengthen(?:ed|s)|increased|increases"
        r"|raise[ds]|rose|doubled|exceeded"
        r"|(?:twice|double) as \w+|increase in"
        rf"|{_NOT_DONE.format('prolong|increase|lengthen|raise')}"
    ),
    Direction.BETTER: (
        r"better|improve[sd]|improves|improvements?|superior"
        r"|(?:survival|mortality|clinical|significant|consistent|clear|no)"
        r" (?:benefits?|advantages?)|benefits? (?:was|were) (?:seen|found|observed|shown)"
        rf"|outperformed|{_FAVORS}|{_NOT_DONE.format('improve')}"
    ),
    Direction.WORSE: r"worse|inferior|poorer|worsened|worsening",
}
_CLAIMS = {
    direction: re.compile(rf"(?<![\w-])(?:{words})\b(?!-)", re.IGNORECASE)
    for direction, words in _WORDS.items()
}
_OPEN = re.compile(
    r"\b(?:whether|if|might|may|could|would|should|need(?:s|ed)?|required?|unclear|unknown|uncertain|cannot"
    r"|aim(?:s|ed)?|hoped?|expected|permit|sought|question|hypothes\w+|intended|planned|warranted|meant|remains?"
    r"|(?<!failed )(?<!fails )(?<!led )(?<!leads )to (?:improve|lengthen|prolong|reduce|lower|relieve"
    r"|increase|compare|be))\b",
    re.IGNORECASE,
)
"""Words of a clause that asks, wishes or supposes, and so claims nothing."""
_DENIED = re.compile(
    r"\b(?:no|not|without|neither|nor|never|fail(?:s|ed) to|lack of|little|hardly)\b(?:\s+[\w-]+){0,3}\s*$",
    re.IGNORECASE,
)
_NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
_HEDGED = re.compile(
    r"\b(?:non-?significant(?:ly)?|numerical(?:ly)?|(?:not|no) (?:\w+ )?significant(?:ly)?"
    r"|not (?:reach|attain|achieve) (?:\w+ )?significance)\b",
    re.IGNORECASE,
)
_SIGNIFICANT = re.compile(r"(?<!non)(?<!non-)\bsignificant(?:ly)?\b", re.IGNORECASE)
_LESS = re.compile(r"\b(?:less|smaller|lower|poorer|worse)\s+$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^\W*$|^\s*[(#,;]|^\s*(?:than|with|after|in|for|by|at|among|and|or|when|under|but|on|over|following|to|as"
    r"|from|compared|relative|versus|vs|the|was|were|is|are|\w+ly)\b",
    re.IGNORECASE,
)
"""What follows a comparative that says something of the subject of the clause."""
_OUTCOME = re.compile(
    r"^\s*(?:[\w-]+\s+){0,3}(?:[\w-]*(?:surviv|mortal|death|recur|progress|relaps|respon|remission|complicat"
    r"|adverse|toxic|bleed|morbid|symptom|function|sensitiv|specific|accura|success|failur|probabilit|incidence)\w*"
    r"|rates?|risks?|odds|hazards?|proportions?|frequency|yield|scores?|levels?|outcomes?|control|stay|events?|pain"
    r"|quality of life|times? to)\b",
    re.IGNORECASE,
)
"""What a comparative before a noun has to go with to be about an outcome."""
_AT_START = re.compile(
    r"\b(?:except|apart from|other than|baseline|beginning|characteristics)\b", re.IGNORECASE
)
"""Words of a clause that calls groups alike but for something, or alike before treatment."""
_OF_SOMETHING_ELSE = re.compile(
    r"^\s*(?:[\w-]+ )?(?:quality|certainty|confidence|follow-up|risk of bias|evidence|stud(?:y|ies)|trials?"
    r"|series|reviews?|comparisons?|samples?|design\w*|power|doses?|grades?|age|tumou?rs|lesions|patients|cohorts?"
    r"|data|periods?|interest|populations?|numbers? of|understood|defined|known|characterized|suited"
    r"|tolerated)\b",
    re.IGNORECASE,
)
"""What may follow a comparative that is about the evidence or the patients, not about an outcome."""


_OF_CHANGE = re.compile(r"^\s*(?:[\w-]+ )?(?:reduction|decrease|decline|improvement|increase|change)s?\b")
"""What a comparative may go with that has a direction of its own: a greater reduction in pain."""
_OF_LIMIT = re.compile(
    r"^\s*(?:[\w-]+ ){0,2}?(?:minim\w+|important|threshold|margin|limit|criteri\w+|expect\w+|#)",
    re.IGNORECASE,
)
_IS_CHANGE = re.compile(r"improve|reduction|decrease|decline|increase", re.IGNORECASE)
_SAYS_OF_WHAT = re.compile(
    rf"{_FAVORS}|exceeded|outperformed|farther|(?:fewer|more) {_PEOPLE}"
    r"|improve|reduce|lower|shorten|decrease|prolong|increase|lengthen|raise",
    re.IGNORECASE,
)
"""Claims that need no outcome behind them."""


def claims_of(words: str) -> Iterator[Claim]:
    """The claims of a clause, in the order of its words."""
    if _OPEN.search(words):
        return
    hedged = _HEDGED.search(words) is not None
    significant = not hedged and _SIGNIFICANT.search(words) is not None
    taken: list[tuple[int, int]] = []
    for direction, pattern in _CLAIMS.items():
        for match in pattern.finditer(words):
            before, after = words[: match.start()], words[match.end() :]
            inside = any(start <= match.start() < end for start, end in taken)
            if inside or not _is_about_outcome(direction, match[0], (before, after)):
                continue
            taken.append(match.span())
            denied = direction is not Direction.SAME and (
                _DENIED.search(before) is not None or _NEITHER.search(before) is not None
            )
            yield Claim(direction, match[0], before, after, denied, significant, hedged)


def _is_about_outcome(direction: Direction, words: str, around: tuple[str, str]) -> bool:
    """Whether the words of a claim compare an outcome: not the evidence, the patients or the disease."""
    before, after = around
    if direction is Direction.DIFFERENT:
        return True
    if direction is Direction.SAME:
        return _AT_START.search(f"{before} {after}") is None
    if (
        _OF_CHANGE.match(after)
        or _OF_SOMETHING_ELSE.match(after)
        or (_IS_CHANGE.match(words) and _LESS.search(before))
    ):
        return False
    if _SAYS_OF_WHAT.fullmatch(words):
        return _OF_LIMIT.match(after) is None
    return _GOES_ON.match(after) is not None or _OUTCOME.match(after) is not None
