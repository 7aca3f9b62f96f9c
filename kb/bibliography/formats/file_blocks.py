"""Cutting an export into records before any of them is read.

A record is cut out of the bytes, so one that cannot be read spoils no other, every record keeps its raw
text and its place, and memory holds a few records at a time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

LONGEST = 32 << 20
"""Bytes of the longest record that is read. The longest in PubMed, with thousands of collaborators, have a
few million."""

_KEPT = 64 << 10
"""Bytes that are kept of a longer one."""

_MARK = 256
"""Bytes at the end of a chunk that may hold the beginning of a mark; no mark is longer."""


@dataclass(frozen=True, slots=True)
class FileBlock:
    """A piece of a file."""

    data: bytes
    line: int
    """Line on which it starts, from 1."""
    position: int
    """Bytes of the chunks before it."""
    is_record: bool = True
    """False: it is outside of the records, where usually nothing but frames and white space is."""
    message: str = ""
    """Why it cannot be read; empty when it may be."""
    remedy: str = ""


class Cutter:
    """Makes blocks of consecutive bytes: knows lines and positions, lets go of what grows too long."""

    def __init__(self) -> None:
        self.line = 1
        self.position = 0
        self._beginning: tuple[int, int, bytes] | None = None

    def block(self, data: bytes, is_record: bool = True, message: str = "", remedy: str = "") -> FileBlock:
        """The block that ends with ``data``."""
        line, position = self.line, self.position
        self._pass(data)
        if self._beginning is None:
            return FileBlock(data, line, position, is_record, message, remedy)
        line, position, kept = self._beginning
        self._beginning = None
        size = (self.position - position) / 1e6
        return FileBlock(
            kept,
            line,
            position,
            is_record,
            f"Here {size:.0f} million bytes come without an end, which no citation has; "
            "their beginning is kept.",
            "Look at the file there: an end mark may be missing. Repair it and import again.",
        )

    def passes_blank(self, data: bytes) -> bool:
        """Go on after ``data`` when it is nothing but white space; whether it was."""
        is_blank = self._beginning is None and (not data or data.isspace())
        if is_blank:
            self._pass(data)
        return is_blank

    def left(self, data: bytes, begin: int) -> int:
        """Where the unfinished block in ``data`` goes on: at ``begin``, or later when it is too long."""
        if self._beginning is None and len(data) - begin <= LONGEST:
            return begin
        end = max(begin, len(data) - _MARK)
        if self._beginning is None:
            self._beginning = (self.line, self.position, data[begin : begin + _KEPT])
        self._pass(data[begin:end])
        return end

    def _pass(self, data: bytes) -> None:
        self.line += data.count(b"\n")
        self.position += len(data)


def blocks_at_lines(
    chunks: Iterable[bytes], mark: re.Pattern[bytes], is_start: Callable[[re.Match[bytes]], bool]
) -> Iterator[FileBlock]:
    """Blocks that begin with a line which ``mark`` matches, the line feed before it included.

    ``is_start`` decides about the marks, in order. The first block is what comes before the first record;
    it is never one.
    """
    cutter = Cutter()
    cutter.line, cutter.position = 0, -1  # a line feed is put in front of the file
    rest, searched, is_record = b"\n", 0, False
    for chunk in chunks:
        data, begin = rest + chunk, 0
        for match in mark.finditer(data, searched):
            searched = match.end()
            if is_start(match):
                yield cutter.block(data[begin : match.start() + 1], is_record)
                begin, is_record = match.start() + 1, True
        searched = max(searched, len(data) - _MARK)
        begin = cutter.left(data, begin)
        rest, searched = data[begin:], max(0, searched - begin)
    yield cutter.block(rest, is_record)


def count_marks(chunks: Iterable[bytes], mark: re.Pattern[bytes]) -> int:
    """How often a mark occurs in the raw bytes; one at the beginning of a line matches the line feed too."""
    count, rest = 0, b"\n"
    for chunk in chunks:
        data, end = rest + chunk, 0
        for match in mark.finditer(data):
            count, end = count + 1, match.end()
        rest = data[max(end, len(data) - _MARK) :]
    return count
