"""``kb extract sheet``: the workbook of a study as one person has it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kb.db.connect import Reader
from kb.db.queries import run
from kb.extraction.citations import read_citation
from kb.extraction.designs import guess_design
from kb.extraction.saved_extractions import DRAFT, own_extraction, study_in, text_to_work_on
from kb.records.studies import StudyRecord
from kb.sheets.filling import build_sheets, fill
from kb.sheets.guides import STUDY_GUIDE
from kb.sheets.lists import Lists, read_lists
from kb.sheets.new_terms import layouts_of_terms
from kb.sheets.workbook_writer import WorkbookPages, write_workbook

_AS_TEXT = "Work on the text record: kb extract show STUDY -o FILE.yaml"
_NONE: Mapping[str, str] = {}


def make_sheet(reader: Reader, study: str, who: str, file: Path) -> None:
    """Write the workbook of a person's extraction, else of the curated record. KbError without both."""
    record = study_in(text_to_work_on(reader, study, who), study)
    edition = record.limitations.instrument if record.limitations else None
    lists = read_lists(reader, edition, record.design)
    guess = guessed_design(reader, study, who)
    remarks = {"design": f"GUESSED ({guess}): check it"} if guess else {}
    write_workbook(file, pages_of_study(record, lists, remarks), lists)


def pages_of_study(record: StudyRecord, lists: Lists, remarks: Mapping[str, str] = _NONE) -> WorkbookPages:
    """What the workbook of one study holds."""
    terms = [sheet for layout in layouts_of_terms() for sheet in fill(layout, [], lists)]
    return WorkbookPages(STUDY_GUIDE, [*build_sheets(record, lists), *terms], remarks, way_out=_AS_TEXT)


def guessed_design(reader: Reader, study: str, who: str) -> str:
    """What speaks for the design of a draft, while it is the one that was guessed; else empty."""
    own = own_extraction(reader, study, who)
    if own is None or own.state != DRAFT or own.candidate is None:
        return ""
    citation = read_citation(reader, own.candidate)
    known = [row["id"] for row in run(reader, "extraction/designs")]
    if citation is None or not known:
        return ""
    guess = guess_design(citation, known)
    return guess.because if guess.design == own.record().design else ""
