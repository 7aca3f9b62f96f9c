"""Words as a page can show them: one line, without characters that XML and fonts have no place for."""

from __future__ import annotations

import re
from typing import NamedTuple

# What XML 1.0 (section 2.2) has no place for, and marks of the middle of a cut surrogate pair.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
BREAKS = re.compile("[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""Where a line may have been broken. A space that keeps words together is no such place: § 4, 5 mg."""
_PMID = r"\bPMID:? ?(?P<pmid>[1-9]\d{0,8})\b"
_ADDRESS = re.compile(rf"(?P<url>https?://[^\s<>\"\\^`{{|}}]+)|{_PMID}")
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
_AFTER = ".,;:!?'"


class Linkable(NamedTuple):
    """Words, and the web address that they name (empty: none)."""

    text: str
    url: str


def one_line(text: str) -> str:
    """The words with single spaces; a character that no page can show becomes U+FFFD."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", BREAKS.sub(" ", text))


def with_addresses(text: str) -> list[Linkable]:
    """The words in pieces; those that are a web address or a PubMed number have the address."""
    pieces: list[Linkable] = []
    end = 0
    for address in _ADDRESS.finditer(text):
        shown = address[0]
        if address["url"]:
            shown = _without_sentence_end(shown)
        url = shown if address["url"] else f"{_PUBMED}{address['pmid']}/"
        pieces += [Linkable(text[end : address.start()], ""), Linkable(shown, url)]
        end = address.start() + len(shown)
    pieces.append(Linkable(text[end:], ""))
    return [piece for piece in pieces if piece.text]


def _without_sentence_end(address: str) -> str:
    """An address without the full stop or the bracket that closes the sentence it stands in."""
    shown = address.rstrip(_AFTER)
    while shown.endswith((")", "]")) and shown.count(shown[-1]) > shown.count("(["[")]".index(shown[-1])]):
        shown = shown[:-1].rstrip(_AFTER)
    return shown
