"""A document with what was deleted and inserted since another one: plain data for every form of it.

Accepting every change gives the later document exactly, rejecting every change the earlier one
(:func:`document_of`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from kb.differences.words import Op, Words, is_changed, side
from kb.documents.content import Block, Bullets, Document, ListItem, Paragraph, Section, Table


class MarkedParagraph(NamedTuple):
    """One paragraph; ``op`` says what happened to it as a whole."""

    op: Op
    words: Words


class Numbering(NamedTuple):
    """Number (None: a bullet) and depth, from 0, of an item of a list."""

    number: int | None
    depth: int


class MarkedItem(NamedTuple):
    """One item of a list with its numbering on each side; None on the side that lacks it."""

    op: Op
    words: Words
    before: Numbering | None
    after: Numbering | None

    @property
    def is_renumbered(self) -> bool:
        """Whether it has another number now."""
        return self.op is Op.KEEP and self.before != self.after


class MarkedList(NamedTuple):
    """A list."""

    op: Op
    items: tuple[MarkedItem, ...]


class MarkedRow(NamedTuple):
    """One row of a table."""

    op: Op
    cells: tuple[Words, ...]


class MarkedTable(NamedTuple):
    """A table; its caption may be empty."""

    op: Op
    caption: Words
    header: tuple[Words, ...]
    rows: tuple[MarkedRow, ...]


class MarkedSection(NamedTuple):
    """A heading and what stands under it; ``key`` as on the later side that has the section."""

    op: Op
    title: Words
    blocks: tuple[MarkedBlock, ...]
    key: str
    key_before: str


MarkedBlock: TypeAlias = MarkedParagraph | MarkedList | MarkedTable | MarkedSection


class MarkedFact(NamedTuple):
    """One of the facts under the title."""

    op: Op
    label: Words
    value: Words


class Redline(NamedTuple):
    """A whole document with its changes."""

    title: Words
    facts: tuple[MarkedFact, ...]
    blocks: tuple[MarkedBlock, ...]


def document_of(redline: Redline, op: Op) -> Document:
    """The earlier document (``DELETE``: every change rejected) or the later one (``INSERT``: accepted)."""
    facts = tuple(
        (side(fact.label, op), side(fact.value, op)) for fact in redline.facts if fact.op in (Op.KEEP, op)
    )
    return Document(side(redline.title, op), facts, _blocks(redline.blocks, op))


def _blocks(blocks: tuple[MarkedBlock, ...], op: Op) -> tuple[Block, ...]:
    return tuple(_block(block, op) for block in blocks if block.op in (Op.KEEP, op))


def _block(block: MarkedBlock, op: Op) -> Block:
    if isinstance(block, MarkedSection):
        key = block.key_before if op is Op.DELETE else block.key
        return Section(side(block.title, op), _blocks(block.blocks, op), key)
    if isinstance(block, MarkedParagraph):
        return Paragraph(side(block.words, op))
    if isinstance(block, MarkedList):
        return _list(block, op)
    rows = (row for row in block.rows if row.op in (Op.KEEP, op))
    return Table(
        side(block.caption, op),
        [side(cell, op) for cell in block.header],
        [[side(cell, op) for cell in row.cells] for row in rows],
    )


def _list(block: MarkedList, op: Op) -> Bullets:
    items = [item for item in block.items if item.op in (Op.KEEP, op)]
    return Bullets([_item(item, op) for item in items])


def _item(item: MarkedItem, op: Op) -> ListItem:
    numbering = item.before if op is Op.DELETE else item.after
    assert numbering is not None
    return ListItem(side(item.words, op), numbering.number, numbering.depth)


class Spot(NamedTuple):
    """One changed block with the headings above it, and its number among the changes, from 1."""

    number: int
    headings: tuple[str, ...]
    keys: tuple[str, ...]
    block: MarkedParagraph | MarkedItem | MarkedRow | MarkedFact | MarkedSection | MarkedTable


def spots(redline: Redline) -> list[Spot]:
    """Every place of a document that says something else, in its order; mere renumbering is none."""
    found = list(_spots(redline))
    return [spot._replace(number=number) for number, spot in enumerate(found, start=1)]


def _spots(redline: Redline) -> Iterator[Spot]:
    if is_changed(redline.title):
        yield Spot(0, (), (), MarkedParagraph(Op.KEEP, redline.title))
    for fact in redline.facts:
        if fact.op is not Op.KEEP or is_changed(fact.label) or is_changed(fact.value):
            yield Spot(0, (), (), fact)
    for block in redline.blocks:
        yield from _spots_in(block, (), ())


def _spots_in(block: MarkedBlock, headings: tuple[str, ...], keys: tuple[str, ...]) -> Iterator[Spot]:
    if isinstance(block, MarkedSection):
        title = side(block.title, Op.DELETE if block.op is Op.DELETE else Op.INSERT).plain
        inside = (*headings, title), (*keys, block.key)
        if block.op is not Op.KEEP or is_changed(block.title):
            yield Spot(0, inside[0], inside[1], block)
        for inner in block.blocks:
            yield from _spots_in(inner, *inside)
    elif isinstance(block, MarkedParagraph):
        if block.op is not Op.KEEP or is_changed(block.words):
            yield Spot(0, headings, keys, block)
    elif isinstance(block, MarkedList):
        for item in block.items:
            if item.op is not Op.KEEP or is_changed(item.words):
                yield Spot(0, headings, keys, item)
    else:
        if block.op is Op.KEEP and any(is_changed(words) for words in (block.caption, *block.header)):
            yield Spot(0, headings, keys, block)
        for row in block.rows:
            if row.op is not Op.KEEP or any(is_changed(cell) for cell in row.cells):
                yield Spot(0, headings, keys, row)


def renumbered(redline: Redline) -> int:
    """How many citations and items of lists only got another number."""
    return sum(_renumbered(block) for block in redline.blocks)


def _renumbered(block: MarkedBlock) -> int:
    if isinstance(block, MarkedSection):
        return sum(_renumbered(inner) for inner in block.blocks)
    if isinstance(block, MarkedParagraph):
        return _in_words(block.words)
    if isinstance(block, MarkedList):
        return sum(_in_words(item.words) + item.is_renumbered for item in block.items)
    return 0


def _in_words(words: Words) -> int:
    return sum(span.renumbered and span.op is Op.INSERT for span in words)
