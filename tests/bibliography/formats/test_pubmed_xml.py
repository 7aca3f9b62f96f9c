"""PubMed XML: every field, whatever else the file holds, and none of the dangers of XML."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, Malformed
from kb.bibliography.formats import encoding
from kb.bibliography.links import KIND_OF_REFTYPE, KIND_OF_TAG, KINDS
from kb.errors import KbError
from tests.bibliography.formats.comparing import assert_same
from tests.bibliography.formats.made_up import (
    XML_HEAD,
    XML_TAIL,
    Article,
    articles,
    nbib,
    pubmed_set,
    pubmed_xml,
)
from tests.bibliography.formats.reading_whole import citations, malformed, read


def test_every_field_of_every_record_is_read(tmp_path: Path) -> None:
    made = articles(200, seed=4)
    found = citations(tmp_path, pubmed_set(made))
    assert len(found) == 200
    for citation, article in zip(found, made, strict=True):
        assert_same(citation, article)


def test_xml_and_text_of_one_record_say_the_same(tmp_path: Path) -> None:
    made = articles(50, seed=5)
    from_text = citations(tmp_path, "".join(map(nbib, made)))
    from_xml = citations(tmp_path, pubmed_set(made))
    for one, other in zip(from_text, from_xml, strict=True):
        for name in (
            "title",
            "authors",
            "issued",
            "issued_text",
            "pages",
            "dois",
            "links",
            "mesh",
            "abstract",
        ):
            assert getattr(one, name) == getattr(other, name)


@pytest.mark.parametrize("size", [1, 3, 7, 64, 1000])
def test_records_are_the_same_wherever_a_piece_of_the_file_ends(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = pubmed_set(articles(3)).replace("</PubmedArticle>", "<!-- <PubmedArticle> --></PubmedArticle >")
    whole = read(tmp_path, text)
    monkeypatch.setattr(encoding, "CHUNK", size)
    assert read(tmp_path, text) == whole


def test_raw_text_and_place_are_those_of_the_file(tmp_path: Path) -> None:
    raw = pubmed_set(articles(60)).encode()
    for number, citation in enumerate(citations(tmp_path, raw), start=1):
        offset = citation.place.offset
        assert offset is not None
        assert citation.place.record == number
        assert raw[offset:].decode().startswith(citation.raw)
        assert citation.place.line == raw[:offset].count(b"\n") + 1


def test_every_kind_of_link_of_pubmed_is_known_in_both_formats(tmp_path: Path) -> None:
    for reftype, kind in KIND_OF_REFTYPE.items():
        link = (
            f"<CommentsCorrections RefType='{reftype}'><RefSource>J Made Up. 2016</RefSource><PMID>7</PMID>"
        )
        text = pubmed_xml(Article(links=())).replace(
            "<MeshHeadingList>",
            f"<CommentsCorrectionsList>{link}</CommentsCorrections></CommentsCorrectionsList><MeshHeadingList>",
        )
        (citation,) = citations(tmp_path, XML_HEAD + text + XML_TAIL)
        assert [(link.kind, link.pmid) for link in citation.links] == [(kind, "7")]
    assert set(KIND_OF_TAG.values()) <= set(KINDS)


def test_markup_in_titles_becomes_text(tmp_path: Path) -> None:
    text = pubmed_set([Article(title="TITLE")]).replace(
        "TITLE",
        "CAR<sup>+</sup> <i>T</i> at 10<sup>-3</sup> &amp; CO<sub>2</sub>, p &lt; 0.05 &amp;lt;b&amp;gt;x",
    )
    (citation,) = citations(tmp_path, text)
    assert citation.title == "CAR+ T at 10^-3 & CO2, p < 0.05 x"


def test_identifiers_of_cited_works_are_not_those_of_the_record(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, pubmed_set([Article(doi="10.5555/own")]))
    assert (citation.pmid, citation.dois) == ("90000001", ("10.5555/own",))


def test_registrations_and_what_is_read_nowhere_else_are_kept(tmp_path: Path) -> None:
    bank = "<DataBankList><DataBank><DataBankName>ClinicalTrials.gov</DataBankName><AccessionNumberList>"
    bank += "<AccessionNumber>NCT00000001</AccessionNumber></AccessionNumberList></DataBank></DataBankList>"
    text = pubmed_xml(Article()).replace(
        "<Language>", f"{bank}<Unheard><Of>this</Of> element</Unheard><Language>"
    )
    (citation,) = citations(tmp_path, XML_HEAD + text + XML_TAIL)
    assert citation.registrations == ("NCT00000001",)
    assert citation.extra["Unheard"] == ("this element",)


def test_what_stands_beside_names_is_kept_and_found_when_asked_for(tmp_path: Path) -> None:
    beside = "<Identifier Source='ORCID'>0000-0001</Identifier><AffiliationInfo><Affiliation>Made-Up Hospital"
    beside += "</Affiliation></AffiliationInfo></Author>"
    text = pubmed_xml(Article()).replace("</Author>", beside, 1)
    (citation,) = citations(tmp_path, XML_HEAD + text + XML_TAIL)
    assert "Made-Up Hospital" in citation.extra["Affiliation"]
    assert citation.extra["Identifier"] == ("0000-0001",)
    assert dict(pickle.loads(pickle.dumps(citation)).extra) == citation.extra == dict(citation.extra.items())


def test_a_name_without_a_given_name_has_its_initials(tmp_path: Path) -> None:
    text = pubmed_xml(Article(authors=(("Wang", "Anna"),))).replace("<ForeName>Anna</ForeName>", "")
    (citation,) = citations(tmp_path, XML_HEAD + text + XML_TAIL)
    assert citation.authors[0].given == "A"


def test_a_qualifier_without_its_heading_is_kept(tmp_path: Path) -> None:
    wrong = "<MeshHeadingList><MeshHeading><QualifierName>surgery</QualifierName></MeshHeading>"
    text = pubmed_xml(Article()).replace("<MeshHeadingList>", wrong)
    (citation,) = citations(tmp_path, XML_HEAD + text + XML_TAIL)
    assert citation.mesh[0] == "surgery"


def test_a_book_of_bookshelf(tmp_path: Path) -> None:
    text = """<PubmedBookArticle><BookDocument><PMID Version="1">90000009</PMID>
      <ArticleIdList><ArticleId IdType="bookaccession">NBK1</ArticleId></ArticleIdList>
      <Book><Publisher><PublisherName> Made-Up Press </PublisherName></Publisher>
      <BookTitle book="x">Made-Up Handbook</BookTitle><PubDate><Year>2020</Year><Month>01</Month></PubDate>
      <AuthorList Type="editors"><Author><LastName>Ed</LastName></Author></AuthorList>
      <Isbn>9780000000002</Isbn></Book><ArticleTitle>Made-up tumors.</ArticleTitle>
      <Language>eng</Language><AuthorList Type="authors"><Author><LastName>Wang</LastName>
      <ForeName>Anna</ForeName></Author></AuthorList><PublicationType>Review</PublicationType>
      <Abstract><AbstractText>Made up.</AbstractText></Abstract></BookDocument>
      <PubmedBookData><PublicationStatus>ppublish</PublicationStatus></PubmedBookData>
      </PubmedBookArticle>"""
    (citation,) = citations(tmp_path, XML_HEAD + text + XML_TAIL)
    assert (citation.type, citation.title, citation.journal) == (
        "chapter",
        "Made-up tumors",
        "Made-Up Handbook",
    )
    assert (citation.pmid, citation.issued, citation.publisher) == ("90000009", "2020-01", "Made-Up Press")
    assert [author.family for author in citation.authors] == ["Wang"]
    assert citation.extra["PublicationStatus"] == ("ppublish",)


def test_a_broken_record_spoils_no_other(tmp_path: Path) -> None:
    broken = pubmed_xml(Article(pmid="90000002")).replace("</Journal>", "")
    text = XML_HEAD + pubmed_xml(Article()) + broken + pubmed_xml(Article(pmid="90000003")) + XML_TAIL
    found = read(tmp_path, text)
    assert [type(item) for item in found] == [Citation, Malformed, Citation]
    assert isinstance(found[1], Malformed)
    assert found[1].raw == broken.strip()
    assert found[1].place.line == 5
    assert found[1].message.startswith("The XML of the record is broken (")


def test_a_missing_end_tag_spoils_no_other(tmp_path: Path) -> None:
    open_record = pubmed_xml(Article(pmid="90000002")).replace("</PubmedArticle>", "")
    text = XML_HEAD + open_record + pubmed_xml(Article()) + XML_TAIL
    found = read(tmp_path, text)
    assert [type(item) for item in found] == [Malformed, Citation]
    assert str(found[0]).startswith("line 4 (record 1): The record has no end tag.")


def test_a_file_that_ends_early_says_so(tmp_path: Path) -> None:
    text = pubmed_set(articles(3))
    found = read(tmp_path, text[: text.rindex("</PubmedData>")])
    assert [type(item) for item in found] == [Citation, Citation, Malformed]
    assert isinstance(found[2], Malformed)
    assert found[2].message == "The file ends in the middle of this record."


def test_signs_that_xml_forbids_are_mended_and_told(tmp_path: Path) -> None:
    text = pubmed_set([Article(title="TITLE")]).replace(
        "TITLE", "M&uuml;ller & S\x1fons &#x1f; <x:y>z</x:y> &nosuch;"
    )
    (citation,) = citations(tmp_path, text)
    assert citation.title == "Müller & Sons z &nosuch;"
    assert len(citation.remarks) == 1


def test_records_in_comments_are_none_but_are_told(tmp_path: Path) -> None:
    text = XML_HEAD + pubmed_xml(Article()) + f"<!-- {pubmed_xml(Article(pmid='90000002'))} -->" + XML_TAIL
    found = read(tmp_path, text)
    assert [type(item) for item in found] == [Citation, Malformed]
    assert str(found[1]).startswith(
        "whole file: Starts of records in the file (`<PubmedArticle>`): 2; records read: 1."
    )


def test_what_is_no_record_is_kept_aside(tmp_path: Path) -> None:
    text = (
        XML_HEAD + pubmed_xml(Article()) + "<DeleteCitation><PMID>90000007</PMID></DeleteCitation>" + XML_TAIL
    )
    found = read(tmp_path, text)
    assert [type(item) for item in found] == [Citation, Malformed]
    assert isinstance(found[1], Malformed)
    assert "90000007" in found[1].raw


BOMB = """<?xml version="1.0"?>
<!DOCTYPE PubmedArticleSet [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>
<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>&b;</PMID></MedlineCitation></PubmedArticle>
</PubmedArticleSet>"""
FILE = BOMB.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/passwd"')


@pytest.mark.parametrize("text", [BOMB, FILE, BOMB.encode("utf-16")])
def test_a_file_with_entities_of_its_own_is_refused(text: str | bytes, tmp_path: Path) -> None:
    with pytest.raises(KbError, match="declares entities"):
        read(tmp_path, text)


def test_entities_cannot_be_declared_later(tmp_path: Path) -> None:
    text = XML_HEAD + pubmed_xml(Article()) + '<!DOCTYPE x [<!ENTITY a "b">]>' + XML_TAIL
    with pytest.raises(KbError, match="declares entities"):
        read(tmp_path, text)
    inside = pubmed_xml(Article()).replace("<Language>", '<!DOCTYPE x [<!ENTITY a "b">]><Language>&a;')
    (problem,) = malformed(tmp_path, XML_HEAD + inside + XML_TAIL)
    assert "broken" in problem.message


def test_depth_is_no_danger(tmp_path: Path) -> None:
    deep = "<a>" * 300_000 + "</a>" * 300_000
    nested = pubmed_xml(Article()).replace("<Language>", f"{deep}<Language>")
    found = read(tmp_path, XML_HEAD + nested + pubmed_xml(Article(pmid="90000002")) + XML_TAIL)
    assert [type(item) for item in found] == [Malformed, Citation]
    assert "depth" in str(found[0])


@pytest.mark.parametrize(
    "text",
    [
        "<eFetchResult><ERROR>Cannot retrieve history data. query_key: 1</ERROR></eFetchResult>",
        "<?xml version='1.0'?><PubmedArticleSet><error>id list is empty</error></PubmedArticleSet>",
    ],
)
def test_an_error_of_pubmed_is_told_as_such(text: str, tmp_path: Path) -> None:
    with pytest.raises(KbError, match="PubMed answered with an error"):
        read(tmp_path, text)
