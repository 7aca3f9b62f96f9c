"""A document as plain text for a terminal.

What an earlier version said stands between ``[-`` and ``-]``, what is new between ``{+`` and ``+}``, what is
marked between asterisks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
from kb.documents.render.line_runs import Run, runs
from kb.inlines import Line

_NARROWEST = 12
_RULES = {1: "=", 2: "-"}
_SIGNS: Mapping[Change, str] = {"": "{}", "deleted": "[-{}-]", "inserted": "{{+{}+}}"}
_COLORS: Mapping[Change, str] = {
    "": "{}",
    "deleted": "\x1b[31;9m{}\x1b[0m",
    "inserted": "\x1b[32;4m{}\x1b[0m",
}
"""Red and struck out, green and underlined."""


def render(document: Document, width: int | None = None, *, colors: bool = False) -> str:
    """The document as plain text, wrapped at ``width`` columns (null: every paragraph on one line).

    ``colors`` shows what changed by colors of a terminal instead of signs.
    """
    return _Writer(width, _COLORS if colors else _SIGNS).document(document)


class _Writer:
    """Writes one document; ``changes`` is what stands around deleted and inserted words."""

    def __init__(self, width: int | None, changes: Mapping[Change, str]) -> None:
        self._width = width
        self._changes = changes

    def document(self, document: Document) -> str:
        parts = [self._heading(document.title, 1, "")]
        if document.facts:
            parts.append("\n".join(self._facts(document.facts)))
        parts += [text for block in document.blocks for text in self._block(block, 2, "")]
        return "\n\n".join(parts) + "\n"

    def _line(self, line: Line, change: Change) -> str:
        """A line with what changed and what is marked."""
        parts = []
        for (changed, is_marked), group in groupby(runs(line, change), key=_look):
            text = _printable("".join(run.text for run in group))
            parts.append(self._changes[changed].format(f"*{text}*" if is_marked else text))
        return "".join(parts)

    def _facts(self, facts: Sequence[TitleFact]) -> Iterator[str]:
        labels = [self._line(fact.label, fact.change) for fact in facts]
        space = max(len(label) for label in labels) + 2
        for label, fact in zip(labels, facts, strict=True):
            yield self._wrapped(f"{label}:".ljust(space) + self._line(fact.value, fact.change), space)

    def _heading(self, title: Line, level: int, change: Change) -> str:
        shown = self._wrapped(self._line(title, change), 0)
        rule = _RULES.get(level)
        return shown if rule is None else f"{shown}\n{rule * max(len(line) for line in shown.splitlines())}"

    def _block(self, block: Block, level: int, around: Change) -> list[str]:
        change = block.change or around
        if isinstance(block, Section):
            inner = [text for part in block.blocks for text in self._block(part, level + 1, change)]
            return [self._heading(block.title, level, change), *inner]
        if isinstance(block, Paragraph):
            return [self._wrapped(self._line(block.line, change), 0)]
        if isinstance(block, Bullets):
            return [self._list(block.items, change)]
        return [self._table(block, change)]

    def _list(self, items: Sequence[ListItem], around: Change) -> str:
        lines = []
        labels = [self._line(item.label, item.change or around) or "-" for item in items]
        space = max((len(label) for label in labels), default=1) + 1
        for label, item in zip(labels, items, strict=True):
            indent = 2 * item.depth
            text = self._line(item.line, item.change or around)
            lines.append(self._wrapped(" " * indent + label.ljust(space) + text, indent + space))
        return "\n".join(lines)

    def _table(self, table: Table, around: Change) -> str:
        header = [self._line(cell, around) for cell in table.header]
        rows = [[self._line(cell, row.change or around) for cell in row.cells] for row in table.rows]
        widths = [max(len(row[index]) for row in (header, *rows)) for index in range(len(header))]
        if self._width is not None:
            _narrow(widths, self._width - 2 * (len(widths) - 1))
        rule = ["-" * column for column in widths]
        lines = [line for row in (header, rule, *rows) for line in _row(row, widths)]
        return "\n".join([*([self._line(table.caption, around)] if table.caption else []), *lines])

    def _wrapped(self, text: str, indent: int) -> str:
        if self._width is None:
            return text
        return fill(
            text,
            max(self._width, 20),
            subsequent_indent=" " * indent,
            break_long_words=False,
            break_on_hyphens=False,
            replace_whitespace=False,
            drop_whitespace=True,
        )


def _look(run: Run) -> tuple[Change, bool]:
    return run.change, bool(run.mark)


def _printable(text: str) -> str:
    """The text without signs that would steer a terminal."""
    return text if text.isprintable() else "".join(c for c in text if c.isprintable() or c.isspace())


def _narrow(widths: list[int], room: int) -> None:
    """Take from the widest column until the table fits, as far as columns stay readable.

    A table of very many columns has them narrower still.
    """
    narrowest = min(_NARROWEST, max(room // len(widths), _NARROWEST // 2))
    while sum(widths) > room and max(widths) > narrowest:
        widths[widths.index(max(widths))] -= 1


def _row(row: Sequence[str], widths: list[int]) -> list[str]:
    cells = [
        wrap(cell, column, break_on_hyphens=False) or [""] for cell, column in zip(row, widths, strict=True)
    ]
    return [
        "  ".join(part.ljust(column) for part, column in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]
