"""Tables of databases and reference managers: each column in its field, and what is no record told."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, Malformed
from kb.errors import KbError
from tests.bibliography.formats import host_tables
from tests.bibliography.formats.reading_whole import citations, read


@pytest.mark.parametrize("host", host_tables.TABLES)
def test_every_record_is_read_with_its_columns(host: str, tmp_path: Path) -> None:
    items = read(tmp_path, host_tables.TABLES[host])
    records = [item for item in items if isinstance(item, Citation)]
    assert not [item for item in items if isinstance(item, Malformed) and item.is_record]
    assert [(record.title, record.doi, (record.issued or "")[:4]) for record in records] == [
        ("Frost study one", "10.5555/tab.1", "2019"),
        ("Frost study two", "10.5555/tab.2", "2020"),
    ]
    assert {record.journal for record in records} == {"Journal of Invented Urology"}
    assert {(record.volume, record.issue) for record in records} == {("12", "3"), ("13", "4")}
    assert {(record.pages or "").partition("-")[0] for record in records} == {"101"}
    assert {record.authors[0].family for record in records} == {"Maden"}
    assert {record.remarks for record in records} == {()}


@pytest.mark.parametrize(
    ("host", "told"),
    [
        (
            "Ovid with a preamble",
            [
                "Comes before the names of the columns, and was not counted: `Ovid Technologies`",
                "Comes before the names of the columns, and was not counted: `Database(s): Ovid MEDLINE(R)"
                " ALL 1946 to November 01, 2019`",
                'Comes before the names of the columns, and was not counted: `"Search Strategy: 1 exp'
                ' Cryosurgery/ (100), 2 frost.mp. (200)"`',
            ],
        ),
        (
            "two files in one",
            [
                "The names of the columns come again here; not counted:"
                " `Title,Authors,Journal,Year,Volume,Issue,Pages,DOI`",
            ],
        ),
    ],
)
def test_rows_that_are_no_records_are_told_and_not_counted(
    host: str, told: list[str], tmp_path: Path
) -> None:
    items = read(tmp_path, host_tables.TABLES[host])
    outside = [item for item in items if isinstance(item, Malformed)]
    assert [item.message for item in outside] == told
    assert not any(item.is_record or item.place.record for item in outside)


@pytest.mark.parametrize("register", host_tables.REGISTERS)
def test_a_register_is_read_with_its_numbers(register: str, tmp_path: Path) -> None:
    (trial,) = citations(tmp_path, host_tables.REGISTERS[register])
    assert (trial.title, trial.registrations) == ("Frost study one", ("NCT99000001",))
    assert trial.urls == ("https://example.org",)


def test_one_field_on_each_line_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(KbError, match=r"one field of a record on each line.*fields by column"):
        read(tmp_path, host_tables.BY_LINES)


@pytest.mark.parametrize(
    "text",
    [
        "PMID,DOI,Year\n99100041,10.5555/x,2019\n",
        "Pealkiri,Autorid,Aasta,DOI\nFrost,Maden A,2019,10.5555/x\n",
        "Journal Article\tMaden, A.\t2019\tFrost study one\t10.5555/x\n",
        "About: a table\nName,Jahr,Band\nFrost,2019,12\n",
    ],
)
def test_a_table_whose_titles_are_not_known_is_refused(text: str, tmp_path: Path) -> None:
    """Never records without titles; the message lists the columns and says how to name that of the titles."""
    with pytest.raises(KbError, match=r"no column is known to hold titles.*--column title=NAME"):
        read(tmp_path, text)


def test_a_row_without_a_title_is_told(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, "Title,PMID,Year\n,99100041,2019\n")
    assert citation.remarks == ("The record has no title; it was taken in for its identifiers.",)


def test_a_note_below_the_table_is_no_record(tmp_path: Path) -> None:
    (_, note) = read(tmp_path, "PMID,Title,Year\n99100041,Frost,2019\nSource: a made-up host\n")
    assert isinstance(note, Malformed) and not note.is_record
    assert note.message == "A row with a single cell that is no title; not counted: `Source: a made-up host`"


@pytest.mark.parametrize(
    ("column", "cell", "field", "value", "told"),
    [
        ("PMID", "2.53E+07", "pmid", None, "is a number whose last digits a spreadsheet program dropped"),
        ("PMID", "9,53E+07", "pmid", None, "is a number whose last digits a spreadsheet program dropped"),
        ("PMID", "9.9100041E+07", "pmid", "99100041", "was read as 99100041."),
        ("PMID", "99,100,041", "pmid", "99100041", "was read as 99100041."),
        ("PMID", "99100041.0", "pmid", "99100041", ""),
        ("PMID", "unknown", "pmid", None, "`unknown` could not be read."),
        ("PMID", "n/a", "pmid", None, ""),
        ("Pages", "10-May", "pages", None, "is a date that a spreadsheet program made of numbers"),
        ("Pages", "05.10.2024", "pages", None, "is a date that a spreadsheet program made of numbers"),
        ("Pages", "5. Okt", "pages", None, "is a date that a spreadsheet program made of numbers"),
        ("Pages", "2024-10-05 00:00:00", "pages", None, "is a date that a spreadsheet program made"),
        ("Pages", "43952", "pages", "43952", "may be a day as spreadsheets count it (2020-05-01)"),
        ("Pages", "12-19", "pages", "12-19", ""),
        ("Pages", "e12-sub", "pages", "e12-sub", ""),
        ("Issue", "02-Jan", "issue", None, "is a date that a spreadsheet program made of numbers"),
        ("Issue", "Jan-02", "issue", None, "is a date that a spreadsheet program made of numbers"),
        ("Issue", "44197", "issue", None, "is a day as spreadsheets count it (2021-01-01); left out."),
        ("Issue", "12 Suppl", "issue", "12 Suppl", ""),
        ("Year", "2,015", "issued", "2015", "was read as 2015."),
        ("Year", "42064", "issued", "2015-03-01", "is a day as spreadsheets count it; read as 2015-03-01."),
        ("Title", "9-Sep", "title", "9-Sep", "may be a name that a spreadsheet program made a date of."),
        ("Journal", "#NAME?", "journal", None, "is an error of a spreadsheet program; left out."),
        ("Journal", "J Inv \u2026", "journal", "J Inv \u2026", "is cut off in the export."),
        ("ISSN", "284793", "issns", ("0028-4793",), "was read as 0028-4793."),
        ("ISSN", "284794", "issns", (), "`284794` could not be read."),
        ("DOI", "see notes", "dois", (), "`see notes` could not be read."),
    ],
)
def test_what_a_spreadsheet_did_to_a_cell_is_told_with_its_column(
    column: str, cell: str, field: str, value: object, told: str, tmp_path: Path
) -> None:
    title = "" if column == "Title" else ",Title"
    text = f'{column},Authors{title}\n"{cell}",Maden A{title and ",Frost"}\n'
    (citation,) = citations(tmp_path, text)
    assert getattr(citation, field) == value
    assert [remark for remark in citation.remarks if remark.startswith("Column ")] == [
        remark
        for remark in citation.remarks
        if told and told in remark and remark.startswith(f"Column {column}:")
    ]
    assert bool(citation.remarks) is bool(told)
    assert ("Export the table again" in " ".join(citation.remarks)) is (
        "left out" in " ".join(citation.remarks)
    )


def test_a_table_of_one_record_with_line_ends_of_an_old_mac_is_read(tmp_path: Path) -> None:
    (citation,) = citations(tmp_path, "Title,Year\rFrost study,2019")
    assert (citation.title, citation.issued) == ("Frost study", "2019")
