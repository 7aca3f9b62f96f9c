"""Giving names (ids) to all that others link to in a document.

Names are unique in the document and the same at every run; a citation knows its reference, a reference the
places that cite it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from kb.documents.content import (
    Block,
    Bullets,
    Citation,
    Document,
    Emphasis,
    Inline,
    Line,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)
from kb.documents.render.linked import (
    Item,
    Linked,
    LinkedBlock,
    LinkedList,
    LinkedParagraph,
    LinkedSection,
    LinkedTable,
    Span,
)
from kb.documents.render.printable import one_line, with_addresses

_STYLES = {Text: "", Strong: "strong", Emphasis: "emphasis"}
_UNTITLED = "Untitled"
"""The title of a document or section that has none: HTML and PDF/UA demand one."""

_LONGEST = 34
"""Characters of a name before its number: with it, names must fit the 40 that Word gives a bookmark."""


def link(document: Document) -> Linked:
    """The document with names; every text of it on one line."""
    linker = _Linker(document)
    facts = tuple((one_line(label), one_line(value)) for label, value in document.facts)
    return Linked(_heading(document.title), facts, linker.blocks(document.blocks, 1, ""))


class _Linker:
    """Gives names while it walks through the document from beginning to end."""

    def __init__(self, document: Document) -> None:
        self._references = _listed(document.blocks)
        self._times = Counter(piece.number for piece in _citations(document.blocks))
        self._seen: Counter[int] = Counter()
        names = {_reference_id(number) for number in self._references}
        names |= {
            _citation_id(number, n) for number, times in self._times.items() for n in range(1, times + 1)
        }
        self._taken = names | {"contents", "document", "top"}
        self._listed: set[int] = set()
        self._in_references = False

    def blocks(self, blocks: tuple[Block, ...], level: int, under: str) -> tuple[LinkedBlock, ...]:
        return tuple(self._block(block, level, under) for block in blocks)

    def _block(self, block: Block, level: int, under: str) -> LinkedBlock:
        if isinstance(block, Section):
            name = self._name(block.key or block.title)
            around, self._in_references = self._in_references, block.key == "references"
            inner = self.blocks(block.blocks, level + 1, name)
            self._in_references = around
            return LinkedSection(name, level, _heading(block.title), inner)
        if isinstance(block, Paragraph):
            return LinkedParagraph(self._spans(block.line))
        if isinstance(block, Bullets):
            return LinkedList(tuple(self._item(block, index) for index in range(len(block.items))))
        return _table(block, under)

    def _item(self, block: Bullets, index: int) -> Item:
        number = block.numbers[index] if block.numbers else None
        depth = block.depths[index] if block.depths else 0
        spans = self._spans(block.items[index])
        if number is None or not self._in_references or number in self._listed:
            return Item(spans, "" if number is None else f"{number}.", depth, "", ())
        self._listed.add(number)
        cited = tuple(_citation_id(number, n) for n in range(1, self._times[number] + 1))
        return Item(spans, f"{number}.", depth, _reference_id(number), cited)

    def _spans(self, line: Line) -> tuple[Span, ...]:
        return tuple(span for piece in line for span in self._span(piece))

    def _span(self, piece: Inline) -> list[Span]:
        if isinstance(piece, Citation):
            self._seen[piece.number] += 1
            target = _reference_id(piece.number) if piece.number in self._references else ""
            name = _citation_id(piece.number, self._seen[piece.number])
            return [Span(f"[{piece.number}]", "citation", target, name)]
        style = _STYLES[type(piece)]
        return [Span(part.text, style, part.url) for part in with_addresses(one_line(piece.text))]

    def _name(self, wanted: str) -> str:
        slug = _slug(wanted)
        name, count = slug, 1
        while name in self._taken:
            count += 1
            name = f"{slug}-{count}"
        self._taken.add(name)
        return name


def _heading(title: str) -> str:
    return one_line(title).strip() or _UNTITLED


def _table(table: Table, under: str) -> LinkedTable:
    rows = tuple(tuple(one_line(cell) for cell in row) for row in table.rows)
    return LinkedTable(one_line(table.caption), tuple(one_line(cell) for cell in table.header), rows, under)


def _slug(words: str) -> str:
    """Words as a name of small Latin letters, digits and hyphens that begins with a letter."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    slug = slug if slug[:1].isalpha() else f"part-{slug}".rstrip("-")
    if len(slug) <= _LONGEST:
        return slug
    return slug[: _LONGEST + 1].rpartition("-")[0] or slug[:_LONGEST]


def _reference_id(number: int) -> str:
    return f"ref-{number}"


def _citation_id(number: int, time: int) -> str:
    return f"cite-{number}-{time}"


def _listed(blocks: tuple[Block, ...]) -> frozenset[int]:
    """The numbers of the reference list: the numbered lists of the section with the key ``references``."""
    found: set[int] = set()
    for block in blocks:
        if isinstance(block, Section):
            found |= _listed(block.blocks)
            if block.key == "references":
                found |= {n for one in block.blocks if isinstance(one, Bullets) for n in one.numbers}
    return frozenset(found)


def _citations(blocks: tuple[Block, ...]) -> Iterator[Citation]:
    for block in blocks:
        if isinstance(block, Section):
            yield from _citations(block.blocks)
        yield from (piece for one in _lines(block) for piece in one if isinstance(piece, Citation))


def _lines(block: Block) -> tuple[Line, ...]:
    if isinstance(block, Paragraph):
        return (block.line,)
    return block.items if isinstance(block, Bullets) else ()
