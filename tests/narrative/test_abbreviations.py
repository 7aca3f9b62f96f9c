"""Terms are explained at first use in each part, and abbreviated from there on."""

from __future__ import annotations

import pytest

from kb.documents.content import Bullets, Paragraph, Section, Table, TableRow, lines_of
from kb.evidence.vocabulary import Naming
from kb.inlines import CitationNumber, FigureText, Line, TermText
from kb.narrative.abbreviations import Abbreviations
from kb.reports.spelled_out import spelled_out

KNOWN = Abbreviations(
    (
        Naming("hepatocellular carcinoma", None, "HCC"),
        Naming("magnetic resonance imaging", None, "MRI"),
        Naming("overall survival", None, "OS"),
        Naming("radiofrequency ablation", None, "RFA"),
        Naming("randomized controlled trial", "randomized controlled trials", "RCT"),
        Naming("trisomy 21", None, "T21"),
        Naming("massively parallel sequencing", None, "MPS"),
        Naming("targeted massively parallel sequencing", None, "TMPS"),
        Naming("physical exercise", None, "PE"),
        Naming("pulmonary embolism", None, "PE"),
    )
)


def told(*sentences: str) -> str:
    """A part of one paragraph as it is printed."""
    (paragraph,) = spelled_out((Paragraph(*sentences),), KNOWN)
    assert isinstance(paragraph, Paragraph)
    return paragraph.line.plain


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        pytest.param(
            "Radiofrequency ablation was used. After radiofrequency ablation, RFA was not repeated.",
            "Radiofrequency ablation (RFA) was used. After RFA, RFA was not repeated.",
            id="in full, then short",
        ),
        pytest.param("RFA was used.", "Radiofrequency ablation (RFA) was used.", id="never left unexplained"),
        pytest.param("All had RFA.", "All had radiofrequency ablation (RFA).", id="within a sentence"),
        pytest.param(
            "All had radiofrequency ablation.", "All had radiofrequency ablation.", id="once in full stays"
        ),
        pytest.param(
            "All had radiofrequency ablation (RFA), and RFA again.",
            "All had radiofrequency ablation (RFA), and RFA again.",
            id="explained by the author",
        ),
        pytest.param(
            "All had RFA (radiofrequency ablation), and radiofrequency ablation again.",
            "All had RFA (radiofrequency ablation), and RFA again.",
            id="explained the other way",
        ),
        pytest.param(
            "Of RFA (n=20) and surgery (n=20)",
            "Of radiofrequency ablation (RFA; n=20) and surgery (n=20)",
            id="one pair of parentheses",
        ),
        pytest.param(
            "Some (after RFA) died.", "Some (after radiofrequency ablation [RFA]) died.", id="brackets inside"
        ),
        pytest.param(
            "A magnetic resonance imaging scan, then a magnetic resonance imaging scan.",
            "A magnetic resonance imaging (MRI) scan, then an MRI scan.",
            id="the article follows",
        ),
        pytest.param("An RCT was done.", "A randomized controlled trial (RCT) was done.", id="and back"),
        pytest.param(
            "Two randomized controlled trials, and a randomized controlled trial of one, are RCTs.",
            "Two randomized controlled trials (RCTs), and an RCT of one, are RCTs.",
            id="singular and plural",
        ),
        pytest.param(
            "Targeted massively parallel sequencing, or TMPS, is no massively parallel sequencing.",
            "Targeted massively parallel sequencing (TMPS), or TMPS, is no massively parallel sequencing.",
            id="the longer name first",
        ),
        pytest.param(
            "Trisomy 21, 18, or 13, and T21 alone.",
            "Trisomy 21, 18, or 13, and trisomy 21 (T21) alone.",
            id="a list of numbers is no term",
        ),
        pytest.param(
            "Massive part sequencing (MPS) was done; MPS and massively parallel sequencing agreed.",
            "Massive part sequencing (MPS) was done; MPS and MPS agreed.",
            id="explained by the author in other words",
        ),
        pytest.param(
            'The label says "RFA is safe"; RFA was used, "as RFA".',
            'The label says "RFA is safe"; radiofrequency ablation (RFA) was used, "as RFA".',
            id="quotes stay",
        ),
        pytest.param(
            "Radiofrequency ablation (RFA) was safe. All had radiofrequency ablation (RFA) and RFA again.",
            "Radiofrequency ablation (RFA) was safe. All had RFA and RFA again.",
            id="explained by the author twice",
        ),
        pytest.param(
            "The RFA's needle; RFA's risk.",
            "The radiofrequency ablation's (RFA's) needle; RFA's risk.",
            id="possessive",
        ),
        pytest.param(
            "Ablation (RFA) was done.",
            "Ablation (radiofrequency ablation [RFA]) was done.",
            id="not explained by what it does not stand for",
        ),
        pytest.param("PE was rare; PE was mild.", "PE was rare; PE was mild.", id="two terms share it"),
        pytest.param("An OSHA rule, HCC-like.", "An OSHA rule, HCC-like.", id="part of another word"),
    ],
)
def test_a_part_explains_its_terms(given: str, printed: str) -> None:
    assert told(given) == printed


def test_what_the_words_are_about_stays() -> None:
    """Numbers and citations are untouched, and a name still knows what it names."""
    line = Line(
        TermText("RFA", ("arm:doe/rfa",)),
        " (",
        FigureText("7", ("doe/a/rfa:count",)),
        ") ",
        CitationNumber("doe", 1),
    )
    (block,) = spelled_out((Paragraph(line),), KNOWN)
    assert [*lines_of([block])] == [
        Line(
            TermText("Radiofrequency ablation (RFA", ("arm:doe/rfa",)),
            "; ",
            FigureText("7", ("doe/a/rfa:count",)),
            ") ",
            CitationNumber("doe", 1),
        )
    ]


def test_lists_and_tables_are_part_of_it_and_headings_are_not() -> None:
    """In their order: caption, head, and cells."""
    blocks = (
        Section("RFA", (Bullets(["with RFA"]),)),
        Table("HCC and RFA", ("OS", "RFA"), [TableRow(("overall survival", "HCC"))]),
    )
    assert [line.plain for line in lines_of(spelled_out(blocks, KNOWN))] == [
        "RFA",
        "with radiofrequency ablation (RFA)",
        "Hepatocellular carcinoma (HCC) and RFA",
        "Overall survival (OS)",
        "RFA",
        "OS",
        "HCC",
    ]


def test_each_part_begins_anew() -> None:
    """A summary is read alone."""
    part = (Paragraph("RFA was used."),)
    first, second = (spelled_out(part, KNOWN) for _ in range(2))
    assert first == second
