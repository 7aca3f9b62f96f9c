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
    width = min(max(2 * one.level + len(one.words) for one in numbers) + 4, _WIDEST)
    digits = max(len(f"{one.count:,}") for one in numbers)
    lines = [title_of(flow)]
    for part, rows in groupby(numbers, key=lambda one: one.part):
        lines += ["", part]
        for one in rows:
            words = "  " * (one.level + 1) + one.words + " "
            lines.append(f"{words.ljust(width, '.')} {one.count:>{digits},}")
    lines += ["", *remarks_on(flow)]
    if additions:
        lines += ["", _LIVING]
        lines += [f"  {one.item}. {one.name}: {one.told}" for one in additions]
    return "\n".join([*lines, "", f"Boxes as in {SOURCE}.", ""])


def render_markdown(flow: Flow, additions: Sequence[Addition]) -> str:
    """Markdown: one table for each part of the flow."""
    blocks = [f"# {title_of(flow)}"]
    for part, rows in groupby(numbers_of(flow), key=lambda one: one.part):
        table = "".join(as_markdown(("", "n"), [("— " * one.level + one.words, one.count) for one in rows]))
        blocks += [f"## {part}", table.rstrip("\n")]
    blocks += ["\n".join(f"* {remark}" for remark in remarks_on(flow))] if remarks_on(flow) else []
    if additions:
        blocks += [f"## {_LIVING}", "\n".join(f"* {one.item}. {one.name}: {one.told}" for one in additions)]
    return "\n\n".join([*blocks, f"Boxes as in {SOURCE}."]) + "\n"
