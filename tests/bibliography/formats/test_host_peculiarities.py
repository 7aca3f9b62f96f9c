"""What single hosts write in their own way, each tried with a made-up record."""

from __future__ import annotations

from pathlib import Path

from kb.bibliography.citation import Citation, CitationAuthor
from kb.bibliography.formats.table_fields import PrintedCitation, printed_source
from tests.bibliography.formats.reading_whole import citations

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
