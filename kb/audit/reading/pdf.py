"""PDF files as plain text, by PDFium: lines in reading order, paragraphs parted by blank lines."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from kb.audit.reading.base import ReadText
from kb.audit.reading.pdf_lines import Glyph, PdfLine, lines_of
from kb.audit.reading.pdf_pages import in_columns, text_of, without_running_heads
from kb.errors import KbError

_MOST_PAGES = 5_000
_CUT = "The file stops before its end (%%EOF): a part of it may be missing."
_FEWEST_LETTERS = 20
"""A page with fewer is taken for a picture of text."""


def read_pdf(name: str, content: bytes) -> ReadText:
    """The text of a PDF file. Raises KbError when it is encrypted, broken, or holds pictures of text only."""
    import pypdfium2

    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            if len(document) > _MOST_PAGES:
                raise KbError(f"{name}: has more than {_MOST_PAGES} pages. Is it the right file?")
            pages = [list(_lines(pypdfium2, document, number)) for number in range(len(document))]
    except (KbError, MemoryError):
        raise
    except Exception as error:  # beside its own errors, whatever pypdfium2 meets in a damaged file
        raise KbError(f"{name}: {_trouble(str(error))}") from error
    result = _read(name, pages)
    is_cut = b"%%EOF" not in content.rstrip()[-1024:]
    return replace(result, remarks=(*result.remarks, _CUT)) if is_cut else result


def _read(name: str, pages: list[list[PdfLine]]) -> ReadText:
    empty = [
        str(number)
        for number, lines in enumerate(pages, start=1)
        if sum(sign.isalpha() for line in lines for sign in line.text) < _FEWEST_LETTERS
    ]
    if len(empty) == len(pages):
        raise KbError(
            f"{name}: its pages hold pictures, not text (a scan?). Run text recognition (OCR) on it first, or"
            " use the text, HTML or Word form of the document."
        )
    text, starts = text_of([in_columns(lines) for lines in without_running_heads(pages)])
    remark = f"No text on page {', '.join(empty)}: numbers printed in pictures are not found."
    return ReadText(text, starts, (remark,) if empty else ())


def _trouble(error: str) -> str:
    if "password" in error.lower():
        return "is encrypted. Save a copy without a password."
    return "cannot be read as PDF. Open it in a PDF viewer and save it again."


def _lines(pypdfium2: Any, document: Any, number: int) -> Iterator[PdfLine]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            yield from lines_of(_glyphs(pypdfium2.raw, text.raw))
        finally:
            text.close()
    finally:
        page.close()


def _glyphs(raw: Any, text: Any) -> Iterator[Glyph]:
    """The characters of a page in the order in which they are painted, with where they are."""
    from ctypes import c_double

    x, y, left, right, bottom, top = (c_double() for _ in range(6))
    box = raw.FS_RECTF()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        foot = y.value
        if sign.isdigit():
            # The ink of a digit tells whether it is raised, also where the font has raised digits of its own.
            raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            foot = bottom.value
        yield Glyph(sign, box.left, box.right, y.value, foot, box.top - box.bottom)
