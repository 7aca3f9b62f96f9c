"""A document as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re

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
)

_SPECIAL = re.compile(r"([\\`*\[\]|]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~))")
_AT_START = re.compile(r"^(?:([#>+=-])(?=[\s#=-]|$)|(\d{1,9})([.)])(?=\s|$))")


def render_markdown(document: Document) -> str:
    """The document as Markdown; what is special to Markdown in values is escaped."""
    parts = [f"# {escape(document.title)}"]
    if document.facts:
        parts.append("\n".join(f"- **{escape(label)}:** {escape(value)}" for label, value in document.facts))
    parts += [text for block in document.blocks for text in _block(block, 2)]
    return "\n\n".join(parts) + "\n"


def _block(block: Block, level: int) -> list[str]:
    if isinstance(block, Section):
        inner = [text for one in block.blocks for text in _block(one, level + 1)]
        return [f"{'#' * min(level, 6)} {escape(block.title)}", *inner]
    if isinstance(block, Paragraph):
        return [_line(block.line)]
    if isinstance(block, Bullets):
        return [_list(block)]
    return _table(block)


def _list(block: Bullets) -> str:
    lines = []
    for index, item in enumerate(block.items):
        depth = block.depths[index] if block.depths else 0
        mark = f"{block.numbers[index]}." if block.numbers else "-"
        lines.append(f"{'  ' * depth}{mark} {_line(item)}")
    return "\n".join(lines)


def _table(table: Table) -> list[str]:
    lines = [table.header, ("---",) * len(table.header)]
    body = [tuple(_escaped(cell) for cell in row) for row in table.rows]
    text = "\n".join(f"| {' | '.join(line)} |" for line in [*lines, *body])
    return [f"**{escape(table.caption)}**", text] if table.caption else [text]


def _line(line: Line) -> str:
    text = "".join(_piece(piece) for piece in line)
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", text)


def _piece(piece: Inline) -> str:
    if isinstance(piece, Citation):
        return f"[{piece.number}]"
    if isinstance(piece, Strong):
        return f"**{_escaped(piece.text)}**"
    if isinstance(piece, Emphasis):
        return f"*{_escaped(piece.text)}*"
    return _escaped(piece.text)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def escape(text: str) -> str:
    """A text that Markdown shows as it is, at the start of a line too."""
    shown = _escaped(text)
    return _AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", shown)
