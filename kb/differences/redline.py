"""Two versions of a document as one that shows what changed.

Blocks are aligned, then words within those that belong together. Accepting every change gives the later
document exactly, rejecting every change the words of the earlier one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import TypeVar

from kb.differences.alignment import align
from kb.differences.pairing import similarity
from kb.differences.words import bag, compare
from kb.documents.content import (
    Block,
    Bullets,
    Change,
    ChangedBy,
    Document,
    ListItem,
    Paragraph,
    Section,
    Table,
    TableRow,
    TitleFact,
    lines_of,
)
from kb.inlines import Deleted, Inserted, Line

_ONE_TEXT = 0.4
"""Paragraphs, items and rows with fewer words in common are two."""
_ONE_LIST = 0.15
"""The same for lists and tables, of which much may change."""
_SAME_KEY = 2.0

Part = TypeVar("Part", Block, ListItem, TableRow, TitleFact)


def redline(before: Document, after: Document, changed_by: ChangedBy) -> Document:
    """The later document with what was deleted and inserted since the earlier one."""
    facts = _changed(
        before.facts, after.facts, lambda old, new: float(old.label == new.label), _pair_of_facts
    )
    title = compare(before.title, after.title)
    return Document(title, facts, _blocks(before.blocks, after.blocks), changed_by, after.logo)


def _changed(
    before: Sequence[Part],
    after: Sequence[Part],
    likeness: Callable[[Part, Part], float],
    pair: Callable[[Part, Part], Part],
) -> Iterator[Part]:
    """The parts of both sides in reading order, those that belong together as one."""
    for old_index, new_index in align(before, after, likeness, repr):
        if old_index is not None and new_index is not None:
            yield (
                after[new_index]
                if before[old_index] == after[new_index]
                else pair(before[old_index], after[new_index])
            )
        elif old_index is not None:
            yield _marked(before[old_index], "deleted")
        elif new_index is not None:
            yield _marked(after[new_index], "inserted")


def _marked(part: Part, change: Change) -> Part:
    """A part that one side lacks."""
    if isinstance(part, Section):
        return Section(part.title, part.blocks, part.key, change)
    if isinstance(part, Paragraph):
        return Paragraph(*part.sentences, about=part.about, change=change)
    if isinstance(part, Bullets):
        return Bullets(part.items, change)
    if isinstance(part, Table):
        return Table(part.caption, part.header, part.rows, change)
    if isinstance(part, ListItem):
        return ListItem(part.line, part.number, part.depth, about=part.about, label=part.label, change=change)
    if isinstance(part, TableRow):
        return TableRow(part.cells, about=part.about, change=change)
    return TitleFact(part.label, part.value, change)


def _blocks(before: Sequence[Block], after: Sequence[Block]) -> Iterator[Block]:
    return _changed(before, after, _alike, _pair)


def _pair(before: Block, after: Block) -> Block:
    if isinstance(before, Section) and isinstance(after, Section):
        return Section(compare(before.title, after.title), _blocks(before.blocks, after.blocks), after.key)
    if isinstance(before, Paragraph) and isinstance(after, Paragraph):
        return Paragraph(compare(before.line, after.line), about=after.about)
    if isinstance(before, Bullets) and isinstance(after, Bullets):
        return Bullets(_changed(before.items, after.items, _alike_items, _pair_of_items))
    assert isinstance(before, Table) and isinstance(after, Table)
    rows = _changed(before.rows, after.rows, _alike_rows, _pair_of_rows)
    return Table(compare(before.caption, after.caption), map(compare, before.header, after.header), rows)


def _pair_of_items(before: ListItem, after: ListItem) -> ListItem:
    label = after.label
    if before.label != after.label:
        # A list that got numbers, or lost them, has none on one side: no change of nothing.
        label = Line(Deleted(before.label), Inserted(after.label))
    line = compare(before.line, after.line)
    return ListItem(line, after.number, after.depth, about=after.about, label=label)


def _pair_of_rows(before: TableRow, after: TableRow) -> TableRow:
    return TableRow(map(compare, before.cells, after.cells), about=after.about)


def _pair_of_facts(before: TitleFact, after: TitleFact) -> TitleFact:
    return TitleFact(compare(before.label, after.label), compare(before.value, after.value))


def _alike(before: Block, after: Block) -> float:
    """How alike two blocks are; sections with another key, and tables with other columns, are two."""
    if type(before) is not type(after):
        return 0.0
    if isinstance(before, Section) and isinstance(after, Section):
        if before.key or after.key:
            return _SAME_KEY if before.key == after.key else 0.0
        return _SAME_KEY if before.title == after.title else _likeness((before,), (after,), _ONE_TEXT)
    if isinstance(before, Table) and isinstance(after, Table) and len(before.header) != len(after.header):
        return 0.0
    return _likeness((before,), (after,), _ONE_TEXT if isinstance(before, Paragraph) else _ONE_LIST)


def _alike_items(before: ListItem, after: ListItem) -> float:
    """Items of another depth are two."""
    return _likeness(before.line, after.line, _ONE_TEXT) if before.depth == after.depth else 0.0


def _alike_rows(before: TableRow, after: TableRow) -> float:
    """Rows that begin alike are one sooner than rows that only share words."""
    alike = _likeness(before.cells, after.cells, 0.0)
    head = 0.5 if before.cells[:1] == after.cells[:1] and any(before.cells[:1]) else 0.0
    return alike + head if alike + head >= _ONE_TEXT else 0.0


Words = Line | tuple[Line, ...] | tuple[Block, ...]


def _likeness(before: Words, after: Words, least: float) -> float:
    alike = similarity(_bag(before), _bag(after))
    return alike if alike >= least and alike > 0 else 0.0


@lru_cache(maxsize=4096)
def _bag(words: Words) -> Counter[str]:
    """The words of a line, of cells, or of blocks."""
    if isinstance(words, Line):
        return bag(words)
    total: Counter[str] = Counter()
    for part in words:
        for line in (part,) if isinstance(part, Line) else lines_of((part,)):
            total += bag(line)
    return total
