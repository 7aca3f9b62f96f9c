"""Made-up documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from kb.differences.words import accepted, rejected
from kb.documents.content import Block, Bullets, Document, ListItem, Paragraph, Section, Table
from kb.inlines import CitationNumber, Emphasis, Line, Strong, Text

WORDS = st.sampled_from(
    [
        "Survival was longer after cryoablation (40% vs 38%).",
        "Survival was longer after cryoablation (41% vs 38%).",
        "Further trials are needed.",
        "No trial was found; p=.043.",
        "Wang et al (2015) enrolled 360 patients.",
        "x < y & z",
        "",
        "  ",
    ]
)
CITATIONS = st.builds(CitationNumber, st.sampled_from(["wang-2015", "adam-2002"]), st.integers(1, 3))
LINES = st.lists(
    st.one_of(WORDS.map(Text), WORDS.map(Strong), WORDS.map(Emphasis), CITATIONS), max_size=3
).map(lambda pieces: Line(*pieces))


@st.composite
def lists(draw: st.DrawFn) -> Bullets:
    """A list of bullets or a numbered one."""
    lines = draw(st.lists(LINES, min_size=1, max_size=4))
    numbered, deep = draw(st.booleans()), draw(st.booleans())
    return Bullets(
        ListItem(line, number if numbered else None, draw(st.integers(0, 2)) if deep else 0)
        for number, line in enumerate(lines, start=1)
    )


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table of one to three columns."""
    width = draw(st.integers(1, 3))
    cells = st.tuples(*[WORDS] * width)
    return Table(draw(WORDS), draw(cells), tuple(draw(st.lists(cells, max_size=4))))


BLOCKS: st.SearchStrategy[Block] = st.recursive(
    st.one_of(LINES.map(Paragraph), lists(), tables()),
    lambda inner: st.builds(
        Section,
        st.sampled_from(["Evidence", "Hepatocellular carcinoma", "References"]),
        st.lists(inner, max_size=3).map(tuple),
        st.sampled_from(["", "hcc", "references"]),
    ),
    max_leaves=6,
)
DOCUMENTS = st.builds(
    Document,
    st.sampled_from(["7.01.75 Cryoablation", "7.01.75 Cryosurgical ablation"]),
    st.lists(
        st.tuples(st.sampled_from(["Plan", "Effective date"]), st.sampled_from(["2021-11-01", "2022-11-01"])),
        max_size=2,
        unique_by=lambda fact: fact[0],
    ).map(tuple),
    st.lists(BLOCKS, max_size=5).map(tuple),
)


def document(*blocks: Block) -> Document:
    """A document of these blocks."""
    return Document("7.01.75 Cryoablation", (), blocks)


def content(one: Document) -> Any:
    """What a document says, with what readers see of numbers; for a document without changes."""
    facts = [(fact.label, fact.value) for fact in one.facts]
    return (one.title, facts, [_content(block) for block in one.blocks])


def _content(block: Block) -> Any:
    if isinstance(block, Section):
        return ("section", block.title, block.key, [_content(inner) for inner in block.blocks])
    if isinstance(block, Paragraph):
        return ("paragraph", block.line)
    if isinstance(block, Bullets):
        return ("list", [(item.label, item.depth, item.line) for item in block.items])
    return ("table", block.caption, block.header, [row.cells for row in block.rows])


def one_side(redline: Document, *, accept: bool) -> Any:
    """What a redline says once all its changes were accepted, or rejected."""
    line, gone = (accepted, "deleted") if accept else (rejected, "inserted")

    def of(block: Block) -> Any:
        if isinstance(block, Section):
            return ("section", line(block.title), block.key, kept(block.blocks))
        if isinstance(block, Paragraph):
            return ("paragraph", line(block.line))
        if isinstance(block, Bullets):
            items = [item for item in block.items if item.change != gone]
            return ("list", [(line(item.label), item.depth, line(item.line)) for item in items])
        rows = [tuple(map(line, row.cells)) for row in block.rows if row.change != gone]
        return ("table", line(block.caption), tuple(map(line, block.header)), rows)

    def kept(blocks: Sequence[Block]) -> list[Any]:
        return [of(block) for block in blocks if block.change != gone]

    facts = [(line(fact.label), line(fact.value)) for fact in redline.facts if fact.change != gone]
    return (line(redline.title), facts, kept(redline.blocks))
