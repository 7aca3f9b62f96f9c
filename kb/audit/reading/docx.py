"""Word files as plain text: paragraphs, tables, notes; insertions count, deletions do not."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from kb.audit.reading.base import MOST_UNPACKED, ReadText, too_large
from kb.audit.reading.text_layout import TextLayout, raised
from kb.errors import KbError

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = frozenset(
    {
        f"{_WORD}del",
        f"{_WORD}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    }
)
_NOTES = ("footnotes", "endnotes")


def read_docx(name: str, content: bytes) -> ReadText:
    """The text of a Word file, notes at its end. Raises KbError for other or broken packed files."""
    from docx import Document

    try:
        _refuse_unsafe(name, content)
        document = Document(BytesIO(content))
        layout = TextLayout()
        _walk(layout, document.element.body)
        for notes in _notes(document.part):
            _walk(layout, notes)
    except (KbError, MemoryError):
        raise
    except Exception as error:  # zipfile, zlib, lxml, python-docx: what they meet in a damaged file
        raise _broken(name) from error
    return ReadText(layout.text())


def _refuse_unsafe(name: str, content: bytes) -> None:
    """Refuse what unpacks to too much, and document type declarations, which no Word file has."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if "[Content_Types].xml" not in packed.namelist():
            raise KbError(f"{name}: is a packed file, but no Word file. Save it as .docx.")
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise too_large(name)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as opened:
                    if b"<!DOCTYPE" in opened.read(4096):
                        raise _broken(name)


def _broken(name: str) -> KbError:
    return KbError(f"{name}: cannot be read as a Word file. Open it in Word and save it again as .docx.")


def _notes(part: Any) -> Iterator[Any]:
    from docx.oxml.parser import parse_xml

    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.rpartition("/")[2] in _NOTES:
            yield parse_xml(relation.target_part.blob)


def _walk(layout: TextLayout, root: Any) -> None:
    from lxml import etree

    rows = 0
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if event == "start" and tag in _SKIPPED:
            events.skip_subtree()
        elif tag == f"{_WORD}r" and event == "start":
            _add_run(layout, element)
        elif tag == f"{_WORD}tr":
            rows += 1 if event == "start" else -1
            layout.line() if rows or event == "end" else layout.paragraph()
        elif event == "end":
            _end(layout, tag, rows)


def _end(layout: TextLayout, tag: str, rows: int) -> None:
    if tag == f"{_WORD}tc":
        layout.cell()
    elif tag == f"{_WORD}p":
        layout.add(" ") if rows else layout.paragraph()
    elif tag == f"{_WORD}tbl":
        layout.paragraph()


def _add_run(layout: TextLayout, run: Any) -> None:
    """The text of a run; that of drawings within it comes with its own runs."""
    if run.find(f"{_WORD}rPr/{_WORD}vanish") is not None:
        return
    align = run.find(f"{_WORD}rPr/{_WORD}vertAlign")
    above = align is not None and align.get(f"{_WORD}val") == "superscript"
    for child in run:
        tag = child.tag.removeprefix(_WORD) if isinstance(child.tag, str) else ""
        if tag == "t":
            layout.add(raised(child.text or "") if above else child.text or "")
        elif tag in {"footnoteReference", "endnoteReference"}:
            layout.add(raised(child.get(f"{_WORD}id", "")))
        elif tag == "noBreakHyphen":
            layout.add("-")
        elif tag in {"tab", "br", "cr"}:
            layout.add(" ") if tag == "tab" else layout.line()
