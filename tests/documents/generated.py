"""Documents that no policy has: words full of markup, deep and empty parts; and what their words are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import strategies as st

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

#: What HTML, XML, Jinja, Markdown and Typst read as theirs, signs of medical prose, and what no page shows.
ALPHABET = (
    "abz09 .,;:!?'\"`#$@*_~\\/|<>&%^=+-()[]{}\t\n\x00\x07\x1f\ufffe"
    "\N{LESS-THAN OR EQUAL TO}\N{GREATER-THAN OR EQUAL TO}\N{MULTIPLICATION SIGN}\N{PLUS-MINUS SIGN}"
    "\N{EN DASH}\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
    "\N{GREEK SMALL LETTER ALPHA}\N{GREEK SMALL LETTER BETA}\N{MICRO SIGN}\N{LATIN SMALL LETTER E WITH ACUTE}"
    "\N{LATIN SMALL LETTER L WITH STROKE}\N{NOT EQUAL TO}\N{ALMOST EQUAL TO}\N{CYRILLIC SMALL LETTER ZHE}"
)
_MARKUP = st.sampled_from(
    [
        '#import "x.typ"',
        "#let a = 1; $x^2$",
        "*bold* _it_ `raw` @label <label> // note",
        "/* gone */ -- --- ... ~ \\u{41}",
        '"); #panic("no")',
        "<script>alert(1)</script><!-- --> ]]>",
        "</style></title>&amp;&lt;&#65;",
        "{{ 7 * 7 }} {% raw %} {# gone #}",
        "= heading\n- item\n+ item",
        "https://example.org/a?b=c&d=(e). PMID 123",
    ]
)
WORDS = st.one_of(_MARKUP, st.text(ALPHABET, max_size=40))

_inlines = st.one_of(
    st.builds(Text, WORDS),
    st.builds(Strong, WORDS),
    st.builds(Emphasis, WORDS),
    st.builds(Citation, st.just("doe-2020"), st.integers(1, 4)),
)
_lines: st.SearchStrategy[Line] = st.lists(_inlines, max_size=4).map(tuple)


@st.composite
def _bullets(draw: st.DrawFn) -> Bullets:
    items = tuple(draw(st.lists(_lines, max_size=4)))
    count = len(items)
    if draw(st.booleans()):
        numbers = draw(st.lists(st.integers(1, 99), min_size=count, max_size=count, unique=True))
        return Bullets(items, tuple(numbers))
    depths = draw(st.lists(st.integers(0, 5), min_size=count, max_size=count))
    return Bullets(items, depths=tuple(depths) if draw(st.booleans()) else ())


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables of up to nine columns."""
    cells = st.lists(WORDS, min_size=(columns := draw(st.integers(1, 9))), max_size=columns).map(tuple)
    return Table(draw(WORDS), draw(cells), tuple(draw(st.lists(cells, max_size=3))))


_KEYS = st.sampled_from(["", "references", "hcc", "hcc/rct", "ref-1", "contents", "1"])
_leaves: st.SearchStrategy[Block] = st.one_of(st.builds(Paragraph, _lines), _bullets(), tables())
_blocks: st.SearchStrategy[Block] = st.recursive(
    _leaves,
    lambda inner: st.builds(Section, WORDS, st.lists(inner, max_size=3).map(tuple), _KEYS),
    max_leaves=5,
)
documents = st.builds(
    Document,
    WORDS,
    st.lists(st.tuples(st.sampled_from(["Policy", "Effective date", "Plan"]), WORDS), max_size=3).map(tuple),
    st.lists(_blocks, max_size=4).map(tuple),
)


def texts_of(document: Document) -> Iterator[str]:
    """Every piece of text of a document, in order, as its builder gave it."""
    yield document.title
    for label, value in document.facts:
        yield from (label, value)
    for block in document.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Section):
        yield block.title
        for inner in block.blocks:
            yield from _texts(inner)
    elif isinstance(block, Table):
        yield from (block.caption, *block.header, *(cell for row in block.rows for cell in row))
    elif isinstance(block, Paragraph):
        yield from (_shown(piece) for piece in block.line)
    else:
        yield from (f"{number}." for number in block.numbers)
        yield from (_shown(piece) for line in block.items for piece in line)


def _shown(piece: Inline) -> str:
    return f"[{piece.number}]" if isinstance(piece, Citation) else piece.text


def squeezed(text: str) -> str:
    """A text without spaces, with the sign that stands for characters no page can show."""
    text = re.sub(r"[\x00-\x08\x0e-\x1b\ufffe]", "\N{REPLACEMENT CHARACTER}", text)
    return re.sub(r"\s+", "", text)


#: A document with everything that documents have.
SAMPLE = Document(
    "1.02 A title",
    (("Policy", "1.02"), ("Plan", "A Plan"), ("Effective date", "2021-11-01")),
    (
        Section(
            "Statement",
            (
                Paragraph((Strong("Covered"), Text(" as shown "), Citation("doe-2020", 1), Text("."))),
                Bullets(((Text("one"),), (Text("two"),), (Text("three"),)), depths=(0, 1, 4)),
                Table("What it costs", ("Year", "Cost"), (("2020", "1"), ("2021", "2"))),
                Section("Statement", (Paragraph((Text("Again "), Citation("doe-2020", 1))),)),
                Paragraph((Text("Elsewhere "), Citation("roe-2001", 7))),
            ),
            "statement",
        ),
        Section(
            "References",
            (
                Bullets(
                    (
                        (Text("Doe J. A trial. "), Emphasis("Lancet"), Text(". 2020. PMID 123456")),
                        (Text("Plan. https://example.org/a_(b)."),),
                    ),
                    (1, 2),
                ),
            ),
            "references",
        ),
    ),
)
