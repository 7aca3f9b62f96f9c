"""RIS, in the ways of PubMed's heirs, Embase, Ovid, the Cochrane Library, EndNote and Zotero.

A record runs from ``TY  - `` to ``ER  - ``. Own code, because rispy (0.10, the kept reader) loses records
without a word where exports are not as the book has it (tried in 2026): a byte-order mark or tags in lower
case give none at all, a record without its end mark swallows the next one, and the last one is dropped.

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

FORMAT = Format.RIS
_START = re.compile(rb"\n[Tt][Yy] {0,3}-(?=\s|[A-Za-z])")
_END = re.compile(rb"\n[Ee][Rr] {0,3}-[^\n]*")
_HEADER = re.compile(rb"(?:\s*(?:Provider|Database|Content)\s*:[^\n]*\n)+\s*", re.IGNORECASE)
_NO_END = "The record had no end mark (ER)."
_BETWEEN = "These lines are outside of a record: the start mark (TY) is missing."
_LIST_TAGS = frozenset(("KW", "UR", "SN", "L1", "L2", "L3", "L4", "AN", "C1", "C2", "C3"))
"""Tags whose further lines are further values, as EndNote writes them."""


def read_ris(source: ExportFile) -> Iterator[Citation | Malformed]:
    """The records of a RIS file."""
    reader, starts = RecordReader(FORMAT, source), 0
    for block in blocks_at_lines(source.chunks(), _START, lambda _: True):
        starts += block.is_record
        for part in _parts(block):
            if part.is_record:
                yield reader.citation(part, _record)
            elif part.message or (part.data.strip() and not _HEADER.fullmatch(part.data)):
                yield reader.aside(part, part.message or _BETWEEN, "Look whether they belong to a record.")
    if problem := reader.miscount("`TY  -`", count_marks(source.chunks(), _START), starts):
        yield problem


def _parts(block: FileBlock) -> Iterator[FileBlock]:
    """A record and what follows its end mark."""
    end = _END.search(block.data) if block.is_record and not block.message else None
    after = block.data[end.end() :] if end else b""
    if end is None or not _END.sub(b"", after).strip():
        yield block
        return
    yield replace(block, data=block.data[: end.end()])
    line = block.line + block.data.count(b"\n", 0, end.end())
    yield FileBlock(after, line, block.position + end.end(), is_record=False)


def _record(text: str, place: RecordPlace, remarks: Remarks) -> Citation:
    fields, is_ended = _fields(text)
    return citation(fields, text, place, remarks if is_ended else (*remarks, _NO_END))


def _fields(text: str) -> tuple[dict[str, list[str]], bool]:
    """Tag -> its values in order, and whether there is an end mark.

    A tag is two characters, two spaces and a hyphen; where the first line of the record has fewer spaces, so
    may the others.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    fields: dict[str, list[str]] = {}
    is_strict = lines[0][2:5] == "  -"
    values: list[str] = []
    tag = ""
    for line in lines:
        if line[2:5] == "  -" and line[0] != " ":
            tag, value = line[:2].upper(), line[5:].strip()
        elif not is_strict and (match := _LOOSE_TAG.match(line)):
            tag, value = match[1].upper(), match[2].strip()
        else:
            _go_on(values, tag, line)
            continue
        if tag == "ER":
            break
        values = fields.setdefault(tag, [])
        values.append(value)
    return fields, tag == "ER"


_LOOSE_TAG = re.compile(r"([A-Za-z][A-Za-z0-9]) {0,3}-(?: |$)(.*)")


def _go_on(values: list[str], tag: str, line: str) -> None:
    """Add a line without a tag to the value before it."""
    more = line.strip()
    if not more or not values:
        return
    if tag in _LIST_TAGS and line[0] not in " \t":
        values.append(more)
    else:
        values[-1] = f"{values[-1]} {more}" if values[-1] else more
