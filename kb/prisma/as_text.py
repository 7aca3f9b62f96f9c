"""The flow to read: as plain text for a terminal, and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from kb.forms.text import as_markdown
from kb.prisma.flow import Flow
from kb.prisma.flow_rows import numbers_of
from kb.prisma.living import Addition
from kb.prisma.remarks import SOURCE, remarks_on, title_of

_WIDEST = 76
"""Columns of words; longer ones push their number out of line."""
_LIVING = "For a review that is re-run on a schedule (PRISMA-LSR, BMJ 2024;387:e079183)"


def render_text(flow: Flow, additions: Sequence[Addition]) -> str:
    """Plain text: the numbers in one column on the right."""
    numbers = numbers_of(flow)
    width = min(max(2 * number.level + len(number.words) for number in numbers) + 4, _WIDEST)
    digits = max(len(f"{number.count:,}") for number in numbers)
    lines = [title_of(flow)]
    for part, rows in groupby(numbers, key=lambda number: number.part):
        lines += ["", part]
        for row in rows:
            words = "  " * (row.level + 1) + row.words + " "
            lines.append(f"{words.ljust(width, '.')} {row.count:>{digits},}")
    lines += ["", *remarks_on(flow)]
    if additions:
        lines += ["", _LIVING]
        lines += [f"  {addition.item}. {addition.name}: {addition.told}" for addition in additions]
    return "\n".join([*lines, "", f"Boxes as in {SOURCE}.", ""])


def render_markdown(flow: Flow, additions: Sequence[Addition]) -> str:
    """Markdown: one table for each part of the flow."""
    blocks = [f"# {title_of(flow)}"]
    for part, rows in groupby(numbers_of(flow), key=lambda number: number.part):
        table = "".join(as_markdown(("", "n"), [("— " * row.level + row.words, row.count) for row in rows]))
        blocks += [f"## {part}", table.rstrip("\n")]
    blocks += ["\n".join(f"* {remark}" for remark in remarks_on(flow))] if remarks_on(flow) else []
    if additions:
        blocks += [
            f"## {_LIVING}",
            "\n".join(f"* {addition.item}. {addition.name}: {addition.told}" for addition in additions),
        ]
    return "\n\n".join([*blocks, f"Boxes as in {SOURCE}."]) + "\n"
