"""HTML pages as plain text."""

from __future__ import annotations

import re
from typing import Any

from kb.audit.reading.base import ReadText
from kb.audit.reading.plain import decode
from kb.audit.reading.text_layout import TextLayout, raised
from kb.errors import KbError

_DECLARED = re.compile(
    rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*[\"']([\w-]+)", re.I
)
_BEGINS, _ENDS = re.compile(rb"<html\b", re.I), re.compile(rb"</html\s*>", re.I)
_CUT = "The page stops before its end (</html>): a part of it may be missing."
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLOCK_TAGS = """address article aside blockquote body caption dd details div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead ul"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_UNSEEN_TAGS = "script style template head noscript svg math object iframe select textarea"
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_UNDISPLAYED = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def read_html(name: str, content: bytes) -> ReadText:
    """The visible text of a page; raised digits stay raised. Raises KbError when there is none."""
    match = _DECLARED.search(content[:4096])
    declared = (match[1] or match[2]).decode("ascii") if match else None
    remarks = (_CUT,) if _BEGINS.search(content) and not _ENDS.search(content) else ()
    return ReadText(_text(name, decode(name, content, declared)), remarks=remarks)


def _text(name: str, page: str) -> str:
    from lxml import etree, html

    parser = html.HTMLParser(huge_tree=False, no_network=True)
    layout = TextLayout()
    try:
        root = html.document_fromstring(_XML_DECLARATION.sub("", page.replace("\x00", "")), parser=parser)
        _walk(layout, etree.iterwalk(root, events=("start", "end", "comment", "pi")))
    except MemoryError:
        raise
    except Exception as error:  # lxml raises whatever it meets in a damaged file
        raise KbError(f"{name}: cannot be read as HTML. Open it in a browser and save it again.") from error
    return layout.text()


def _walk(layout: TextLayout, events: Any) -> None:
    """Visit the elements in order, without recursion: pages may be nested to any depth."""
    kept = in_row = 0
    for event, element in events:
        if event in {"comment", "pi"}:
            layout.add(element.tail or "", kept=kept > 0)
            continue
        tag = element.tag
        if event == "start":
            if _is_unseen(element) or _is_raised(element):
                if tag == "sup":
                    layout.add(raised("".join(element.itertext())))
                events.skip_subtree()
                continue
            in_row += tag == "tr"
            kept += tag == "pre"
            _boundary(layout, tag, in_row)
            layout.add(element.text or "", kept=kept > 0)
        else:
            if not (_is_unseen(element) or _is_raised(element)):
                _boundary(layout, tag, in_row)
                in_row -= tag == "tr"
                kept -= tag == "pre"
            layout.add(element.tail or "", kept=kept > 0)


def _boundary(layout: TextLayout, tag: str, in_row: int) -> None:
    """What the start or end of an element parts; blocks within a table row part cells only."""
    if tag in {"td", "th"}:
        layout.cell()
    elif tag in {"br", "tr"}:
        layout.line()
    elif tag in _BLOCKS and not in_row:
        layout.paragraph()
    elif tag in _BLOCKS:
        layout.add(" ")


def _is_raised(element: Any) -> bool:
    return element.tag == "sup" and raised("".join(element.itertext())) != "".join(element.itertext())


def _is_unseen(element: Any) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or bool(_UNDISPLAYED.search(element.get("style") or ""))
    )
