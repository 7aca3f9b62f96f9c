"""The source text as a reader of an audit sees it: every number that a figure claims leads to its row.

What a color says, a sign says, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.audit.audit import Audit
from kb.audit.checked_claims import CheckedClaim, ClaimStatus
from kb.audit.numerals import Fate
from kb.audit.wording import KINDS, about_label, recorded, subject
from kb.documents.content import ListItem
from kb.inlines import Hyperlink, Inline, Line, LinkTarget, Marked, MarkKind

_LINE_END = re.compile(r"[\n\f]\s*")


@dataclass(frozen=True, slots=True)
class SourceMark:
    """What is shown on a part of the text.

    ``rank`` says which mark is shown where several meet: the least, and of equals the shorter. ``name`` is
    the anchor (empty: none), ``target`` the row it leads to, ``note`` what a person sees on hovering.
    """

    start: int
    stop: int
    rank: int
    kind: MarkKind
    sign: str
    name: str
    target: str
    note: str


def source_marks(audit: Audit) -> Iterator[SourceMark]:
    """The marks of an audit; figures, unclaimed numbers and labels are numbered from 1."""
    rows = {check.claim.figure: number for number, check in reversed(list(enumerate(audit.checks, start=1)))}
    for number, check in enumerate(audit.checks, start=1):
        place = (f"t{number}", f"r{number}", _note(check))
        if check.span is not None and check.status is ClaimStatus.OK:
            yield SourceMark(*check.span, 2, "good", "", *place)
        elif check.span is not None:
            yield SourceMark(*check.span, 0, "bad", "≠ ", *place)
    for number, numeral in enumerate(audit.unclaimed, start=1):
        note = "No figure claims this number." + (f" Study: {numeral.study}" if numeral.study else "")
        yield SourceMark(numeral.start, numeral.stop, 1, "open", "? ", f"u{number}", f"v{number}", note)
    for numeral in audit.numerals:
        if numeral.fate is Fate.REPEATS and numeral.figures[0] in rows:
            place = ("", f"r{rows[numeral.figures[0]]}", f"Says again what {numeral.figures[0]} says.")
            yield SourceMark(numeral.start, numeral.stop, 3, "good", "", *place)
    for number, mention in enumerate(audit.unknown, start=1):
        note = f"This label is not on file; {about_label(mention)}."
        yield SourceMark(mention.start, mention.stop, 4, "open", "! ", f"l{number}", f"m{number}", note)


def _note(check: CheckedClaim) -> str:
    claim = check.claim
    differs = f"Recorded {recorded(check)}: {KINDS[check.kind]}. " if check.kind else ""
    return f"{differs}{claim.figure}: {subject(claim)}: {claim.statement}"


def legend() -> tuple[ListItem, ...]:
    """A sample of each mark with what it means."""
    samples: tuple[tuple[str, MarkKind, str], ...] = (
        ("97%", "good", "claimed by a figure, or says again what a figure says"),
        ("≠ 98%", "bad", "printed otherwise than recorded"),
        ("✗ 97%", "bad", "should be here and is not"),
        ("? 3", "open", "claimed by no figure"),
        ("! Doe et al (2013)", "open", "label not on file"),
    )
    return tuple(ListItem(Line(Marked(Line(text), kind), f" {meaning}")) for text, kind, meaning in samples)


class MarkedSource:
    """The lines of the source text, each with its number, cut where a mark begins or ends."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._marks = list(source_marks(audit))
        self._gone = [
            (n, check) for n, check in enumerate(audit.checks, start=1) if check.status is ClaimStatus.GONE
        ]
        self._anchors: dict[str, str] = {}
        self.lines = tuple(self._lines())

    def target(self, name: str) -> str:
        """The link to a name in the text; of marks that meet, the anchor of the one that is shown."""
        return f"#{self._anchors.get(name, name)}"

    def _lines(self) -> Iterator[ListItem]:
        text = self._audit.source.text
        start = 0
        ends = [*(match.span() for match in _LINE_END.finditer(text)), (len(text), len(text))]
        for stop, following in ends:
            last = following >= len(text)
            gone = [
                (n, check)
                for n, check in self._gone
                if start <= check.near and (last or check.near < following)
            ]
            if text[start:stop].strip() or gone:
                place = self._audit.source.place(start)
                label = str(place.line) if place.page is None else f"{place.page}, {place.line}"
                yield ListItem(Line(*self._pieces(start, stop, gone)), label=label)
            start = following

    def _pieces(
        self, start: int, stop: int, gone: Sequence[tuple[int, CheckedClaim]]
    ) -> Iterator[str | Inline]:
        text = self._audit.source.text
        marks = [mark for mark in self._marks if mark.start < stop and mark.stop > start]
        edges = {start, stop, *(edge for mark in marks for edge in (mark.start, mark.stop))}
        edges |= {check.near for _, check in gone}
        bounds = sorted(edge for edge in edges if start <= edge <= stop)
        for first, last in zip(bounds, [*bounds[1:], stop], strict=True):
            for number, check in gone:
                if check.near == first or (first == stop and check.near > stop):
                    yield from (_missing(number, check), " ")
            if first < last:
                on = [mark for mark in marks if mark.start <= first and mark.stop >= last]
                yield self._piece(text[first:last], first, on)

    def _piece(self, text: str, first: int, on: Sequence[SourceMark]) -> str | Inline:
        """A part of the text with the mark to show; other marks that begin here share its anchor."""
        if not on:
            return text
        shown = min(on, key=lambda mark: (mark.rank, mark.stop - mark.start))
        begins = shown.start == first
        marked = Marked(Line(f"{shown.sign if begins else ''}{text}"), shown.kind, shown.note)
        link = Hyperlink(Line(marked), f"#{shown.target}")
        names = [mark.name for mark in (shown, *on) if mark.name and mark.start == first]
        self._anchors.update((name, names[0]) for name in names)
        return LinkTarget(Line(link), names[0]) if names else link


def _missing(number: int, check: CheckedClaim) -> Inline:
    """What should be at a place, and is not."""
    note = f"Not found: {check.claim.figure}: {subject(check.claim)}: {check.claim.statement}"
    marked = Marked(Line(f"✗ {check.claim.printed}"), "bad", note)
    return LinkTarget(Line(Hyperlink(Line(marked), f"#r{number}")), f"g{number}")
