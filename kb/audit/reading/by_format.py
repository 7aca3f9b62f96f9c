"""What kind of file it is, by its content, and who reads it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from kb.audit.reading.base import MOST_BYTES, MOST_CHARACTERS, ReadText, too_large
from kb.audit.source_text import SourceText
from kb.errors import KbError

_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_DECIMAL_COMMA = re.compile(
    r"""(?<![\d.,])
    (?: 0,\d+                                             # 0,043; no number of thousands begins like this
      | (?: (?<=[=<>≤≥])|(?<=[=<>≤≥]\s) ) \d+,(?!\d{3}\b)\d+   # = 1,2; a list of citations follows no sign
      | \d+,(?!\d{3}\b)\d+(?=\s?%)                      # 62,5%
    )(?![.,]?\d)""",
    re.VERBOSE,
)
"""What can only be a decimal comma, neither thousands (1,234) nor citations (1,2)."""
_DECIMAL_POINT = re.compile(r"(?<![\d.,])\d+[.·]\d+(?![.,]?\d)")
_OLE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"II*\x00": "a picture",
    b"MM\x00*": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
}


def read_source(file: Path) -> SourceText:
    """The plain text of a file. Raises KbError, in one message, for what cannot be read."""
    name = str(file)
    if file.is_dir():
        raise KbError(f"{name}: is a folder. Name the file of the source text.")
    if not file.exists():
        raise KbError(f"{name}: there is no such file. Name the file of the source text.")
    if not file.is_file():
        raise KbError(f"{name}: is no file but a device or a pipe. Save what it gives as a file first.")
    if file.stat().st_size > MOST_BYTES:
        raise too_large(name)
    content = file.read_bytes()
    form, reader = _reader(name, content)
    result = reader(name, content)
    if len(result.text) > MOST_CHARACTERS:
        raise too_large(name)
    if not any(sign.isalnum() for sign in result.text):
        raise KbError(f"{name}: holds no text. Is it the right file?")
    hashes = dict.fromkeys((_hash(content), _hash(result.text.encode("utf-8", "surrogatepass"))))
    remarks = (*result.remarks, *_style(result.text))
    return SourceText(name, form, result.text, tuple(hashes), result.pages, remarks)


def _style(text: str) -> Iterator[str]:
    """A remark on a text that writes decimals with a comma; a list of citations (1,2) does not."""
    commas = _DECIMAL_COMMA.findall(text)
    if len(commas) > max(1, len(_DECIMAL_POINT.findall(text))):
        shown = "; ".join(dict.fromkeys(commas[:3]))
        yield (
            f"The text writes decimals with a comma ({shown}), figures on file have"
            " a point: they cannot be compared, and what is told of them may be about commas alone. Audit an"
            " edition in English, or a copy with points in their place."
        )


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _reader(name: str, content: bytes) -> tuple[str, Callable[[str, bytes], ReadText]]:
    """The form of a file and its reader. Libraries are imported only for the form at hand."""
    if b"%PDF-" in content[:1024]:
        from kb.audit.reading.pdf import read_pdf

        return "PDF", read_pdf
    if content.startswith(b"PK\x03\x04"):
        from kb.audit.reading.docx import read_docx

        return "DOCX", read_docx
    if content.startswith(_OLE):
        raise KbError(
            f"{name}: is an old Word file (.doc) or has a password. Save it as .docx without a password."
        )
    for start, kind in _OTHERS.items():
        if content.startswith(start):
            raise KbError(f"{name}: is {kind}, which kb cannot read. Save it as text, HTML, PDF or DOCX.")
    if _HTML.match(content.lstrip(b"\xef\xbb\xbf")) or name.lower().endswith((".html", ".htm", ".xhtml")):
        from kb.audit.reading.html import read_html

        return "HTML", read_html
    from kb.audit.reading.plain import read_plain

    return "text", read_plain
