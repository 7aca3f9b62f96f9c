"""Documents that no policy has: words full of markup, deep and empty parts; and what their words are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import strategies as st

from kb.documents.content import (
    Block,
    Bullets,
    ChangedBy,
    Document,
    ListItem,
    Paragraph,
    Section,
    Table,
    TableRow,
    TitleFact,
)
from kb.inlines import (
    CitationNumber,
    Deleted,
    Emphasis,
    FigureText,
    Hyperlink,
    Inserted,
    Line,
    Marked,
    Strong,
    TermText,
    Text,
    leaves,
    printed,
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
    st.builds(FigureText, WORDS, st.just(("doe-2020/pain/all:count",))),
    st.builds(TermText, WORDS, st.just(("study:doe-2020",))),
    st.builds(CitationNumber, st.just("doe-2020"), st.integers(1, 4)),
)
_lines = st.lists(_inlines, max_size=4).map(lambda pieces: Line(*pieces))


@st.composite
def _bullets(draw: st.DrawFn) -> Bullets:
    lines = draw(st.lists(_lines, max_size=4))
    if draw(st.booleans()):
        count = len(lines)
        numbers = draw(st.lists(st.integers(1, 99), min_size=count, max_size=count, unique=True))
        return Bullets(map(ListItem, lines, numbers))
    return Bullets(ListItem(line, depth=draw(st.integers(0, 5))) for line in lines)


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
    yield document.title.plain
    for fact in document.facts:
        yield from (fact.label.plain, fact.value.plain)
    for block in document.blocks:
        yield from _texts(block)


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Section):
        yield block.title.plain
        for inner in block.blocks:
            yield from _texts(inner)
    elif isinstance(block, Table):
        cells = (block.caption, *block.header, *(cell for row in block.rows for cell in row.cells))
        yield from (cell.plain for cell in cells)
    elif isinstance(block, Paragraph):
        yield from (printed(piece) for piece in leaves(block.line))
    else:
        yield from (item.label.plain for item in block.items)
        yield from (printed(piece) for item in block.items for piece in leaves(item.line))


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
                Paragraph(Line(Strong("Covered"), " as shown ", CitationNumber("doe-2020", 1), ".")),
                Bullets((ListItem("one"), ListItem("two", depth=1), ListItem("three", depth=4))),
                Table("What it costs", ("Year", "Cost"), (("2020", "1"), ("2021", "2"))),
                Section("Statement", (Paragraph(Line("Again ", CitationNumber("doe-2020", 1))),)),
                Paragraph(Line("Elsewhere ", CitationNumber("roe-2001", 7))),
            ),
            "statement",
        ),
        Section(
            "References",
            (
                Bullets(
                    (
                        ListItem(Line("Doe J. A trial. ", Emphasis("Lancet"), ". 2020. PMID 123456"), 1),
                        ListItem("Plan. https://example.org/a_(b).", 2),
                    )
                ),
            ),
            "references",
        ),
    ),
)


#: A document with every change that a comparison of two versions shows.
CHANGED = Document(
    Line("1.02 A ", Deleted(Line("title")), Inserted(Line("better title"))),
    (
        TitleFact("Policy", "1.02"),
        TitleFact("Effective date", Line(Deleted(Line("2021-11-01")), Inserted(Line("2022-11-01")))),
        TitleFact("Section", "Surgery", change="deleted"),
    ),
    (
        Section(
            Line("What ", Inserted(Line("now ")), "holds"),
            (
                Paragraph(
                    Line(
                        "Pain fell in ",
                        Deleted(Line(FigureText("7", ("doe-2020/pain/all:count",)))),
                        Inserted(Line(FigureText("8", ("doe-2020/pain/all:count",)))),
                        " patients ",
                        Inserted(Line(Strong("at last "), CitationNumber("doe-2020", 1))),
                        ".",
                    )
                ),
                Paragraph("A paragraph that went.", change="deleted"),
                Paragraph("A paragraph that came.", change="inserted"),
                Bullets(
                    (
                        ListItem("kept", 2, label=Line(Deleted(Line("1.")), Inserted(Line("2.")))),
                        ListItem("came", 1, change="inserted"),
                    )
                ),
                Table(
                    "",
                    ("Year", "Cost"),
                    (
                        TableRow(("2020", "1"), change="deleted"),
                        TableRow(("2021", Line("2", Inserted(Line("0"))))),
                    ),
                ),
            ),
        ),
        Section("Gone", (Paragraph("All of it."), Table("", ("A",), (("b",),))), change="deleted"),
        Paragraph(Line("See ", Marked(Line("40%")), " and ", Hyperlink(Line("the page"), "https://x.org/a"))),
    ),
    ChangedBy("Ann Other", "2022-10-01T12:00:00Z"),
)
