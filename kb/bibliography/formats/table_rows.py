"""Rows of a table in a text file, with the lines they came from.

The csv module of the standard library reads them. Around it: each row keeps its raw text and place, and a
quotation mark without its partner costs one line instead of the rest of the file.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.bibliography.formats.encoding import ExportFile
from kb.bibliography.formats.file_blocks import Cutter, FileBlock

_MOST_LINES = 2000
_MOST_BYTES = 4 << 20
"""Limits of one row: what goes on longer has an open quotation mark."""

_OPEN = "A quotation mark opens here and is not closed within the row."
_CLOSE = "Close it in the file, or save the table again from the program it came from."
_LONG = "This line has {} bytes, which no citation has; its beginning is kept."
_AGAIN = "Look at the file there, or export the table again."

_KEPT = 64 << 10


@dataclass(frozen=True, slots=True)
class TableLayout:
    """How a table is written."""

    separator: str
    quoted: bool
    """Whether quotation marks enclose cells; in the tables of some databases they are plain characters."""


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row: its cells, or the block with the reason why there are none."""

    cells: tuple[str, ...]
    block: FileBlock


class _TooLong(Exception):
    """The row that is being read goes on and on."""


class _Feed:
    """Lines for the csv module, which remembers those of the row that is being read."""

    def __init__(self, source: ExportFile) -> None:
        self._lines = _lines(source)
        self._again: deque[tuple[bytes, int]] = deque()
        self._source = source
        self._weight = 0
        self.taken: list[tuple[bytes, int]] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) > _MOST_LINES or self._weight > _MOST_BYTES:
            raise _TooLong
        line, left_out = self._again.popleft() if self._again else next(self._lines)
        self.taken.append((line, left_out))
        self._weight += len(line)
        if left_out:
            raise _TooLong
        return self.text(line)

    def text(self, data: bytes) -> str:
        """The text of a line."""
        return self._source.text(data)[0]

    def done(self, lines: int | None = None) -> tuple[bytes, int]:
        """The raw bytes of the row just read, or of so many lines of it; the others are read again.

        Beside them, how many bytes at their end were left out.
        """
        kept = self.taken if lines is None else self.taken[:lines]
        self._again.extendleft(reversed(self.taken[len(kept) :]))
        self.taken, self._weight = [], 0
        return b"".join(line for line, _ in kept), sum(left_out for _, left_out in kept)


def read_rows(source: ExportFile, layout: TableLayout) -> Iterator[CsvRow]:
    """The rows that are not blank, the one with the names of the columns first."""
    csv.field_size_limit(max(csv.field_size_limit(), 2 * _MOST_BYTES))
    feed, cutter = _Feed(source), Cutter()
    reader = _reader(feed, layout)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _TooLong):
            row = _mended(feed, cutter, layout)
            reader = _reader(feed, layout)
        else:
            row = CsvRow(tuple(cells), cutter.block(feed.done()[0]))
        if row.block.message or any(map(str.strip, row.cells)):
            yield row


def _reader(lines: Iterable[str], layout: TableLayout, strict: bool = True) -> Iterator[list[str]]:
    if layout.quoted:
        return csv.reader(lines, delimiter=layout.separator, strict=strict)
    return csv.reader(lines, delimiter=layout.separator, quoting=csv.QUOTE_NONE, strict=strict)


def _mended(feed: _Feed, cutter: Cutter, layout: TableLayout) -> CsvRow:
    """A row that is not well-formed.

    A single line is read leniently (``"cell"x``). Of several lines the first is kept aside and the others
    are read again, so that an open quotation mark costs one line.
    """
    is_single = len(feed.taken) == 1
    raw, left_out = feed.done(1)
    text = feed.text(raw).replace("\r", " ")
    if left_out:
        row = CsvRow((), cutter.block(raw, message=_LONG.format(len(raw) + left_out), remedy=_AGAIN))
        cutter.position += left_out
        return row
    if is_single and text.count('"') % 2 == 0:
        return CsvRow(tuple(next(_reader([text], layout, strict=False), ())), cutter.block(raw))
    return CsvRow((), cutter.block(raw, message=_OPEN, remedy=_CLOSE))


def _lines(source: ExportFile) -> Iterator[tuple[bytes, int]]:
    """Lines with their line ends, and how many bytes of them were left out because they were too many."""
    rest, size = b"", 0
    for chunk in source.chunks():
        first, *others = chunk.split(b"\n")
        rest, size = rest + first[: max(0, _MOST_BYTES - len(rest))], size + len(first)
        if others:
            yield _line(rest + b"\n", size + 1)
            yield from ((line + b"\n", 0) for line in others[:-1])
            rest, size = others[-1], len(others[-1])
    if rest:
        yield _line(rest, size)


def _line(kept: bytes, size: int) -> tuple[bytes, int]:
    left_out = size - len(kept)
    return (kept[:_KEPT], size - _KEPT) if left_out else (kept, 0)


def count_rows(source: ExportFile, layout: TableLayout) -> int:
    """Rows that are not blank, counted in the raw bytes: line ends outside of quotation marks."""
    count, is_open, is_blank = 0, False, True
    empty = layout.separator.encode() + b'" \t\r\n'
    for line, left_out in _lines(source):
        is_blank = is_blank and not line.strip(empty)
        if left_out:
            is_open = False  # such a line is kept aside alone
        elif layout.quoted and line.count(b'"') % 2:
            is_open = not is_open
        if not is_open:
            count += not is_blank
            is_blank = True
    return count + (is_open and not is_blank)
