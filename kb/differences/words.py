"""Two lines of a document compared word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any, NamedTuple

from kb.differences.pairing import similarity
from kb.documents.content import Change
from kb.inlines import CitationNumber, Deleted, Emphasis, Inline, Inserted, Leaf, Line, Strong, leaves

_PARTS = re.compile(r"\s+|\d{4}-\d\d-\d\d|[.·]?\d+(?:[.,]\d+)*%?|\w+(?:[-'\u2019]\w+)*|.", re.DOTALL)
_REWRITTEN = 0.3
"""With fewer words in common, a text is shown as a new one in place of the old one."""

_WRAPPERS: dict[Change, type[Deleted | Inserted]] = {"deleted": Deleted, "inserted": Inserted}

Opcode = tuple[str, int, int, int, int]


class _Word(NamedTuple):
    look: str
    text: str
    """Its characters; of a citation the key of its reference, so that a new number is no new citation."""
    leaf: Leaf
    """The word as a piece of its line; what it says of figures and names goes with it."""


_Piece = tuple[Change, Leaf, bool]
"""What happened to a word, the word, and whether it is a citation that only got another number."""


def opcodes(before: Sequence[Any], after: Sequence[Any]) -> list[Opcode]:
    """Those of difflib, but the same ones, mirrored, when the sides are exchanged."""
    if list(after) < list(before):
        mirrored = {"insert": "delete", "delete": "insert"}
        codes = SequenceMatcher(None, after, before, autojunk=False).get_opcodes()
        return [(mirrored.get(tag, tag), b1, b2, a1, a2) for tag, a1, a2, b1, b2 in codes]
    return [*SequenceMatcher(None, before, after, autojunk=False).get_opcodes()]


def compare(before: Line, after: Line) -> Line:
    """The later line with what was deleted and inserted, deletions first."""
    if before == after:
        return after
    old, new = list(_words(before)), list(_words(after))
    if not _share_enough(old, new):
        return Line(Deleted(before), Inserted(after))
    pieces: list[_Piece] = []
    keys = [[word[:2] for word in side] for side in (old, new)]
    for tag, a1, a2, b1, b2 in _readable(opcodes(*keys), old):
        if tag == "equal":
            pieces += _equal_words(old[a1:a2], new[b1:b2])
        else:
            pieces += [("deleted", word.leaf, False) for word in old[a1:a2]]
            pieces += [("inserted", word.leaf, False) for word in new[b1:b2]]
    return _line_of(pieces)


def accepted(line: Line) -> Line:
    """The line as it is now: without what is deleted."""
    return _one_side(line, Deleted)


def rejected(line: Line) -> Line:
    """The line as it was: without what is inserted."""
    return _one_side(line, Inserted)


def _one_side(line: Line, left_out: type[Deleted | Inserted]) -> Line:
    stays = [piece for piece in line.pieces if not isinstance(piece, left_out)]
    pieces = (piece.line if isinstance(piece, Deleted | Inserted) else piece for piece in stays)
    return Line(*_merged(leaf for piece in pieces for leaf in leaves(Line(piece), deleted=True)))


def bag(line: Line) -> Counter[str]:
    """The words of a line, however often, lower case; citations by their reference."""
    return Counter(word.text.lower() for word in _words(line) if not word.text.isspace())


def is_changed(line: Line) -> bool:
    """Whether anything but numbers of citations differs."""
    changed = sum(isinstance(piece, Deleted | Inserted) for piece in line.pieces)
    return changed > 2 * renumbered_citations(line)


def renumbered_citations(line: Line) -> int:
    """How many citations of a line only got another number."""
    return sum(_is_renumbered(*pair) for pair in zip(line.pieces, line.pieces[1:], strict=False))


def _is_renumbered(old: Inline, new: Inline) -> bool:
    if not (isinstance(old, Deleted) and isinstance(new, Inserted)):
        return False
    pieces = (*old.line.pieces, *new.line.pieces)
    return (
        len(pieces) == 2
        and all(isinstance(piece, CitationNumber) for piece in pieces)
        and pieces[0][0] == pieces[1][0]
    )


def _words(line: Line) -> Iterator[_Word]:
    for leaf in leaves(line):
        if isinstance(leaf, CitationNumber):
            yield _Word("citation", leaf.reference, leaf)
        else:
            look = "strong" if isinstance(leaf, Strong) else "emphasis" if isinstance(leaf, Emphasis) else ""
            for part in _PARTS.findall(leaf.text):
                yield _Word(look, part, leaf._replace(text=part))


def _share_enough(old: Sequence[_Word], new: Sequence[_Word]) -> bool:
    bags = [Counter(repr(word[:2]) for word in words if not word.text.isspace()) for words in (old, new)]
    return similarity(*bags) >= _REWRITTEN


def _readable(opcodes: Iterable[Opcode], old: Sequence[_Word]) -> Iterator[Opcode]:
    """Changes with nothing but a space between them as one change."""
    ahead: Opcode | None = None
    codes = list(opcodes)
    for index, code in enumerate(codes):
        tag, a1, a2, b1, b2 = code
        is_between = tag == "equal" and 0 < index < len(codes) - 1
        if tag == "equal" and not (is_between and all(word.text.isspace() for word in old[a1:a2])):
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


def _equal_words(old: Sequence[_Word], new: Sequence[_Word]) -> Iterator[_Piece]:
    for old_word, new_word in zip(old, new, strict=True):
        if isinstance(old_word.leaf, CitationNumber) and old_word.leaf != new_word.leaf:
            yield "deleted", old_word.leaf, True
            yield "inserted", new_word.leaf, True
        else:
            yield "", new_word.leaf, False


def _line_of(pieces: Iterable[_Piece]) -> Line:
    """Neighboring words with the same change as one piece; a renumbered citation is a piece of its own."""
    parts: list[Inline | Line] = []
    for (change, _), group in groupby(pieces, key=lambda piece: (piece[0], piece[2])):
        line = Line(*_merged(leaf for _, leaf, _ in group))
        wrapper = _WRAPPERS.get(change)
        parts.append(line if wrapper is None else wrapper(line))
    return Line(*parts)


def _merged(words: Iterable[Leaf]) -> Iterator[Leaf]:
    """Neighbors that are words of one piece as that piece."""
    last: Leaf | None = None
    for word in words:
        if last is None:
            last = word
        elif isinstance(word, CitationNumber) or type(word) is not type(last) or word[1:] != last[1:]:
            yield last
            last = word
        else:
            last = word._replace(text=last[0] + word[0])
    if last is not None:
        yield last
