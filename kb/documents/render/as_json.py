"""A document as JSON, for programs that lay it out themselves."""

from __future__ import annotations

import json
from typing import Any

from kb.documents.content import (
    Block,
    Bullets,
    Citation,
    Document,
    Emphasis,
    Line,
    Paragraph,
    Section,
    Strong,
    Text,
)

_KINDS = {Text: "text", Strong: "strong", Emphasis: "emphasis"}


def render_json(document: Document) -> str:
    """The document as JSON with a ``type`` on every block and on every piece of a line."""
    data = {
        "title": document.title,
        "facts": [{"label": label, "value": value} for label, value in document.facts],
        "blocks": [_block(block) for block in document.blocks],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Section):
        inner = [_block(one) for one in block.blocks]
        return {"type": "section", "key": block.key, "title": block.title, "blocks": inner}
    if isinstance(block, Paragraph):
        return {"type": "paragraph", "line": _line(block.line)}
    if isinstance(block, Bullets):
        items = [_line(item) for item in block.items]
        numbering = {"numbers": list(block.numbers), "depths": list(block.depths)}
        return {"type": "list", "items": items, **numbering}
    rows = [list(row) for row in block.rows]
    return {"type": "table", "caption": block.caption, "header": list(block.header), "rows": rows}


def _line(line: Line) -> list[dict[str, Any]]:
    pieces: list[dict[str, Any]] = []
    for piece in line:
        if isinstance(piece, Citation):
            pieces.append({"type": "citation", "reference": piece.reference, "number": piece.number})
        else:
            pieces.append({"type": _KINDS[type(piece)], "text": piece.text})
    return pieces
