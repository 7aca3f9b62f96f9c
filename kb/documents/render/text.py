"""A document as plain text for a terminal.

What an earlier version said stands between ``[-`` and ``-]``, what is new between ``{+`` and ``+}``, what is
marked between asterisks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, zip_longest
from textwrap import fill, wrap

from kb.documents.content import (
    Block,
    Bullets,
    Change,
    Document,
    ListItem,
    Paragraph,
    Section,
    Table,
    TitleFact,
)
from kb.documents.render.runs import Run, runs
from kb.inlines import Line

_NARROWEST = 12
_RULES = {1: "=", 2: "-"}
_CHANGES = {"": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}


def render_text(document: Document, width: int | None = None) -> str:
    """The document as plain text, wrapped at ``width`` columns (null: every paragraph on one line)."""
    parts = [_heading(line_as_text(document.title), 1, width)]
    if document.facts:
        parts.append("\n".join(_facts(document.facts, width)))
    parts += [text for block in document.blocks for text in _block(block, 2, width, "")]
    return "\n\n".join(parts) + "\n"


def line_as_text(line: Line, change: Change = "") -> str:
    """A line with signs around what is deleted, inserted and marked."""
    parts = []
    for (changed, is_marked), group in groupby(runs(line, change), key=_look):
        text = "".join(run.text for run in group)
        parts.append(_CHANGES[changed].format(f"*{text}*" if is_marked else text))
    return "".join(parts)


def _look(run: Run) -> tuple[Change, bool]:
    return run.change, run.is_marked


def _facts(facts: Sequence[TitleFact], width: int | None) -> list[str]:
    labels = [line_as_text(fact.label, fact.change) for fact in facts]
    space = max(len(label) for label in labels) + 2
    return [
        _wrapped(f"{label}:".ljust(space) + line_as_text(fact.value, fact.change), width, space)
        for label, fact in zip(labels, facts, strict=True)
    ]


def _heading(title: str, level: int, width: int | None) -> str:
    shown = _wrapped(title, width, 0)
    rule = _RULES.get(level)
    return shown if rule is None else f"{shown}\n{rule * max(len(line) for line in shown.splitlines())}"


def _block(block: Block, level: int, width: int | None, around: Change) -> list[str]:
    change = block.change or around
    if isinstance(block, Section):
        inner = [text for one in block.blocks for text in _block(one, level + 1, width, change)]
        return [_heading(line_as_text(block.title, change), level, width), *inner]
    if isinstance(block, Paragraph):
        return [_wrapped(line_as_text(block.line, change), width, 0)]
    if isinstance(block, Bullets):
        return [_list(block.items, width, change)]
    return [_table(block, width, change)]


def _list(items: Sequence[ListItem], width: int | None, around: Change) -> str:
    lines = []
    labels = [line_as_text(item.label, item.change or around) or "-" for item in items]
    space = max((len(label) for label in labels), default=1) + 1
    for label, item in zip(labels, items, strict=True):
        indent = 2 * item.depth
        text = line_as_text(item.line, item.change or around)
        lines.append(_wrapped(" " * indent + label.ljust(space) + text, width, indent + space))
    return "\n".join(lines)


def _table(table: Table, width: int | None, around: Change) -> str:
    header = [line_as_text(cell, around) for cell in table.header]
    rows = [[line_as_text(cell, row.change or around) for cell in row.cells] for row in table.rows]
    widths = [max(len(row[index]) for row in (header, *rows)) for index in range(len(header))]
    if width is not None:
        _narrow(widths, width - 2 * (len(widths) - 1))
    rule = ["-" * column for column in widths]
    lines = [line for row in (header, rule, *rows) for line in _row(row, widths)]
    return "\n".join([*([line_as_text(table.caption, around)] if table.caption else []), *lines])


def _narrow(widths: list[int], room: int) -> None:
    """Take from the widest column until the table fits, as far as columns stay readable."""
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _row(row: Sequence[str], widths: list[int]) -> list[str]:
    cells = [
        wrap(cell, column, break_on_hyphens=False) or [""] for cell, column in zip(row, widths, strict=True)
    ]
    return [
        "  ".join(part.ljust(column) for part, column in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]


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
