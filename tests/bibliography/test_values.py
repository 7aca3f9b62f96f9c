"""Dates, names and identifiers as exports print them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.author_names import person
from kb.bibliography.citation import CitationAuthor
from kb.bibliography.identifiers import (
    doi_of,
    dois_of,
    isbns_of,
    issns_of,
    pmcid_of,
    pmid_of,
    pmid_of_address,
    registrations_of,
)
from kb.bibliography.links import link_from_text
from kb.bibliography.publication_dates import iso_date, iso_date_of_parts, slashed_american_date


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("2015", "2015"),
        ("2015 Mar", "2015-03"),
        ("2015 Mar 2", "2015-03-02"),
        ("2015 March 2", "2015-03-02"),
        ("2015 Mar-Apr", "2015"),
        ("2014 Dec-2015 Jan", "2014"),
        ("2015 Mar 2-8", "2015-03"),
        ("2015 Spring", "2015"),
        ("2015/03/12/", "2015-03-12"),
        ("2015/3/2", "2015-03-02"),
        ("2015//", "2015"),
        ("2015///Mar", "2015-03"),
        ("2015/03//", "2015-03"),
        ("2015-03-12T00:00:00Z", "2015-03-12"),
        ("20150312", "2015-03-12"),
        ("12 March 2015", "2015-03-12"),
        ("12th of nothing 2015", "2015"),
        ("March 12, 2015", "2015-03-12"),
        ("Mar 2015", "2015-03"),
        ("Spring 2015", "2015"),
        ("3/4/2015", "2015"),
        ("2015-2016", "2015"),
        ("2015 Feb 30", "2015-02"),
        ("2015-13-01", "2015"),
        ("c2015.", "2015"),
        ("in press", None),
        ("12345", None),
        ("0000-00-00", None),
        ("", None),
    ],
)
def test_printed_dates(printed: str, iso: str | None) -> None:
    """A date in print becomes ISO, as exact as it was printed."""
    assert iso_date(printed) == iso


@given(st.dates(datetime.date(1800, 1, 1), datetime.date(2099, 12, 31)))
def test_every_whole_date_is_read_in_every_way_of_writing_it(date: datetime.date) -> None:
    iso = date.isoformat()
    for written in ("%Y-%m-%d", "%Y/%m/%d", "%Y %b %d", "%d %B %Y", "%B %d, %Y", "%Y%m%d"):
        assert iso_date(date.strftime(written)) == iso
    assert slashed_american_date(f"{date.month}/{date.day}/{date.year} 0:00") == iso
    assert iso_date_of_parts(str(date.year), str(date.month), str(date.day)) == iso
    assert iso_date_of_parts(str(date.year), date.strftime("%b"), None) == iso[:7]


@given(st.text(max_size=40))
def test_what_is_no_date_is_none_or_a_date(text: str) -> None:
    iso = iso_date(text)
    assert iso is None or datetime.date.fromisoformat((iso + "-01-01")[:10])


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Wang, Chunping", CitationAuthor("Wang", "Chunping")),
        ("Wang CP", CitationAuthor("Wang", "CP")),
        ("van der Berg W.-H.", CitationAuthor("van der Berg", "W.-H.")),
        ("King, Martin Luther, Jr.", CitationAuthor("King", "Martin Luther", "Jr")),
        ("King, Jr, Martin", CitationAuthor("King", "Martin", "Jr")),
        ("King, Martin Jr", CitationAuthor("King", "Martin", "Jr")),
        ("King M 3rd", CitationAuthor("King", "M", "3rd")),
        ("Louis, Xavier V", CitationAuthor("Louis", "Xavier V")),
        ("EXAMPLE-1 Study Group", CitationAuthor(literal="EXAMPLE-1 Study Group")),
        ("EXAMPLE Study Group,", CitationAuthor(literal="EXAMPLE Study Group")),
        ("Society of Made-Up OF", CitationAuthor(literal="Society of Made-Up OF")),
        ("EASL", CitationAuthor(literal="EASL")),
        ("Sato OF", CitationAuthor("Sato", "OF")),
        ("Müller,", CitationAuthor(literal="Müller")),
    ],
)
def test_names(name: str, author: CitationAuthor) -> None:
    """A name in print is a family name with what belongs to it, or a group."""
    assert person(name) == author


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.5555/ABC.1", "10.5555/abc.1"),
        ("https://doi.org/10.5555/abc%2F1", "10.5555/abc/1"),
        ("http://dx.doi.org/10.5555/abc", "10.5555/abc"),
        ("doi: 10.5555/abc.", "10.5555/abc"),
        ("(10.5555/abc)", "10.5555/abc"),
        ("10.1016/S0140-6736(10)60175-4", "10.1016/s0140-6736(10)60175-4"),
        (
            "10.1002/(SICI)1097-0142(1999)85:1<1::AID-X1>3.0.CO;2-X",
            "10.1002/(sici)1097-0142(1999)85:1<1::aid-x1>3.0.co;2-x",
        ),
        ("10.5555/abc [doi]", "10.5555/abc"),
        ("10.5555/abc%3D1", "10.5555/abc=1"),
        ("10.5555 / abc", "10.5555/abc"),
        ("10.5555/abc/full", "10.5555/abc"),
        ("10.5555/abc/full.", "10.5555/abc"),
        ("10.5555/abc/full/html", "10.5555/abc"),
        ("10.5555/abc.full-text", "10.5555/abc"),
        ("10.5555/abc.pdf", "10.5555/abc"),
        ("10.5555/abc/", "10.5555/abc"),
        ("10.5555/full", "10.5555/full"),
        ("10.5555/abc\u20131", "10.5555/abc-1"),
        ("10.5555/ab\u200bc", "10.5555/abc"),
        ("10.5555/abc.PMID:90000001", "10.5555/abc"),
        ("DOI10.5555/abc", "10.5555/abc"),
        ("http://dx.doi.org/10.5555/abc?via%3Dihub", "10.5555/abc"),
        ("https://proxy.example.org/login?url=https%3A%2F%2Fdoi.org%2F10.5555%2Fabc", "10.5555/abc"),
        (
            "10.5555/(SICI)1(1999)85:1&lt;1::AID-X1&gt;3.0.CO;2-Z",
            "10.5555/(sici)1(1999)85:1<1::aid-x1>3.0.co;2-z",
        ),
        (
            "https://doi.org/10.5555/(SICI)85:1%3C1::AID-X1%3E3.0.CO;2-Z",
            "10.5555/(sici)85:1<1::aid-x1>3.0.co;2-z",
        ),
        ("unavailable", None),
        ("10.55/abc", None),
        ("version 10.2", None),
        ("", None),
        (None, None),
    ],
)
def test_dois(text: str | None, doi: str | None) -> None:
    """A DOI is found in what stands around it, and what is none is null."""
    assert doi_of(text) == doi


def test_a_text_may_hold_several_dois() -> None:
    texts = ["10.5555/a;10.5555/b, 10.5555/c", "10.5555/A 10.5555/d"]
    assert dois_of(texts) == ("10.5555/a", "10.5555/b", "10.5555/c", "10.5555/d")


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("25284802", "25284802"),
        (" PMID: 25284802 ", "25284802"),
        ("PUBMED 25284802", "25284802"),
        ("MEDLINE:25284802", "25284802"),
        ("00025284802", "25284802"),
        ("25284802 [pmid]", "25284802"),
        ("25284802.0", "25284802"),
        ("0", None),
        ("1234567890", None),
        ("CN-00000001", None),
        ("25284802, 123", None),
        (None, None),
    ],
)
def test_pmids(text: str | None, pmid: str | None) -> None:
    """A PMID is found in what stands around it, and what is none is null."""
    assert pmid_of(text) == pmid


def test_other_identifiers() -> None:
    """PMIDs in addresses, PMCIDs, ISSNs and ISBNs are read in every way they are printed."""
    assert pmid_of_address("https://pubmed.ncbi.nlm.nih.gov/25284802/") == "25284802"
    assert pmid_of_address("http://www.ncbi.nlm.nih.gov/pubmed/25284802?dopt=Abstract") == "25284802"
    assert pmid_of_address("https://example.org/25284802") is None
    assert pmcid_of("PMC123.1") == "PMC123"
    assert pmcid_of("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123/") == "PMC123"
    assert pmcid_of("123") is None
    assert issns_of(["1234-567x (Print)", "12345678", "1234\u2013567X"]) == ("1234-567X", "1234-5678")
    assert isbns_of(["978-0-00-000000-2 (hardback)", "0-00-000000-X", "1234-5678"]) == (
        "9780000000002",
        "000000000X",
    )
    text = "NCT00000001; ISRCTN00000001, ChiCTR-IOR-15007100 and EUCTR2015-000001-01-DE, not NCT1"
    assert registrations_of([text, "NCT00000001"]) == (
        "NCT00000001",
        "ISRCTN00000001",
        "ChiCTR-IOR-15007100",
        "EUCTR2015-000001-01-DE",
    )


def test_printed_links() -> None:
    """The text of a link to a notice gives PMID and DOI when it holds them."""
    link = link_from_text("retracted-by", "Lancet. 2016 Apr;1(1):9. doi: 10.5555/X.1. PMID: 90000001")
    assert (link.pmid, link.doi, link.text) == (
        "90000001",
        "10.5555/x.1",
        "Lancet. 2016 Apr;1(1):9. doi: 10.5555/X.1.",
    )
    link = link_from_text("corrected-by", "Lancet. 2016 Apr;1(1):9. Name, A [corrected to Nome, A]")
    assert (link.pmid, link.doi) == (None, None)


@pytest.mark.parametrize(
    "written",
    [
        "https://doi.org/10.5555/abc.1#sec2",
        "10.5555/abc.1/full#ref",
        "10.5555/abc.1;jsessionid=1F2",
        "10.5555/abc.1/-/abstract",
        "10. 5555/abc.1",
    ],
)
def test_addresses_of_a_doi_are_one(written: str) -> None:
    """Places in a page, sessions and forms of the text are no part of it; a check character ``#`` is."""
    assert doi_of(written) == "10.5555/abc.1"
    sici = "10.5555/(sici)1(1999)1:1<1::aid-mad1>3.0.co;2-#"
    assert doi_of(f"https://doi.org/{sici}") == sici
