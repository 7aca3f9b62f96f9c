"""The places of a redline that say something else, each with a number, its headings and an anchor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kb.differences.words import is_changed, renumbered_citations
from kb.documents.content import (
    Block,
    Bullets,
    Change,
    Document,
    ListItem,
    Paragraph,
    Section,
    Table,
    TableRow,
    lines_of,
)
from kb.inlines import Inserted, Line, LinkTarget

REFERENCES = "references"
"""Key of the section whose numbered items citations lead to."""
_NO_LABEL = Line()


class ChangedPlace(NamedTuple):
    """One heading, paragraph, item, row or fact that changed; a new number alone does not count.

    ``change`` is empty for one that both versions have. ``lines`` are its words: the cells of a row, label
    and value of a fact.
    """

    number: int
    """Its number in the list of changes, from 1."""
    headings: tuple[str, ...]
    keys: tuple[str, ...]
    """Of the sections above it."""
    kind: str
    """``title``, ``fact``, ``section``, ``paragraph``, ``item``, ``row``, or ``table`` for its head."""
    change: Change
    lines: tuple[Line, ...]
    label: Line
    """The text before an item, such as its number."""
    about: tuple[str, ...] = ()
    """What the paragraph, item or row is about, each as ``kind:key``."""

    @property
    def anchor(self) -> str:
        """The name by which links lead to it; the title and the facts under it have none in the document."""
        is_list = self.kind == "section" and self.keys[-1] == REFERENCES
        return REFERENCES if is_list else f"change-{self.number}"


def changed_places(redline: Document) -> tuple[Document, list[ChangedPlace]]:
    """The redline with an anchor at every changed place, and the places in its order."""
    finder = _Finder()
    finder.note("title", "", (redline.title,))
    for fact in redline.facts:
        finder.note("fact", fact.change, (fact.label, fact.value))
    blocks = [finder.block(block, "") for block in redline.blocks]
    return Document(redline.title, redline.facts, blocks, redline.changed_by, redline.logo), finder.places


def renumbered(redline: Document) -> int:
    """How many citations and items of lists only got another number."""
    citations = sum(renumbered_citations(line) for line in lines_of(redline.blocks))
    labels = (piece for label in _labels(redline.blocks) for piece in label.pieces)
    return citations + sum(isinstance(piece, Inserted) for piece in labels)


def _labels(blocks: Sequence[Block]) -> Iterator[Line]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _labels(block.blocks)
        elif isinstance(block, Bullets):
            yield from (item.label for item in block.items)


class _Finder:
    """Walks through a redline from beginning to end."""

    def __init__(self) -> None:
        self.places: list[ChangedPlace] = []
        self._headings: tuple[str, ...] = ()
        self._keys: tuple[str, ...] = ()

    def note(
        self,
        kind: str,
        change: Change,
        lines: Sequence[Line],
        label: Line = _NO_LABEL,
        about: tuple[str, ...] = (),
    ) -> ChangedPlace | None:
        """The place of these lines when one of them changed, or all came or went; else nothing."""
        if not change and not any(map(is_changed, lines)):
            return None
        number = len(self.places) + 1
        section = (self._headings, self._keys)
        place = ChangedPlace(number, *section, kind, change, tuple(lines), label, about)
        self.places.append(place)
        return place

    def block(self, block: Block, around: Change) -> Block:
        change = block.change or around
        if isinstance(block, Section):
            return self._section(block, change)
        if isinstance(block, Paragraph):
            line = _anchored(self.note("paragraph", change, (block.line,)), (block.line,))[0]
            return Paragraph(line, about=block.about, change=change)
        if isinstance(block, Bullets):
            return Bullets((self._item(item, item.change or change) for item in block.items), change)
        return self._table(block, change)

    def _section(self, block: Section, change: Change) -> Section:
        above = self._headings, self._keys
        self._headings, self._keys = (*above[0], block.title.plain), (*above[1], block.key)
        place = self.note("section", change, (block.title,))
        inner = [self.block(inner_block, change) for inner_block in block.blocks]
        self._headings, self._keys = above
        key = block.key if place is None else place.anchor
        return Section(block.title, inner, key, change)

    def _item(self, item: ListItem, change: Change) -> ListItem:
        place = self.note("item", change, (item.line,), item.label, item.about)
        line = _anchored(place, (item.line,))[0]
        return ListItem(line, item.number, item.depth, about=item.about, label=item.label, change=change)

    def _table(self, table: Table, change: Change) -> Table:
        place = None if change else self.note("table", "", (table.caption, *table.header))
        rows = []
        for row in table.rows:
            of_row = row.change or change
            cells = _anchored(self.note("row", of_row, row.cells), row.cells)
            rows.append(TableRow(cells, about=row.about, change=row.change))
        return Table(table.caption, _anchored(place, table.header), rows, change)


def _anchored(place: ChangedPlace | None, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a place with an anchor at the first that is not empty."""
    if place is None:
        return tuple(lines)
    first = next((index for index, line in enumerate(lines) if line), 0)
    return tuple(
        Line(LinkTarget(line, place.anchor)) if index == first else line for index, line in enumerate(lines)
    )
