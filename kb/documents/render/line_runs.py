"""The inlines of a line as runs of one look: what every form but JSON prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from kb.documents.content import Change
from kb.documents.render.unseen import with_unseen_named
from kb.inlines import (
    CitationNumber,
    Deleted,
    Emphasis,
    Hyperlink,
    Inserted,
    Leaf,
    Line,
    LinkTarget,
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


_STYLES: dict[type, str] = {Strong: "strong", Emphasis: "emphasis"}


def runs(line: Line, change: Change = "", *, exact: bool = False) -> list[Run]:
    """The runs of a line, each as long as it can be; ``change`` is that of what the line stands in.

    Characters that nobody sees go by their names where they have changed, unless the words are to be
    ``exact``.
    """
    line = line if exact else with_unseen_named(line)
    made: list[Run] = []
    words: list[str] = []
    look = ("", Run("", change=change))
    for leaf, around in _placed(line, look[1]):
        here = (_STYLES.get(type(leaf), ""), around)
        if words and (here != look or isinstance(leaf, CitationNumber)):
            made.append(_run(words, *look))
            words = []
        look = here
        if isinstance(leaf, CitationNumber):
            made.append(around._replace(text=printed(leaf), style="citation", citation=leaf))
        else:
            words.append(leaf.text)
    return [*made, _run(words, *look)] if words else made


def _run(words: Sequence[str], style: str, around: Run) -> Run:
    return around._replace(text="".join(words), style=style)


def _placed(line: Line, around: Run) -> Iterator[tuple[Leaf, Run]]:
    """The leaves of a line, each with the look that what is around it gives."""
    for piece in line.pieces:
        if isinstance(piece, Deleted):
            yield from _placed(piece.line, around._replace(change="deleted"))
        elif isinstance(piece, Inserted):
            yield from _placed(piece.line, around._replace(change="inserted"))
        elif isinstance(piece, Marked):
            yield from _placed(piece.line, around._replace(mark=piece.kind, note=piece.note))
        elif isinstance(piece, Hyperlink):
            yield from _placed(piece.line, around._replace(target=piece.target))
        elif isinstance(piece, LinkTarget):
            first, *rest = _placed(piece.line, around)
            yield from ((first[0], first[1]._replace(anchor=piece.name)), *rest)
        else:
            yield piece, around
