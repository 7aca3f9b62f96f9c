"""Which characters of which excerpt state a figure: the rule that ties numbers to their source."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.notation import Figure
from kb.records.base import Flaw
from kb.records.cells import Excerpt, FigureCell
from kb.records.yaml_source import Path

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS_OF = {
    0: ("none", "no", "neither", "nil"),
    1: ("a single", "single", "only", "once"),
    2: ("both", "twice"),
}


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """Where a figure is printed: excerpt (from 0), first character in it (from 0), the characters."""

    excerpt: int
    start: int
    printed: str


def locate(figures: Sequence[Figure], excerpts: Sequence[Excerpt]) -> list[PrintedPlace | None]:
    """For each figure the place that states it, or None.

    Digits are looked for from left to right, each printed number once where that is possible. A figure
    without digits in the excerpts is stated by its number word, else by an excerpt wholly in words.
    """
    search = _Search(excerpts)
    return [search.place_of(figure) for figure in figures]


class _Search:
    def __init__(self, excerpts: Sequence[Excerpt]) -> None:
        self._texts = [excerpt.text for excerpt in excerpts]
        self._numbers = [
            PrintedPlace(index, match.start(), match[0])
            for index, text in enumerate(self._texts)
            for match in _NUMBER.finditer(text)
        ]
        self._wordy = [index for index, text in enumerate(self._texts) if not re.search(r"\d", text)]
        self._used: set[PrintedPlace] = set()
        self._next = (0, 0)

    def place_of(self, figure: Figure) -> PrintedPlace | None:
        digits = _NUMBER.search(figure.reported)
        if figure.value is None and figure.absent is None and digits is None:
            return self._in_words()
        if figure.absent is not None:
            return self._in_words()
        places = [place for place in self._numbers if digits is not None and place.printed == digits[0]]
        if places:
            return self._take(self._choose(places))
        return self._by_word(figure) or self._in_an_excerpt_of_words()

    def _choose(self, places: list[PrintedPlace]) -> PrintedPlace:
        fresh = [place for place in places if place not in self._used]
        ahead = [place for place in fresh if (place.excerpt, place.start) >= self._next]
        return (ahead or fresh or places)[0]

    def _take(self, place: PrintedPlace) -> PrintedPlace:
        self._used.add(place)
        self._next = (place.excerpt, place.start + len(place.printed))
        text = self._texts[place.excerpt]
        end = place.start + len(place.printed)
        return (
            PrintedPlace(place.excerpt, place.start, place.printed + "%")
            if text[end : end + 1] == "%"
            else place
        )

    def _by_word(self, figure: Figure) -> PrintedPlace | None:
        if figure.value is None or figure.value != int(figure.value):
            return None
        for words in _number_words(int(figure.value)):
            for index, text in enumerate(self._texts):
                pattern = rf"(?<![A-Za-z]){re.escape(words)}(?![A-Za-z])"
                if match := re.search(pattern, text, re.IGNORECASE):
                    return self._mark(PrintedPlace(index, match.start(), match[0]))
        return None

    def _in_an_excerpt_of_words(self) -> PrintedPlace | None:
        return self._whole(self._wordy) if self._wordy else None

    def _in_words(self) -> PrintedPlace | None:
        return self._whole(self._wordy or list(range(len(self._texts))))

    def _whole(self, indexes: list[int]) -> PrintedPlace | None:
        if not indexes:
            return None
        used_excerpts = {place.excerpt for place in self._used}
        index = next((index for index in indexes if index not in used_excerpts), indexes[0])
        return self._mark(PrintedPlace(index, 0, self._texts[index]))

    def _mark(self, place: PrintedPlace) -> PrintedPlace:
        self._used.add(place)
        return place


def _number_words(value: int) -> list[str]:
    words = list(_WORDS_OF.get(value, ()))
    if 0 <= value < 1000:
        spelled = _spell(value)
        words = [spelled, spelled.replace("-", " "), *words]
    return list(dict.fromkeys(words))


def _spell(value: int) -> str:
    if value < 20:
        return _ONES[value]
    if value < 100:
        tens = _TENS[value // 10 - 2]
        return tens if value % 10 == 0 else f"{tens}-{_ONES[value % 10]}"
    remainder = "" if value % 100 == 0 else f" {_spell(value % 100)}"
    return f"{_ONES[value // 100]} hundred{remainder}"


def excerpt_flaws(
    cells: FigureCell | tuple[FigureCell, ...] | None,
    excerpts: Sequence[Excerpt],
    path: Path,
    sizes: Sequence[Figure] = (),
) -> Iterator[Flaw]:
    """Figures that no excerpt states and excerpts that state no figure.

    ``sizes`` are the counts of the arm or study: a denominator equal to one needs no excerpt of its own.
    """
    if cells is None:
        yield Flaw(path, "there is no cell for this source.", "Remove it, or enter the cell.")
        return
    listed = cells if isinstance(cells, tuple) else (cells,)
    figures = [figure for cell in listed for figure in cell.figures]
    places = locate(figures, excerpts)
    shown = " | ".join(excerpt.text for excerpt in excerpts)
    for figure, place in zip(figures, places, strict=True):
        if place is None and not is_size(figure, sizes):
            remedy = "Quote the characters that state it, or correct the cell."
            yield Flaw(path, f'the figure {figure.reported} is not in the excerpt "{shown}".', remedy)
    serving = {place.excerpt for place in places if place is not None}
    for index, excerpt in enumerate(excerpts):
        if index not in serving:
            yield Flaw(path, f'the excerpt "{excerpt.text}" states no figure of the cell.', "Remove it.")


def is_size(figure: Figure, sizes: Sequence[Figure]) -> bool:
    """Whether a figure is a denominator that repeats the size of its arm or study."""
    return figure.statistic == "total" and any(figure.value == size.value for size in sizes)
