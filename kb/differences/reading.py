"""A document read back from the JSON that it was frozen in (``kb.documents.render.as_json``)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kb.documents.content import (
    Block,
    Bullets,
    Citation,
    Document,
    Emphasis,
    Inline,
    Line,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from kb.errors import KbError

_TEXTS: dict[str, Callable[[str], Inline]] = {"text": Text, "strong": Strong, "emphasis": Emphasis}


def read_document(text: str) -> Document:
    """The document that a JSON text says. Raises KbError when it is not one of ours."""
    try:
        data = json.loads(text)
        facts = tuple((str(fact["label"]), str(fact["value"])) for fact in data["facts"])
        return Document(str(data["title"]), facts, _blocks(data["blocks"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KbError(
            f"The frozen document is not one that this kb can read ({type(error).__name__}: {error})."
        ) from error


def _blocks(items: list[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(_block(item) for item in items)


def _block(item: dict[str, Any]) -> Block:
    kind = item["type"]
    if kind == "section":
        return Section(item["title"], _blocks(item["blocks"]), item.get("key", ""))
    if kind == "paragraph":
        return Paragraph(_line(item["line"]))
    if kind == "list":
        lines = tuple(_line(line) for line in item["items"])
        return Bullets(lines, tuple(item.get("numbers", ())), tuple(item.get("depths", ())))
    if kind == "table":
        rows = tuple(tuple(row) for row in item["rows"])
        return Table(item["caption"], tuple(item["header"]), rows)
    raise ValueError(f"unknown block {kind}")


def _line(pieces: list[dict[str, Any]]) -> Line:
    return tuple(_piece(piece) for piece in pieces)


def _piece(piece: dict[str, Any]) -> Inline:
    if piece["type"] == "citation":
        return Citation(piece["reference"], int(piece["number"]))
    # A kind of emphasis that is not known here still has its words.
    return _TEXTS.get(piece["type"], Text)(piece["text"])
