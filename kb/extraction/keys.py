"""Keys of references and studies: first author and year, with a letter where that is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

from kb.bibliography.citation import Citation, CitationAuthor
from kb.errors import KbError

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "đ": "d", "\u0131": "i", "ð": "d"}
)
_WORDS_OF_GROUP = 3


def base_key(citation: Citation) -> str:
    """``wang-2015``: family name in plain letters, and the year where it is known."""
    name = _name(citation.authors) or slug_of(" ".join((citation.title or "").split()[:2])) or "study"
    year = (citation.issued or "")[:4]
    return f"{name}-{year}" if year else name


def free_key(base: str, taken: Collection[str]) -> str:
    """The key itself, else with the first free letter from b on: the one without is the a."""
    return next(key for key in _keys(base) if key not in taken)


def _keys(base: str) -> Iterator[str]:
    yield base
    for first in ("", *"abcdefghijklmnopqrstuvwxyz"):
        for letter in "bcdefghijklmnopqrstuvwxyz":
            yield f"{base}{first}{letter}"
    raise KbError(f"All keys like {base} are taken. Give another with --key.")


def slug_of(text: str) -> str:
    """A text as part of a key: plain letters and digits with hyphens; empty where it has none."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    ascii_only = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))


def _name(authors: tuple[CitationAuthor, ...]) -> str:
    for author in authors[:1]:
        if author.family:
            return slug_of(author.family)
        return "-".join(slug_of(author.literal or "").split("-")[:_WORDS_OF_GROUP])
    return ""
