"""The numbers of a text: digits and number words, each with its place and value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.audit.folding import HYPHEN

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {
    **{word: value for value, word in enumerate(_ONES.split())},
    **{word: 20 + 10 * index for index, word in enumerate(_TENS.split())},
}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_WORD = "|".join(sorted([*_VALUES, *_SCALES], key=len, reverse=True))
#: ``and`` joins only after hundred and thousand: "between one and two" holds two numbers.
_WORDS = rf"\b(?:{_WORD})(?:(?:(?:\s|{HYPHEN})+|(?<=hundred)\s+and\s+|(?<=thousand)\s+and\s+)(?:{_WORD}))*\b"
#: Where raised marks have become plain digits, "to 2006.25 A decision" ends in a year and a citation.
MARKED_YEAR = r"(?:19|20)[0-9]{2}(?=\.[0-9]{1,3}(?:[,\u2013-][0-9]{1,3})*\s+(?-i:[A-Z]))"
#: A thin or narrow space parts thousands as a comma does.
_DIGITS = r"[0-9]{1,3}(?:[,\u2009\u202f][0-9]{3})+(?![0-9])(?:[.·][0-9]+)?|[0-9]+(?:[.·][0-9]+)?"
#: A bare decimal point begins a number unless it ends a word: "p=.05", but not "the liver.12 Later".
_NUMBER = re.compile(rf"\b{MARKED_YEAR}|{_DIGITS}|(?<![\w.)\]])[.·][0-9]+|(?P<words>{_WORDS})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, order=True)
class TextNumber:
    """One number of a text: first character from 0, the one after its last, its value, whether in words."""

    start: int
    stop: int
    value: float
    in_words: bool


def numbers_in(text: str, start: int = 0, stop: int | None = None) -> Iterator[TextNumber]:
    """The numbers of a text, or of a part of it, from left to right.

    Raised digits are no numbers here: they mark citations or are part of a unit. A percent sign, a unit and
    a sign before the number are not part of it.
    """
    for match in _NUMBER.finditer(text, start, len(text) if stop is None else stop):
        words = match["words"]
        value = _of_digits(match[0]) if words is None else _of_words(words)
        yield TextNumber(match.start(), match.end(), value, words is not None)


def _of_digits(printed: str) -> float:
    return float(re.sub("[,\u2009\u202f]", "", printed).replace("·", "."))


def _of_words(printed: str) -> float:
    total = current = 0
    for word in re.findall(r"[a-z]+", printed.lower()):
        scale = _SCALES.get(word)
        if scale is None:
            current += _VALUES.get(word, 0)
        elif scale == 100:
            current = max(current, 1) * scale
        else:
            total, current = total + max(current, 1) * scale, 0
    return float(total + current)
