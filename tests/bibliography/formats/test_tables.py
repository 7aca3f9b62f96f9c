"""Tables: separators, columns, authors in one cell, rows that are not well-formed."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kb.bibliography.author_lists import authors_in
from kb.bibliography.citation import Citation, CitationAuthor, Malformed
from kb.bibliography.formats import encoding
from kb.bibliography.formats.exports import read_citations
from kb.bibliography.formats.table_fields import PrintedCitation, printed_citation
from kb.errors import KbError
from tests.bibliography.formats.made_up import articles, initials
from tests.bibliography.formats.made_up_exports import pubmed_csv
from tests.bibliography.formats.reading_whole import citations, read


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "utf-8"])
def test_every_cell_of_every_row_is_read(separator: str, code: str, tmp_path: Path) -> None:
    made = articles(60, seed=11)
    found = citations(tmp_path, pubmed_csv(made, separator).encode(code))
    for citation, article in zip(found, made, strict=True):
        assert citation.pmid == article.pmid
        assert citation.title == article.title
        assert citation.dois == (article.doi,)
        assert citation.pmcid == (article.pmcid or None)
        assert citation.journal_abbreviation == article.abbreviation
        assert (citation.volume, citation.issue, citation.pages) == (
            article.volume,
            article.issue,
            article.pages,
        )
        assert citation.issued == article.issued
        people = [(author.family, author.given) for author in citation.authors if author.literal is None]
        assert people == [(family, initials(given)) for family, given in article.authors]
        assert [author.literal for author in citation.authors if author.literal] == (
            [article.group] if article.group else []
        )


@pytest.mark.parametrize("size", [1, 3, 64])
def test_rows_are_the_same_wherever_a_piece_of_the_file_ends(
    size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = pubmed_csv(articles(3)).replace("patients", "two\r\nlines")
    whole = read(tmp_path, text)
    monkeypatch.setattr(encoding, "CHUNK", size)
    assert read(tmp_path, text) == whole


def table(*rows: tuple[str, ...], separator: str = ",") -> str:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(rows)
    return written.getvalue()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Wang CP, Li A.", [("Wang", "CP"), ("Li", "A")]),
        (
            "Wang CP, Li A; EXAMPLE-1 Study Group.",
            [("Wang", "CP"), ("Li", "A"), ("EXAMPLE-1 Study Group", None)],
        ),
        ("van der Berg OF, O'Brien J Jr.", [("van der Berg", "OF"), ("O'Brien", "J")]),
        ("Wang, C.; Li, Anna", [("Wang", "C."), ("Li", "Anna")]),
        ("Wang C.; Li A.-B.", [("Wang", "C."), ("Li", "A.-B.")]),
        ("Wang, C., Li, A. B.", [("Wang", "C."), ("Li", "A. B.")]),
        (
            "Chunping Wang, Anna Li and Peter van Ng",
            [("Wang", "Chunping"), ("Li", "Anna"), ("van Ng", "Peter")],
        ),
        ("Wang, Chunping", [("Wang", "Chunping")]),
        (
            "European Association for the Study of the Liver.",
            [("European Association for the Study of the Liver", None)],
        ),
        ("EASL", [("EASL", None)]),
        ("", []),
    ],
)
def test_lists_of_authors(cell: str, names: list[tuple[str, str | None]]) -> None:
    """One cell holds all authors, parted as any of the sources parts them."""
    found, is_truncated = authors_in(cell)
    assert [(author.literal or author.family, author.given) for author in found] == names
    assert not is_truncated


def test_et_al_is_told() -> None:
    assert authors_in("Wang CP, et al.") == ((CitationAuthor("Wang", "CP"),), True)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "J Made Up. 2015 Mar 12;62(3):123-9. doi: 10.5555/x. Epub 2015 Jan 2.",
            PrintedCitation("J Made Up", "2015 Mar 12", "62", "3", "123-9"),
        ),
        ("J Made Up. 2015;62:e12.", PrintedCitation("J Made Up", "2015", "62", None, "e12")),
        ("J Made Up. 2015 Mar 1. doi: 10.5555/x.", PrintedCitation("J Made Up", "2015 Mar 1")),
        (
            "J Made Up (Lond). 2015;62(3 Suppl 1).",
            PrintedCitation("J Made Up (Lond)", "2015", "62", "3 Suppl 1"),
        ),
        ("nothing of the kind", PrintedCitation()),
    ],
)
def test_printed_citations(text: str, parts: PrintedCitation) -> None:
    """A citation in print is taken apart into journal, date, volume, issue and pages."""
    assert printed_citation(text) == parts


def test_columns_of_other_sources(tmp_path: Path) -> None:
    names = (
        "Document Title",
        "Author Names",
        "Source title",
        "Cover Date",
        "Page start",
        "Page end",
        "PubMed ID",
    )
    row = ("Made-up", "Wang, C.; Li, A.", "Journal", "12 March 2015", "12", "19", "90000001.0")
    (citation,) = citations(tmp_path, table((*names, "Heat"), (*row, "warm")))
    assert (citation.title, citation.journal, citation.pages) == ("Made-up", "Journal", "12-19")
    assert (citation.issued, citation.pmid) == ("2015-03-12", "90000001")
    assert citation.extra == {"Heat": ("warm",)}


def test_of_several_columns_the_better_one_serves(tmp_path: Path) -> None:
    names = ("Title", "SOURCE", "Author full names", "Authors", "SOURCE TITLE", "Item Type")
    row = ("Made-up", "Journal (2015) 12:3", "Wang, Anna (571)", "Wang A.", "Journal", "bookSection")
    (citation,) = citations(tmp_path, table(names, row))
    assert (citation.journal, citation.authors, citation.type) == (
        "Journal",
        (CitationAuthor("Wang", "A"),),
        "chapter",
    )


def test_the_user_says_what_a_column_holds(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(table(("Heading", "Title"), ("Made-up", "Professor")), encoding="utf-8")
    (citation,) = read_citations(path, {"title": "heading"})
    assert isinstance(citation, Citation)
    assert citation.title == "Made-up"
    assert citation.extra == {"Title": ("Professor",)}
    with pytest.raises(KbError, match=r"tilte: no field of a citation. Did you mean title"):
        list(read_citations(path, {"tilte": "Heading"}))
    with pytest.raises(KbError, match=r"has no column `Headline`. Did you mean Heading"):
        list(read_citations(path, {"title": "Headline"}))


def test_a_table_without_titles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(KbError, match=r"no column is known to hold titles.* Columns: a, b. Say"):
        read(tmp_path, "a,b\n1,2\n")


def test_excel_states_its_separator(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, 'sep=;\r\nTitle;DOI\r\n"Made-up, one";="10.5555/x"\r\n')
    assert (citation.title, citation.doi) == ("Made-up, one", "10.5555/x")


def test_tables_without_quoting_keep_their_marks(tmp_path: Path) -> None:
    text = 'PT\tAU\tTI\tPY\nJ\tWang, A\t"Made up" tumors\t2015\nJ\tLi, B\t5" needles\t2016\n'
    found = citations(tmp_path, text)
    assert [citation.title for citation in found] == ['"Made up" tumors', '5" needles']


def test_formulas_stay_text(tmp_path: Path) -> None:
    """A cell that begins like a formula is its text."""
    (citation,) = citations(tmp_path, table(("Title", "DOI"), ("=1+1 tumors", "10.5555/x")))
    assert citation.title == "=1+1 tumors"


def test_rows_with_too_many_and_too_few_cells(tmp_path: Path) -> None:
    text = "PMID,Title,DOI\n1,One,10.5555/1\n2,Two, and more,10.5555/2\n3,Three\n"
    found = read(tmp_path, text)
    assert [type(item) for item in found] == [Citation, Malformed, Citation]
    assert "The row has 4 cells, but there are 3 columns." in str(found[1])
    assert isinstance(found[2], Citation)
    assert found[2].remarks == ("The row has 2 of 3 cells; the others were taken for empty.",)


def test_an_open_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    rows = [f'{number},"Title {number}",10.5555/{number}' for number in range(1, 3001)]
    rows[9] = '10,"Title 10,10.5555/10'
    found = read(tmp_path, "\n".join(["PMID,Title,DOI", *rows]))
    kept = [item for item in found if isinstance(item, Malformed)]
    assert [item.place.line for item in kept if item.place.line] == [11]
    assert kept[0].raw == rows[9] + "\n"
    assert sum(isinstance(item, Citation) for item in found) == 2999


def test_blank_lines_are_no_rows(tmp_path: Path) -> None:
    assert len(citations(tmp_path, "PMID,Title\n\n1,One\n,\n  \n2,Two\n\n")) == 2


def test_a_line_end_within_the_names_of_columns_ends_nothing(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, "Title\r,PMID,\rYear\nMade-up,7,2015\n")
    assert (citation.title, citation.pmid) == ("Made-up", "7")
