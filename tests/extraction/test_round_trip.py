"""Record -> workbook -> record is the same record."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings

from kb.extraction.saved_extractions import name_of_study, study_in
from kb.extraction.sheet.build import build_sheets
from kb.extraction.sheet.cell_places import SheetData
from kb.extraction.sheet.lists import Lists
from kb.extraction.sheet.sheet_to_record import take_sheets
from kb.extraction.sheet.workbook_reader import read_grids
from kb.extraction.sheet.workbook_writer import write_study_workbook
from kb.records.studies import StudyRecord
from kb.records.validating import validate
from kb.records.writing import write_record
from tests.extraction.builders import studies
from tests.store.every_field import records

BUNDLED = sorted((Path(__file__).parents[2] / "evidence" / "studies").glob("*.yaml"))
LISTS = Lists(
    {"designs": ("case-series",), "limitation codes": ("conduct/allocation/2 = allocation not concealed",)},
    {"tumor-size": "baseline"},
    {"conduct/allocation/2": "allocation not concealed"},
)


def there_and_back(study: StudyRecord) -> tuple[StudyRecord, SheetData]:
    """The record that its workbook says, and what was taken."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.xlsx"
        write_study_workbook(file, build_sheets(study, LISTS), LISTS)
        taken = take_sheets(read_grids(file), LISTS)
    assert taken.complaints == []
    record: StudyRecord = validate(taken.source("sheet.xlsx"), name_of_study(study.study))
    return record, taken


def test_there_are_bundled_studies() -> None:
    assert len(BUNDLED) >= 28


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


# A workbook takes a while to write, so a failing case is reported as found.
@settings(max_examples=30, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(studies())
def test_a_generated_study_comes_back(study: StudyRecord) -> None:
    record, _ = there_and_back(study)
    assert write_record(record) == write_record(study)


def test_every_value_knows_its_cell() -> None:
    study = study_in(BUNDLED[0].with_name("wang-2015.yaml").read_text("utf-8"), "wang-2015")
    _, taken = there_and_back(study)
    source = taken.source("sheet.xlsx")
    third_year = source.line(("results", 4, "cryo", 2))
    assert taken.places.cells[third_year] == ("Results", "I8")
    assert taken.places.cells[source.line(("arms", "rfa", "n"))] == ("Arms", "D3")
    assert taken.places.cells[source.line(("design",))] == ("Study", "B4")
