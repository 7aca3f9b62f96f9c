"""Two lines of a document compared word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from kb.differences.pairing import similarity
from kb.inlines import CitationNumber, Emphasis, Inline, Line, Strong, Text, leaves

_PARTS = re.compile(r"\s+|\d{4}-\d\d-\d\d|[.·]?\d+(?:[.,]\d+)*%?|\w+(?:[-'\u2019]\w+)*|.", re.DOTALL)
_REWRITTEN = 0.3
"""With fewer words in common, a text is told as a new one in the place of the old."""

Item = TypeVar("Item")
Opcode = tuple[str, int, int, int, int]


class Op(StrEnum):
    """What happens to a piece of a document from one side to the other."""

    KEEP = "keep"
    DELETE = "delete"
    INSERT = "insert"

    @property
    def inverse(self) -> Op:
        """The same with the sides exchanged."""
        return {Op.DELETE: Op.INSERT, Op.INSERT: Op.DELETE}.get(self, self)


class Style(StrEnum):
    """How a piece of a line looks."""

    TEXT = "text"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CITATION = "citation"


class Span(NamedTuple):
    """A run of words of one line. Of a citation ``reference`` is its key, and ``text`` its number as printed.

    ``renumbered`` marks the two halves of a citation that only got another number.
    """

    op: Op
    style: Style
    text: str
    reference: str = ""
    renumbered: bool = False


Words = tuple[Span, ...]


class _Token(NamedTuple):
    style: Style
    text: str
    """The word; of a citation the key of its reference, so that a new number is no new citation."""
    shown: str


_STYLES: dict[type, Style] = {Strong: Style.STRONG, Emphasis: Style.EMPHASIS}
_CLASSES: dict[Style, Any] = {Style.TEXT: Text, Style.STRONG: Strong, Style.EMPHASIS: Emphasis}


def opcodes(before: Sequence[Any], after: Sequence[Any]) -> list[Opcode]:
    """Those of difflib, but the same ones, mirrored, when the sides are exchanged."""
    if list(after) < list(before):
        mirrored = {"insert": "delete", "delete": "insert"}
        found = SequenceMatcher(None, after, before, autojunk=False).get_opcodes()
        return [(mirrored.get(tag, tag), b1, b2, a1, a2) for tag, a1, a2, b1, b2 in found]
    return [*SequenceMatcher(None, before, after, autojunk=False).get_opcodes()]


def compare(before: Line, after: Line) -> Words:
    """What was deleted, kept and inserted, in reading order, deletions first."""
    old, new = _tokens(before), _tokens(after)
    if not _share_enough(old, new):
        return _joined([*_spans(Op.DELETE, old), *_spans(Op.INSERT, new)])
    spans: list[Span] = []
    keys = [[token[:2] for token in side] for side in (old, new)]
    for tag, a1, a2, b1, b2 in _readable(opcodes(*keys), old):
        if tag == "equal":
            spans += _kept(old[a1:a2], new[b1:b2])
        else:
            spans += [*_spans(Op.DELETE, old[a1:a2]), *_spans(Op.INSERT, new[b1:b2])]
    return _joined(spans)


def all_of(line: Line, op: Op) -> Words:
    """A line that was kept, inserted or deleted whole."""
    return _joined(_spans(op, _tokens(line)))


def side(words: Words, op: Op) -> Line:
    """The line as it was (``DELETE``) or is now (``INSERT``)."""
    pieces: list[Inline] = []
    for span in _joined([span._replace(op=Op.KEEP) for span in words if span.op in (Op.KEEP, op)]):
        if span.style is Style.CITATION:
            pieces.append(CitationNumber(span.reference, int(span.text)))
        else:
            pieces.append(_CLASSES[span.style](span.text))
    return Line(*pieces)


def bag(line: Line) -> Counter[str]:
    """The words of a line, however often, lower case; citations by their reference."""
    return Counter(token.text.lower() for token in _tokens(line) if not token.text.isspace())


def shown(line: Line) -> str:
    """A line as plain text."""
    return line.plain


def is_changed(words: Words, *, renumbered: bool = False) -> bool:
    """Whether anything but numbers of citations differs; with ``renumbered``, those too."""
    return any(span.op is not Op.KEEP and (renumbered or not span.renumbered) for span in words)


def _tokens(line: Line) -> list[_Token]:
    found = []
    for piece in leaves(line):
        if isinstance(piece, CitationNumber):
            found.append(_Token(Style.CITATION, piece.reference, str(piece.number)))
        else:
            style = _STYLES.get(type(piece), Style.TEXT)
            found += [_Token(style, part, part) for part in _PARTS.findall(piece.text)]
    return found


def _share_enough(old: Sequence[_Token], new: Sequence[_Token]) -> bool:
    bags = [Counter(token[:2] for token in tokens if not token.text.isspace()) for tokens in (old, new)]
    return similarity(*bags) >= _REWRITTEN  # type: ignore[arg-type]


def _readable(found: Iterable[Opcode], old: Sequence[_Token]) -> Iterator[Opcode]:
    """Changes with nothing but a space between them as one change."""
    ahead: Opcode | None = None
    held = list(found)
    for index, code in enumerate(held):
        tag, a1, a2, b1, b2 = code
        between = tag == "equal" and 0 < index < len(held) - 1 and _is_nothing(old[a1:a2])
        if tag == "equal" and not between:
            if ahead is not None:
                yield ahead
            ahead = None
            yield code
        elif ahead is None:
            ahead = ("replace", a1, a2, b1, b2)
        else:
            ahead = ("replace", ahead[1], a2, ahead[3], b2)
    if ahead is not None:
        yield ahead


def _is_nothing(tokens: Sequence[_Token]) -> bool:
    return all(token.text.isspace() for token in tokens)


def _kept(old: Sequence[_Token], new: Sequence[_Token]) -> Iterator[Span]:
    for mine, theirs in zip(old, new, strict=True):
        if mine.shown == theirs.shown:
            yield from _spans(Op.KEEP, [mine])
        else:
            yield Span(Op.DELETE, mine.style, mine.shown, mine.text, renumbered=True)
            yield Span(Op.INSERT, theirs.style, theirs.shown, theirs.text, renumbered=True)


def _spans(op: Op, tokens: Iterable[_Token]) -> Iterator[Span]:
    for token in tokens:
        reference = token.text if token.style is Style.CITATION else ""
        yield Span(op, token.style, token.shown, reference)


def _joined(spans: Iterable[Span]) -> Words:
    """Neighbours of one kind as one piece."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if (
            last is not None
            and span.style is not Style.CITATION
            and (span.op, span.style, span.renumbered) == (last.op, last.style, last.renumbered)
        ):
            found[-1] = last._replace(text=last.text + span.text)
        else:
            found.append(span)
    return tuple(found)
