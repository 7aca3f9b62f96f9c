"""The HTML form: one file that needs nothing else, with links that lead somewhere, for every reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from lxml import etree, html

from kb.db.connect import Reader
from kb.documents import rendered
from kb.documents.content import Document, Paragraph, Section
from kb.reports.report import build_report
from kb.reports.summary import build_summary
from tests.documents.generated import SAMPLE, documents, squeezed, texts_of

_LOADS = {"script", "link", "img", "iframe", "object", "embed", "audio", "video", "source", "form", "base"}


def _page(document: Document) -> Any:
    return html.document_fromstring(rendered(document, "html"))


def _ids(page: Any) -> list[str]:
    return [str(name) for name in page.xpath("//@id")]


def _assert_sound(page: Any) -> None:
    """Nothing is loaded, names are unique, links and labels resolve, headings skip no rank."""
    assert not {element.tag for element in page.iter(etree.Element)} & _LOADS
    style = page.xpath("string(//style)")
    assert "url(" not in style and "@import" not in style
    ids = _ids(page)
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert set(inside) | set(page.xpath("//@aria-labelledby")) <= set(ids)
    outside = [link for link in page.xpath("//a/@href") if not link.startswith("#")]
    assert all(re.match(r"https?://", link) for link in outside)
    ranks = [int(heading.tag[1]) for heading in page.xpath("//main//*[self::h2 or self::h3 or self::h4]")]
    assert all(after - before <= 1 for before, after in zip([1, *ranks], ranks, strict=False))


def test_the_report_is_a_sound_page(reader: Reader) -> None:
    page = _page(build_report(reader, "7.01.75"))
    _assert_sound(page)
    assert page.get("lang") == "en"
    assert page.findtext(".//title").startswith("7.01.75 Cryosurgical Ablation")
    assert len(page.xpath("//h1")) == len(page.xpath("//main")) == len(page.xpath("//nav")) == 1
    assert page.xpath("//nav//a[@href='#hcc']/text()") == ["Hepatocellular carcinoma"]


def test_every_citation_leads_to_its_reference_and_back(reader: Reader) -> None:
    page = _page(build_report(reader, "7.01.75"))
    cited = page.xpath("//a[@class='cite']")
    assert len(cited) > 34
    for citation in cited:
        (reference,) = page.xpath(f"//li[@id='{citation.get('href')[1:]}']")
        assert f"[{reference.xpath('string(span)').rstrip('.')}]" == citation.text
        assert f"#{citation.get('id')}" in reference.xpath(".//a/@href")


def test_the_summary_is_a_sound_page(reader: Reader) -> None:
    _assert_sound(_page(build_summary(reader, "7.01.75", full=True)))


@given(documents)
def test_every_word_stands_in_the_page_whatever_it_is(document: Document) -> None:
    page = _page(document)
    _assert_sound(page)
    shown = squeezed(page.xpath("string(//body)"))
    for text in texts_of(document):
        assert squeezed(text) in shown


def test_a_citation_without_its_reference_is_no_link() -> None:
    page = _page(SAMPLE)
    assert page.xpath("//a[@class='cite']/text()") == ["[1]", "[1]"]
    assert page.xpath("//span[@id='cite-7-1']/text()") == ["[7]"]


def test_addresses_and_pubmed_numbers_are_links() -> None:
    outside = [link for link in _page(SAMPLE).xpath("//a/@href") if not link.startswith("#")]
    assert outside == ["https://pubmed.ncbi.nlm.nih.gov/123456/", "https://example.org/a_(b)"]


def test_a_table_can_be_read_out_and_scrolled() -> None:
    (region,) = _page(SAMPLE).xpath("//div[@role='region']")
    assert (region.get("tabindex"), region.get("aria-labelledby")) == ("0", "statement")
    assert region.xpath(".//caption/text()") == ["What it costs"]
    assert region.xpath(".//thead//th[@scope='col']/text()") == ["Year", "Cost"]


def test_headings_of_one_name_have_names_of_their_own() -> None:
    ids = _ids(_page(SAMPLE))
    assert [name for name in ids if name.startswith("statement")] == ["statement", "statement-2"]


def test_the_deepest_heading_is_the_sixth() -> None:
    block = Section("bottom", (Paragraph("end"),))
    for _ in range(8):
        block = Section("part", (block,))
    assert len(_page(Document("t", (), (block,))).xpath("//h6")) == 5


def _schemes() -> Iterator[dict[str, str]]:
    style = str(_page(SAMPLE).xpath("string(//style)"))
    light, dark = (dict(re.findall(r"--(\w+): (#\w+)", line)) for line in style.splitlines()[1:3])
    assert "prefers-color-scheme: dark" in style
    yield from (light, dark)


def _luminance(color: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[start : start + 2], 16) / 255 for start in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("words", ["ink", "quiet", "link"])
@pytest.mark.parametrize("ground", ["page", "band", "here"])
def test_colors_have_the_contrast_of_wcag_aa(words: str, ground: str) -> None:
    for scheme in _schemes():
        darker, lighter = sorted((_luminance(scheme[words]), _luminance(scheme[ground])))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5
