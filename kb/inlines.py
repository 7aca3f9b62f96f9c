"""Sentences as pieces: words, numbers, names and citations that know what they are.

A *line* (a sentence, a heading, a cell of a table) is made of *inlines*. A number knows the ids of the
figures that it says, a name knows what it names, so that what a text rests on is read off and never guessed
from its words. Lines stay lines from the sentence maker to the renderer, and in the frozen JSON of a release.

Inlines are named tuples, because they are made some ten times faster than dataclasses at start-up; equal
values of different classes are equal tuples, so compare lines, which look at the classes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, NoReturn, TypeAlias


class Text(NamedTuple):
    """Words."""

    text: str


class Strong(NamedTuple):
    """Words that stand out, such as the determination of a statement."""

    text: str


class Emphasis(NamedTuple):
    """Words in italics, such as the name of a journal."""

    text: str


class FigureText(NamedTuple):
    """What the text says of figures: a number as printed here (``no`` for 0 too), or words of a source.

    ``ids`` are the ids of the figures (``wang-2015/overall-survival/cryo@5y:percent``) in their order;
    several where one wording says several.
    """

    text: str
    ids: tuple[str, ...]


class TermText(NamedTuple):
    """The name of something that the database knows, or a count of such things.

    ``about`` says what, each as ``kind:key`` (``study:wang-2015``, ``arm:wang-2015/cryo``).
    """

    text: str
    about: tuple[str, ...]


class CitationNumber(NamedTuple):
    """The number of a reference in the document, printed in brackets."""

    reference: str
    number: int


class Deleted(NamedTuple):
    """What an earlier version said here and this one does not."""

    line: Line


class Inserted(NamedTuple):
    """What this version says here and the earlier one did not."""

    line: Line


MarkKind: TypeAlias = Literal["asked", "good", "open", "bad"]
"""What the reader asked for; what is as it should be; what somebody has to look at; what is wrong."""


class Marked(NamedTuple):
    """Words that a reader has to see, such as the number whose effects are shown.

    ``note`` is what a page tells on hovering; empty for nothing.
    """

    line: Line
    kind: MarkKind = "asked"
    note: str = ""


class Hyperlink(NamedTuple):
    """Words that lead to a web address, or to an anchor, or a section, of the same document by its
    name (``#name``).
    """

    line: Line
    target: str


class LinkTarget(NamedTuple):
    """Words to which links of the same document lead by a name, unique in it; not a whole paragraph."""

    line: Line
    name: str


Leaf: TypeAlias = Text | Strong | Emphasis | FigureText | TermText | CitationNumber
Wrapper: TypeAlias = Deleted | Inserted | Marked | Hyperlink | LinkTarget
Inline: TypeAlias = Leaf | Wrapper


class Line:
    """Some inlines in a row; neighboring words of one look are one piece, and no piece is empty.

    It is neither a string nor a tuple, so that no method of those is used on it by mistake: ask ``plain`` for
    its words and ``pieces`` for its inlines.
    """

    __slots__ = ("pieces",)

    pieces: tuple[Inline, ...]

    def __init__(self, *parts: str | Inline | Line) -> None:
        pieces: list[Inline] = []
        for part in parts:
            if isinstance(part, str):
                _append(pieces, Text(part))
            elif not isinstance(part, Line):
                _append(pieces, part)
            elif not pieces:
                pieces += part.pieces
            elif part.pieces:
                # Only its first piece can be one with what stands before it.
                _append(pieces, part.pieces[0])
                pieces += part.pieces[1:]
        self.pieces = tuple(pieces)

    @property
    def plain(self) -> str:
        """The words as a reader sees them, citations in brackets; without what is deleted."""
        if any(isinstance(piece, _WRAPPERS) for piece in self.pieces):
            return "".join([printed(leaf) for leaf in leaves(self)])
        return "".join([printed(leaf) for leaf in self.pieces])  # type: ignore[arg-type]

    def __bool__(self) -> bool:
        return bool(self.pieces)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Line):
            return NotImplemented
        return self.pieces == other.pieces and [*map(type, self.pieces)] == [*map(type, other.pieces)]

    def __hash__(self) -> int:
        return hash(self.pieces)

    def __repr__(self) -> str:
        return f"Line({', '.join(map(repr, self.pieces))})"

    def __str__(self) -> NoReturn:
        raise TypeError("A line is no string: its words are line.plain.")

    def __format__(self, _: str) -> NoReturn:
        raise TypeError("A line does not go into an f-string: write Line(before, line, after).")


# Tuples of classes, because asking for a union of them takes three times as long.
_JOINED = (Text, Strong, Emphasis)
_WRAPPERS = (Deleted, Inserted, Marked, Hyperlink, LinkTarget)


def _append(pieces: list[Inline], piece: Inline) -> None:
    if not piece[0]:
        return
    last = pieces[-1] if pieces else None
    if type(last) is type(piece) and isinstance(piece, _JOINED) and isinstance(last, _JOINED):
        pieces[-1] = type(piece)(last.text + piece.text)
    else:
        pieces.append(piece)


def as_line(words: str | Line) -> Line:
    """Words as a line."""
    return words if isinstance(words, Line) else Line(words)


def printed(leaf: Leaf) -> str:
    """The words of an inline as a reader sees them."""
    return f"[{leaf.number}]" if isinstance(leaf, CitationNumber) else leaf.text


def leaves(line: Line, *, deleted: bool = False) -> Iterator[Leaf]:
    """The inlines of a line with those inside others; what is deleted only where it is asked for."""
    for piece in line.pieces:
        if isinstance(piece, _WRAPPERS):
            if deleted or not isinstance(piece, Deleted):
                yield from leaves(piece.line, deleted=deleted)
        else:
            yield piece


def anchor_names(line: Line) -> Iterator[str]:
    """The names of the anchors of a line."""
    for piece in line.pieces:
        if isinstance(piece, LinkTarget):
            yield piece.name
        if isinstance(piece, _WRAPPERS):
            yield from anchor_names(piece.line)


def joined(separator: str, lines: Iterable[str | Line]) -> Line:
    """Lines with a separator between them; empty ones leave no separator behind."""
    parts: list[str | Line] = []
    for line in lines:
        if line:
            parts += [separator, line] if parts else [line]
    return Line(*parts)


def led(by: str, line: Line) -> Line:
    """A line with words before it; an empty one stays empty."""
    return Line(by, line) if line else line


def cut(line: Line, start: int, stop: int | None = None) -> Line:
    """The part of a line between two places in its plain text (null: to its end).

    The line holds no wrappers. A citation belongs to the part in which it begins.
    """
    parts: list[Inline] = []
    place = 0
    end = len(line.plain) if stop is None else stop
    for leaf in leaves(line):
        text = printed(leaf)
        first, last = max(start - place, 0), min(end - place, len(text))
        if isinstance(leaf, CitationNumber):
            if start <= place < end:
                parts.append(leaf)
        elif first < last:
            parts.append(leaf._replace(text=text[first:last]))
        place += len(text)
    return Line(*parts)


def stripped(line: Line) -> Line:
    """The line without space at its ends."""
    text = line.plain
    return cut(line, len(text) - len(text.lstrip()), len(text.rstrip()))


def figure_ids(line: Line) -> tuple[str, ...]:
    """The ids of all figures that a line says, each once, in its order."""
    return tuple(
        dict.fromkeys(id for leaf in leaves(line) if isinstance(leaf, FigureText) for id in leaf.ids)
    )


def cited_numbers(line: Line) -> tuple[CitationNumber, ...]:
    """The citations of a line in its order."""
    return tuple(leaf for leaf in leaves(line) if isinstance(leaf, CitationNumber))
