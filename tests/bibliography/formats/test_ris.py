"""RIS: every field, every flavour, and no record lost over a bad mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, CitationAuthor, Malformed
from kb.bibliography.formats import encoding
from tests.bibliography.formats.comparing import assert_same_bibliography
from tests.bibliography.formats.made_up import Article, articles
from tests.bibliography.formats.made_up_exports import ris
from tests.bibliography.formats.reading_whole import citations, read


def test_every_field_of_every_record_is_read(tmp_path: Path) -> None:
    made = articles(200, seed=7)
    for citation, article in zip(citations(tmp_path, "".join(map(ris, made))), made, strict=True):
        assert_same_bibliography(citation, article)
        assert citation.journal_abbreviation == article.abbreviation
        assert citation.keywords == article.mesh


@pytest.mark.parametrize("size", [1, 3, 7, 64])
def test_records_are_the_same_wherever_a_piece_of_the_file_ends(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "".join(map(ris, articles(3)))
    whole = read(tmp_path, text)
    monkeypatch.setattr(encoding, "CHUNK", size)
    assert read(tmp_path, text) == whole


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("TY  - JOUR", "TY  -JOUR"),
        lambda text: text.replace("  - ", " - "),
        lambda text: "".join(line[:2].lower() + line[2:] for line in text.splitlines(keepends=True)),
        lambda text: "Provider: Made-Up Host\nDatabase: Made-Up\nContent: text/plain\n\n" + text,
        lambda text: text.replace("ER  - ", "ER  -"),
        lambda text: text.rstrip() + "\n",
    ],
)
def test_what_other_readers_stumble_over(spoil: object, tmp_path: Path) -> None:
    made = articles(5)
    assert callable(spoil)
    for citation, article in zip(citations(tmp_path, spoil("".join(map(ris, made)))), made, strict=True):
        assert_same_bibliography(citation, article)


def test_a_record_without_a_type_is_a_record(tmp_path: Path) -> None:
    for mark in ("TY  -\n", "TY  - \n"):
        (citation,) = citations(tmp_path, ris(Article()).replace("TY  - JOUR\n", mark))
        assert citation.type is None
        assert citation.pmid == "90000001"


def test_a_missing_end_mark_costs_nothing_but_a_remark(tmp_path: Path) -> None:
    made = articles(3)
    text = "".join(ris(article).replace("ER  - \n", "") for article in made)
    found = citations(tmp_path, text)
    assert [citation.pmid for citation in found] == [article.pmid for article in made]
    assert {citation.remarks for citation in found} == {("The record had no end mark (ER).",)}


def test_lines_outside_of_records_are_kept_aside(tmp_path: Path) -> None:
    lost = "AU  - Nobody, N\nTI  - Title without a start mark\n"
    text = ris(Article()) + lost + ris(Article(pmid="90000002"))
    found = read(tmp_path, text)
    assert [type(item) for item in found] == [Citation, Malformed, Citation]
    assert isinstance(found[1], Malformed)
    assert found[1].raw.strip() == lost.strip()
    assert text.splitlines()[found[1].place.line - 1] == "AU  - Nobody, N"
    assert found[2].place.record == 3


def test_embase(tmp_path: Path) -> None:
    """A record as Embase writes it is read whole."""
    text = """TY  - JOUR
