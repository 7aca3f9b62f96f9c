"""Making a redline: blocks are aligned, then words within those that belong together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from kb.differences.alignment import Aligned, align
from kb.differences.pairing import similarity
from kb.differences.redline import (
    MarkedBlock,
    MarkedFact,
    MarkedItem,
    MarkedList,
    MarkedParagraph,
    MarkedRow,
    MarkedSection,
    MarkedTable,
    Numbering,
    Redline,
)
from kb.differences.words import Op, Words, all_of, bag, compare
from kb.documents.content import Block, Bullets, Document, Paragraph, Section, Table, TitleFact
from kb.inlines import Line

_ONE_TEXT = 0.4
"""Paragraphs, items and rows with fewer words in common are two."""
_ONE_LIST = 0.15
"""The same for lists and tables, of which much may change."""
_SAME_KEY = 2.0

Cells = tuple[Line, ...]
Item = tuple[Line, Numbering]
Made = TypeVar("Made")
Thing = TypeVar("Thing")


def redline(before: Document, after: Document) -> Redline:
    """The later document with what was deleted and inserted since the earlier one."""
    return Redline(
        _words(before.title, after.title),
        tuple(_facts(before.facts, after.facts)),
        _blocks(before.blocks, after.blocks),
    )


def _facts(before: Sequence[TitleFact], after: Sequence[TitleFact]) -> Iterator[MarkedFact]:
    found = align(before, after, lambda one, other: float(one.label == other.label), repr)
    for one, other in found:
        old, new = _at(before, one), _at(after, other)
        if old is not None and new is not None:
            yield MarkedFact(Op.KEEP, _words(old.label, new.label), _words(old.value, new.value))
        else:
            fact, op = (new, Op.INSERT) if new is not None else (old, Op.DELETE)
            assert fact is not None
            yield MarkedFact(op, _whole(fact.label, op), _whole(fact.value, op))


def _blocks(before: Sequence[Block], after: Sequence[Block]) -> tuple[MarkedBlock, ...]:
    return tuple(_marked(align(before, after, _alike, repr), before, after, _pair, _alone))


def _marked(
    aligned: Sequence[Aligned],
    before: Sequence[Thing],
    after: Sequence[Thing],
    pair: Callable[[Thing, Thing], Made],
    alone: Callable[[Thing, Op], Made],
) -> Iterator[Made]:
    for one, other in aligned:
        if one is not None and other is not None:
            yield pair(before[one], after[other])
        elif one is not None:
            yield alone(before[one], Op.DELETE)
        elif other is not None:
            yield alone(after[other], Op.INSERT)


def _pair(before: Block, after: Block) -> MarkedBlock:
    if isinstance(before, Section) and isinstance(after, Section):
        title = _words(before.title, after.title)
        return MarkedSection(Op.KEEP, title, _blocks(before.blocks, after.blocks), after.key, before.key)
    if isinstance(before, Paragraph) and isinstance(after, Paragraph):
        return MarkedParagraph(Op.KEEP, compare(before.line, after.line))
    if isinstance(before, Bullets) and isinstance(after, Bullets):
        items = _items(before), _items(after)
        aligned = align(*items, lambda one, other: _likeness(one[0], other[0], _ONE_TEXT), repr)
        return MarkedList(Op.KEEP, tuple(_marked(aligned, *items, _pair_of_items, _item)))
    assert isinstance(before, Table) and isinstance(after, Table)
    rows = [row.cells for row in before.rows], [row.cells for row in after.rows]
    aligned = align(*rows, _alike_rows, repr)
    return MarkedTable(
        Op.KEEP,
        _words(before.caption, after.caption),
        _pair_of_rows(before.header, after.header).cells,
        tuple(_marked(aligned, *rows, _pair_of_rows, _row)),
    )


def _alone(block: Block, op: Op) -> MarkedBlock:
    """A block that one side lacks."""
    if isinstance(block, Section):
        inner = tuple(_alone(one, op) for one in block.blocks)
        return MarkedSection(op, _whole(block.title, op), inner, block.key, block.key)
    if isinstance(block, Paragraph):
        return MarkedParagraph(op, all_of(block.line, op))
    if isinstance(block, Bullets):
        return MarkedList(op, tuple(_item(item, op) for item in _items(block)))
    rows = tuple(_row(row.cells, op) for row in block.rows)
    return MarkedTable(op, _whole(block.caption, op), _row(block.header, op).cells, rows)


def _items(block: Bullets) -> list[Item]:
    return [(item.line, Numbering(item.number, item.depth)) for item in block.items]


def _pair_of_items(before: Item, after: Item) -> MarkedItem:
    return MarkedItem(Op.KEEP, compare(before[0], after[0]), before[1], after[1])


def _item(item: Item, op: Op) -> MarkedItem:
    line, numbering = item
    return MarkedItem(
        op,
        all_of(line, op),
        numbering if op is Op.DELETE else None,
        numbering if op is Op.INSERT else None,
    )


def _pair_of_rows(before: Cells, after: Cells) -> MarkedRow:
    return MarkedRow(Op.KEEP, tuple(_words(one, other) for one, other in zip(before, after, strict=True)))


def _row(cells: Cells, op: Op) -> MarkedRow:
    return MarkedRow(op, tuple(_whole(cell, op) for cell in cells))


def _alike(before: Block, after: Block) -> float:
    """How alike two blocks are; sections with another key, and tables with other columns, are two."""
    if type(before) is not type(after):
        return 0.0
    if isinstance(before, Section) and isinstance(after, Section):
        if before.key or after.key:
            return _SAME_KEY if before.key == after.key else 0.0
        return _SAME_KEY if before.title == after.title else _likeness(before, after, _ONE_TEXT)
    if isinstance(before, Paragraph) and isinstance(after, Paragraph):
        return _likeness(before.line, after.line, _ONE_TEXT)
    if isinstance(before, Table) and isinstance(after, Table) and len(before.header) != len(after.header):
        return 0.0
    return _likeness(before, after, _ONE_LIST)


def _alike_rows(before: Cells, after: Cells) -> float:
    """Rows that begin alike are one sooner than rows that only share words."""
    alike = _likeness(before, after, 0.0)
    head = 0.5 if before[:1] == after[:1] and any(before[:1]) else 0.0
    return alike + head if alike + head >= _ONE_TEXT else 0.0


def _likeness(before: object, after: object, least: float) -> float:
    alike = similarity(_bag(before), _bag(after))
    return alike if alike >= least and alike > 0 else 0.0


@lru_cache(maxsize=4096)
def _bag(thing: object) -> Counter[str]:
    """The words of a line, of cells, or of a block."""
    found: Counter[str] = Counter()
    for line in _lines(thing):
        found += bag(line)
    return found


def _lines(thing: object) -> Iterator[Line]:
    if isinstance(thing, Section):
        yield thing.title
        for block in thing.blocks:
            yield from _lines(block)
    elif isinstance(thing, Paragraph):
        yield thing.line
    elif isinstance(thing, Bullets):
        yield from (item.line for item in thing.items)
    elif isinstance(thing, Table):
        yield from thing.header
        yield from (cell for row in thing.rows for cell in row.cells)
    elif isinstance(thing, Line):
        yield thing
    elif isinstance(thing, tuple):
        yield from thing


def _words(before: Line, after: Line) -> Words:
    return compare(before, after)


def _whole(line: Line, op: Op) -> Words:
    return all_of(line, op)


def _at(things: Sequence[Thing], index: int | None) -> Thing | None:
    return None if index is None else things[index]
