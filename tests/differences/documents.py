"""Made-up documents."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kb.documents.content import (
    Block,
    Bullets,
    Citation,
    Document,
    Emphasis,
    Line,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)

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
CITATIONS = st.builds(Citation, st.sampled_from(["wang-2015", "adam-2002"]), st.integers(1, 3))
LINES: st.SearchStrategy[Line] = st.lists(
    st.one_of(WORDS.map(Text), WORDS.map(Strong), WORDS.map(Emphasis), CITATIONS), max_size=3
).map(tuple)


@st.composite
def lists(draw: st.DrawFn) -> Bullets:
    """A list of bullets or a numbered one."""
    items = tuple(draw(st.lists(LINES, min_size=1, max_size=4)))
    numbers = tuple(range(1, len(items) + 1)) if draw(st.booleans()) else ()
    depths = tuple(draw(st.integers(0, 2)) for _ in items) if draw(st.booleans()) else ()
    return Bullets(items, numbers, depths)


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


def tidy(one: Any) -> Any:
    """A document with neighbouring words of one kind as one piece: as any form of it shows them."""
    if isinstance(one, Document):
        return one._replace(blocks=tuple(tidy(block) for block in one.blocks))
    if isinstance(one, Section):
        return one._replace(blocks=tuple(tidy(block) for block in one.blocks))
    if isinstance(one, Paragraph):
        return Paragraph(_line(one.line))
    if isinstance(one, Bullets):
        items = tuple(_line(item) for item in one.items)
        return Bullets(items, one.numbers, one.depths if any(one.depths) else ())
    return one


def _line(line: Line) -> Line:
    pieces: list[Any] = []
    for piece in line:
        if isinstance(piece, Citation):
            pieces.append(piece)
        elif piece.text and pieces and type(pieces[-1]) is type(piece):
            pieces[-1] = type(piece)(pieces[-1].text + piece.text)
        elif piece.text:
            pieces.append(piece)
    return tuple(pieces)
