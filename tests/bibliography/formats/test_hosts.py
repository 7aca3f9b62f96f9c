"""What hosts write around records is no record, and no record is lost in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.bibliography.citation import Citation, Malformed
from tests.bibliography.formats import hosts
from tests.bibliography.formats.reading_whole import citations, read


@pytest.mark.parametrize("host", hosts.RIS_OF_HOSTS)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_export_holds_as_many_records_as_were_exported(host: str, line_end: str, tmp_path: Path) -> None:
    items = read(tmp_path, hosts.RIS_OF_HOSTS[host](7).replace("\n", line_end))
    records = [item for item in items if isinstance(item, Citation) or item.is_record]
    assert [getattr(record, "title", None) for record in records] == [
        f"Frost ablation of kind {number} masses: a made-up cohort" for number in range(1, 8)
    ]
    assert [getattr(record, "doi", None) for record in records] == [
        f"10.5555/inv.host.{number:04}" for number in range(1, 8)
    ]
    assert {getattr(record, "remarks", None) for record in records} == {()}


@pytest.mark.parametrize(
    ("host", "told"),
    [
        ("Ovid", ["C1 - Database: Ovid MEDLINE(R) ALL <1946 to November 01, 2019> Search Strateg..."]),
        ("Ovid with angles", []),
        ("Cochrane Library", []),
        ("ProQuest", ["Copyright (c) 2019 Madeup Vendor. All rights reserved. Exported on 2019-01-01"]),
        ("Scopus", ["Scopus EXPORT DATE: 01 November 2019"]),
    ],
)
def test_what_is_not_the_usual_frame_is_told_and_not_counted(
    host: str, told: list[str], tmp_path: Path
) -> None:
    outside = [item for item in read(tmp_path, hosts.RIS_OF_HOSTS[host](2)) if isinstance(item, Malformed)]
    assert [item.message for item in outside] == [
        f"Outside of the records, and not counted: `{text}`" for text in told
    ]
    assert not any(item.is_record or item.place.record for item in outside)


def test_a_wrapped_line_is_no_end_mark(tmp_path: Path) -> None:
    """An end mark is a whole line: `ER-positive`, `ER  -negative` and `ER-` before a whole one are text."""
    text = "TY  - JOUR\nTI  - T\nAB  - Women with\nER-\npositive, or with\nER  -negative disease.\n"
    text += "PY  - 2021\nER  - \n"
    (citation,) = citations(tmp_path, text)
    assert citation.abstract == "Women with ER- positive, or with ER -negative disease."
    assert citation.issued == "2021"


def test_a_wrapped_line_is_no_start_mark(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTI  - T\nAB  - Made-up\nTY-1 cells and\nty -pe 2 cells.\nPY  - 2021\nER  - \n"
    (citation,) = citations(tmp_path, text)
    assert citation.abstract == "Made-up TY-1 cells and ty -pe 2 cells."


def test_a_tag_with_one_space_is_read_and_told(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTI - Made-up\nAU  - Doe, Q\nAB  - Of\nT1 - weighted images.\n"
    text += "PY - 2021\nDO  - 10.5555/x\nER  - \n"
    (citation,) = citations(tmp_path, text)
    assert (citation.title, citation.issued) == ("Made-up", "2021")
    assert citation.abstract == "Of T1 - weighted images."
    assert citation.remarks == (
        "Line 2 of the record has too few blanks after its tag; it was read as TI.",
        "Line 6 of the record has too few blanks after its tag; it was read as PY.",
    )


def test_a_line_without_a_tag_is_told_where_it_goes_on_with_nothing(tmp_path: Path) -> None:
    text = "TY  - JOUR\nTitle: Made-up\nDO  - 10.5555/x\nER  - \n"
    (citation,) = citations(tmp_path, text)
    assert citation.remarks == (
        "The record has no title; it was taken in for its identifiers.",
        "A line without a tag was left out: `Title: Made-up`.",
    )


def test_a_counter_is_in_no_record_that_lacks_its_end_mark(tmp_path: Path) -> None:
    text = "1.\nTY  - JOUR\nTI  - One\nEP  - 41\n\n2.\nTY  - JOUR\nTI  - Two\nEP  - 42\n"
    first, second = citations(tmp_path, text)
    assert (first.pages, second.pages) == ("41", "42")
    assert first.remarks == (
        "The record had no end mark (ER).",
        "Lines after a blank one were left out: `2.`.",
    )


def test_several_records_without_start_marks_are_as_many(tmp_path: Path) -> None:
    lost = "T1  - Lost {}\nER  - \n\n"
    text = "TY  - JOUR\nT1  - One\nER  - \n\n" + lost.format(1) + lost.format(2)
    found = read(tmp_path, text)
    assert [isinstance(item, Malformed) and item.is_record for item in found] == [False, True, True]
    assert [item.place.record for item in found] == [1, 2, 3]


@pytest.mark.parametrize("size", [1, 3, 64])
def test_a_frame_may_be_cut_anywhere(size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kb.bibliography.formats import encoding

    whole = read(tmp_path, hosts.ovid(2))
    monkeypatch.setattr(encoding, "CHUNK", size)
    assert read(tmp_path, hosts.ovid(2)) == whole
