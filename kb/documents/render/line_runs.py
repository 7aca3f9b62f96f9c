"""The inlines of a line as runs of one look: what every form but JSON prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from kb.documents.content import Change
from kb.inlines import (
    Anchor,
    CitationNumber,
    Deleted,
    Emphasis,
    Hyperlink,
    Inline,
    Inserted,
    Line,
    Marked,
    MarkKind,
    Strong,
    printed,
)


class Run(NamedTuple):
    """Words of one look: ``style`` is "" (plain), "strong", "emphasis" or "citation".

    ``mark`` is the kind of their mark, empty for none, and ``note`` what it tells on hovering. ``target`` is
    the web address, or ``#`` and the name of an anchor, that they lead to; ``anchor`` is the name by which
    links lead to them. ``citation`` is null but for a citation.
    """

    text: str
    style: str = ""
    change: Change = ""
    mark: MarkKind | Literal[""] = ""
    note: str = ""
    target: str = ""
    anchor: str = ""
    citation: CitationNumber | None = None


def runs(line: Line, change: Change = "") -> list[Run]:
    """The runs of a line, each as long as it can be; ``change`` is that of what the line stands in."""
    made: list[Run] = []
    for run in _runs(line, Run("", change=change)):
        if made and run.citation is None and made[-1]._replace(text="") == run._replace(text=""):
            made[-1] = run._replace(text=made[-1].text + run.text)
        else:
            made.append(run)
    return made


def _runs(line: Line, around: Run) -> Iterator[Run]:
    for piece in line.pieces:
        yield from _run(piece, around)


def _run(piece: Inline, around: Run) -> Iterator[Run]:
    if isinstance(piece, Deleted):
        yield from _runs(piece.line, around._replace(change="deleted"))
    elif isinstance(piece, Inserted):
        yield from _runs(piece.line, around._replace(change="inserted"))
    elif isinstance(piece, Marked):
        yield from _runs(piece.line, around._replace(mark=piece.kind, note=piece.note))
    elif isinstance(piece, Hyperlink):
        yield from _runs(piece.line, around._replace(target=piece.target))
    elif isinstance(piece, Anchor):
        first, *rest = _runs(piece.line, around)
        yield from (first._replace(anchor=piece.name), *rest)
    elif isinstance(piece, CitationNumber):
        yield around._replace(text=printed(piece), style="citation", citation=piece)
    else:
        style = "strong" if isinstance(piece, Strong) else "emphasis" if isinstance(piece, Emphasis) else ""
        yield around._replace(text=piece.text, style=style)
