"""The Word form, read back: styles, contents, links, headers, tables that fit, nothing of the machine."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
from docx.oxml.ns import qn
from docx.shared import Inches
from hypothesis import given

from kb.db.connect import Reader
from kb.documents import rendered
from kb.documents.content import Document, Paragraph, Section, Table
from kb.reports.report import build_report
from tests.documents.generated import SAMPLE, documents, squeezed, texts_of

_WIDE = Table("", tuple(f"Measurement{n}" for n in range(12)), (("a value of some length",) * 12,))


def _word(document: Document) -> Any:
    return docx.Document(BytesIO(rendered(document, "docx")))


def _shown(word: Any) -> str:
    """The words of the body in their order."""
    return "".join(text.text or "" for text in word.element.body.iter(qn("w:t")))


def _assert_links_resolve(word: Any) -> None:
    names = [mark.get(qn("w:name")) for mark in word.element.body.iter(qn("w:bookmarkStart"))]
    numbers = [mark.get(qn("w:id")) for mark in word.element.body.iter(qn("w:bookmarkStart"))]
    assert len(names) == len(set(names)) == len(set(numbers))
    assert all(len(name) <= 40 and name.replace("_", "").isalnum() and name[0].isalpha() for name in names)
    ends = [mark.get(qn("w:id")) for mark in word.element.body.iter(qn("w:bookmarkEnd"))]
    assert sorted(ends) == sorted(numbers)
    links = [link.get(qn("w:anchor")) for link in word.element.body.iter(qn("w:hyperlink"))]
    assert {name for name in links if name is not None} <= set(names)


def test_the_report_has_the_styles_of_word(reader: Reader) -> None:
    word = _word(build_report(reader, "7.01.75"))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[0] == "Title"
    assert {"TOC Heading", "toc 1", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Reference"} <= set(
        styles
    )
    headings = [p.text for p in word.paragraphs if p.style.name == "Heading 1"]
    assert headings[0] == "Policy statement" and "References" in headings
    _assert_links_resolve(word)


def test_every_citation_of_the_report_leads_to_its_reference(reader: Reader) -> None:
    word = _word(build_report(reader, "7.01.75"))
    links = {
        (link.get(qn("w:anchor")), "".join(t.text for t in link.iter(qn("w:t"))))
        for link in word.element.body.iter(qn("w:hyperlink"))
    }
    assert {(f"ref_{number}", f"[{number}]") for number in range(1, 34)} <= links


def test_the_contents_are_a_field_that_word_can_make_anew() -> None:
    body = _word(SAMPLE).element.body
    assert [text.text for text in body.iter(qn("w:instrText"))] == [' TOC \\o "1-3" \\h \\z \\u ']
    marks = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert marks == ["begin", "separate", "end"]


def test_every_page_says_which_policy_of_which_date_it_is() -> None:
    section = _word(SAMPLE).sections[0]
    assert section.header.paragraphs[0].text == "1.02 A title\tEffective 2021-11-01"
    assert section.footer.paragraphs[0].text == "A Plan\tPage 1 of 1"
    fields = [text.text.strip() for text in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_properties_are_those_of_the_policy() -> None:
    properties = _word(SAMPLE).core_properties
    assert (properties.title, properties.author) == ("1.02 A title", "A Plan")
    assert properties.subject == "Policy 1.02, effective 2021-11-01"
    assert properties.created.replace(tzinfo=None) == datetime(2021, 11, 1, 12)
    assert (properties.comments, properties.last_modified_by) == ("", "")


def test_a_document_without_a_date_has_none() -> None:
    package = ZipFile(BytesIO(rendered(Document("t", (), ()), "docx")))
    core = package.read("docProps/core.xml").decode()
    assert "created" not in core and "modified" not in core and "python-docx" not in core


def test_parts_of_the_package_bear_one_fixed_date() -> None:
    package = ZipFile(BytesIO(rendered(SAMPLE, "docx")))
    assert {part.date_time for part in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert not [name for name in package.namelist() if "thumbnail" in name]


def test_the_header_of_a_table_is_repeated_and_rows_are_not_cut() -> None:
    (table,) = _word(SAMPLE).tables
    first, *rest = table._tbl.tr_lst
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert all(row.trPr.find(qn("w:tblHeader")) is None for row in rest)
    assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)


def test_a_wide_table_lies_across_with_its_heading_and_the_text_after_it_stands_upright() -> None:
    after = Section("After", (Paragraph("upright"),))
    word = _word(Document("t", (), (Paragraph("before"), Section("Wide", (_WIDE,)), after)))
    assert [section.page_width for section in word.sections] == [Inches(8.5), Inches(11), Inches(8.5)]
    across = list(word.sections[1].iter_inner_content())
    assert across[0].text == "Wide"
    assert across[1]._tbl is word.tables[0]._tbl


def test_tables_fit_between_the_margins() -> None:
    for table in (_WIDE, Table("", ("a", "b"), (("x" * 400, "y"),))):
        word = _word(Document("t", (), (table,)))
        section = word.sections[-1]
        room = section.page_width - section.left_margin - section.right_margin
        assert sum(column.width for column in word.tables[0].columns) <= room + 2000


@given(documents)
def test_every_word_stands_in_the_file_whatever_it_is(document: Document) -> None:
    word = _word(document)
    _assert_links_resolve(word)
    shown = squeezed(_shown(word))
    for text in texts_of(document):
        assert squeezed(text) in shown


#: ISO/IEC 29500-1, annex A (wml.xsd): Word refuses a file whose elements stand in another order.
_ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd"
    " tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi"
    " adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection"
    " textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof"
    " snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText"
    " vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat"
    " locked personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc"
    " tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p tbl",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
    " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
}


def test_elements_stand_in_the_order_that_word_demands(reader: Reader) -> None:
    for document in (SAMPLE, Document("t", (), (_WIDE,)), build_report(reader, "7.01.75")):
        word = _word(document)
        for root in (word.element, word.styles.element, word.sections[0].footer._element):
            for element in root.iter(*(qn(f"w:{tag}") for tag in _ORDERS)):
                order = _ORDERS[element.tag.rpartition("}")[2]].split()
                places = [order.index(child.tag.rpartition("}")[2]) for child in element]
                assert places == sorted(places), element.tag


def test_styles_that_paragraphs_and_runs_name_exist(reader: Reader) -> None:
    word = _word(build_report(reader, "7.01.75"))
    known = {style.get(qn("w:styleId")) for style in word.styles.element.iter(qn("w:style"))}
    tags = [qn(f"w:{tag}") for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")]
    for root in (word.element, word.styles.element):
        assert {element.get(qn("w:val")) for element in root.iter(*tags)} <= known
