"""Cutting the records out of an XML export.

Only the text between the tags of a record is ever parsed, and a document type cannot be there: entities
that multiply or read files have no place to be declared. A file that declares some around its records is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import Cutter, FileBlock
from kb.errors import KbError

_NO_END = "The record has no end tag."
_ENDS_EARLY = "The file ends in the middle of this record."
_AGAIN = "Export the file again."
_FRAME = re.compile(
    rb"<\?[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|<!--.*?(?:-->|$)|</?[\w:.-]+(?:\s[^<>]*)?>", re.DOTALL
)


_Tag = tuple[int, int, bool]
"""Where a tag of a record starts, where its name ends, and whether it is an end tag."""


class Elements:
    """Cuts a file at the tags of its records."""

    def __init__(self, source: ExportFile, names: Sequence[str]) -> None:
        """``names`` are the names of the elements that are records."""
        self._source = source
        self._cutter = Cutter()
        listed = _listed(names)
        self._name = re.compile(listed)
        self._token = re.compile(rb"<(?:!--|!\[CDATA\[|/?%s)" % listed)
        self._skipped_to = b""
        self._inside = False
        self._searched = 0

    def blocks(self) -> Iterator[FileBlock]:
        """Records, and what is between them, in order. Raises KbError like :func:`refuse_entities`."""
        rest = b""
        for chunk in self._source.chunks():
            data, begin = rest + chunk, 0
            find = self._tag if self._skipped_to or _holds_more(data) else self._tag_in_plain
            while tag := find(data):
                start, name_end, is_end = tag
                end = data.find(b">", name_end) + 1 if is_end else start
                if is_end and not end:
                    self._searched = start
                    break  # the rest of the end tag is in the next chunk
                self._searched = max(name_end, end)
                if self._inside or not is_end:
                    if block := self._block(data[begin:end], is_end):
                        yield block
                    begin = end
            begin = self._cutter.left(data, begin)
            rest, self._searched = data[begin:], max(0, self._searched - begin)
        yield self._last(rest)

    def _tag_in_plain(self, data: bytes) -> _Tag | None:
        """The next tag of a record, where there are no comments and no quoted text: much faster."""
        while match := self._name.search(data, self._searched):
            start = match.start()
            if data[start - 1 : start] == b"<":
                return start - 1, match.end(), False
            if data[start - 2 : start] == b"</":
                return start - 2, match.end(), True
            self._searched = match.end()
        self._searched = max(self._searched, len(data) - 256)
        return None

    def _tag(self, data: bytes) -> _Tag | None:
        """The next tag of a record that is no part of a comment or of quoted text (CDATA)."""
        while True:
            if self._skipped_to:
                end = data.find(self._skipped_to, self._searched)
                if end < 0:
                    self._searched = max(self._searched, len(data) - 2)
                    return None
                self._skipped_to, self._searched = b"", end + 3
            match = self._token.search(data, self._searched)
            if match is None:
                self._searched = max(self._searched, len(data) - 256)
                return None
            if not match[0].startswith(b"<!"):
                return match.start(), match.end(), match[0].startswith(b"</")
            self._skipped_to = b"-->" if match[0] == b"<!--" else b"]]>"
            self._searched = match.end()

    def _block(self, data: bytes, is_end: bool) -> FileBlock | None:
        """A record, or what comes before one; None when that is blank."""
        was_inside, self._inside = self._inside, not is_end
        if not was_inside:
            if self._cutter.passes_blank(data):
                return None
            refuse_entities(self._source, data)
            return self._cutter.block(data, is_record=False)
        if self._inside:
            return self._cutter.block(data, True, _NO_END, "Repair it in the file, or look the record up.")
        return self._cutter.block(data)

    def _last(self, data: bytes) -> FileBlock:
        if self._inside or self._skipped_to:
            return self._cutter.block(data, self._inside, _ENDS_EARLY, _AGAIN)
        refuse_entities(self._source, data)
        return self._cutter.block(data, is_record=False)


def _holds_more(data: bytes) -> bool:
    """Whether there may be comments or quoted text. One sign is found much faster than two."""
    return b"!" in data and b"<!" in data


def start_of(names: Sequence[str]) -> re.Pattern[bytes]:
    """The beginning of the start tag of a record."""
    return re.compile(b"<" + _listed(names))


def _listed(names: Sequence[str]) -> bytes:
    """A pattern for one of the names. What they begin with comes first, which is found much faster."""
    same = sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, zip(*names, strict=False)))
    rest = "|".join(name[same:] for name in names)
    return rf"{names[0][:same]}(?:{rest})(?=[\s/>])".encode()


def refuse_entities(source: ExportFile, outside: bytes) -> None:
    """Raise KbError when the frame of a file declares entities of its own: no export does."""
    if b"<!ENTITY" in outside:
        raise KbError(
            f"{source.path}: declares entities, which can make a file explode or read other files. "
            "No database exports that; the file was not read."
        )


def is_only_frame(block: FileBlock) -> bool:
    """Whether what is outside of the records is nothing but declarations, tags and white space."""
    return not block.message and not _FRAME.sub(b"", block.data).strip()
