"""Text put together from the parts of a marked-up file: paragraphs, lines, table rows, raised digits."""

from __future__ import annotations

import re

from kb.audit.folding import RAISED

_RAISED = str.maketrans(
    {**dict(zip("0123456789", RAISED, strict=True)), "-": "⁻", "\u2013": "⁻", "\u2212": "⁻", ",": "⸴"}
)
_MARKS = re.compile(r"[\d,\s\u2013\u2212-]*\d[\d,\s\u2013\u2212-]*", re.ASCII)
#: Soft hyphens and characters without width say where a line may break, nothing else.
_UNSEEN = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def raised(text: str) -> str:
    """Text set above the line: digits become raised digits, so that a citation mark is no number."""
    if not _MARKS.fullmatch(text):
        return text
    return text.translate(_RAISED)


class TextLayout:
    """Collects text. A blank line parts paragraphs, a tab the cells of a table row."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._waiting = ""

    def add(self, text: str, *, kept: bool = False) -> None:
        """Add words; white space counts as one blank, but where it is to be ``kept``."""
        seen = text.translate(_UNSEEN)
        if not kept:
            seen = re.sub(r"[ \t\r\n\f]+", " ", seen)
            if self._at_start():
                seen = seen.lstrip(" ")
        if seen:
            self._break()
            self._parts.append(seen)

    def paragraph(self) -> None:
        """End the paragraph."""
        self._waiting = "\n\n"

    def line(self) -> None:
        """End the line."""
        if self._waiting in {"", "\t"}:
            self._waiting = "\n"

    def cell(self) -> None:
        """End the cell of a table."""
        if not self._waiting:
            self._waiting = "\t"

    def text(self) -> str:
        """All of it, without blanks at the ends of lines and cells."""
        return re.sub(r" +(?=[\n\t])", "", "".join(self._parts)).strip() + "\n"

    def _at_start(self) -> bool:
        return bool(self._waiting) or not self._parts or self._parts[-1].endswith((" ", "\n", "\t"))

    def _break(self) -> None:
        if self._waiting and self._parts:
            self._parts.append(self._waiting)
        self._waiting = ""
