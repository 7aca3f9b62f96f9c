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
    Change,
    Document,
    ListItem,
    Paragraph,
    Section,
    Table,
    TitleFact,
    lines_of,
)
from kb.documents.render.line_runs import Run, runs
from kb.documents.render.linked import (
    Linked,
    LinkedBlock,
    LinkedFact,
    LinkedItem,
    LinkedList,
    LinkedParagraph,
    LinkedRow,
    LinkedSection,
    LinkedTable,
    Span,
    Spans,
    words_of,
)
from kb.documents.render.printable import one_line, with_addresses
from kb.inlines import CitationNumber, Line, anchor_names, leaves

_UNTITLED = "Untitled"
"""The title of a document or section that has none: HTML and PDF/UA demand one."""

_LONGEST = 34
"""Characters of a name before its number: with it, names must fit the 40 that Word gives a bookmark."""


def link(document: Document, *, exact: bool = False) -> Linked:
    """The document with names; every text of it on one line.

    ``exact`` is for a form in which changes are accepted or rejected, so that they have to be the words.
    """
    linker = _Linker(document, exact=exact)
    facts = tuple(_fact(fact) for fact in document.facts)
    blocks = linker.blocks(document.blocks, 1, "", "")
    return Linked(*_heading(document.title, ""), facts, blocks, document.changed_by, document.logo)


class _Linker:
    """Gives names while it walks through the document from beginning to end."""

    def __init__(self, document: Document, *, exact: bool) -> None:
        self._exact = exact
        self._references = _listed(document.blocks)
        self._times = Counter(citation.number for citation in _citations(document.blocks))
        self._seen: Counter[int] = Counter()
        names = {_reference_id(number) for number in self._references}
        names |= {
            _citation_id(number, n) for number, times in self._times.items() for n in range(1, times + 1)
        }
        self._taken = names | {"contents", "document", "top"}
        sections = [*_sections(document.blocks)]
        names_of_sections = [self._name(section.key or section.title.plain) for section in sections]
        self._section_names = iter(names_of_sections)
        anchors = (name for line in lines_of(document.blocks) for name in anchor_names(line))
        self._anchors = {name: self._name(f"at-{name}") for name in anchors}
        for section, name in zip(reversed(sections), reversed(names_of_sections), strict=True):
            if section.key:
                self._anchors[section.key] = name
        self._listed: set[int] = set()
        self._in_references = False

    def blocks(
        self, blocks: tuple[Block, ...], level: int, under: str, around: Change
    ) -> tuple[LinkedBlock, ...]:
        return tuple(self._block(block, level, under, block.change or around) for block in blocks)

    def _block(self, block: Block, level: int, under: str, change: Change) -> LinkedBlock:
        if isinstance(block, Section):
            return self._section(block, level, change)
        if isinstance(block, Paragraph):
            return LinkedParagraph(self._spans(block.line, change), change)
        if isinstance(block, Bullets):
            return LinkedList(tuple(self._item(item, item.change or change) for item in block.items))
        return self._table(block, under, change)

    def _section(self, block: Section, level: int, change: Change) -> LinkedSection:
        name = next(self._section_names)
        around, self._in_references = self._in_references, block.key == "references"
        inner = self.blocks(block.blocks, level + 1, name, change)
        self._in_references = around
        return LinkedSection(name, level, *_heading(block.title, change), inner, change)

    def _item(self, item: ListItem, change: Change) -> LinkedItem:
        label, number = _plain_spans(item.label, change), item.number
        spans = self._spans(item.line, change)
        if number is None or not self._in_references or number in self._listed:
            return LinkedItem(spans, label, item.depth, "", (), change)
        self._listed.add(number)
        cited = tuple(_citation_id(number, n) for n in range(1, self._times[number] + 1))
        return LinkedItem(spans, label, item.depth, _reference_id(number), cited, change)

    def _table(self, table: Table, under: str, change: Change) -> LinkedTable:
        header = LinkedRow(tuple(self._spans(cell, change, in_table=True) for cell in table.header), change)
        rows = []
        for row in table.rows:
            of_row = row.change or change
            cells = tuple(self._spans(cell, of_row, in_table=True) for cell in row.cells)
            rows.append(LinkedRow(cells, of_row))
        return LinkedTable(_plain_spans(table.caption, change), header, tuple(rows), under, change)

    def _spans(self, line: Line, change: Change, *, in_table: bool = False) -> Spans:
        return tuple(
            span
            for run in runs(line, change, exact=self._exact)
            for span in self._span(run, in_table=in_table)
        )

    def _span(self, run: Run, *, in_table: bool) -> list[Span]:
        if run.citation is not None:
            number = run.citation.number
            self._seen[number] += 1
            target = _reference_id(number) if number in self._references else ""
            name = _citation_id(number, self._seen[number])
            return [Span(run.text, "citation", target, name, run.change, run.mark, run.note)]
        span = self._of_run(run)
        if run.target or in_table:
            return [span]
        parts = [span._replace(text=part.text, target=part.url) for part in with_addresses(span.text)]
        return [part._replace(id=span.id if part is parts[0] else "") for part in parts]

    def _of_run(self, run: Run) -> Span:
        """The span of a run; a link to a name that nothing in the document has is no link."""
        internal = run.target.startswith("#")
        target = self._anchors.get(run.target[1:], "") if internal else run.target
        id = self._anchors.get(run.anchor, "")
        return Span(one_line(run.text), run.style, target, id, run.change, run.mark, run.note)

    def _name(self, wanted: str) -> str:
        slug = _slug(wanted)
        name, count = slug, 1
        while name in self._taken:
            count += 1
            name = f"{slug}-{count}"
        self._taken.add(name)
        return name


def _plain_spans(line: Line, change: Change) -> Spans:
    """The spans of a line in which nothing is a link, such as a title; always its exact words."""
    return tuple(
        Span(one_line(run.text), run.style, "", "", run.change, run.mark, run.note)
        for run in runs(line, change, exact=True)
    )


def _heading(title: Line, change: Change) -> tuple[str, Spans]:
    """A title as plain words and as spans; one that has no words gets some."""
    plain, spans = one_line(title.plain).strip(), _plain_spans(title, change)
    if not words_of(spans).strip():
        spans = (Span(_UNTITLED, change=change),)
    elif len(spans) == 1:
        spans = (spans[0]._replace(text=spans[0].text.strip()),)
    return plain or _UNTITLED, spans


def _fact(fact: TitleFact) -> LinkedFact:
    return LinkedFact(
        one_line(fact.label.plain),
        one_line(fact.value.plain),
        _plain_spans(fact.label, fact.change),
        _plain_spans(fact.value, fact.change),
        fact.change,
    )


def _sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """All sections in the order of the document."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from _sections(block.blocks)


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
    numbers: set[int] = set()
    for block in blocks:
        if isinstance(block, Section):
            numbers |= _listed(block.blocks)
            if block.key == "references":
                lists = [part for part in block.blocks if isinstance(part, Bullets)]
                numbers |= {item.number for part in lists for item in part.items if item.number is not None}
    return frozenset(numbers)


def _citations(blocks: tuple[Block, ...]) -> Iterator[CitationNumber]:
    for line in lines_of(blocks):
        yield from (leaf for leaf in leaves(line, deleted=True) if isinstance(leaf, CitationNumber))
