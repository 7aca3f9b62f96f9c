"""BibTeX and BibLaTeX: entries are parsed by pybtex, one by one.

What is between entries is comment, as BibTeX has it, and told, for it may be a lost part of one. Of the kept
parsers, bibtexparser 2.1 lets a missing comma or a brace too many change values without a word and joins no
values (``#``); pybtex refuses the one and does the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kb.bibliography.citation import Citation, Format, Malformed
from kb.bibliography.formats.bibtex_fields import BibtexEntry, citation
from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import FileBlock, blocks_at_lines, count_marks
from kb.bibliography.formats.record_reader import RecordReader, Remarks, UnreadableRecord

FORMAT = Format.BIBTEX
_START = re.compile(rb"\n[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]")
_COUNTED = re.compile(
    rb"@\s*(?!(?:comment|string|preamble)\b)[A-Za-z]+\s*[{(]\s*[^\s{}=,@]*\s*[,=]", re.IGNORECASE
)
_HEAD = re.compile(r"@[ \t]*([A-Za-z]+)\s*[{(]\s*")
_NO_KEY = re.compile(r"[,})]|[^\s,{}()=]+\s*=")
"""What follows the brace of an entry that has no key."""
_COMMENT = re.compile(r"^\s*%.*", re.MULTILINE)
_LOST = "This text follows the end of a record and looks like a part of it."
_COMMENTED = "This text is outside of the records, and was not counted."
_BROKEN = "Count the braces of the record in the file: one is missing or too many."
_WINDOW = 1 << 16
"""Characters in which the end of an entry is looked for first; pybtex searches all of them at each mark."""
_MOST_WORK = 500_000_000
"""Characters times quotation marks of an entry that is read; more takes seconds."""
_LONGEST_STRINGS = 1_000_000
"""Characters that ``@string`` may define in a file, and that its names may become in one entry: definitions
of definitions grow beyond all memory."""


def read_bibtex(source: ExportFile) -> Iterator[Citation | Malformed]:
    """The entries of a BibTeX file."""
    reader, strings, entries = RecordReader(FORMAT, source), _Strings(source.size), 0
    for block in blocks_at_lines(source.chunks(), _START, lambda _: True):
        if block.message:
            entries += bool(_COUNTED.match(block.data))
            yield reader.aside(block, block.message, block.remedy)
        elif block.data.strip():
            for item in _items(reader, block, strings):
                entries += item.raw.startswith("@") and (isinstance(item, Citation) or item.is_record)
                yield item
    if problem := reader.miscount("`@type{key,`", count_marks(source.chunks(), _COUNTED), entries):
        yield problem


class _Strings(dict[str, str]):
    """Values that ``@string`` gave names to. A name that nobody defined, as of a month, stands for itself."""

    def __init__(self, size: int) -> None:
        """``size``: bytes of the file, which tell how much its names may become in all."""
        self._defined = 0
        self._left = 5 * _LONGEST_STRINGS + 20 * size
        self.used = 0
        """Characters that names have become in the present entry."""

    def __setitem__(self, name: str, value: str) -> None:
        self._defined += len(value)
        if self._defined > _LONGEST_STRINGS:
            raise UnreadableRecord(
                "The names that @string defines in this file hold more text than any export does."
            )
        super().__setitem__(name.lower(), value)

    def __getitem__(self, name: str) -> str:
        value = self.get(name.lower(), name)
        self.used += len(value)
        self._left -= len(value)
        if self.used > _LONGEST_STRINGS or self._left < 0:
            raise UnreadableRecord("The names of @string in the record hold more text than any record does.")
        return value


def _items(reader: RecordReader, block: FileBlock, strings: _Strings) -> Iterator[Citation | Malformed]:
    """The entries of a block: nearly always one."""
    text, remarks = reader.text(block)
    places, end = _Places(block, text), 0
    while head := _HEAD.search(text, end):
        here = places.at(head.start())
        try:
            entry, end = _read(text, head, strings)
        except UnreadableRecord as error:
            if head[1].lower() in ("string", "preamble", "comment"):
                yield reader.outside(_with_text(here, text, head.start()), error.message, _BROKEN)
            else:
                yield Malformed(FORMAT, reader.place(here), text[head.start() :], error.message, _BROKEN)
            return
        if entry:
            yield _citation(reader, here, text[head.start() : end], entry, remarks)
    if rest := _COMMENT.sub("", text[end:]).strip():
        is_part = "=" in rest
        left = _with_text(places.at(end), text, end)
        yield reader.outside(left, _LOST if is_part else _COMMENTED, _BROKEN if is_part else "")


def _with_text(block: FileBlock, text: str, start: int) -> FileBlock:
    return replace(block, data=text[start:].encode())


class _Places:
    """Finds the places of later and later parts of a block."""

    def __init__(self, block: FileBlock, text: str) -> None:
        self._block, self._text = block, text
        self._start, self._line, self._position = 0, block.line, block.position

    def at(self, start: int) -> FileBlock:
        """Where the part from ``start`` on is, which is behind that of the call before; without its text."""
        passed = self._text[self._start : start]
        self._start = start
        self._line += passed.count("\n")
        self._position += len(passed.encode())
        return replace(self._block, data=b"", line=self._line, position=self._position)


def _read(text: str, head: re.Match[str], strings: _Strings) -> tuple[BibtexEntry | None, int]:
    """The entry that begins with ``head``, and where it ends; None for what is no publication.

    Raises UnreadableRecord when it has no end.
    """
    from pybtex.database.input.bibtex import LowLevelParser
    from pybtex.scanner import PybtexSyntaxError

    kind = head[1].lower()
    if kind == "comment":
        return None, _end_of_comment(text, head)
    size = _WINDOW
    while True:
        piece = text[head.start() : head.start() + size]
        if len(piece) * piece.count('"') > _MOST_WORK:
            raise UnreadableRecord("The record is longer and has more quotation marks than any record does.")
        keyless = bool(_NO_KEY.match(text, head.end()))
        parser = LowLevelParser(piece, keyless_entries=keyless, macros=strings)
        parser.pos, strings.used = 1, 0
        try:
            _, (key, *values) = parser.parse_command()
            break
        except PybtexSyntaxError as error:
            if len(piece) == len(text) - head.start():
                raise UnreadableRecord(_complaint(piece, parser.pos)) from error
            size *= 8
    end = head.start() + parser.pos
    if kind in ("string", "preamble"):
        return None, end
    fields: dict[str, list[str]] = {}
    for name, parts in values[0]:
        fields.setdefault(name.lower(), []).append("".join(parts))
    return BibtexEntry(kind, key or "", fields), end


def _complaint(text: str, place: int) -> str:
    """Why an entry cannot be read, and where that shows."""
    rest = text[place:].lstrip()[:20].split("\n")[0]
    if not rest:
        return "The record cannot be read: a brace or a quotation mark is opened and not closed."
    line = text.count("\n", 0, len(text) - len(text[place:].lstrip())) + 1
    return f"The record cannot be read: where a field or the end should be, its line {line} has `{rest}`."


def _end_of_comment(text: str, head: re.Match[str]) -> int:
    """Where an ``@comment`` ends: at the brace that closes it, else with the text."""
    depth = 0
    for place in range(head.start(), len(text)):
        depth += (text[place] == "{") - (text[place] == "}")
        if text[place] == "}" and depth <= 0:
            return place + 1
    return len(text)


def _citation(
    reader: RecordReader, block: FileBlock, raw: str, entry: BibtexEntry, remarks: Remarks
) -> Citation | Malformed:
    place = reader.place(block)
    try:
        return citation(entry, raw, place, remarks)
    except UnreadableRecord as error:
        return Malformed(FORMAT, place, raw, error.message, error.remedy)
