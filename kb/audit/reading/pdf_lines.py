"""The characters of a PDF page put together to lines; raised digits become raised characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from kb.audit.reading.text_layout import raised

_RAISED_BY = 0.2
"""A digit is raised when its ink begins this part of a line's height above the base line."""
_CELL_GAP = 1.0
"""Heights of a line between two characters from which on they are in different cells or columns."""
_BROKEN_WORD = "\x02"
"""What PDFium gives for a hyphen that breaks a word at the end of a line."""


class Glyph(NamedTuple):
    """One character: its edges, base line, lower end of its ink, height of its font; in points, up."""

    sign: str
    left: float
    right: float
    base: float
    foot: float
    height: float


@dataclass(frozen=True, slots=True)
class PdfLine:
    """One line, or what of it is in one column: text, edges, base line and font height in points.

    ``gaps`` are the wide blanks in it: how many characters of the text are before, and both edges.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    gaps: tuple[tuple[int, float, float], ...] = ()


def lines_of(glyphs: Iterable[Glyph]) -> Iterator[PdfLine]:
    """Lines in the order in which the page is painted."""
    line: list[Glyph] = []
    for part in _parts(glyphs):
        if line and not _goes_on(line, part):
            yield from line_of(line)
            line = []
        line += part
    yield from line_of(line)


def _parts(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """The characters between the line ends that PDFium sees; one of them is before every raised mark."""
    part: list[Glyph] = []
    for glyph in glyphs:
        if glyph.sign not in "\r\n" + _BROKEN_WORD:
            part.append(glyph)
            continue
        if glyph.sign == _BROKEN_WORD:
            part.append(glyph._replace(sign="-"))
        if part:
            yield part
        part = []
    if part:
        yield part


def _goes_on(line: Sequence[Glyph], part: Sequence[Glyph]) -> bool:
    """Whether a part is on the line before it: on its base line, or as a mark glued to it."""
    last = next((glyph for glyph in reversed(line) if not glyph.sign.isspace()), line[-1])
    first = next((glyph for glyph in part if not glyph.sign.isspace()), part[0])
    height = max(last.height, first.height)
    away, up = first.left - last.right, abs(first.base - last.base)
    if last.sign == "-" and up > 0.1 * height:
        return False
    return (up < 0.1 * height and away > -1) or (up < 0.6 * height and -0.2 * height < away < 0.5 * height)


def line_of(glyphs: Sequence[Glyph]) -> Iterator[PdfLine]:
    """The line of these characters; none when there is nothing to see in it."""
    seen = [glyph for glyph in glyphs if not glyph.sign.isspace()]
    if not seen:
        return
    height = median(glyph.height for glyph in seen)
    base = median(glyph.base for glyph in seen)
    text, gaps = _text(glyphs, base, height)
    yield PdfLine(
        text,
        min(glyph.left for glyph in seen),
        max(glyph.right for glyph in seen),
        base,
        max(height, 1.0),
        tuple(gaps),
    )


def _text(glyphs: Sequence[Glyph], base: float, height: float) -> tuple[str, list[tuple[int, float, float]]]:
    parts: list[str] = []
    gaps: list[tuple[int, float, float]] = []
    length = 0
    last: Glyph | None = None
    for run, above in _runs(glyphs, base, height):
        for glyph in run:
            if not glyph.sign.isspace():
                if last is not None and glyph.left - last.right > _CELL_GAP * height:
                    gaps.append((length, last.right, glyph.left))
                last = glyph
            sign = raised(glyph.sign) if above else glyph.sign
            parts.append(sign)
            length += len(sign)
    return "".join(parts), gaps


def _runs(glyphs: Sequence[Glyph], base: float, height: float) -> Iterator[tuple[list[Glyph], bool]]:
    """Characters by whether they are raised; a comma or dash between raised digits is raised with them."""
    run: list[Glyph] = []
    above = False
    for index, glyph in enumerate(glyphs):
        is_above = _is_raised(glyph, base, height)
        if glyph.sign in ",-\u2013" and above:
            following = glyphs[index + 1 : index + 2]
            is_above = bool(following) and _is_raised(following[0], base, height)
        if is_above != above and run:
            yield run, above
            run = []
        above = is_above
        run.append(glyph)
    if run:
        yield run, above


def _is_raised(glyph: Glyph, base: float, height: float) -> bool:
    return glyph.sign.isdigit() and glyph.foot - base > _RAISED_BY * height
