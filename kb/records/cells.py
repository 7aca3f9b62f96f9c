"""Cells and the excerpts that state them, as values of a record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.notation import Figure, NotationError, Time, parse, parse_time, render
from kb.records.scalars import Refused


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One cell of figure notation: its canonical text and its figures."""

    text: str
    figures: tuple[Figure, ...]

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The few characters that state a figure, and where.

    ``start`` counts characters of the document from 0; null when ``location`` names a page or table of
    the report instead (empty otherwise).
    """

    start: int | None
    location: str
    text: str

    def __str__(self) -> str:
        return f"{self.location if self.start is None else self.start}: {self.text}"


@lru_cache(maxsize=16_384)
def read_cell(text: str) -> FigureCell:
    """The cell of a text in figure notation; its text becomes canonical. Raises Refused."""
    try:
        figures = parse(text)
    except NotationError as error:
        shown = "" if text in error.message else f' in "{text}"'
        raise Refused(f"{error.message}{shown}") from None
    return FigureCell(render(figures), figures)


def read_time(text: str) -> Time:
    """A time point such as ``1 y`` or ``within 30 d``. Raises Refused."""
    try:
        return parse_time(text)
    except NotationError as error:
        raise Refused(error.message) from None


def read_times(text: str) -> tuple[Time, ...]:
    """A time, or a list of them as sources print it: ``1, 3, and 5 y``. Raises Refused."""
    from kb.notation.time_lists import parse_times

    try:
        return parse_times(text)
    except NotationError as error:
        raise Refused(error.message) from None


def read_excerpt(text: str) -> Excerpt:
    """``9722: One hundred eighty`` or ``Table 2: 25 months``. Raises Refused."""
    place, colon, printed = text.partition(": ")
    if not colon or not place.strip() or not printed.strip() or "\n" in text:
        raise Refused(
            f'"{text}" does not say where it is.',
            'Write "<place>: <characters as printed>"; the place is a character offset, or a page or table.',
        )
    if re.fullmatch(r"\d+", place):
        return Excerpt(int(place), "", printed)
    return Excerpt(None, place.strip(), printed)