M3  - Conference Abstract
A1  - Made, U.
A1  - van Up, P.
T1  - Made-up tumors <inf>2</inf>
Y1  - 2019//
VL  - 12
IS  - 3
SP  - 123
EP  - 130
C4  - NCT00000001
C5  - 90000001
N2  - Background: None.
JF  - J. Made Up Hepatol.
T2  - Journal of Made-Up Hepatology
KW  - adult
KW  - liver cancer
LA  - English
SN  - 1234-5678
DO  - 10.5555/EMBASE.1
UR  - https://www.embase.com/search/results?subaction=viewrecord&id=L600000001&from=export
L2  - http://dx.doi.org/10.5555/EMBASE.1
U2  - L600000001
DB  - Embase
ER  -
"""
    (citation,) = citations(tmp_path, text)
    assert (citation.title, citation.pmid, citation.doi) == (
        "Made-up tumors 2",
        "90000001",
        "10.5555/embase.1",
    )
    assert citation.authors == (CitationAuthor("Made", "U."), CitationAuthor("van Up", "P."))
    assert (citation.journal, citation.journal_abbreviation) == (
        "Journal of Made-Up Hepatology",
        "J. Made Up Hepatol.",
    )
    assert (citation.issued, citation.pages, citation.accession) == ("2019", "123-130", "L600000001")
    assert citation.publication_types == ("Conference Abstract",)
    assert citation.registrations == ("NCT00000001",)


def test_an_accession_number_of_embase_is_no_pmid(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, "TY  - JOUR\nTI  - T\nAN  - 2012345678\nDB  - Embase\nER  - \n")
    assert (citation.pmid, citation.accession) == (None, "2012345678")
    (citation,) = citations(tmp_path, "TY  - JOUR\nTI  - T\nAN  - 31234567\nER  - \n")
    assert (citation.pmid, citation.accession) == (None, "31234567")


def test_ovid(tmp_path: Path) -> None:
    """A record as Ovid writes it is read whole."""
    text = (
        "TY  - JOUR\nDB  - Ovid MEDLINE(R) ALL <1946 to 2020>\nAN  - 90000001\nT1  - Made-up tumors.\n"
        "A1  - Made, Ursula\nY1  - 2015//\nJF  - Journal of Made-Up Hepatology\nVL  - 12\nCP  - 3\n"
        "SP  - 123\nEP  - 9\nN2  - None.\n"
        "UR  - http://ovidsp.ovid.com/x?AN=90000001\nPT  - Journal Article\nER  - \n"
    )
    (citation,) = citations(tmp_path, text)
    assert (citation.pmid, citation.issue, citation.title) == ("90000001", "3", "Made-up tumors")
    assert citation.publication_types == ("Journal Article",)


def test_cochrane(tmp_path: Path) -> None:
    """A record as the Cochrane Library writes it is read whole."""
    text = (
        "TY  - JOUR\nAN  - CN-00000001\nAU  - Made U\nAU  - EXAMPLE Group\nTI  - Made-up trial\n"
        "YR  - 2015\nPY  - 2015\nC3  - PUBMED 90000001\nM3  - Journal article\nJO  - Journal of Made-Up\n"
        "C7  - NCT00000001\n"
        "US  - https://www.cochranelibrary.com/central/doi/10.1002/central/CN-00000001/full\nER  - \n"
    )
    (citation,) = citations(tmp_path, text)
    assert (citation.pmid, citation.accession) == ("90000001", "CN-00000001")
    assert citation.authors == (CitationAuthor("Made", "U"), CitationAuthor(literal="EXAMPLE Group"))
    assert citation.registrations == ("NCT00000001",)
    assert citation.dois == ()


def test_endnote_writes_lists_on_lines_without_a_tag(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTI  - Made-up\n  tumors\nKW  - Adult\nHumans\nSN  - 1234-5678\n0000-001X\n"
    text += "AB  - One\nTwo\nC2  - PMC9000001\nDP  - NLM\nAN  - 90000001\nER  - \n"
    (citation,) = citations(tmp_path, text)
    assert citation.title == "Made-up tumors"
    assert citation.keywords == ("Adult", "Humans")
    assert citation.issns == ("1234-5678", "0000-001X")
    assert citation.abstract == "One Two"
    assert (citation.pmid, citation.pmcid) == ("90000001", "PMC9000001")


def test_zotero_keeps_the_pmid_in_notes(tmp_path: Path) -> None:
    text = "TY  - CHAP\nTI  - A chapter\nT2  - Made-Up Handbook\nDA  - 2015/03/12/\nPY  - 2015\n"
    text += "N1  - PMID: 90000001\n"
    text += (
        "N1  - PMCID: PMC9000001\nUR  - https://doi.org/10.5555/zotero%2E1\nSN  - 978-0-00-000000-2\nER  - \n"
    )
    (citation,) = citations(tmp_path, text)
    assert (citation.type, citation.journal, citation.issued) == ("chapter", "Made-Up Handbook", "2015-03-12")
    assert (citation.pmid, citation.pmcid, citation.doi) == ("90000001", "PMC9000001", "10.5555/zotero.1")
    assert citation.isbns == ("9780000000002",)


def test_several_doi_lines_are_all_kept(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTI  - T\nDO  - 10.5555/A\nDO  - https://doi.org/10.5555/b\nDO  - 10.5555/a\n"
    text += "DO  - n/a\nER  - \n"
    (citation,) = citations(tmp_path, text)
    assert citation.dois == ("10.5555/a", "10.5555/b")


def test_dates_that_disagree_on_the_year_give_the_year(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, "TY  - JOUR\nTI  - T\nPY  - 2015\nDA  - 2014/12/30\nER  - \n")
    assert citation.issued == "2015"


def test_unknown_tags_are_kept(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, ris(Article()).replace("ER  -", "ZZ  - what nobody knows\nER  -"))
    assert citation.extra["ZZ"] == ("what nobody knows",)


@pytest.mark.parametrize("printed", ["2015 Spring", "2015 Mar-Apr"])
def test_a_season_or_a_range_is_kept_as_printed(printed: str, tmp_path: Path) -> None:
    text = f"TY  - JOUR\nTI  - Made-up\nPY  - 2015///\nDA  - {printed}\nER  - \n"
    (citation,) = citations(tmp_path, text)
    assert (citation.issued, citation.issued_text) == ("2015", printed)
