"""The lines of PDF pages put in reading order and together to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kb.audit.folding import MARKS
from kb.audit.reading.pdf_lines import PdfLine

_PROSE = 25
"""Characters that a line of a text column has on average; cells of tables have fewer."""
_BLANK_LINE = 1.3
"""Usual distances of lines from which on a distance parts paragraphs."""
_OTHER_SIZE = 0.12
_ENDS = re.compile(rf"[.!?:;][\"')\]\u201d{MARKS}]*$")


def without_running_heads(pages: Sequence[list[PdfLine]]) -> list[list[PdfLine]]:
    """Leave out what is at the head or foot of many pages, but for its numbers: it cuts sentences."""
    seen = Counter(
        key for lines in pages for key in {_key(lines[index]) for index in _outermost(lines)} if key
    )
    often = max(2, min(3, len(pages)))
    heads = {key for key, count in seen.items() if count >= often}
    kept = []
    for lines in pages:
        outer = {index for index in _outermost(lines) if _key(lines[index]) in heads}
        kept.append([line for index, line in enumerate(lines) if index not in outer])
    return kept


def _outermost(lines: Sequence[PdfLine]) -> set[int]:
    """The two highest and the two lowest lines of a page, wherever they are painted."""
    by_height = sorted(range(len(lines)), key=lambda index: lines[index].base)
    return {*by_height[:2], *by_height[-2:]}


def _key(line: PdfLine) -> str:
    return re.sub(r"[\d\s]+", "#", line.text).strip("#")


def in_columns(lines: list[PdfLine]) -> list[PdfLine]:
    """Lines painted across two columns of prose, one column after the other; all others as they are."""
    edges = Counter(round(edge / 3) for line in lines for _, _, edge in line.gaps)
    if not edges:
        return lines
    gutter = edges.most_common(1)[0][0] * 3.0
    halves = [_halves(line, gutter) for line in lines]
    both = [(len(left.text), len(right.text)) for left, right in halves if left and right]
    prose = all(sum(lengths) >= _PROSE * len(both) for lengths in zip(*both, strict=True))
    if len(both) < max(5, len(lines) * 0.4) or not prose:
        return lines
    ordered: list[PdfLine] = []
    left: list[PdfLine] = []
    right: list[PdfLine] = []
    for line, (first, second) in zip(lines, halves, strict=True):
        if first is None and second is None:
            ordered += [*left, *right, line]
            left, right = [], []
        left += [first] if first else []
        right += [second] if second else []
    return [*ordered, *left, *right]


def _halves(line: PdfLine, gutter: float) -> tuple[PdfLine | None, PdfLine | None]:
    """What of a line is left and right of the gutter; neither when it runs across."""
    if line.left >= gutter - 6:
        return None, line
    if line.right <= gutter:
        return line, None
    for count, stop, start in line.gaps:
        if abs(start - gutter) <= 6:
            first = replace(line, text=line.text[:count].rstrip(), right=stop, gaps=())
            return first, replace(line, text=line.text[count:].lstrip(), left=start, gaps=())
    return None, None


def text_of(pages: Sequence[Sequence[PdfLine]]) -> tuple[str, tuple[int, ...]]:
    """The text of all pages, and the first character of each."""
    parts: list[str] = []
    starts: list[int] = []
    length = 0
    for lines in pages:
        starts.append(length)
        page = _page(lines)
        parts.append(page)
        length += len(page)
    return "".join(parts), tuple(starts)


def _page(lines: Sequence[PdfLine]) -> str:
    steps = [above.base - below.base for above, below in pairwise(lines)]
    down = sorted(step for step in steps if step > 0.5)
    # Not the median: a page of short paragraphs has more blank lines than others.
    usual = down[len(down) // 5] if down else 0.0
    text = ""
    for index, line in enumerate(lines):
        if index:
            text += "\n\n" if _parts_paragraphs(lines[index - 1], line, usual) else "\n"
        text += _cells(line)
    return text + "\n\n" if text else ""


def _parts_paragraphs(above: PdfLine, below: PdfLine, usual: float) -> bool:
    step = above.base - below.base
    if step < -0.5 or step > _BLANK_LINE * usual:
        return True
    if abs(above.height - below.height) > _OTHER_SIZE * max(above.height, below.height):
        return True
    indent = (below.left - above.left) / below.height
    return 0.8 < indent < 4 and bool(_ENDS.search(above.text.rstrip()))


def _cells(line: PdfLine) -> str:
    """The text of a line; wide blanks become tabs."""
    text, done = "", 0
    for count, _, _ in line.gaps:
        text += line.text[done:count].rstrip() + "\t"
        done = count
    return (text + line.text[done:]).strip()
