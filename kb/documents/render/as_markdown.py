"""A document as Markdown (CommonMark with tables).

What an earlier version said is ~~struck out~~, what is new is **bold**; in a document that shows changes
nothing else is bold. What is marked is bold too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kb.documents.content import Block, Bullets, Change, Document, ListItem, Paragraph, Section, Table
from kb.documents.render.line_runs import Run, runs
from kb.documents.render.printable import BREAKS
from kb.inlines import Line

_SPECIAL = re.compile(r"([\\`*\[\]|]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|~(?=~))")
_AT_START = re.compile(r"^(?:([#>+=-])(?=[\s#=-]|$)|(\d{1,9})([.)])(?=\s|$))")
_COUNTED = re.compile(r"\d{1,9}[.)]")
_MARKS = {"inserted": "**", "deleted": "~~"}
_STYLES = {"strong": "**", "emphasis": "*"}


def render(document: Document) -> str:
    """The document as Markdown; what is special to Markdown in values is escaped."""
    return _Writer(shows_changes=document.changed_by is not None).document(document)


class _Writer:
    """Writes one document; ``shows_changes`` keeps the look of bold for what is new."""

    def __init__(self, *, shows_changes: bool) -> None:
        self._styles = {"emphasis": "*"} if shows_changes else _STYLES

    def document(self, document: Document) -> str:
        parts = [f"# {self._line(document.title)}"]
        if document.facts:
            facts = [
                f"- {self._label(fact.label, fact.change)} {self._line(fact.value, fact.change)}"
                for fact in document.facts
            ]
            parts.append("\n".join(facts))
        parts += [text for block in document.blocks for text in self._block(block, 2, "")]
        return "\n\n".join(parts) + "\n"

    def _label(self, label: Line, change: Change) -> str:
        if "strong" in self._styles:
            return f"**{self._line(label)}:**"
        return f"{self._line(label, change)}:"

    def _block(self, block: Block, level: int, around: Change) -> list[str]:
        change = block.change or around
        if isinstance(block, Section):
            inner = [text for part in block.blocks for text in self._block(part, level + 1, change)]
            return [f"{'#' * min(level, 6)} {self._line(block.title, change)}", *inner]
        if isinstance(block, Paragraph):
            return [self._line(block.line, change)]
        if isinstance(block, Bullets):
            return ["\n".join(self._item(item, change) for item in block.items)]
        return self._table(block, change)

    def _item(self, item: ListItem, around: Change) -> str:
        change = item.change or around
        label = "-"
        if item.label:
            # A list counts its items itself: numbers of two versions, and letters, stand behind its bullets.
            counted = "strong" in self._styles and _COUNTED.fullmatch(item.label.plain) is not None
            label = item.label.plain if counted else f"- {self._raw(item.label, change)}"
        return f"{'  ' * item.depth}{label} {self._line(item.line, change)}"

    def _table(self, table: Table, change: Change) -> list[str]:
        rows = [self._row(table.header, change), f"| {' | '.join('---' for _ in table.header)} |"]
        rows += [self._row(row.cells, row.change or change) for row in table.rows]
        text = "\n".join(rows)
        if not table.caption:
            return [text]
        caption = self._line(table.caption, change)
        return [f"**{caption}**" if "strong" in self._styles else caption, text]

    def _row(self, cells: Sequence[Line], change: Change) -> str:
        return f"| {' | '.join(self._raw(cell, change) for cell in cells)} |"

    def _line(self, line: Line, change: Change = "") -> str:
        return _at_start(self._raw(line, change))

    def _raw(self, line: Line, change: Change) -> str:
        """A line as it stands in the middle of others."""
        parts = []
        for changed, group in groupby(runs(line, change), key=lambda run: run.change):
            members = list(group)
            if changed:
                parts.append(_changed("".join(run.text for run in members), changed))
            else:
                parts += [self._run(run) for run in members]
        return "".join(parts)

    def _run(self, run: Run) -> str:
        if run.citation is not None:
            return f"**{run.text}**" if run.mark else run.text
        mark = "**" if run.mark else self._styles.get(run.style, "")
        text = f"{mark}{_escaped(run.text)}{mark}"
        return f"[{text}](<{run.target}>)" if run.target.startswith("http") else text


def _changed(text: str, change: Change) -> str:
    """Changed words between marks, which open only before a word and close only behind one."""
    text = re.sub(r"\s+", " ", text)
    bare, mark = text.strip(), _MARKS[change]
    if not bare:
        return "" if change == "deleted" else text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{_escaped(bare)}{mark}{after}"


def _at_start(text: str) -> str:
    return _AT_START.sub(lambda start: f"\\{start[1]}" if start[1] else f"{start[2]}\\{start[3]}", text)


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", BREAKS.sub(" ", text))


def escape(text: str) -> str:
    """A text that Markdown shows as it is, at the start of a line too."""
    return _at_start(_escaped(text))
