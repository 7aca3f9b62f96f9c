"""Names of authors put together: as a citation prints them, and as an export writes them."""

from __future__ import annotations

import re
import unicodedata

from kb.bibliography.author_names import person
from kb.bibliography.citation import CitationAuthor

_WITHOUT_SPACE = re.compile(r"[\s\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")
"""Chinese, Japanese and Korean, which write family and given name whole and together."""
_WITH_INITIALS = re.compile(r"LATIN|GREEK|CYRILLIC|ARMENIAN|GEORGIAN|MODIFIER LETTER")
"""Scripts whose given names are cut to initials."""
_INITIALS = 4
"""Capitals in a row that are initials; more are a name in capitals."""


def printed_name(author: CitationAuthor) -> str:
    """The name as the house style and PubMed print it: ``van den Berg JP Jr``, or that of a group."""
    if author.literal is not None:
        return author.literal
    family, given = author.family or "", author.given
    suffix = (author.suffix or "").rstrip(".")
    if given and _WITHOUT_SPACE.fullmatch(family + given):
        return f"{family}{given}"
    return " ".join(filter(None, (family, initials(given) if given else "", suffix)))


def initials(given: str) -> str:
    """Given names as initials, as ICMJE and AMA print them: Jean-Pierre A. -> JPA.

    What is initials already stays, without its periods and spaces: S.Y. -> SY, J-P. Names in scripts that
    know no initials stay whole.
    """
    bare = re.sub(r"[.\s]+", " ", unicodedata.normalize("NFC", given)).strip()
    letters = [letter for letter in bare if letter.isalpha()]
    if not all(_WITH_INITIALS.match(unicodedata.name(letter, "")) for letter in letters):
        return bare
    if bare.isupper() and max(map(len, re.split(r"[ -]", bare))) <= _INITIALS:
        return bare.replace(" ", "")
    words = (word.lstrip("('\"\u2018\u201c[") for word in re.split(r"[ -]+", bare))
    return "".join(word[0].upper() for word in words if word)


def written_name(author: CitationAuthor) -> str:
    """The name as RIS and EndNote write it, family name first: ``King, Martin, Jr``.

    A group that would be taken for a person ends with a comma; one with a comma of its own doubles it.
    """
    if author.literal is None:
        return ", ".join(filter(None, (author.family, author.given, author.suffix)))
    if person(author.literal) == author:
        return author.literal
    return author.literal.replace(",", ",,", 1) if "," in author.literal else f"{author.literal},"
