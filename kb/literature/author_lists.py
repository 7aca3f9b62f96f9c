"""Lists of authors in one cell of a table."""

from __future__ import annotations

import re

from kb.literature.citation import Author
from kb.literature.names import GROUP, INITIALS, SUFFIX, person

_SHORT = re.compile(rf"\S.*\s{INITIALS.pattern}(?:\s+{SUFFIX.pattern})?")
_AND = re.compile(r"\s+(?:and|&)\s+")
_ET_AL = re.compile(r"[\s,;]*\bet\s*al\.?$", re.IGNORECASE)


def authors_in(text: str) -> tuple[tuple[Author, ...], bool]:
    """The authors of a cell, and whether it says that there are more (et al).

    Understood: ``Wang CP, Li A.`` (PubMed; a semicolon parts groups), ``Wang, C.; Li, A.`` and ``Wang C.;
    Li A.`` (Embase, Scopus, Zotero), ``Wang, C., Li, A.``, ``Chunping Wang, Anna Li`` and these with ``and``.
    """
    text = " ".join(text.split())
    bare = _ET_AL.sub("", text)
    if bare.endswith(".") and bare.count(".") == 1:
        bare = bare[:-1]
    parts = (part.strip() for part in bare.split(";"))
    names = tuple(name for part in parts if part for name in _names(part))
    return names, bool(_ET_AL.search(text))


def _names(text: str) -> list[Author]:
    """The names in a text without semicolons."""
    if GROUP.search(text) and not _AND.search(text):
        return [Author(literal=text.rstrip("."))]
    pieces = [piece.strip() for part in _AND.split(text) for piece in part.split(",") if piece.strip()]
    if all(map(_SHORT.fullmatch, pieces)):
        return [person(piece) for piece in pieces]
    if len(pieces) % 2 == 0 and all(INITIALS.fullmatch(piece.replace(" ", "")) for piece in pieces[1::2]):
        return [person(f"{family}, {given}") for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    if len(pieces) == 2 and "," in text:
        return [person(text)]
    return [person(piece) if _SHORT.fullmatch(piece) else _given_first(piece) for piece in pieces]


def _given_first(text: str) -> Author:
    """``Chunping Wang``; one word is a group (``EASL``)."""
    given, _, family = text.rpartition(" ")
    return Author(family=family, given=given) if given else Author(literal=text)
