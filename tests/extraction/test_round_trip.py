"""Record -> workbook -> record is the same record."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from kb.extraction.saved_extractions import name_of_study, study_in
from kb.records.studies import StudyRecord
from kb.records.validating import validate
from kb.records.writing import write_record
from kb.sheets.cell_places import SheetData
from kb.sheets.filling import build_sheets
from kb.sheets.lists import Lists
from kb.sheets.taking_back import take_sheets
from kb.sheets.workbook_reader import read_grids
from kb.sheets.workbook_writer import WorkbookPages, write_workbook
from tests.extraction.builders import studies
from tests.extraction.grids import grids_of
from tests.store.every_field import records
from tests.tiers import mostly_slow

BUNDLED = sorted((Path(__file__).parents[2] / "evidence" / "studies").glob("*.yaml"))
LISTS = Lists(
    {"designs": ("case-series",), "limitation codes": ("conduct/allocation/2 = allocation not concealed",)},
    {"tumor-size": "baseline"},
    {"conduct/allocation/2": "allocation not concealed"},
)


def there_and_back(study: StudyRecord) -> tuple[StudyRecord, SheetData]:
    """The record that its sheets say, and what was taken."""
    taken = take_sheets(grids_of(build_sheets(study, LISTS)), LISTS)
    assert taken.complaints == []
    record: StudyRecord = validate(taken.source("sheet.xlsx"), name_of_study(study.study))
    return record, taken


def test_there_are_bundled_studies() -> None:
    assert len(BUNDLED) >= 28


@pytest.mark.parametrize("key", mostly_slow(("wang-2015", *(file.stem for file in BUNDLED))))
def test_a_workbook_holds_the_sheets_of_its_study(key: str, tmp_path: Path) -> None:
    """What is read from a workbook that was written is what the sheets of the other tests hold."""
    sheets = build_sheets(study_in(BUNDLED[0].with_stem(key).read_text("utf-8"), key), LISTS)
    file = tmp_path / "sheet.xlsx"
    write_workbook(file, WorkbookPages((), sheets), LISTS)
    read, made = read_grids(file), grids_of(sheets)
    assert {name: read[name] for name in made} == made


@pytest.mark.parametrize("file", BUNDLED, ids=lambda file: file.stem)
def test_a_bundled_study_comes_back_to_the_letter(file: Path) -> None:
    text = file.read_text("utf-8")
    record, _ = there_and_back(study_in(text, file.stem))
    assert write_record(record) == text


@pytest.mark.parametrize("id", [id for id in records() if id.startswith("studies/")])
def test_every_field_of_a_study_has_its_place_in_the_workbook(id: str) -> None:
    """A field that is added to a record comes back from a workbook without being written down for it."""
    study: StudyRecord = records()[id]
    record, _ = there_and_back(study)
    assert write_record(record) == write_record(study)


@given(studies())
def test_a_generated_study_comes_back(study: StudyRecord) -> None:
    """Whatever a study says, its sheets say the same."""
    record, _ = there_and_back(study)
    assert write_record(record) == write_record(study)


@pytest.mark.slow
@settings(phases=(Phase.explicit, Phase.reuse, Phase.generate))  # a failing case is reported as found
@given(studies())
def test_the_workbook_of_a_generated_study_holds_its_sheets(study: StudyRecord) -> None:
    """Whatever its sheets hold, a workbook keeps to the letter."""
    sheets = build_sheets(study, LISTS)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.xlsx"
        write_workbook(file, WorkbookPages((), sheets), LISTS)
        read, made = read_grids(file), grids_of(sheets)
    assert {name: read[name] for name in made} == made


def test_every_value_knows_its_cell() -> None:
    study = study_in(BUNDLED[0].with_name("wang-2015.yaml").read_text("utf-8"), "wang-2015")
    _, taken = there_and_back(study)
    source = taken.source("sheet.xlsx")
    third_year = source.line(("results", 4, "cryo", 2))
    assert taken.places.cells[third_year] == ("Results", "J8")
    assert taken.places.cells[source.line(("arms", "rfa", "n"))] == ("Arms", "I3")
    assert taken.places.cells[source.line(("design",))] == ("Study", "B4")
