"""The Retraction Watch file: natures, dates and identifiers as it writes them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from kb.bibliography.citation import Malformed
from kb.bibliography.formats.exports import read_notices
from kb.bibliography.notices import PublishedNotice
from kb.errors import KbError

HEADER = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason,Paywalled,Notes,"
)
COLUMNS = HEADER.split(",")
ROW = {
    "Record ID": "70001",
    "Title": "Made-up tumors, \u201cquoted\u201d",
    "Journal": "Journal of Made-Up Hepatology",
    "RetractionDate": "3/4/2019 0:00",
    "RetractionDOI": "10.5555/notice.1",
    "RetractionPubMedID": "90000011",
    "OriginalPaperDate": "12/31/2015 0:00",
    "OriginalPaperDOI": "10.5555/JMUH.1",
    "OriginalPaperPubMedID": "90000001",
    "RetractionNature": "Retraction",
    "Reason": "+Concerns/Issues About Data;+Made Up;",
}


def table(*rows: dict[str, str]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, COLUMNS, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return written.getvalue()


def read(folder: Path, content: str | bytes) -> list[PublishedNotice | Malformed]:
    path = folder / "retraction_watch.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_notices(path))


def test_a_row_is_a_notice(tmp_path: Path) -> None:
    (notice,) = read(tmp_path, table({}))
    assert isinstance(notice, PublishedNotice)
    assert (notice.nature, notice.date, notice.basis) == ("retraction", "2019-03-04", "register")
    assert (notice.pmid, notice.doi, notice.original_date) == ("90000001", "10.5555/jmuh.1", "2015-12-31")
    assert (notice.notice_pmid, notice.notice_doi) == ("90000011", "10.5555/notice.1")
    assert notice.title == "Made-up tumors, \u201cquoted\u201d"
    assert notice.reasons == ("Concerns/Issues About Data", "Made Up")
    assert notice.text == "Retraction Watch 70001"
    assert notice.place.line == 2


@pytest.mark.parametrize(
    ("written", "nature"),
    [
        ("Retraction", "retraction"),
        ("Expression of concern", "concern"),
        ("Correction", "correction"),
        ("Reinstatement", "reinstatement"),
        ("EXPRESSION OF CONCERN", "concern"),
    ],
)
def test_natures(written: str, nature: str, tmp_path: Path) -> None:
    """What the file calls the nature of a notice has its one code here."""
    (notice,) = read(tmp_path, table({"RetractionNature": written}))
    assert isinstance(notice, PublishedNotice)
    assert notice.nature == nature


def test_no_doi_and_no_pmid_have_words_of_their_own(tmp_path: Path) -> None:
    for word in ("unavailable", "Unavailable", "", "unknown"):
        (notice,) = read(tmp_path, table({"OriginalPaperDOI": word, "OriginalPaperPubMedID": "0"}))
        assert isinstance(notice, PublishedNotice)
        assert (notice.pmid, notice.doi) == (None, None)
        assert notice.title is not None


def test_a_missing_date_is_not_known(tmp_path: Path) -> None:
    (notice,) = read(tmp_path, table({"RetractionDate": "", "OriginalPaperDate": "13/45/2019 0:00"}))
    assert isinstance(notice, PublishedNotice)
    assert (notice.date, notice.original_date) == (None, "2019")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "windows-1252", "utf-16"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    """Letters are read right in each encoding in which the file is found."""
    row = {"Title": "Über Tumoren", "Notes": "Línea uno\nlínea dos"}
    (notice,) = read(tmp_path, table(row).encode(encoding))
    assert isinstance(notice, PublishedNotice)
    assert notice.title == "Über Tumoren"


def test_a_spreadsheet_may_have_saved_it(tmp_path: Path) -> None:
    header, row = HEADER.replace(",", ";"), ";".join(ROW.get(name, "").replace(";", ",") for name in COLUMNS)
    (notice,) = read(tmp_path, f"{header}\n{row.replace('3/4/2019 0:00', '2019-03-04')}\n")
    assert isinstance(notice, PublishedNotice)
    assert (notice.pmid, notice.date) == ("90000001", "2019-03-04")


def test_rows_that_say_nothing_are_kept_aside(tmp_path: Path) -> None:
    rows = [
        {},
        {"RetractionNature": "Withdrawal of praise"},
        {"Title": "", "OriginalPaperDOI": "unavailable", "OriginalPaperPubMedID": "0"},
    ]
    found = read(tmp_path, table(*rows))
    assert [type(item) for item in found] == [PublishedNotice, Malformed, Malformed]
    assert "`Withdrawal of praise` is no nature" in str(found[1])
    assert "names no publication" in str(found[2])


def test_a_row_that_is_cut_off_is_kept_aside(tmp_path: Path) -> None:
    text = table({}, {"Record ID": "70002"})
    found = read(tmp_path, text[: text.rindex("10.5555/JMUH")])
    assert [type(item) for item in found] == [PublishedNotice, Malformed]
    assert "The row has 15 cells; 21 were expected" in str(found[1])


def test_an_open_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    text = table(*({"Record ID": str(70000 + number)} for number in range(50)))
    found = read(
        tmp_path, text.replace('70010,"', '70010,"open, "and wrong ', 1).replace("70030,", '"70030,', 1)
    )
    kept = [item for item in found if isinstance(item, Malformed) and item.place.record]
    assert len([item for item in found if isinstance(item, PublishedNotice)]) >= 48
    assert {item.place.line for item in kept} <= {12, 32}
    assert any("70030" in item.raw for item in kept)


def test_another_table_is_no_retraction_watch(tmp_path: Path) -> None:
    text = table({}).replace("RetractionDate,", "Dates,", 1)
    with pytest.raises(KbError, match="lacks the columns retractiondate"):
        read(tmp_path, text)
