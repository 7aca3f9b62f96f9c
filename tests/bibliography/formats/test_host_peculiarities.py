"""What single hosts write in their own way, each tried with a made-up record."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, CitationAuthor
from kb.bibliography.formats.table_fields import PrintedCitation, printed_source
from kb.errors import KbError
from tests.bibliography.formats.reading_whole import citations, malformed, read

_FROST = CitationAuthor(literal="FROST Grp")


def _only(folder: Path, content: str) -> Citation:
    (record,) = citations(folder, content)
    return record


def test_web_of_science_dates_its_records_in_two_places_and_lists_groups_apart(tmp_path: Path) -> None:
    """``MAR 5`` and 2014 are a day; the column of group authors holds authors."""
    ris = "TY  - JOUR\nAU  - Madeup, AB\nTI  - Madeup frost\nDA  - MAR 5\nPY  - 2014\nER  -\n"
    assert _only(tmp_path, ris).issued == "2014-03-05"
    table = _only(
        tmp_path,
        "Authors,Group Authors,Article Title,Publication Date,Publication Year,UT (Unique WOS ID)\n"
        '"Madeup, AB",FROST Grp,Madeup frost,MAR-APR,2014,WOS:0001\n',
    )
    assert (table.issued, table.issued_text) == ("2014", "2014 MAR-APR")
    assert table.authors == (CitationAuthor("Madeup", "AB"), _FROST)
    assert table.accession == "WOS:0001"


def test_the_cochrane_library_names_its_authors_twice(tmp_path: Path) -> None:
    """The same list in AU and A1 is one list; two persons of one name in a list are two."""
    names = "AU  - Wang, L\nAU  - Wang, L\n"
    ris = f"TY  - JOUR\n{names}T1  - Madeup frost\n{names.replace('AU', 'A1')}ER  - \n"
    assert _only(tmp_path, ris).authors == (CitationAuthor("Wang", "L"),) * 2


def test_ebsco_names_its_database_by_a_code_and_notes_the_pmid(tmp_path: Path) -> None:
    """PRISMA counts CINAHL, not ``ccm``."""
    ris = (
        "TY  - JOUR\nT1  - Madeup frost\nN1  - Accession Number: 130000001. Entry Date: 20170401."
        " PMID: NLM99500001.\nDP  - EBSCOhost\nDB  - ccm\nER  - \n"
    )
    record = _only(tmp_path, ris)
    assert (record.pmid, record.database) == ("99500001", "CINAHL")


def test_a_place_of_publication_is_no_issue(tmp_path: Path) -> None:
    """LILACS writes the country into CP, where others write the issue."""
    record = "TY  - JOUR\nTI  - Madeup frost\nVL  - 3\nCP  - {}\nER  - \n"
    assert _only(tmp_path, record.format("Brasil")).issue is None
    assert _only(tmp_path, record.format("2")).issue == "2"


def test_a_column_of_the_source_holds_more_than_the_journal(tmp_path: Path) -> None:
    """Embase and LILACS print volume, issue, pages and date behind the journal; a name alone stays whole."""
    embase = PrintedCitation("Journal of Madeup Frost", "2021", "5", "1", "11-19")
    assert printed_source("Journal of Madeup Frost (2021) 5:1 (11-19). Date: 1 Jan 2021") == embase
    lilacs = PrintedCitation("Rev. madeup", "ene.-mar. 2012", "3", "1", "10-18")
    assert printed_source("Rev. madeup;3(1): 10-18, ene.-mar. 2012. tab") == lilacs
    assert printed_source("Frost (London, 1980)") == PrintedCitation()
    rows = 'Title,Source,Publication Year\nMadeup frost,"Madeup J (2021) 5:1 (11-19)",2021\n'
    record = _only(tmp_path, rows)
    assert (record.journal, record.volume, record.issue, record.pages) == ("Madeup J", "5", "1", "11-19")


def test_an_entity_in_a_name_parts_no_authors(tmp_path: Path) -> None:
    """The semicolon of ``&uuml;`` is none between persons."""
    record = _only(tmp_path, "TY  - JOUR\nTI  - Madeup frost\nAU  - M&uuml;ller, A\nER  - \n")
    assert record.authors == (CitationAuthor("M\u00fcller", "A"),)


def test_pages_have_plain_hyphens_in_every_format(tmp_path: Path) -> None:
    """The Cochrane Library writes U+2010, publishers write a dash, BibTeX two hyphens."""
    ris = "TY  - JOUR\nTI  - Madeup frost\nSP  - 10\u201019\nER  - \n"
    table = "Title,Authors,Pages\nMadeup frost,Madeup A,10 \u2013 19\n"
    json = '[{"id": "a", "title": "Madeup frost", "page": "10\u201319"}]'
    assert [_only(tmp_path, text).pages for text in (ris, table, json)] == ["10-19"] * 3


def test_what_stands_under_a_table_is_no_record(tmp_path: Path) -> None:
    """Totals and the word of the program are told; a record of a title alone stays one."""
    table = "Title,Authors,Year\nMadeup frost,Madeup A,2019\nTotal madeup ice,,\n,,\n{}\n"
    for footer in ("Total,,1", "Exported from Madeup on 2020-01-01,,", "\u00a9 2020 Madeup Ltd,,"):
        told = read(tmp_path, table.format(footer))
        assert [item.title for item in told if isinstance(item, Citation)] == [
            "Madeup frost",
            "Total madeup ice",
        ]
        assert not malformed(tmp_path, table.format(footer))[0].is_record


def test_fields_on_lines_are_refused_with_what_to_do_below_a_preamble_too(tmp_path: Path) -> None:
    """Embase.com puts the search before the first record."""
    fields = '"TITLE","Madeup frost"\n"AUTHOR NAMES","Madeup A.","Trent B."\n"PUBLICATION YEAR","2019"\n'
    with pytest.raises(KbError, match="fields by column"):
        read(tmp_path, f"SEARCH QUERY\n'frost'/exp AND 'ice'\n\n{fields}")


def test_lines_that_begin_with_blanks_are_refused_with_what_to_do(tmp_path: Path) -> None:
    """Else a file of records would come in as none."""
    with pytest.raises(KbError, match="begin with blanks"):
        read(tmp_path, "    TY  - JOUR\n    TI  - Madeup frost\n    ER  - \n")


def test_a_year_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """``Jan-15`` is what a spreadsheet program makes of January 2015, or of the 15th."""
    record = _only(tmp_path, "Title,Authors,Year\nMadeup frost,Madeup A,Jan-15\n")
    assert record.remarks == ("Column Year: `Jan-15` could not be read.",)


def test_links_of_ovid_on_lines_of_their_own_are_frame(tmp_path: Path) -> None:
    """A hundred records have a hundred of them, and nothing is lost that a record does not say."""
    links = "Link to the Ovid Full Text or citation: \nhttps://madeup.example/1\n\n"
    links += "Link to the External Link Resolver: \n"
    record = f"TY  - JOUR\nTI  - Madeup frost\nER  - \n\n{links}https://madeup.example/?id=1\n\n"
    assert len(citations(tmp_path, record * 2)) == 2
