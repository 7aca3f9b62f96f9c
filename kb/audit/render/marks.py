"""The source text cut into pieces, each with the marks that stand on it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.audit.audit import Audit
from kb.audit.held import Held, Status
from kb.audit.numerals import Fate
from kb.audit.wording import KINDS, about_label, recorded, subject

_BLANK_LINE = re.compile(r"\n[ \t\f]*(?:\n\s*)+|\f")


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands on a part of the text.

    ``kind`` is ok, differs, unclaimed, repeats or label. ``anchor`` is the name of the place, ``target`` the
    row it leads to (empty: none), ``told`` what a person sees on hovering.
    """

    start: int
    stop: int
    kind: str
    anchor: str
    target: str
    told: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text, its first character from 0, and the mark to show, or none.

    ``anchors`` are the names of places that begin here beside the mark's own; ``missing`` are figures, by
    number of their row from 1, that should stand just before.
    """

    text: str
    start: int
    mark: Mark | None
    anchors: tuple[str, ...] = ()
    missing: tuple[tuple[int, Held], ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of the text: page, where there are pages, and line that it begins on, and its pieces."""

    place: str
    pieces: tuple[Piece, ...]


#: Where marks meet, the one to show: first what needs a look, and the shorter before the longer.
_RANK = {"differs": 0, "unclaimed": 1, "ok": 2, "repeats": 3, "label": 4}


def marks_of(audit: Audit) -> list[Mark]:
    """The marks of an audit; figures are numbered from 1 in the order of the record."""
    marks = []
    rows = {one.claim.figure: number for number, one in reversed(list(enumerate(audit.held, start=1)))}
    for number, one in enumerate(audit.held, start=1):
        if one.span is not None:
            marks.append(Mark(*one.span, one.status.value, f"t{number}", f"r{number}", _told(one)))
    for number, numeral in enumerate(audit.unclaimed, start=1):
        told = "No figure claims this number." + (f" Study: {numeral.study}" if numeral.study else "")
        marks.append(Mark(numeral.start, numeral.stop, "unclaimed", f"u{number}", f"v{number}", told))
    for numeral in audit.numerals:
        if numeral.fate is Fate.REPEATS and numeral.figures[0] in rows:
            target = f"r{rows[numeral.figures[0]]}"
            told = f"Says again what {numeral.figures[0]} says."
            marks.append(Mark(numeral.start, numeral.stop, "repeats", "", target, told))
    for number, mention in enumerate(audit.unknown, start=1):
        told = f"This label is not on file; {about_label(mention)}."
        marks.append(Mark(mention.start, mention.stop, "label", f"l{number}", f"m{number}", told))
    return marks


def _told(one: Held) -> str:
    claim = one.claim
    differs = f"Recorded {recorded(one)}: {KINDS[one.kind]}. " if one.kind else ""
    return f"{differs}{claim.figure}: {subject(claim)}: {claim.statement}"


def blocks_of(audit: Audit, marks: Sequence[Mark]) -> Iterator[Block]:
    """The paragraphs of the source text in order, cut where a mark begins or ends."""
    text = audit.source.text
    missing = [(n, one) for n, one in enumerate(audit.held, start=1) if one.status is Status.GONE]
    start = 0
    for stop, following in [*(match.span() for match in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        last = following >= len(text)
        here = [
            (n, one) for n, one in missing if start <= one.near < following or (last and one.near >= start)
        ]
        if text[start:stop].strip() or here:
            inside = [mark for mark in marks if mark.start < stop and mark.stop > start]
            pieces = tuple(_pieces(text, start, stop, inside, here))
            place = audit.source.place(start)
            side = str(place.line) if place.page is None else f"{place.page}, {place.line}"
            yield Block(side, pieces)
        start = following


def _pieces(
    text: str, start: int, stop: int, marks: Sequence[Mark], missing: Sequence[tuple[int, Held]]
) -> Iterator[Piece]:
    edges = {start, stop, *(edge for mark in marks for edge in (mark.start, mark.stop))}
    edges |= {one.near for _, one in missing}
    bounds = sorted(edge for edge in edges if start <= edge <= stop)
    for first, last in zip(bounds, [*bounds[1:], stop], strict=True):
        on = [mark for mark in marks if mark.start <= first and mark.stop >= last] if last > first else []
        shown = min(on, key=lambda mark: (_RANK[mark.kind], mark.stop - mark.start), default=None)
        anchors = tuple(
            mark.anchor
            for mark in on
            if mark.anchor and max(mark.start, start) == first and mark is not shown
        )
        gone = tuple(
            (n, one) for n, one in missing if one.near == first or (first == stop and one.near > stop)
        )
        if text[first:last] or gone:
            yield Piece(text[first:last], first, shown, anchors, gone)
