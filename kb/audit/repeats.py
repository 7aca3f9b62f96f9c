"""Numbers that say again what a figure says, and the time points that results are given for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kb.audit.claims import FigureClaim
from kb.audit.folding import HYPHEN
from kb.audit.text_numbers import TextNumber, numbers_in
from kb.notation import parse_time
from kb.notation.time import TIME_UNITS
from kb.notation.units import NOUN_WORDS, UNIT_WORDS

_PEOPLE = (
    "(?:patients?|participants?|persons?|people|individuals?|women|men|adults?|children|infants?|subjects?"
    "|cases?)"
)
_SIZE_BEFORE = re.compile(
    r"(?:\b(?:of|all|the|total|sample|these|those|remaining)\s+|\bn\s*=\s*\$?)$", re.IGNORECASE
)
_SIZE_AFTER = re.compile(rf"\s+(?:[\w-]+\s+){{0,3}}?{_PEOPLE}\b", re.IGNORECASE)
_UNIT = "|".join(sorted((word for word in TIME_UNITS if len(word) > 2), key=len, reverse=True))
_NUMBER = r"(?:[0-9]+(?:\.[0-9]+)?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_TIMES = re.compile(
    rf"\b{_NUMBER}(?:{HYPHEN}?(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to|through)\s+|{HYPHEN}|/){_NUMBER})*"
    rf"(?:{HYPHEN}|\s)+(?P<unit>{_UNIT})\b",
    re.IGNORECASE,
)
#: "at weeks 12 and 24", where the unit goes before.
_TIMES_AFTER = re.compile(
    rf"\b(?P<unit>{_UNIT})(?:\s+|{HYPHEN}){_NUMBER}"
    rf"(?:(?:,\s*(?:(?:and|or)\s+)?|\s+(?:and|or|to|through)\s+|{HYPHEN}|/){_NUMBER})*\b",
    re.IGNORECASE,
)
_SAME_MONTHS = 0.02
_AGES = re.compile(
    rf"\bages?(?:d)?\s+(?:of\s+)?{_NUMBER}(?:(?:,|,?\s+and|,?\s+or)\s+{_NUMBER})*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{2,}")


class Stock:
    """The figures on file by study."""

    def __init__(self, claims: Iterable[FigureClaim]) -> None:
        self._claims: dict[str, list[FigureClaim]] = {}
        for claim in claims:
            if claim.owner.kind == "study" and claim.value is not None:
                self._claims.setdefault(claim.owner.key, []).append(claim)

    def of(self, study: str) -> Sequence[FigureClaim]:
        """The figures of a study that have a value."""
        return self._claims.get(study, ())


def repeated(
    text: str, sentence: tuple[int, int], number: TextNumber, figures: Sequence[FigureClaim]
) -> FigureClaim | None:
    """The figure that a number says again: the size of an arm or study, or the same value of an outcome.

    A size must count people. Any other figure must have the same value and unit, and the sentence must name
    its outcome: the same number alone may well be another figure.
    """
    same = [figure for figure in figures if figure.value == number.value]
    if not same:
        return None
    before, after = text[sentence[0] : number.start], text[number.stop : sentence[1]]
    percent = after.lstrip().startswith("%")
    if not percent and (_SIZE_BEFORE.search(before) or _SIZE_AFTER.match(after)):
        for figure in same:
            if figure.is_size and (_SIZE_AFTER.match(after) or before.rstrip(" $").endswith("=")):
                return figure
    words = set(_words(text[slice(*sentence)]))
    for figure in same:
        if _same_unit(figure.unit, percent, after) and figure.unit and _names(figure, words):
            return figure
    return None


def entered(text: str, number: TextNumber, figures: Sequence[FigureClaim]) -> FigureClaim | None:
    """A figure of the very study that a number prints to the digit, wherever it stands."""
    printed = text[number.start : number.stop].replace("·", ".")
    percent = text[number.stop : number.stop + 2].lstrip().startswith("%")
    decimals = len(printed.partition(".")[2])
    for figure in figures:
        same = figure.value == number.value and decimals == len(
            _plain_digits(figure.reported).partition(".")[2]
        )
        if same and percent == (figure.unit == "%"):
            return figure
    return None


def _plain_digits(reported: str) -> str:
    match = re.search(r"\d*[.·]?\d+", reported)
    return match[0].replace("·", ".") if match else ""


def _same_unit(unit: str, percent: bool, after: str) -> bool:
    if unit == "%" or percent:
        return unit == "%" and percent
    first = _WORD.match(after.lstrip(" \t\n-\u2010\u2011\u2013\u2212"))
    word = first[0] if first else ""
    return UNIT_WORDS.get(word, "") == unit or NOUN_WORDS.get(word, "") == unit


def _names(figure: FigureClaim, words: set[str]) -> bool:
    """Whether a sentence names the outcome of a figure: by its abbreviation or all words of its name."""
    wanted = set(_words(figure.outcome))
    return bool(figure.abbreviation and figure.abbreviation.lower() in words) or (
        bool(wanted) and wanted <= words
    )


def _words(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text):
        yield match[0].lower()


def time_spans(
    text: str, start: int, stop: int, months: frozenset[float], ages: frozenset[float]
) -> Iterator[tuple[int, int]]:
    """Times such as "1-, 3-, and 5-year", when each of them is a time point of the study's results."""
    for pattern in (_TIMES, _TIMES_AFTER):
        for match in pattern.finditer(text, start, stop):
            unit = match["unit"].lower()
            values = [number.value for number in numbers_in(text, *match.span())]
            if values and all(_is_known(value, unit, months) for value in values):
                yield match.span()
    for match in _AGES.finditer(text, start, stop):
        values = [number.value for number in numbers_in(text, *match.span())]
        if values and all(value in ages for value in values):
            yield match.span()


def times_told(text: str, start: int, stop: int) -> Iterator[tuple[int, int, float]]:
    """Each number of the times that a part of a text names, in months: ``at 1, 3, and 5 years``."""
    for pattern in (_TIMES, _TIMES_AFTER):
        for match in pattern.finditer(text, start, stop):
            for number in numbers_in(text, *match.span()):
                months = _months(number.value, match["unit"].lower())
                if months is not None:
                    yield number.start, number.stop, months


def _months(value: float, unit: str) -> float | None:
    months = parse_time(f"{value:g} {TIME_UNITS[unit]}").months
    return None if months is None else float(months)


def _is_known(value: float, unit: str, months: frozenset[float]) -> bool:
    known = _months(value, unit)
    return known is not None and any(abs(known - month) < _SAME_MONTHS for month in months)
