"""Content as text, without a database."""

from __future__ import annotations

import pytest

from kb.documents import render
from kb.documents.content import Bullets, Document, ListItem, Paragraph, Section, Table
from kb.inlines import CitationNumber, Emphasis, Line, Strong
from kb.reports.policy_source import reference_line

DOCUMENT = Document(
    "A title",
    (("Policy", "1.2"),),
    (
        Section(
            "Part",
            (
                Paragraph(Line(Strong("Covered"), " in *some* [cases] ", CitationNumber("doe-2020", 3), ".")),
                Bullets((ListItem("one"), ListItem("two", depth=1))),
                Table("", ("a", "b"), (("1|2", "x"),)),
            ),
        ),
    ),
)


def test_markdown() -> None:
    """A document in Markdown: marks of Markdown in its words are no marks."""
    assert render(DOCUMENT, "markdown") == (
        "# A title\n\n- **Policy:** 1.2\n\n## Part\n\n**Covered** in \\*some\\* \\[cases\\] [3].\n\n"
        "- one\n  - two\n\n| a | b |\n| --- | --- |\n| 1\\|2 | x |\n"
    )


def test_plain_text() -> None:
    """A document in plain text: headings are underlined, columns are aligned."""
    assert render(DOCUMENT, "text") == (
        "A title\n=======\n\nPolicy: 1.2\n\nPart\n----\n\nCovered in *some* [cases] [3].\n\n"
        "- one\n  - two\n\na    b\n---  -\n1|2  x\n"
    )


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("# not a heading", "\\# not a heading"),
        ("1. not a list", "1\\. not a list"),
        ("- not a list", "\\- not a list"),
        ("p<.001", "p<.001"),
        ("<b>", "\\<b>"),
        ("a_b _c_", "a_b \\_c\\_"),
        ("two\nlines", "two lines"),
        ("R&amp;D & more", "R\\&amp;D & more"),
    ],
)
def test_what_is_special_to_markdown_is_escaped(value: str, escaped: str) -> None:
    document = Document("t", (), (Paragraph(value),))
    assert render(document, "markdown") == f"# t\n\n{escaped}\n"


def test_a_wide_table_is_folded_to_the_width() -> None:
    table = Table("", ("a", "b"), (("one two three four five six", "seven eight nine ten eleven"),))
    text = render(Document("t", (), (table,)), "text", 40)
    assert max(len(row) for row in text.splitlines()) <= 40
    assert "eleven" in text


def test_a_retracted_reference_says_so() -> None:
    assert reference_line("Doe J. A trial. *Lancet*. 2020.", notice="retraction") == Line(
        "Doe J. A trial. ", Emphasis("Lancet"), ". 2020. ", Strong("Retracted.")
    )
