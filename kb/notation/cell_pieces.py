"""A cell's text taken apart outside of its brackets: pieces between commas, two sides, a unit told once."""

from __future__ import annotations

import re
from collections.abc import Iterable

_SEPARATOR = re.compile(r";\s*|,\s+|\s+/\s+")


def _masked(text: str) -> str:
    """The text with what stands in brackets made unreadable; places stay."""
    return re.sub(
        r"[\[(][^()\[\]]*(?:[\[(][^()\[\]]*[\])][^()\[\]]*)*[\])]",
        lambda m: "(" + "_" * (len(m[0]) - 2) + ")",
        text,
    )


def pieces_of(text: str) -> list[tuple[str, int]]:
    """The parts between commas and semicolons, each with the place where the next one starts."""
    pieces, start = [], 0
    for mark in _SEPARATOR.finditer(_masked(text)):
        pieces.append((text[start : mark.start()].strip(), mark.end()))
        start = mark.end()
    return [*pieces, (text[start:].strip(), len(text))]


def split_at(text: str, mark: re.Pattern[str]) -> list[str]:
    """The parts between such marks."""
    parts, start = [], 0
    for match in mark.finditer(_masked(text)):
        parts.append(text[start : match.start()].strip())
        start = match.end()
    return [*parts, text[start:].strip()]


_MEASURED = re.compile(
    r"(?P<number>[^()\[\]]*?[\d.])(?P<measure>\s?%|-fold|\s[A-Za-z$][^()\[\]]*?)?(?P<brackets>\s*[\[(].*)?"
)


def with_unit_of_last(values: Iterable[str]) -> list[str]:
    """``2.5`` and ``1.9 cm``: what the last value is measured in holds for those before that say nothing."""
    texts = list(values)
    last = _MEASURED.fullmatch(texts[-1])
    if last is None or not last["measure"]:
        return texts
    measure = last["measure"]
    if not measure.startswith((" ", "%", "-")):
        measure = f" {measure}"
    return [*(_with_measure(text, measure) for text in texts[:-1]), texts[-1]]


def _with_measure(text: str, measure: str) -> str:
    match = _MEASURED.fullmatch(text)
    if match is None or match["measure"] or "/" in match["number"]:
        return text
    return f"{match['number']}{measure}{match['brackets'] or ''}"
