"""Blocks of a document as a part of their own: its terms spelled out at first use, then abbreviated."""

from __future__ import annotations

from collections.abc import Iterable

from kb.documents.content import Block, Bullets, ListItem, Paragraph, Section, Table, TableRow, lines_of
from kb.inlines import Line
from kb.narrative.abbreviations import Abbreviations, PartTerms


def spelled_out(blocks: Iterable[Block], abbreviations: Abbreviations) -> tuple[Block, ...]:
    """The blocks with their terms explained where they come first. Headings of sections stay as they are."""
    kept = tuple(blocks)
    part = abbreviations.part(lines_of(kept))
    return kept if part.pattern is None else tuple(_block(block, part) for block in kept)


def _block(block: Block, part: PartTerms) -> Block:
    if isinstance(block, Section):
        blocks = tuple(_block(inner, part) for inner in block.blocks)
        return Section(block.title, blocks, key=block.key, change=block.change)
    if isinstance(block, Paragraph):
        return Paragraph(*map(part.line, block.sentences), about=block.about, change=block.change)
    if isinstance(block, Bullets):
        return Bullets((_item(item, part) for item in block.items), change=block.change)
    caption, header = part.line(block.caption), tuple(map(part.line, block.header))
    rows = tuple(_row(row, part) for row in block.rows)
    return Table(caption, header, rows, change=block.change)


def _item(item: ListItem, part: PartTerms) -> ListItem:
    line: Line = part.line(item.line)
    return ListItem(line, item.number, item.depth, about=item.about, label=item.label, change=item.change)


def _row(row: TableRow, part: PartTerms) -> TableRow:
    return TableRow(map(part.line, row.cells), about=row.about, change=row.change)
