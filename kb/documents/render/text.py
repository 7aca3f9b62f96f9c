"""A document as plain text for a terminal."""

from __future__ import annotations

from itertools import zip_longest
from textwrap import fill, wrap

from kb.documents.content import Block, Bullets, Citation, Document, Line, Paragraph, Section, Table

_NARROWEST = 12
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
    return [_table(block, width)]


def _list(block: Bullets, width: int | None) -> str:
    lines = []
    space = len(str(max(block.numbers))) + 2 if block.numbers else 2
    for index, item in enumerate(block.items):
        mark = f"{block.numbers[index]}." if block.numbers else "-"
        indent = 2 * (block.depths[index] if block.depths else 0)
        lines.append(_wrapped(" " * indent + mark.ljust(space) + _line(item), width, indent + space))
    return "\n".join(lines)


def _table(table: Table, width: int | None) -> str:
    widths = [
        max(len(line[index]) for line in (table.header, *table.rows)) for index in range(len(table.header))
    ]
    if width is not None:
        _narrow(widths, width - 2 * (len(widths) - 1))
    rule = tuple("-" * column for column in widths)
    lines = [line for row in (table.header, rule, *table.rows) for line in _row(row, widths)]
    return "\n".join([*([table.caption] if table.caption else []), *lines])


def _narrow(widths: list[int], room: int) -> None:
    """Take from the widest column until the table fits, as far as columns stay readable."""
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _row(row: tuple[str, ...], widths: list[int]) -> list[str]:
    cells = [
        wrap(cell, column, break_on_hyphens=False) or [""] for cell, column in zip(row, widths, strict=True)
    ]
    return [
        "  ".join(part.ljust(column) for part, column in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]


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
