"""Text files, in whatever encoding they are."""

from __future__ import annotations

import codecs
import re

from kb.audit.reading.base import ReadText
from kb.errors import KbError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def read_plain(name: str, content: bytes) -> ReadText:
    """A text file; its lines end in a line feed whatever they end in there."""
    text = decode(name, content)
    return ReadText(text.replace("\r\n", "\n").replace("\r", "\n"))


def decode(name: str, content: bytes, declared: str | None = None) -> str:
    """Text of bytes: by byte-order mark, as declared, as UTF-8, else as Windows-1252.

    Raises KbError for bytes that are no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    for encoding in dict.fromkeys((declared or "utf-8", "utf-8", "cp1252", "latin-1")):
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _CONTROL.search(text):
            break
        return text
    raise KbError(f"{name}: is not a text, HTML, PDF or DOCX file. Save it as one of these.")
