"""Citations go out in the formats of reference managers, and are the same when they are read back."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.bibliography.citation import Citation, CitationAuthor, Format
from kb.bibliography.citation_json import NOWHERE
from kb.bibliography.cleaning import clean_title
from kb.bibliography.formats.exports import written_citations
from kb.bibliography.printed_names import printed_name
from kb.bibliography.publication_dates import iso_date, printed_range
from tests.bibliography.formats.reading_whole import citations

WRITTEN = (Format.RIS, Format.NBIB, Format.BIBTEX, Format.CSL_JSON, Format.ENDNOTE_XML)
_LISTS = ("keywords", "issns", "isbns", "publication_types", "registrations", "languages", "urls")
_SINGLE = (
    "journal",
    "journal_abbreviation",
    "publisher",
    "volume",
    "issue",
    "pages",
    "abstract",
    "pmid",
    "pmcid",
)
_NO_PLACE = {
    Format.RIS: (),
    Format.NBIB: ("urls",),
    Format.BIBTEX: ("publication_types",),
    Format.CSL_JSON: ("publication_types",),
    Format.ENDNOTE_XML: (),
}
"""What a format cannot say."""

_WORD = st.text("abcXYZ \u00fc\u03b1\u738b019.,:;?!'\"`-\u2013&%$#_~^{}\\<>()[]@=/|*+", max_size=40)


def _settled(text: str) -> str:
    """A text that cleaning leaves as it is."""
    while (cleaned := clean_title(text) or "") != text:
        text = cleaned
    return text


_LINE = _WORD.map(lambda text: _settled(f"Made-up{text}"))
_FAMILY = st.sampled_from(("Wang", "van der Berg", "O'Brien", "Østergaard-Zorn", "De Luca", "M\u00fcller"))
_GIVEN = st.sampled_from(("Anna", "Jean-Pierre", "Yuki M.", "C", "María José", "\u5c0f\u660e"))
_PERSON = st.builds(CitationAuthor, _FAMILY, _GIVEN, st.sampled_from((None, "Jr", "III")))
_GROUP = st.sampled_from(
    ("EXAMPLE-1 Study Group", "EASL", "Institute for Inventions, Health and Care", "Sato OF", "Madeup, Anna")
).map(lambda name: CitationAuthor(literal=name))
_DATES = st.sampled_from(
    (
        "2015",
        "2015 Mar",
        "2015 Mar 2",
        "2015 Spring",
        "2015 Mar-Apr",
        "2014 Dec-2015 Jan",
        "2015 Mar 2-8",
        "in press",
    )
)


def _keyword() -> st.SearchStrategy[str]:
    return st.sampled_from(("liver", "made-up, very", "R&D", "50% of {all}", "\u03b1-fetoprotein"))


@st.composite
def _citations(draw: st.DrawFn) -> Citation:
    """A made-up article of a journal."""
    printed = draw(_DATES)
    optional = {name: draw(st.none() | _LINE) for name in ("publisher", "abstract")}
    is_numbered = draw(st.booleans())
    return Citation(
        Format.NBIB,
        NOWHERE,
        "",
        type="article-journal",
        title=draw(_LINE),
        authors=tuple(draw(st.lists(_PERSON | _GROUP, max_size=4))),
        authors_truncated=draw(st.booleans()),
        journal=draw(st.sampled_from(("Journal of Made-Up Hepatology", "Made-up & {Sons}"))),
        journal_abbreviation=draw(st.sampled_from((None, "J. Made Up Hepatol."))),
        issued=iso_date(printed),
        issued_text=printed,
        volume=draw(st.sampled_from((None, "12", "A&B"))),
        issue=draw(st.sampled_from((None, "3", "Suppl 2"))),
        pages=draw(st.sampled_from((None, "123-9", "S12-S19", "e12345", "12-12", "1, 3-5"))),
        keywords=tuple(draw(st.lists(_keyword(), max_size=3, unique=True))),
        pmid=f"9900000{draw(st.integers(1, 9))}" if is_numbered else None,
        pmcid=draw(st.sampled_from((None, "PMC99000001"))),
        dois=draw(st.sampled_from(((), ("10.5555/a_b--c(1)<2>3",)))),
        issns=draw(st.sampled_from(((), ("0000-001X", "1234-5678")))),
        isbns=draw(st.sampled_from(((), ("9780000000002",)))),
        languages=draw(st.sampled_from(((), ("eng",)))),
        publication_types=draw(st.sampled_from(((), ("Journal Article", "Randomized Controlled Trial")))),
        registrations=draw(st.sampled_from(((), ("NCT00000001",)))),
        urls=draw(st.sampled_from(((), ("https://example.org/~a/b--c?d=e_f&g=5%25#h",)))),
        **optional,
    )


def _compared(citation: Citation, format: Format) -> dict[str, Any]:
    """What the format can say of a citation. No format tells a group from a person of one name."""
    values: dict[str, Any] = {
        name: getattr(citation, name) for name in (*_SINGLE, *_LISTS, "authors_truncated")
    }
    values["title"] = citation.title
    values["authors"] = [printed_name(author) for author in citation.authors]
    values["doi"] = citation.doi
    values["issued"] = citation.issued
    values["printed"] = printed_range(citation.issued_text or "")
    return {name: value for name, value in values.items() if name not in _NO_PLACE[format]}


@pytest.mark.parametrize("format", WRITTEN)
@given(made=st.lists(_citations(), min_size=1, max_size=3))
def test_what_is_written_is_read_back_the_same(
    format: Format, made: Sequence[Citation], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever signs a title holds, and however names and dates are made."""
    text = "".join(written_citations(format, ((f"key-{n}", citation) for n, citation in enumerate(made))))
    read = citations(tmp_path_factory.mktemp("written"), text)
    assert [_compared(each, format) for each in read] == [_compared(each, format) for each in made]


