"""The text that figures are compared with, and places in it as a person finds them."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cached_property
from html import unescape

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(frozen=True, slots=True)
class TextPosition:
    """A place in a text: page from 1 (null: the file has no pages), line and column from 1.

    Lines count from the top of the page where there are pages.
    """

    page: int | None
    line: int
    column: int

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}"
        return place if self.page is None else f"page {self.page}, {place}"


@dataclass(frozen=True)
class SourceText:
    """One file as plain text.

    ``file`` is its name as given and ``form`` what it was read as (text, HTML, PDF, DOCX). ``pages`` are the
    first characters (from 0) of its pages; none where it has no pages. ``hashes`` are the SHA-256 that a
    document record may name it by: of the file, and of its text. ``remarks`` say what could not be read.
    """

    file: str
    form: str
    text: str
    hashes: tuple[str, ...]
    pages: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()

    def with_characters(self) -> SourceText:
        """A plain text with characters in the place of the names that HTML has for them (``&middot;``)."""
        if self.form != "text":
            return self
        return replace(self, text=_ENTITY.sub(lambda match: unescape(match[0]), self.text))

    @cached_property
    def _lines(self) -> list[int]:
        return [0, *(index + 1 for index, sign in enumerate(self.text) if sign == "\n")]

    def place(self, offset: int) -> TextPosition:
        """The place of a character of the text, from 0."""
        line = bisect_right(self._lines, offset)
        column = offset - self._lines[line - 1] + 1
        if not self.pages:
            return TextPosition(None, line, column)
        page = max(bisect_right(self.pages, offset), 1)
        return TextPosition(page, line - bisect_right(self._lines, self.pages[page - 1]) + 1, column)
