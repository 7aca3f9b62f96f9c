"""Sheets that people send back, records and source texts: damaged ones are refused in words, or read."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.audit.reading.by_format import read_source
from kb.errors import KbError
from kb.records.yaml_source import Unreadable, read_bytes
from kb.review.screening.sheet import COLUMNS
from kb.review.screening.sheet_reading import read_sheet
from kb.sheets.filling import build_sheets
from kb.sheets.lists import Lists
from kb.sheets.taking_back import take_sheets
from kb.sheets.workbook_reader import Given, read_grids
from kb.sheets.workbook_writer import WorkbookPages, write_workbook
from tests.extraction.grids import grids_of
from tests.extraction.test_taking import WANG
from tests.fuzz.damage import PIECES, damaged

QUIET = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SHEET = (
    ",".join(COLUMNS)
    + "\n"
    + "".join(
        f'{number},include,,,"A title, {number}","Abstract\nof two lines",,2020,,{number},,,,,pmid:{number},'
        "7.01.75@2022-09-01 title-abstract reviewer 2022-09-02T10:00:00+00:00 rita\n"
        for number in range(1, 6)
    )
)
RECORD = Path("evidence/studies/wang-2015.yaml")


@QUIET
@given(data=st.data())
def test_a_damaged_screening_sheet_is_read_or_told(data: st.DataObject, tmp_path: Path) -> None:
    file = tmp_path / "sheet.csv"
    file.write_bytes(data.draw(damaged(SHEET.encode())))
    begun = time.process_time()
    try:
        for line in read_sheet(file):
            assert all(cell.text is not None for cell in line.values())
    except KbError as error:
        assert str(error)
    assert time.process_time() - begun < 20


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The workbook of a study."""
    file = tmp_path_factory.mktemp("fuzz") / "wang.xlsx"
    write_workbook(file, WorkbookPages((), build_sheets(WANG, Lists())), Lists())
    return file.read_bytes()


@QUIET
@given(data=st.data())
def test_a_damaged_workbook_is_read_or_refused_in_words(
    data: st.DataObject, workbook: bytes, tmp_path: Path
) -> None:
    file = tmp_path / "wang.xlsx"
    file.write_bytes(data.draw(damaged(workbook, most=2)))
    for read in (read_grids, read_sheet):
        try:
            assert read(file) is not None
        except KbError as error:
            assert str(file) in str(error) or "nothing was written" in str(error).lower()


GRIDS = grids_of(build_sheets(WANG, Lists()))
CELLS = sorted((name, place) for name, grid in GRIDS.items() for place in grid.cells)
TYPED = (
    "",
    "0,734",
    "12,345",
    "=1",
    "\u202e",
    "x" * 3000,
    "NaN",
    "1e999",
    "- -",
    "a: b",
    "%",
    "\n",
    "HR",
    "((((",
)


@QUIET
@given(st.lists(st.tuples(st.sampled_from(CELLS), st.sampled_from(TYPED) | st.text(max_size=20)), max_size=6))
def test_whatever_is_typed_into_a_workbook_is_taken_or_told_at_its_cell(
    typed: list[tuple[tuple[str, tuple[int, int]], str]],
) -> None:
    grids = grids_of(build_sheets(WANG, Lists()))
    for (name, place), text in typed:
        grids[name].cells[place] = Given(text)
    taken = take_sheets(grids, Lists())
    assert all(complaint.cell and complaint.message for complaint in taken.complaints)


@given(data=st.data())
def test_a_damaged_record_is_read_or_told_with_its_line(data: st.DataObject) -> None:
    raw = data.draw(damaged(RECORD.read_bytes()))
    begun = time.process_time()
    try:
        assert read_bytes(raw, "wang-2015.yaml").data is not None
    except Unreadable as error:
        assert error.problems and all(problem.message for problem in error.problems)
    assert time.process_time() - begun < 20


SOURCES = {
    "plain": "Overall survival was 59.5% (95% CI 0.41-0.93).\n" * 20,
    "html": "<!doctype html><html><body>"
    + "<p>Overall survival was <b>59.5</b>%&nbsp;&lt;.</p>" * 20
    + "</body></html>",
}


@pytest.mark.parametrize("form", SOURCES)
@QUIET
@given(data=st.data())
def test_a_damaged_source_is_read_or_refused_in_words(form: str, data: st.DataObject, tmp_path: Path) -> None:
    file = tmp_path / f"source.{form}"
    file.write_bytes(data.draw(damaged(SOURCES[form].encode())))
    try:
        assert read_source(file).text is not None
    except KbError as error:
        assert str(file) in str(error)


@QUIET
@given(begins=st.sampled_from(PIECES), rest=st.binary(max_size=300))
def test_bytes_of_any_kind_are_read_or_refused_in_words(begins: bytes, rest: bytes, tmp_path: Path) -> None:
    file = tmp_path / "source"
    file.write_bytes(begins + rest)
    try:
        read_source(file)
    except KbError as error:
        assert str(file) in str(error)