@pytest.mark.parametrize("length", [2, pytest.param(3, marks=pytest.mark.slow)])
def test_no_signs_beside_each_other_become_another_in_bibtex(length: int, tmp_path: Path) -> None:
    """TeX joins some, such as a question mark and a grave accent, and takes others for commands."""
    runs = ["".join(signs) for signs in itertools.product("`'-!?<>\"~^_$\\{}&%#x", repeat=length)]
    titles = [f"Made-up {run}{ending}" for run in runs for ending in ("y", "{")]
    made = [(f"k{n}", Citation(Format.NBIB, NOWHERE, "", title=title)) for n, title in enumerate(titles)]
    read = citations(tmp_path, "".join(written_citations(Format.BIBTEX, iter(made))))
    assert [each.title for each in read] == titles


@pytest.mark.parametrize("format", [format for format in WRITTEN if format is not Format.NBIB])
def test_records_of_all_kinds_keep_their_kind(format: Format, tmp_path: Path) -> None:
    """But for PubMed, which has articles, chapters and books only."""
    kinds = (
        "article-journal",
        "book",
        "chapter",
        "paper-conference",
        "report",
        "thesis",
        "dataset",
        "webpage",
    )
    made = [Citation(Format.NBIB, NOWHERE, "", type=kind, title=f"Made-up {kind}") for kind in kinds]
    text = "".join(written_citations(format, ((each.type or "", each) for each in made)))
    assert [each.type for each in citations(tmp_path, text)] == list(kinds)


@pytest.mark.parametrize("format", WRITTEN)
def test_an_accession_number_of_another_database_is_no_pmid(format: Format, tmp_path: Path) -> None:
    made = Citation(
        *(Format.NBIB, NOWHERE, ""),
        title="Made-up",
        pmid="99000001",
        database="Embase",
        accession="L600000001",
    )
    (read,) = citations(tmp_path, "".join(written_citations(format, [("key", made)])))
    assert read.pmid == "99000001"
    if format in (Format.RIS, Format.ENDNOTE_XML):
        assert (read.database, read.accession) == ("Embase", "L600000001")


def test_nothing_is_written_of_nothing() -> None:
    assert "".join(written_citations(Format.CSL_JSON, [])) == "[]\n"
    assert "".join(written_citations(Format.RIS, [])) == ""


def test_ris_is_what_reference_managers_expect() -> None:
    made = Citation(
        *(Format.NBIB, NOWHERE, ""),
        type="article-journal",
        title="Made-up",
        authors=(CitationAuthor("King", "Martin", "Jr"), CitationAuthor(literal="COLD Study Group")),
        journal="J Made Up",
        issued="2015-03-12",
        pages="123-9",
        pmid="99000001",
        dois=("10.5555/x",),
    )
    assert "".join(written_citations(Format.RIS, [("king-2015", made)])) == (
        "TY  - JOUR\nID  - king-2015\nTI  - Made-up\nAU  - King, Martin, Jr\nAU  - COLD Study Group\n"
        "T2  - J Made Up\nPY  - 2015\nDA  - 2015/03/12/\nSP  - 123\nEP  - 9\nDB  - PubMed\nAN  - 99000001\n"
        "DO  - 10.5555/x\nER  - \n\n"
    )
