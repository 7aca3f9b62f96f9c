"""Changes that nobody would see: characters without ink, and letters that look like others.

A soft hyphen from a word processor, a space that does not break or a Cyrillic letter in a Latin word makes
``[-cryosurgical-]{+cryosurgical+}`` of a change. Where changes are shown, such characters go by their names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kb.inlines import (
    CitationNumber,
    Deleted,
    Hyperlink,
    Inline,
    Inserted,
    Line,
    LinkTarget,
    Marked,
    leaves,
)

_WITHOUT_INK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u3164\uffa0")
"""Letters and marks without ink; format characters (Cf) and variation selectors have none either, nor have
control characters but white space."""
_LOOKALIKES = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0430\u0435\u043e\u0440\u0441"
    "\u0443\u0445\u0455\u0456\u0458\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4"
    "\u03a5\u03a7\u03bf",
    "ABEKMHOPCTYXaeopcyxsijABEZHIKMNOPTYXo",
)
"""Cyrillic and Greek letters that look like Latin ones."""
_DASHES = re.compile("[\u2010\u2011\u2012\u2013\u2212]")


def with_unseen_named(line: Line) -> Line:
    """The line in whose changes characters that nobody sees go by their names.

    In a change of words that look alike, these are all that the other side has not; elsewhere those without
    ink. What has not changed is as it is.
    """
    return (
        Line(*_named(line)) if any(isinstance(piece, Deleted | Inserted) for piece in line.pieces) else line
    )


def _named(line: Line) -> Iterator[Inline]:
    pieces = line.pieces
    for index, piece in enumerate(pieces):
        if isinstance(piece, Deleted):
            other = pieces[index + 1] if index + 1 < len(pieces) else None
            yield Deleted(_of_change(piece.line, other.line if isinstance(other, Inserted) else None))
        elif isinstance(piece, Inserted):
            other = pieces[index - 1] if index else None
            yield Inserted(_of_change(piece.line, other.line if isinstance(other, Deleted) else None))
        else:
            yield piece


def _of_change(line: Line, other: Line | None) -> Line:
    text, counterpart = _text(line), None if other is None else _text(other)
    if counterpart is not None and _look(text) == _look(counterpart):
        odd = {character for character in text if not character.isascii() and character not in counterpart}
        if not odd and set(text) == set(counterpart):  # they differ in the place of such characters
            odd = {character for character in text if not character.isascii()}
    else:
        odd = set()
    odd |= {character for character in text if _has_no_ink(character)}
    if text and text.isspace():
        odd |= {character for character in text if character != " "}
    return Line(*(_leaf_with_names(piece, odd) for piece in line.pieces)) if odd else line


def _leaf_with_names(piece: Inline, odd: set[str]) -> Inline:
    if isinstance(piece, Deleted | Inserted | Marked | Hyperlink | LinkTarget):
        return piece._replace(line=Line(*(_leaf_with_names(inner, odd) for inner in piece.line.pieces)))
    if isinstance(piece, CitationNumber):
        return piece
    text = "".join(_name(character) if character in odd else character for character in piece.text)
    return piece._replace(text=text)


def _name(character: str) -> str:
    name = unicodedata.name(character, "").lower() or f"character U+{ord(character):04X}"
    return f"[{name}]"


def _has_no_ink(character: str) -> bool:
    return (
        unicodedata.category(character) == "Cf"
        or (unicodedata.category(character) == "Cc" and not character.isspace())
        or character in _WITHOUT_INK
        or "\ufe00" <= character <= "\ufe0f"
    )


def _look(text: str) -> str:
    """What a reader sees of a text."""
    composed = unicodedata.normalize("NFKC", "".join(c for c in text if not _has_no_ink(c)))
    return " ".join(_DASHES.sub("-", composed).translate(_LOOKALIKES).split())


def _text(line: Line) -> str:
    return "".join(leaf.text for leaf in leaves(line, deleted=True) if not isinstance(leaf, CitationNumber))
