"""A document as plain text for a terminal."""

from __future__ import annotations

from textwrap import fill

from kb.documents.content import Block, Bullets, Citation, Document, Line, Paragraph, Section, Table

_RULES = {1: "=", 2: "-"}


def render_text(document: Document, width: int | None = None) -> str:
    """The document as plain text, wrapped at ``width`` columns (null: every paragraph on one line)."""
    parts = [_heading(document.title, 1, width)]
    if document.facts:
        space = max(len(label) for label, _ in document.facts) + 2
        parts.append(
            "\n".join(
                _wrapped(f"{label}:".ljust(space) + value, width, space) for label, value in document.facts
            )
        )
    parts += [text for block in document.blocks for text in _block(block, 2, width)]
    return "\n\n".join(parts) + "\n"


def _heading(title: str, level: int, width: int | None) -> str:
    shown = _wrapped(title, width, 0)
    rule = _RULES.get(level)
    return shown if rule is None else f"{shown}\n{rule * max(len(line) for line in shown.splitlines())}"


def _block(block: Block, level: int, width: int | None) -> list[str]:
    if isinstance(block, Section):
        inner = [text for one in block.blocks for text in _block(one, level + 1, width)]
        return [_heading(block.title, level, width), *inner]
    if isinstance(block, Paragraph):
        return [_wrapped(_line(block.line), width, 0)]
    if isinstance(block, Bullets):
        return [_list(block, width)]
    return [_table(block)]


def _list(block: Bullets, width: int | None) -> str:
    lines = []
    space = len(str(max(block.numbers))) + 2 if block.numbers else 2
    for index, item in enumerate(block.items):
        mark = f"{block.numbers[index]}." if block.numbers else "-"
        indent = 2 * (block.depths[index] if block.depths else 0)
        lines.append(_wrapped(" " * indent + mark.ljust(space) + _line(item), width, indent + space))
    return "\n".join(lines)


def _table(table: Table) -> str:
    lines = [table.header, *table.rows]
    widths = [max(len(line[index]) for line in lines) for index in range(len(table.header))]
    rule = tuple("-" * width for width in widths)
    shown = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in [table.header, rule, *table.rows]
    ]
    return "\n".join([*([table.caption] if table.caption else []), *shown])


def _line(line: Line) -> str:
    return "".join(f"[{piece.number}]" if isinstance(piece, Citation) else piece.text for piece in line)


def _wrapped(text: str, width: int | None, indent: int) -> str:
    if width is None:
        return text
    return fill(
        text,
        max(width, 20),
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
        drop_whitespace=True,
    )
