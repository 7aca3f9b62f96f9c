"""A difference as Markdown: what was deleted ~~struck~~, what was inserted **bold**; the document whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.differences.changes import Kind
from kb.differences.conclusions import Conclusions
from kb.differences.difference import Difference
from kb.differences.records import RecordDifference, Row
from kb.differences.redline import (
    MarkedBlock,
    MarkedItem,
    MarkedList,
    MarkedParagraph,
    MarkedRow,
    MarkedSection,
    MarkedTable,
    Numbering,
    Redline,
)
from kb.differences.render import wording
from kb.differences.words import Op, Span, Style, Words
from kb.documents.render.as_markdown import escape

_MARKS = {Op.DELETE: "~~", Op.INSERT: "**"}


def render_markdown(difference: Difference, levels: Sequence[str]) -> str:
    """The levels asked for, one under the other."""
    parts = [f"# {escape(wording.title(difference))}"]
    if "records" in levels:
        parts.append(f"## Records: {wording.of_records(difference.records)}")
        parts += [part for one in difference.records for part in _record(one)]
    if "conclusions" in levels:
        told = wording.of_conclusions(difference.conclusions.indications)
        parts.append(f"## Conclusions: {told}")
        parts += _conclusions(difference.conclusions)
    if "document" in levels:
        parts.append(f"## Document: {wording.of_document(difference)}")
        parts.append("Deleted words are ~~struck out~~, inserted words are **bold**.")
        parts += _document(difference.redline)
    return "\n\n".join(parts) + "\n"


def shown(words: Words) -> str:
    """Words with strikes around what was deleted and asterisks around what was inserted."""
    return "".join(_run(run) for run in wording.runs(words))


def _run(span: Span) -> str:
    text = re.sub(r"\s+", " ", span.text)
    mark = _MARKS.get(span.op, "")
    if not mark and span.style is Style.EMPHASIS:
        mark = "*"  # what is bold in the document is not: bold words are inserted ones
    bare = text.strip()
    if not mark or not bare:
        # Marks around a space are no marks; a deleted space needs none.
        return _escaped(text) if span.op is not Op.DELETE else ""
    # A mark opens only before a word and closes only behind one.
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{_escaped(bare)}{mark}{after}"


def _escaped(text: str) -> str:
    return escape(text) if text.strip() else text


def _record(one: RecordDifference) -> Iterator[str]:
    called = f" ({escape(one.title)})" if one.title else ""
    yield f"### {wording.KINDS[one.kind].capitalize()}: {escape(one.record)}{called}"
    rows = one.rows()
    if rows:
        head = ["| Place | From | To |", "| --- | --- | --- |"]
        yield "\n".join([*head, *(_row(row) for row in rows)])


def _row(row: Row) -> str:
    told = [row.field, row.before, row.after]
    if row.kind is Kind.MOVED:
        told[0] += " (reordered)"
    return "| " + " | ".join(escape(text) if text else "" for text in told) + " |"


def _conclusions(conclusions: Conclusions) -> Iterator[str]:
    for one in conclusions.indications:
        told = "" if one.kind == "both" else f" ({one.kind})"
        yield f"### {escape(one.title)}{told}"
        lines = []
        for aspect in one.aspects:
            if aspect.is_changed:
                words = wording.words_between(aspect.before, aspect.after)
                lines.append(f"- {escape(aspect.name)}: {shown(words)}")
                lines += [f"  - because of {escape(reason)}" for reason in aspect.why]
        same = wording.unchanged(one)
        yield "\n".join([*lines, *([f"- unchanged: {escape(same)}"] if same else [])])
    if conclusions.sentences:
        yield f"### Sentences that changed: {len(conclusions.sentences)}"
    for sentence in conclusions.sentences:
        words = wording.words_between(sentence.before, sentence.after)
        lines = [f"- {escape(wording.where(sentence.headings))}: {shown(words)}"]
        yield "\n".join([*lines, *(f"  - because of {escape(reason)}" for reason in sentence.why)])


def _document(redline: Redline) -> Iterator[str]:
    yield f"### {shown(redline.title)}"
    if redline.facts:
        yield "\n".join(f"- {shown(fact.label)}: {shown(fact.value)}" for fact in redline.facts)
    for block in redline.blocks:
        yield from _block(block, 4)


def _block(block: MarkedBlock, level: int) -> Iterator[str]:
    if isinstance(block, MarkedSection):
        yield f"{'#' * min(level, 6)} {shown(block.title)}"
        for inner in block.blocks:
            yield from _block(inner, level + 1)
    elif isinstance(block, MarkedParagraph):
        yield shown(block.words)
    elif isinstance(block, MarkedList):
        yield "\n".join(_item(item) for item in block.items)
    else:
        yield from _table(block)


def _item(item: MarkedItem) -> str:
    numbering = item.before if item.op is Op.DELETE else item.after
    assert numbering is not None
    numbers = dict.fromkeys(_number(one) for one in (item.before, item.after) if one is not None)
    mark = "-" if numbering.number is None else "- " + " ".join(_numbers(list(numbers)))
    return f"{'  ' * numbering.depth}{mark} {shown(item.words)}"


def _numbers(numbers: list[str]) -> list[str]:
    if len(numbers) == 1:
        return [escape(f"({numbers[0]})")]
    return [f"~~({numbers[0]})~~", f"**({numbers[1]})**"]


def _number(numbering: Numbering) -> str:
    return "" if numbering.number is None else str(numbering.number)


def _table(table: MarkedTable) -> Iterator[str]:
    if table.caption:
        yield shown(table.caption)
    head = [_cells(table.header), "| " + " | ".join("---" for _ in table.header) + " |"]
    yield "\n".join([*head, *(_table_row(row) for row in table.rows)])


def _table_row(row: MarkedRow) -> str:
    return _cells(row.cells)


def _cells(cells: Sequence[Words]) -> str:
    return "| " + " | ".join(shown(cell) for cell in cells) + " |"
