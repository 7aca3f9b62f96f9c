"""Cutting the records out of an XML export.

Only the text between the tags of a record is ever parsed, and a document type cannot stand there: entities
that multiply or read files have no place to be declared. A file that declares some around its records is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.errors import KbError
from kb.literature.blocks import Block, Cutter
from kb.literature.encoding import Source

_NO_END = "The record has no end tag."
_ENDS_EARLY = "The file ends in the middle of this record."
_AGAIN = "Export the file again."
_FRAME = re.compile(
    rb"<\?[^>]*\?>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>|<!--.*?(?:-->|$)|</?[\w:.-]+(?:\s[^<>]*)?>", re.DOTALL
)


@dataclass(slots=True)
class Elements:
    """Cuts a file at the tags of its records. ``names`` are the names of the elements that are records."""

    source: Source
    names: Sequence[str]
    cutter: Cutter = field(default_factory=Cutter)
    _skipped_to: bytes = b""
    _inside: bool = False
    _searched: int = 0

    def blocks(self) -> Iterator[Block]:
        """Records, and what stands between them, in order. Raises KbError like :func:`refuse_entities`."""
        names = "|".join(map(re.escape, self.names))
        token = re.compile(rf"<(?:!--|!\[CDATA\[|(/?)(?:{names})(?=[\s/>]))".encode())
        rest = b""
        for chunk in self.source.chunks():
            data, begin = rest + chunk, 0
            while found := self._next(token, data):
                end = data.find(b">", found.end()) + 1 if found[1] else found.start()
                if not end and found[1]:
                    self._searched = found.start()
                    break  # the rest of the end tag is in the next chunk
                self._searched = max(found.end(), end)
                if self._inside or not found[1]:
                    yield self._block(data[begin:end], found)
                    begin = end
            begin = self.cutter.left(data, begin)
            rest, self._searched = data[begin:], max(0, self._searched - begin)
        yield self._last(rest)

    def _next(self, token: re.Pattern[bytes], data: bytes) -> re.Match[bytes] | None:
        """The next tag of a record that is no part of a comment or of quoted text (CDATA)."""
        while True:
            if self._skipped_to:
                end = data.find(self._skipped_to, self._searched)
                if end < 0:
                    self._searched = max(self._searched, len(data) - 2)
                    return None
                self._skipped_to, self._searched = b"", end + 3
            found = token.search(data, self._searched)
            if found is None:
                self._searched = max(self._searched, len(data) - 256)
            if found is None or found[1] is not None:
                return found
            self._skipped_to = b"-->" if found[0] == b"<!--" else b"]]>"
            self._searched = found.end()

    def _block(self, data: bytes, found: re.Match[bytes]) -> Block:
        was_inside, self._inside = self._inside, not found[1]
        if not was_inside:
            refuse_entities(self.source, data)
            return self.cutter.block(data, is_record=False)
        if self._inside:
            return self.cutter.block(data, True, _NO_END, "Repair it in the file, or look the record up.")
        return self.cutter.block(data)

    def _last(self, data: bytes) -> Block:
        if self._inside or self._skipped_to:
            return self.cutter.block(data, self._inside, _ENDS_EARLY, _AGAIN)
        refuse_entities(self.source, data)
        return self.cutter.block(data, is_record=False)


def refuse_entities(source: Source, outside: bytes) -> None:
    """Raise KbError when the frame of a file declares entities of its own: no export does."""
    if b"<!ENTITY" in outside:
        raise KbError(
            f"{source.path}: declares entities, which can make a file explode or read other files. "
            "No database exports that; the file was not read."
        )


def is_only_frame(block: Block) -> bool:
    """Whether what stands outside of the records is nothing but declarations, tags and white space."""
    return not block.message and not _FRAME.sub(b"", block.data).strip()
