"""RIS, in the ways of PubMed's heirs, Embase, Ovid, the Cochrane Library, ProQuest, EndNote and Zotero.

A record runs from ``TY  - `` to ``ER  - ``. Own code, because rispy (0.10, the kept reader) loses records
without a word where exports are not as the book has it (tried in 2026): a byte-order mark or tags in lower
case give none at all, a record without its end mark swallows the next one, and the last one is dropped.

Between records hosts write counters, links, licences and whole search strategies: told, never records.

Format: "RIS Format Specifications", Thomson Reuters (2011), and what the exports of these sources hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.bibliography.citation import Citation, Format, Malformed, RecordPlace
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import FileBlock, blocks_at_lines, count_marks
from kb.bibliography.formats.record_reader import RecordReader, Remarks
from kb.bibliography.formats.ris_fields import citation
from kb.bibliography.formats.ris_lines import read_lines
from kb.errors import KbError

FORMAT = Format.RIS
START = re.compile(
    rb"\n[Tt][Yy](?:  -(?=\s|[A-Za-z])| {0,3}-[ \t]*(?:[A-Za-z][A-Za-z0-9]{2,7})?[ \t]*\r?(?=\n))"
)
"""With two blanks, anything may follow; else a type alone, for an abstract may have a line `ty-pe 2`."""
_INDENTED = re.compile(rb"\n(?:[ \t]|\xc2\xa0)+TY {0,3}-[ \t]*[A-Z]{3,5}[ \t\r]*\n")
_WHOLE_END = re.compile(rb"\n[Ee][Rr]  -[ \t\r]*(?=\n|\Z)")
_END = re.compile(rb"\n[Ee][Rr] {0,3}-[ \t\r]*(?=\n|\Z)")
"""Serves where there is no whole one: an abstract may have a line `ER-`."""
_FRAME_LINE = re.compile(
    rb"|\x1a|<?\d{1,6}[.>]?[ \t]*>?|(?:Provider|Database)[ \t]*:(?:(?!  -).){0,90}"
    rb"|Content[ \t]*:[ \t]*text/(?:(?!  -).){0,60}|Record #?\d+ of \d+|ER {0,3}-"
    rb"|Link to the (?:Ovid|External Link)[\w ]*:?[ \t]*(?:https?://\S*)?|https?://\S+|[_=*-]{3,}",
    re.IGNORECASE,
)
"""Lines that the hosts put around every record: counters, headings, links, rules."""
_TITLE = re.compile(rb"\n(?:TI|T1|CT) {0,3}-[ \t]*\S", re.IGNORECASE)
_NO_END = "The record had no end mark (ER)."
_LOST = "These lines look like a record whose start mark (TY) is missing."
_BETWEEN = "Outside of the records, and not counted: `{}`"


def read_ris(source: ExportFile) -> Iterator[Citation | Malformed]:
    """The records of a RIS file, and the lines between them that say something else than a host's frame."""
    if _INDENTED.search(b"\n" + source.head) and not START.search(b"\n" + source.head):
        raise KbError(
            f"{source.path}: its lines begin with blanks, so no record can be told. Take the blanks away"
            " in an editor, or export the records again."
        )
    reader, starts = RecordReader(FORMAT, source), 0
    for block in blocks_at_lines(source.chunks(), START, lambda _: True):
        starts += block.is_record
        for part in _parts(block):
            if part.is_record:
                yield reader.citation(part, _record)
            else:
                yield from _outside(reader, part)
    if problem := reader.miscount("`TY  -`", count_marks(source.chunks(), START), starts):
        yield problem


def _outside(reader: RecordReader, block: FileBlock) -> Iterator[Malformed]:
    """What is told of lines outside of the records. Those with a title are records that lost their start."""
    if block.message:
        yield reader.outside(block, block.message, block.remedy)
        return
    for part in _cut_at_ends(block):
        if _TITLE.search(b"\n" + part.data):
            yield reader.aside(part, _LOST, "Add `TY  - JOUR` before them, and import the file again.")
        elif told := _without_frame(part):
            shown = " ".join(reader.text(told)[0].split())
            yield reader.outside(told, _BETWEEN.format(shown if len(shown) <= 80 else f"{shown[:77]}..."))


def _without_frame(block: FileBlock) -> FileBlock | None:
    """The block from its first line that is not a host's frame; None when there is none."""
    begin = 0
    for line in block.data.splitlines(keepends=True):
        if not _FRAME_LINE.fullmatch(line.strip()):
            return _piece(block, begin, len(block.data))
        begin += len(line)
    return None


def _cut_at_ends(block: FileBlock) -> Iterator[FileBlock]:
    """The pieces that end with an end mark and have a title, and what is behind the last of them."""
    begin, searched, line = 0, 0, block.line
    for end in _END.finditer(block.data):
        has_title = _TITLE.search(b"\n" + block.data[searched : end.end()])
        searched = end.end()
        if has_title:
            yield _piece(replace(block, line=line), begin, searched, begin)
            line += block.data.count(b"\n", begin, searched)
            begin = searched
    yield _piece(replace(block, line=line), begin, len(block.data), begin)


def _parts(block: FileBlock) -> Iterator[FileBlock]:
    """A record and what follows its end mark."""
    end = None
    if block.is_record and not block.message:
        end = _WHOLE_END.search(block.data) or _END.search(block.data)
    if end is None or not block.data[end.end() :].strip():
        yield block
        return
    yield replace(block, data=block.data[: end.end()])
    yield _piece(block, end.end(), len(block.data))


def _piece(block: FileBlock, begin: int, end: int, counted: int = 0) -> FileBlock:
    """A part of a block that is no record, from where its first line that is not blank begins.

    ``counted``: place in the block to which its line number belongs.
    """
    data = block.data[begin:end]
    blank = len(data) - len(data.lstrip())
    line = block.line + block.data.count(b"\n", counted, begin + blank)
    return FileBlock(data[blank:], line, block.position + begin + blank, is_record=False)


def _record(text: str, place: RecordPlace, remarks: Remarks) -> Citation:
    lines = read_lines(text)
    end = () if lines.is_ended else (_NO_END,)
    return citation(lines.fields, text, place, (*remarks, *end, *lines.remarks))
