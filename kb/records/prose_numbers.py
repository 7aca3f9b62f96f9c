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
    HYPHEN,
    LIMIT_WORDS,
    NAMED,
    NO_RESULTS,
    OF_INTERVAL,
    OR_MORE,
    RESULTS,
    SET_LIMIT,
    SHARE,
    TIME,
    UNIT,
)

Span = tuple[int, int]
_TOKEN = re.compile(r"\[\[[^\[\]]*\]\]|\[@[^\[\]]*\]")
_DIGIT = re.compile("[0-9]")
_AT_BOUND = re.compile(rf"{BOUND}\s*$", re.IGNORECASE)
_AT_LEAST = re.compile(r"(?:\bat least|\bat most|\bminimum of|\bfewer than|[<\u2265\u2264])\s*$")
_OF_A_CLASS = re.compile(rf"{HYPHEN}\s*$|\b(?:aged?|[A-Z]{{2,}}|type|stage|grade|phase|trisomy|group)\s+$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}\s")
_IN = re.compile(r"\b(?:in|since|until|before|after|of)\s*$")
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
    spans = [match.span() for pattern in RESULTS for match in pattern.finditer(text)]
    spans += [match.span() for match in COUNT.finditer(text) if not _is_no_count(text, match)]
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
    if _YEAR.match(match[0]) and _IN.search(before):
        return True
    patterns = (_MEASURED.match(match[0]), _OF_A_CLASS.search(before), _OR_MORE.search(match[0]))
    return any(patterns) or _AT_LEAST.search(before) is not None


def _is_no_share(text: str, match: re.Match[str], defining: bool) -> bool:
    """Whether a percentage is a level of confidence or a limit."""
    before, after = text[: match.start()], text[match.end() :]
    if OF_INTERVAL.match(after) or SET_LIMIT.search(before):
        return True
    if before.endswith(" of ") and _THEN_OR_MORE.match(after):  # expression of 1% or more
        return True
    sentence = text[before.rfind(". ") + 1 : match.end() + (after + ". ").find(". ")]
    bounded = bool(_AT_BOUND.search(before) or _THEN_OR_MORE.match(after) or CHANGE.match(after))
    speaks_of_limits = LIMIT_WORDS.search(sentence) is not None
    return bounded or speaks_of_limits if defining else bounded and speaks_of_limits


def doubtful_places(prose: str) -> list[Span]:
    """Where the numbers are that no name in general use, limit, dose, date or time holds: start and end."""
    text = _without_tokens(prose)
    if not _DIGIT.search(text):
        return []
    spans = _spans(NO_RESULTS, text)
    return [
        match.span()
        for match in ANY_NUMBER.finditer(text)
        if not any(start <= match.start() and match.end() <= end for start, end in spans)
    ]


def is_in_name(prose: str, place: Span, names: frozenset[str]) -> bool:
    """Whether a number of a text stands in one of the names that hold numbers."""
    if not names:
        return False
    return any(start <= place[0] and place[1] <= end for start, end in _spans((_pattern_of(names),), prose))


@lru_cache(maxsize=8)
def _pattern_of(names: frozenset[str]) -> re.Pattern[str]:
    listed = "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)
