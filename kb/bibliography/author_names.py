"""Names of authors taken apart, one by one and in lists."""

from __future__ import annotations

import re
from functools import lru_cache

from kb.bibliography.citation import CitationAuthor

SUFFIX = re.compile(r"(?:Jr|Sr|II|III|IV|V|2nd|3rd|4th)\.?", re.IGNORECASE)
"""What follows a family name and a comma or blank, and is no given name."""

INITIALS = re.compile(r"(?:[^\W\d_a-z]\.?-?){1,4}")
"""Initials as printed: C, CP, C.-P."""

GROUP = re.compile(
    r"(?i:\b(?:group|groups|investigators?|collaborat\w*|consorti\w+|committee|society|association|team|trial"
    r"|study|network|institutes?|centers?|centres?|department|university|foundation|organi[sz]ation|council"
    r"|agency)\b)|\b(?:of|for|and|the)\b|&|\d"
)
"""Words and characters that no family name holds, but names of groups do."""
_SHORT = re.compile(rf"\S.*\s{INITIALS.pattern}(?:\s+{SUFFIX.pattern})?")
_AND = re.compile(r"\s+(?:and|&)\s+")
_ET_AL = re.compile(r"[\s,;]*\bet\s*al\.?$", re.IGNORECASE)


@lru_cache(maxsize=16384)
def person(text: str) -> CitationAuthor:
    """A name with its family name first: ``Wang, Chunping``, ``Wang CP``, ``King, Martin Luther, Jr``.

    What has neither a comma nor initials at its end is taken for a group (``EASL``), and so is a name with
    nothing after its comma, as EndNote writes groups.
    """
    text = " ".join(text.split())
    family, comma, given = text.partition(",")
    if not comma:
        return _without_comma(text)
    given = given.strip(" ,")
    if not given or not family.strip():
        return CitationAuthor(literal=family.strip() or given or text)
    given, suffix = _without_suffix(given)
    if not given and suffix:
        return CitationAuthor(family=family.strip(), suffix=suffix)
    return CitationAuthor(family=family.strip(), given=given, suffix=suffix)


def _without_comma(text: str) -> CitationAuthor:
    words = text.split(" ")
    suffix = None
    if len(words) > 2 and SUFFIX.fullmatch(words[-1]) and INITIALS.fullmatch(words[-2]):
        suffix = words.pop()
    if len(words) > 1 and INITIALS.fullmatch(words[-1]):
        family = " ".join(words[:-1])
        if not GROUP.search(family):
            return CitationAuthor(family=family, given=words[-1], suffix=suffix)
    return CitationAuthor(literal=text)


def _without_suffix(given: str) -> tuple[str, str | None]:
    """``John, Jr`` and ``John Jr`` apart; ``Jr, John`` too, as BibTeX has it."""
    first, comma, rest = given.partition(",")
    if comma and SUFFIX.fullmatch(first.strip()):
        return rest.strip(), first.strip()
    if comma and SUFFIX.fullmatch(rest.strip()):
        return first.strip(), rest.strip()
    words = given.split(" ")
    if len(words) > 1 and SUFFIX.fullmatch(words[-1]) and words[-1] not in ("V", "v"):
        return " ".join(words[:-1]), words[-1]
    return given, None


def authors_in(text: str) -> tuple[tuple[CitationAuthor, ...], bool]:
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


def _names(text: str) -> list[CitationAuthor]:
    """The names in a text without semicolons."""
    if GROUP.search(text) and not _AND.search(text):
        return [CitationAuthor(literal=text.rstrip("."))]
    pieces = [piece.strip() for part in _AND.split(text) for piece in part.split(",") if piece.strip()]
    if all(map(_SHORT.fullmatch, pieces)):
        return [person(piece) for piece in pieces]
    if len(pieces) % 2 == 0 and all(INITIALS.fullmatch(piece.replace(" ", "")) for piece in pieces[1::2]):
        return [person(f"{family}, {given}") for family, given in zip(pieces[::2], pieces[1::2], strict=True)]
    if len(pieces) == 2 and "," in text:
        return [person(text)]
    return [person(piece) if _SHORT.fullmatch(piece) else _given_first(piece) for piece in pieces]


def _given_first(text: str) -> CitationAuthor:
    """``Chunping Wang``; one word is a group (``EASL``)."""
    given, _, family = text.rpartition(" ")
    return CitationAuthor(family=family, given=given) if given else CitationAuthor(literal=text)
