"""A document as JSON, for programs that lay it out themselves; kb itself reads it back from releases."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from kb.documents.content import (
    Block,
    Bullets,
    ChangedBy,
    Document,
    ListItem,
    LogoPicture,
    Paragraph,
    Section,
    Table,
    TableRow,
    TitleFact,
)
from kb.errors import KbError
from kb.inlines import (
    CitationNumber,
    Deleted,
    Emphasis,
    FigureText,
    Hyperlink,
    Inline,
    Inserted,
    Line,
    LinkTarget,
    Marked,
    Strong,
    TermText,
    Text,
)

_INLINES: dict[str, Callable[..., Inline]] = {
    "text": Text,
    "strong": Strong,
    "emphasis": Emphasis,
    "figure": FigureText,
    "term": TermText,
    "citation": CitationNumber,
    "deleted": Deleted,
    "inserted": Inserted,
    "marked": Marked,
    "link": Hyperlink,
    "anchor": LinkTarget,
}
_TYPES = {made: name for name, made in _INLINES.items()}


def render(document: Document) -> str:
    """The document as JSON with a ``type`` on every block and on every piece of a line.

    A line of nothing but words is a string. What is empty (``about``, ``change``) is left out, and nothing is
    indented, which would double its size.
    """
    data: dict[str, Any] = {
        "title": line_data(document.title),
        "facts": [
            _filled({"label": line_data(fact.label), "value": line_data(fact.value)}, change=fact.change)
            for fact in document.facts
        ],
        "blocks": [_block(block) for block in document.blocks],
    }
    if document.logo is not None:
        data["logo"] = document.logo._asdict()
    if document.changed_by is not None:
        data["changed_by"] = document.changed_by._asdict()
    return json.dumps(data, ensure_ascii=False) + "\n"


def _filled(data: dict[str, Any], **further: Any) -> dict[str, Any]:
    """Data with those further values that are not empty."""
    return data | {name: value for name, value in further.items() if value not in ("", (), None)}


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Section):
        inner = [_block(part) for part in block.blocks]
        title = line_data(block.title)
        return _filled(
            {"type": "section", "key": block.key, "title": title, "blocks": inner}, change=block.change
        )
    if isinstance(block, Paragraph):
        sentences = [line_data(sentence) for sentence in block.sentences]
        return _filled({"type": "paragraph", "sentences": sentences}, about=block.about, change=block.change)
    if isinstance(block, Bullets):
        return _filled({"type": "list", "items": [_item(item) for item in block.items]}, change=block.change)
    header = [line_data(cell) for cell in block.header]
    rows = [
        _filled({"cells": [line_data(cell) for cell in row.cells]}, about=row.about, change=row.change)
        for row in block.rows
    ]
    caption = line_data(block.caption)
    return _filled({"type": "table", "caption": caption, "header": header, "rows": rows}, change=block.change)


def _item(item: ListItem) -> dict[str, Any]:
    data = {"line": line_data(item.line), "number": item.number, "depth": item.depth}
    printed = Line() if item.number is None else Line(f"{item.number}.")
    label = None if item.label == printed else line_data(item.label)
    return _filled(data, label=label, about=item.about, change=item.change)


def line_data(line: Line) -> str | list[dict[str, Any]]:
    """A line as JSON: a string, or its pieces."""
    if all(isinstance(piece, Text) for piece in line.pieces):
        return line.plain
    return [_piece(piece) for piece in line.pieces]


def _piece(piece: Inline) -> dict[str, Any]:
    data = {"type": _TYPES[type(piece)], **piece._asdict()}
    if isinstance(piece, Deleted | Inserted | Marked | Hyperlink | LinkTarget):
        data["line"] = line_data(piece.line)
    return data


def read_json(text: str) -> Document:
    """The document that such a JSON text says. Raises KbError when it is not one of ours."""
    try:
        data = json.loads(text)
        changed_by = ChangedBy(**data["changed_by"]) if "changed_by" in data else None
        facts = [
            TitleFact(_read_line(fact["label"]), _read_line(fact["value"]), fact.get("change", ""))
            for fact in data["facts"]
        ]
        logo = LogoPicture(**data["logo"]) if "logo" in data else None
        return Document(_read_line(data["title"]), facts, _read_blocks(data["blocks"]), changed_by, logo)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise KbError(
            f"The frozen document is not one that this kb can read ({type(error).__name__}: {error})."
        ) from error


def _read_blocks(items: list[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(_read_block(item) for item in items)


def _read_block(item: dict[str, Any]) -> Block:
    kind, change = item["type"], item.get("change", "")
    if kind == "section":
        return Section(_read_line(item["title"]), _read_blocks(item["blocks"]), item["key"], change)
    if kind == "paragraph":
        return Paragraph(*map(_read_line, item["sentences"]), about=item.get("about", ()), change=change)
    if kind == "list":
        return Bullets([_read_item(each) for each in item["items"]], change)
    if kind == "table":
        rows = [
            TableRow(map(_read_line, row["cells"]), about=row.get("about", ()), change=row.get("change", ""))
            for row in item["rows"]
        ]
        return Table(_read_line(item["caption"]), map(_read_line, item["header"]), rows, change)
    raise ValueError(f"unknown block {kind}")


def _read_item(item: dict[str, Any]) -> ListItem:
    return ListItem(
        _read_line(item["line"]),
        item["number"],
        item["depth"],
        about=item.get("about", ()),
        label=_read_line(item["label"]) if "label" in item else None,
        change=item.get("change", ""),
    )


def _read_line(line: str | list[dict[str, Any]]) -> Line:
    return Line(line) if isinstance(line, str) else Line(*[_read_piece(piece) for piece in line])


def _read_piece(piece: dict[str, Any]) -> Inline:
    values = {name: value for name, value in piece.items() if name != "type"}
    if "line" in values:
        values["line"] = _read_line(values["line"])
    for ids in ("ids", "about"):
        if ids in values:
            values[ids] = tuple(values[ids])
    return _INLINES[piece["type"]](**values)
