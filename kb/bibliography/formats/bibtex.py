"""BibTeX and BibLaTeX.

Own code, because bibtexparser (2.1, MIT, the kept reader) holds the whole file, reads about 3,000 records a
second, and 60 when it also turns LaTeX into letters (measured in 2026). What stands between entries is
comment, as BibTeX has it, unless it looks like a lost part of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.bibliography.citation import Citation, Format, Malformed
from kb.bibliography.formats.bibtex_entry import HEAD, Entry, Macros, read_entry
from kb.bibliography.formats.bibtex_fields import citation
from kb.bibliography.formats.blocks import Block, blocks_at_lines, count_marks
from kb.bibliography.formats.encoding import Source
from kb.bibliography.formats.reader import Desk, Remarks, Unreadable

FORMAT = Format.BIBTEX
_START = re.compile(rb"\n[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]")
_COUNTED = re.compile(
    rb"@\s*(?!(?:comment|string|preamble)\b)[A-Za-z]+\s*[{(]\s*[^\s{}=,@]*\s*,", re.IGNORECASE
)
_COMMENT = re.compile(r"^\s*%.*", re.MULTILINE)
_LOST = "This text stands behind the end of a record and looks like a part of it."
_BROKEN = "Count the braces of the record in the file: one is missing or too many."


def read_bibtex(source: Source) -> Iterator[Citation | Malformed]:
    """The entries of a BibTeX file."""
    desk, macros, entries = Desk(FORMAT, source), Macros(), 0
    for block in blocks_at_lines(source.chunks(), _START, lambda _: True):
        if block.message:
            entries += bool(_COUNTED.match(block.data))
            yield desk.aside(block, block.message, block.remedy)
        elif block.is_record:
            for item in _items(desk, block, macros):
                entries += item.raw.startswith("@")
                yield item
    if problem := desk.miscount("`@type{key,`", count_marks(source.chunks(), _COUNTED), entries):
        yield problem


def _items(desk: Desk, block: Block, macros: Macros) -> Iterator[Citation | Malformed]:
    """The entries of a block: nearly always one."""
    text, remarks = desk.text(block)
    end = 0
    while head := HEAD.search(text, end):
        here = _from(block, text, head.start())
        try:
            entry = read_entry(text, head, macros)
        except Unreadable as error:
            yield Malformed(FORMAT, desk.place(here), text[head.start() :], error.message, _BROKEN)
            return
        end = entry.end
        if entry.is_publication:
            yield _citation(desk, here, text[head.start() : end], (entry, remarks))
    if "=" in _COMMENT.sub("", text[end:]):
        yield Malformed(FORMAT, desk.place(_from(block, text, end)), text[end:], _LOST, _BROKEN)


def _citation(desk: Desk, block: Block, raw: str, read: tuple[Entry, Remarks]) -> Citation | Malformed:
    place, (entry, remarks) = desk.place(block), read
    try:
        return citation(entry, raw, place, remarks)
    except Unreadable as error:
        return Malformed(FORMAT, place, raw, error.message, error.remedy)


def _from(block: Block, text: str, start: int) -> Block:
    """The place of a later part of a block."""
    if not start:
        return block
    before = text[:start]
    return replace(
        block, line=block.line + before.count("\n"), position=block.position + len(before.encode())
    )
