"""The lines of one record of RIS: tags, values that go on, and lines that are neither."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LISTS = frozenset(("KW", "UR", "SN", "L1", "L2", "L3", "L4", "AN", "C1", "C2", "C3"))
"""Tags whose further lines are further values, as EndNote writes them."""
_PROSE = frozenset(("AB", "N2", "N1"))
"""Tags whose values may have paragraphs."""
_LOOSE_TAG = re.compile(r"([A-Za-z][A-Za-z0-9]) {0,3}-(?: |$)(.*)")
_NARROW_TAG = re.compile(r"([A-Z][A-Z0-9]) ?-(?: |$)(.*)")
_PLAIN = frozenset(
    (
        *("TI", "AU", "A1", "PY", "Y1", "JO", "JF", "JA", "T2", "VL", "IS", "SP", "EP", "AB"),
        *("N2", "DO", "UR", "KW", "SN", "AN", "LA", "DB", "PB", "N1", "M3", "U2", "C5", "ER"),
    )
)
"""Tags that a line of running text hardly begins with, other than `T1 - weighted` or `CT - guided`."""


@dataclass(slots=True)
class RisLines:
    """What the lines of a record say."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    """Tag -> its values in order."""
    is_ended: bool = False
    """Whether there is an end mark."""
    remarks: list[str] = field(default_factory=list)


def read_lines(text: str) -> RisLines:
    """The lines of a record up to its end mark, which is a whole line.

    A tag is two characters, two spaces and a hyphen; where the first line of the record has fewer spaces, so
    may the others. A line with another tag is told, whatever it was taken for.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    reading = _Reading(
        is_strict=lines[0][2:5] == "  -",
        has_whole_end=any(line.upper().rstrip() == "ER  -" for line in lines),
    )
    for number, line in enumerate(lines, start=1):
        if reading.add(number, line):
            break
    reading.finish()
    return reading.read


class _Reading:
    """Takes the lines of a record, one after the other."""

    def __init__(self, *, is_strict: bool, has_whole_end: bool) -> None:
        self.read = RisLines()
        self._is_strict, self._has_whole_end = is_strict, has_whole_end
        self._tag = ""
        self._values: list[str] = []
        self._pieces: list[str] = []
        """Lines of the last of them."""
        self._blank = 0
        """Line number of a blank line after the last tag; 0 = there was none."""
        self._after_blank: list[str] = []
        """Lines without a tag after it."""

    def add(self, number: int, line: str) -> bool:
        """Take a line; whether it ends the record."""
        tag, value = self._tagged(number, line)
        if not tag:
            self._go_on(number, line)
            return False
        if tag == "ER" and not value:
            self.read.is_ended = True
            return True
        self._keep_going()
        self._end_value()
        self._tag, self._blank = tag, 0
        self._values, self._pieces = self.read.fields.setdefault(tag, []), [value]
        return False

    def _end_value(self) -> None:
        if self._pieces:
            self._values.append(" ".join(filter(None, self._pieces)))
            self._pieces = []

    def _tagged(self, number: int, line: str) -> tuple[str, str]:
        """The tag of a line and its value; no tag when the line goes on with the value before."""
        if line[2:5] == "  -" and line[0] != " " and not (line[:2].upper() == "ER" and line[5:].strip()):
            return line[:2].upper(), line[5:].strip()
        if not self._is_strict:
            match = _LOOSE_TAG.match(line)
            is_tag = match and not (match[1].upper() == "ER" and match[2].strip())
            return (match[1].upper(), match[2].strip()) if match and is_tag else ("", "")
        match = _NARROW_TAG.match(line)
        if match is None or match[1] not in _PLAIN:
            return "", ""
        if match[1] == "ER" and (self._has_whole_end or match[2].strip()):
            return "", ""
        self.read.remarks.append(
            f"Line {number} of the record has too few blanks after its tag; it was read as {match[1]}."
        )
        return match[1], match[2].strip()

    def _go_on(self, number: int, line: str) -> None:
        """Add a line without a tag to the value before it."""
        more = line.strip()
        if not more:
            self._blank = self._blank or number
        elif self._blank and self._tag not in _PROSE:
            self._after_blank.append(more)
        else:
            self._extend(more, line)

    def _extend(self, more: str, line: str) -> None:
        if self._tag in ("", "TY"):
            self.read.remarks.append(f"A line without a tag was left out: `{more[:60]}`.")
        elif self._tag in _LISTS and line[0] not in " \t":
            self._end_value()
            self._pieces = [more]
        else:
            self._pieces.append(more)

    def _keep_going(self) -> None:
        """Another tag follows: the lines after a blank one belonged to the record."""
        for more in self._after_blank:
            self._extend(more, more)
        self._after_blank = []

    def finish(self) -> None:
        """The record is over: what came after a blank line is what the host put behind it."""
        if self.read.is_ended:
            self._keep_going()
        elif self._after_blank:
            shown = " / ".join(self._after_blank)
            self.read.remarks.append(f"Lines after a blank one were left out: `{shown[:80]}`.")
        self._end_value()
