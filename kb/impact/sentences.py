"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.impact.marks import BOUNDARY, MARKS

_CLOSING, _OPENING = "\"')\\]\N{RIGHT DOUBLE QUOTATION MARK}", "\"'(\\[\N{LEFT DOUBLE QUOTATION MARK}"
# A period with what closes after it, marks included, before a space and the start of a sentence.
_END = re.compile(
    rf"""
    [.?!][{_CLOSING}{MARKS}]*           # the end of a sentence
    (?:\ ?\[\d+\][{MARKS}]*)*           # citations behind the period belong to it
    (?=\s+[{MARKS}]*[{_OPENING}]?[A-Z]) # the next one
    """,
    re.VERBOSE,
)
# What ends in a period without ending a sentence. A letter alone does end one: "hepatitis B. The next ...".
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.[A-Za-z]|(?<![A-Za-z])(?:Dr|Mr|Ms|Mrs|Prof|St|No|Fig|vs|cf|al|approx))\.$"
)


def sentences(marked: str) -> Iterator[str]:
    """The sentences of a text, marks kept; those told one after the other stay apart whatever they end in."""
    for told in marked.split(BOUNDARY):
        start = 0
        for found in _END.finditer(told):
            if _ABBREVIATION.search(told[: found.start() + 1]):
                continue
            yield told[start : found.end()].strip()
            start = found.end()
        rest = told[start:].strip()
        if rest:
            yield rest
