"""The PDF form, read by another program: words, tags, bookmarks, links, headers of tables, standards."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2
import pytest
from hypothesis import given
from pypdfium2 import raw

from kb.db.connect import Reader
from kb.documents import rendered
from kb.documents.content import Document, Paragraph, Section, Table
from kb.inlines import Line, Strong
from kb.reports.report import build_report
from tests.documents.generated import ALPHABET, SAMPLE, documents, squeezed, texts_of

#: Where a word was broken at the end of a line, in our text or in what the reader makes of it.
_BREAKS = re.compile("[\x02\ufffe\u00ad\u200b\\-\N{HYPHEN}]")
SIGNS = "≤ ≥ × ± – — “ ” ‘ ’ … α β γ κ μ µ χ² Δ ≠ ≈ ≡ − · • † ‡ § ° ½ ¼ ™ ® © € £ → ↔ ∞ √ é ü ñ ł č ő ß Ж"  # noqa: RUF001


def _pages(document: Document) -> list[str]:
    with pypdfium2.PdfDocument(rendered(document, "pdf")) as pdf:
        return [page.get_textpage().get_text_range() for page in pdf]


def _seen(text: str) -> str:
    return _BREAKS.sub("", squeezed(text))


def _paragraph(text: str) -> Document:
    return Document("t", (), (Paragraph(text),))


def test_the_report_says_what_it_is(reader: Reader) -> None:
    made = rendered(build_report(reader, "7.01.75"), "pdf")
    with pypdfium2.PdfDocument(made) as pdf:
        assert pdf.is_tagged()
        told = pdf.get_metadata_dict()
        assert told["Title"].startswith("7.01.75 Cryosurgical Ablation")
        assert told["Author"] == "Blue Shield of California"
        assert told["CreationDate"].startswith("D:20211101")
        assert told["Subject"] == "Policy 7.01.75"
    assert b"<pdfuaid:part>1<" in made
    assert b"<pdfaid:part>2<" in made and b"<pdfaid:conformance>A<" in made


def test_a_document_without_a_date_is_tagged_too() -> None:
    made = rendered(_paragraph("x"), "pdf")
    assert b"<pdfuaid:part>1<" in made and b"<pdfaid:part>" not in made


def test_headings_are_bookmarks_at_their_depth(reader: Reader) -> None:
    with pypdfium2.PdfDocument(rendered(build_report(reader, "7.01.75"), "pdf")) as pdf:
        marks = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
    assert (0, "Rationale") in marks and (1, "Hepatocellular carcinoma") in marks
    assert (2, "Review of evidence") in marks


def test_citations_and_addresses_are_links() -> None:
    with pypdfium2.PdfDocument(rendered(SAMPLE, "pdf")) as pdf:
        made = rendered(SAMPLE, "pdf")
        kinds: Counter[int] = Counter()
        for page in pdf:
            for index in range(raw.FPDFPage_GetAnnotCount(page)):
                annotation = raw.FPDFPage_GetAnnot(page, index)
                kinds[raw.FPDFAnnot_GetSubtype(annotation)] += 1
                raw.FPDFPage_CloseAnnot(annotation)
    # Three headings in the contents, two citations, one way back, two addresses.
    assert kinds[raw.FPDF_ANNOT_LINK] >= 8
    assert b"https://pubmed.ncbi.nlm.nih.gov/123456/" in made
    assert b"https://example.org/a_" in made


def test_pages_are_numbered_and_named() -> None:
    text = Section("Long", tuple(Paragraph("words " * 90) for _ in range(12)))
    head = SAMPLE.facts
    pages = _pages(Document("1.02 A title", head, (text,)))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
        assert ("Effective 2021-11-01" in page) == (number > 1)


def test_the_header_of_a_table_is_repeated_on_every_page() -> None:
    rows = tuple((str(number), "words of a cell") for number in range(120))
    pages = _pages(Document("t", (), (Table("", ("Number", "Whatever"), rows),)))
    assert len(pages) > 2
    assert all("Whatever" in page for page in pages)


def test_a_wide_table_lies_across() -> None:
    table = Table("", tuple(f"Measurement{n}" for n in range(12)), (("a value of some length",) * 12,))
    wide = Document("t", (), (Paragraph("before"), Section("Wide", (table,)), SAMPLE.blocks[0]))
    with pypdfium2.PdfDocument(rendered(wide, "pdf")) as pdf:
        sizes = [page.get_size() for page in pdf]
        across = pdf[1].get_textpage().get_text_range()
    assert [width > height for width, height in sizes] == [False, True, False]
    assert "Wide" in across and "Measurement11" in across


def test_the_signs_of_medical_prose_are_printed() -> None:
    (page,) = _pages(_paragraph(SIGNS))
    assert _seen(SIGNS) in _seen(page)


def test_a_character_that_no_font_has_is_printed_by_its_number() -> None:
    blocks = (Paragraph(Line("water \N{CJK UNIFIED IDEOGRAPH-6C34}", Strong("\N{GRINNING FACE}"))),)
    (page,) = _pages(Document("t", (), blocks))
    assert "water [U+6C34][U+1F600]" in page


@pytest.mark.parametrize("word", ["שלום", "سلام"])
def test_words_from_right_to_left_are_printed(word: str) -> None:
    (page,) = _pages(_paragraph(f"Peace: {word}."))
    # The reader puts joined letters in the order in which they stand.
    assert Counter(word) <= Counter(page)


_TOO_WIDE = Table("", ("Heading",) * 30, (("a very extraordinary value",) * 30,))


@pytest.mark.parametrize("table", [Table("", ("a", "b"), (("x" * 300, "y"),)), _TOO_WIDE])
def test_words_that_are_too_long_stay_on_the_page(table: Table) -> None:
    made = rendered(Document("t", (), (table, *_paragraph("z" * 300).blocks)), "pdf")
    with pypdfium2.PdfDocument(made) as pdf:
        for page in pdf:
            text = page.get_textpage()
            rights = [text.get_charbox(index)[2] for index in range(text.count_chars())]
            assert max(rights) <= page.get_size()[0] - 70


@given(documents)
def test_every_word_stands_on_the_pages_whatever_it_is(document: Document) -> None:
    shown = Counter(_seen("".join(_pages(document))))
    wanted = Counter(_seen("".join(texts_of(document))))
    assert not wanted - shown


@pytest.mark.parametrize(
    "text",
    [
        '#import "x.typ": * #let a = 1; #a',
        "$x^2$ @doe <doe> *b* _i_ `raw` ```c``` // gone /* gone */",
        "= heading #panic() \\u{41} \\ ~ ... 'q' \"q\" [a](b) #[c] {d}",
        "".join(sign for sign in ALPHABET if sign.isprintable()),
    ],
)
def test_markup_of_typst_is_printed_as_it_is(text: str) -> None:
    (page,) = _pages(_paragraph(text))
    assert _seen(text) in _seen(page)
