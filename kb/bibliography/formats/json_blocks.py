"""Cutting the objects out of a JSON file: an array of them, one, or one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import Cutter, FileBlock

_TOKEN = re.compile(
    rb'(?:[^"{}\[\]]++|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+")*+([{}\[\]"])',
    re.DOTALL,
)
"""A bracket and all before it; texts are skipped whole. A quotation mark opens a text without an end."""

_TEXT_END = re.compile(rb'["\n]')
_WRAPPED = re.compile(rb'\s*\{\s*"(?:items|references|records|data|message)"\s*:\s*\[')
_ENDS_EARLY = "The file ends in the middle of this record."
_AGAIN = "Export the file again."


@dataclass(slots=True)
class Objects:
    """Cuts a JSON file at the objects that are records."""

    source: ExportFile
    cutter: Cutter = field(default_factory=Cutter)
    _depth: int = 0
    _searched: int = 0
    _inside: bool = False
    _opened: int | None = None
    """Where a text begins whose end was not read yet; negative = further back than what is kept."""

    def blocks(self) -> Iterator[FileBlock]:
        """Records, and what is between them, in order."""
        rest, level = b"", self._level()
        for chunk in self.source.chunks():
            data, begin = rest + chunk, 0
            while (end := self._next(data, level)) is not None:
                yield self.cutter.block(data[begin:end], not self._inside)
                begin = end
            begin = self.cutter.left(data, begin)
            rest, self._searched = data[begin:], max(0, self._searched - begin)
            if self._opened is not None:
                self._opened -= begin
        if self._inside:
            yield self.cutter.block(rest, True, _ENDS_EARLY, _AGAIN)
        else:
            is_whole = self._depth == 0
            yield self.cutter.block(rest, False, "" if is_whole else "The file ends early.", _AGAIN)

    def _level(self) -> int:
        """How many brackets are around a record."""
        head = self.source.head
        return 2 if _WRAPPED.match(head) else 1 if head.lstrip().startswith(b"[") else 0

    def is_only_frame(self, block: FileBlock) -> bool:
        """Whether what is outside of the records is nothing but commas and brackets.

        Around an array under a name, as in ``{"items": [...], "total": 3}``, there may be other members.
        """
        return self._level() == 2 or not block.data.strip(b" \t\r\n,[]")

    def _next(self, data: bytes, level: int) -> int | None:
        """Where the next block ends; None when more of the file is needed."""
        if self._opened is not None and not self._leaves_text(data, self._opened):
            return None
        while match := _TOKEN.match(data, self._searched):
            sign = match[1]
            if sign == b'"' and data.find(b"\n", match.end()) < 0:
                self._opened, self._searched = match.end(), len(data)
                return None  # the text goes on in the next chunk
            self._searched = match.end()
            if sign == b"{" and self._depth == level and not self._inside:
                self._depth, self._inside = self._depth + 1, True
                return match.start(1)
            if sign in b"{[":
                self._depth += 1
            elif sign in b"}]":
                self._depth = max(self._depth - 1, 0)
                if self._inside and self._depth == level:
                    self._inside = False
                    return match.end()
        self._searched = max(self._searched, len(data))
        return None

    def _leaves_text(self, data: bytes, opened: int) -> bool:
        """Look for the end of a text that goes on from before; one without an end on its line is none."""
        while match := _TEXT_END.search(data, self._searched):
            self._searched = match.end()
            before = data[max(0, match.start() - 256) : match.start()]
            if (len(before) - len(before.rstrip(b"\\"))) % 2:
                continue  # escaped
            if match[0] == b"\n" and opened >= 0:
                self._searched = opened
            self._opened = None
            return True
        self._searched = len(data)
        return False
