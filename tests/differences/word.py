"""What Word does when somebody accepts or rejects all tracked changes, over the XML of a document."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def texts(content: bytes, *, accept: bool) -> list[str]:
    """The paragraphs, those in cells included, after all changes were accepted or rejected; no empty ones."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    body = root.find(f"{W}body")
    gone, stays = (f"{W}del", f"{W}ins") if accept else (f"{W}ins", f"{W}del")
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{gone}") is not None:
            row.getparent().remove(row)
    for table in list(body.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            table.getparent().remove(table)
    paragraphs = []
    pending = ""
    for paragraph in body.iter(f"{W}p"):
        pending += _text(paragraph, gone, stays)
        if paragraph.find(f"{W}pPr/{W}rPr/{gone}") is not None:
            continue  # without its mark it runs on into the next one
        paragraphs.append(pending)
        pending = ""
    assert not pending, "the end of the document is kept"
    return [text for text in paragraphs if text]


def _text(paragraph: Any, gone: str, stays: str) -> str:
    """The words of a paragraph that stay."""
    found = ""
    for child in paragraph:
        if child.tag == f"{W}hyperlink":
            found += _text(child, gone, stays)
        elif child.tag in (f"{W}r", stays):
            parts = child.iter(f"{W}t", f"{W}delText", f"{W}tab")
            found += "".join(" " if part.tag == f"{W}tab" else part.text or "" for part in parts)
        else:
            assert child.tag in (gone, f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd"), child.tag
    return found


def revisions(content: bytes) -> list[tuple[str, str, str]]:
    """Kind, author and date of every tracked change; their ids differ."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        root = etree.fromstring(file.read("word/document.xml"))
    found = list(root.iter(f"{W}ins", f"{W}del"))
    ids = [one.get(f"{W}id") for one in found]
    assert len(set(ids)) == len(ids)
    return [(one.tag.removeprefix(W), one.get(f"{W}author"), one.get(f"{W}date")) for one in found]
