"""Which numbers of a text are results, and which belong to names, limits, doses, dates and times.

A result is told by its figure, never typed. Some numbers are results whatever stands around them (``12 of
84``, ``HR 0.7``, ``40 patients``): a record that holds one is refused. Others are results unless they are
part of a name that only the vocabulary knows (``survival was 14 months``): a load asks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kb.records.number_patterns import (
    ANY_NUMBER,
    BOUND,
    CHANGE,
    COUNT,
    DONE,
    HYPHEN,
    LIMIT_WORDS,
    MARKER,
    MEASURED_RESULT,
    NAMED,
    NO_RESULTS,
    OF_INTERVAL,
    OR_MORE,
    POWER,
    RESULTS,
    SET_LIMIT,
    SHARE,
    SOLUTION,
    TIME,
    UNIT,
)

Span = tuple[int, int]
_TOKEN = re.compile(r"\[\[[^\[\]]*\]\]|\[@[^\[\]]*\]")
_DIGIT = re.compile("[0-9]")
_OF_A_DOSE = re.compile(
    r"(?:\s?(?:-|to|or|and)\s?[\d.]+\s?%)?\s+of (?:the |a |an )?(?:[\w-]+ ){0,2}(?:dose|dosage)\b",
    re.IGNORECASE,
)
"""What follows a share that a dose is cut to: 30% to 80% of the full dose."""
_AT_BOUND = re.compile(rf"{BOUND}(?: an?)?\s*$", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:\bat least|\bat most|\bminimum of|\bfewer than|[<\u2265\u2264]|>=|<=)\s*$")
_UP_TO = re.compile(r"\b(?:up to|no more than|not more than)\s+$")
_OF_ONE_PERSON = re.compile(r"(?:tumou?rs?|lesions?|procedures?|biopsies|samples?|deaths?|pregnancies)$")
_OF_A_CLASS = re.compile(rf"{HYPHEN}\s*$|\b(?:aged?|[A-Z]{{2,}}|type|stage|grade|phase|trisomy|group)\s+$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s")
_SAYS_WHICH = re.compile(
    r"[0-9]+ (?:the|these|those|most|all|some|many|no|few|several|more|fewer|new|two|three)\b"
)
_IN = re.compile(r"\b(?:[Ii]n|[Oo]f)\s*$")
_SINCE = re.compile(r"\b(?:[Ss]ince|[Uu]ntil|[Bb]efore|[Aa]fter)\s*$")
_MEASURED = re.compile(rf"[0-9.,]+(?:\s+{TIME}|\s?(?:cm|mm|{UNIT}))\b")
_OR_MORE = re.compile(rf"\b{OR_MORE}")
_THEN_OR_MORE = re.compile(rf"\s+(?:\w+\s+)?{OR_MORE}")


def result_numbers(prose: str, *, defining: bool = False) -> list[str]:
    """What of a text is surely a result, in its order: ``12 of 84``, ``40 patients``, ``97%``.

    In a text that defines (who took part, how an outcome is defined, what a guideline recommends), a
    percentage is a limit where it is said as one.
    """
    text = _without_tokens(prose)
    if not _DIGIT.search(text):
        return []
    return [text[start:end].strip(" ,.;(") for start, end in _results(text, defining)]


def _without_tokens(prose: str) -> str:
    """The text with spaces for its marks, so that places stay."""
    return _TOKEN.sub(lambda match: " " * len(match[0]), prose)


def _results(text: str, defining: bool) -> Iterator[Span]:
    """Places of what is surely a result, none inside another."""
    spans = [
        match.span()
        for pattern in RESULTS
        for match in pattern.finditer(text)
        if not (defining and _AT_BOUND.search(text[: match.start()]))
    ]
    spans += [match.span() for match in COUNT.finditer(text) if not _is_no_count(text, match)]
    spans += [match.span() for match in DONE.finditer(text) if not _is_named(text, match)]
    spans += [match.span() for match in SHARE.finditer(text) if not _is_no_share(text, match, defining)]
    names = _spans(NAMED, text)
    end = 0
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        in_name = any(first <= span[0] < last for first, last in names)
        if span[0] >= end and not in_name:
            end = span[1]
            yield span


def _spans(patterns: Iterable[re.Pattern[str]], text: str) -> list[Span]:
    return [match.span() for pattern in patterns for match in pattern.finditer(text)]


def _is_no_count(text: str, match: re.Match[str]) -> bool:
    """Whether the number before people or events is a limit, a year, a dose or a number of a class."""
    before = text[: match.start()]
    if _YEAR.match(match[0]) and (
        _SINCE.search(before) or (_IN.search(before) and _SAYS_WHICH.match(match[0]))
    ):
        return True
    if _UP_TO.search(before) and _OF_ONE_PERSON.search(match[0]):
        return True
    patterns = (_MEASURED.match(match[0]), _OF_A_CLASS.search(before), _OR_MORE.search(match[0]))
    return any(patterns) or _AT_LEAST.search(before) is not None


def _is_no_share(text: str, match: re.Match[str], defining: bool) -> bool:
    """Whether a percentage is a level of confidence or a limit."""
    before, after = text[: match.start()], text[match.end() :]
    if OF_INTERVAL.match(after) or SET_LIMIT.search(before) or _is_strength(before, after):
        return True
    if MARKER.search(before) and (defining or _AT_BOUND.search(before) or _THEN_OR_MORE.match(after)):
        return True
    if defining and _OF_A_DOSE.match(after):
        return True
    if before.endswith(" of ") and _THEN_OR_MORE.match(after):  # expression of 1% or more
        return True
    sentence = text[before.rfind(". ") + 1 : match.end() + (after + ". ").find(". ")]
    bounded = bool(_AT_BOUND.search(before) or _THEN_OR_MORE.match(after) or CHANGE.match(after))
    speaks_of_limits = LIMIT_WORDS.search(sentence) is not None
    return bounded or speaks_of_limits if defining else bounded and speaks_of_limits


def _is_strength(before: str, after: str) -> bool:
    """Whether a percentage is that of a solution, or the power of a trial."""
    power = POWER.match(after) or re.search(r"\bpower of (?:at least )?$", before)
    return power is not None or SOLUTION.match(after) is not None


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Whether a number before what became of people belongs to a name or limit: over 65 were excluded."""
    end = match.start() + len(match[0].partition(" ")[0])
    return any(start <= match.start() and end <= last for start, last in _spans(NO_RESULTS, text))


def doubtful_places(prose: str) -> list[Span]:
    """Where the numbers are that no name in general use, limit, dose, date or time holds: start and end."""
    text = _without_tokens(prose)
    if not _DIGIT.search(text):
        return []
    spans = _spans(NO_RESULTS, text)
    spans += [match.span() for match in SHARE.finditer(text) if _is_no_share(text, match, defining=False)]
    return [
        match.span()
        for match in ANY_NUMBER.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in spans)
        or _is_measured(text, match)
    ]


def _is_measured(text: str, match: re.Match[str]) -> bool:
    """Whether a number with its unit was found, not given: "weight fell by 3.4 kg"."""
    measured = _MEASURED.match(text[match.start() :])
    if measured is None or _THEN_OR_MORE.match(text, match.start() + measured.end()):
        return False
    return MEASURED_RESULT.search(text[: match.start()]) is not None


def is_in_name(prose: str, place: Span, names: frozenset[str]) -> bool:
    """Whether a number of a text stands in one of the names that hold numbers."""
    if not names:
        return False
    return any(start <= place[0] and place[1] <= end for start, end in _spans((_pattern_of(names),), prose))


@lru_cache(maxsize=8)
def _pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
