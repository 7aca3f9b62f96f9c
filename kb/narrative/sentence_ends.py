"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.inlines import Line, cut, stripped

_CLOSING, _OPENING = "\"')\\]\N{RIGHT DOUBLE QUOTATION MARK}", "\"'(\\[\N{LEFT DOUBLE QUOTATION MARK}"
# A period with what closes after it, before a space and the start of a sentence.
_END = re.compile(
    rf"""
    [.?!][{_CLOSING}]*          # the end of a sentence
    (?:\ ?\[\d+\])*             # citations behind the period belong to it
    (?=\s+[{_OPENING}]?[A-Z])   # the next one
    """,
    re.VERBOSE,
)
# What ends in a period without ending a sentence. A letter alone does end one: "hepatitis B. The next ...".
_ABBREVIATION = re.compile(
    r"(?:\b[A-Za-z]\.[A-Za-z]|(?<![A-Za-z])(?:Dr|Mr|Ms|Mrs|Prof|St|No|Fig|vs|cf|al|approx))\.$"
)


def sentences(line: Line) -> Iterator[Line]:
    """The sentences of a line, without the space between them."""
    text = line.plain
    ends = [
        end.end()
        for end in _END.finditer(text)
        if not _ABBREVIATION.search(text[max(0, end.start() - 10) : end.start() + 1])
    ]
    if not ends:
        if text.strip():
            yield stripped(line)
        return
    for start, end in zip([0, *ends], [*ends, len(text)], strict=True):
        if text[start:end].strip():
            yield stripped(cut(line, start, end))
