"""``kb extract take``: what a person filled in becomes that person's extraction, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.db.connect import Reader, read
from kb.errors import KbError, ProblemsFound
from kb.extraction.draft import OPEN
from kb.extraction.saved_extractions import (
    ADOPTED,
    DONE,
    DRAFT,
    SavedExtraction,
    curated_text,
    name_of_study,
    no_extraction,
    own_extraction,
    save,
    study_in,
    text_to_work_on,
)
from kb.files import require_plain
from kb.records.studies import ResultEntry, StudyRecord
from kb.records.study_order import listed
from kb.records.validating import as_read, validate
from kb.records.writing import write_record
from kb.records.yaml_source import RecordSource, Unreadable, bytes_of, read_bytes
from kb.review.cycles import UNDER_WAY, read_cycles
from kb.sheets.filling import Data, data_of
from kb.sheets.lists import read_lists
from kb.sheets.marking import marked_problems, remarks_on_sheets
from kb.sheets.new_terms import OF_STUDIES, layouts_of_terms, look_at_terms
from kb.sheets.record_layout import layout_of
from kb.sheets.record_problems import LookedAt, in_workbook, look_at
from kb.sheets.taking_back import take_study
from kb.sheets.workbook_reader import Grid, read_grids
from kb.store.database import Writer, writing
from kb.store.edits import put_in
from kb.store.lookups import Lookups
from kb.store.row_changes import ChangeAuthor
from kb.store.selects import ReaderSelects
from kb.store.special import Pointer

_STUDY = "Study"
_PRIMARY = ("reports", "primary")


def examine(source: RecordSource, study: str, names: Lookups) -> LookedAt:
    """The study in data as read, with all its problems; without a record when it is no study record at all.

    What it points at has to be there, but for a primary report of its own key, which comes with it.
    """

    def is_own(pointer: Pointer) -> bool:
        return (pointer.kind, pointer.path[:2], pointer.key) == ("references", _PRIMARY, study)

    return look_at(source, name_of_study(study), names, is_own)


@dataclass(frozen=True, slots=True)
class Saved:
    """What was saved, and what was left out of it."""

    extraction: SavedExtraction
    left_out: tuple[str, ...] = ()
    """Outcomes whose rows nobody filled in, left out of a finished extraction."""
    open_cells: int = 0
    """Figures that still say ``not extracted``."""
    remarks: tuple[str, ...] = ()
    """What the person should look at."""


def take_sheet(url: str, file: Path, who: str, *, done: bool) -> Saved:
    """Read a workbook back into a person's extraction.

    Raises ProblemsFound with every problem, after a copy of the workbook was written that shows them.
    """
    require_plain(file)
    grids = read_grids(file)
    study = _study_of(grids, file)
    with read(url) as reader:
        lists = read_lists(reader, None)
        taken, all_taken = take_study(grids, lists, _as_saved(reader, study, who), layouts_of_terms())
        taken.data.setdefault("study", study)
        names = Lookups(ReaderSelects(reader), None)
        terms = look_at_terms(reader, all_taken.records, names)
        seen = examine(taken.source(str(file)), study, names)
    found = [taken.places.complaint(in_workbook(problem, OF_STUDIES)) for problem in seen.problems]
    complaints = [*taken.complaints, *terms.complaints, *found]
    if complaints or seen.record is None:
        raise marked_problems(file, complaints)
    remarks = tuple(remarks_on_sheets(grids, [layout_of("studies", single=True), *layouts_of_terms()]))
    return replace(_keep(url, seen.record, who, done=done, terms=terms.texts), remarks=remarks)


def _as_saved(reader: Reader, study: str, who: str) -> Data | None:
    """What the study says before its workbook is taken; None when nobody has it."""
    try:
        return data_of(study_in(text_to_work_on(reader, study, who), study))
    except KbError:
        return None


def take_text(url: str, file: Path, study: str, who: str, *, done: bool) -> Saved:
    """Read a text record (YAML) into a person's extraction. Raises ProblemsFound with every problem."""
    try:
        source = read_bytes(bytes_of(file), str(file))
    except Unreadable as error:
        raise ProblemsFound("Nothing was saved.", error.problems) from None
    try:
        validate(source, name_of_study(study))
    except Unreadable as error:
        raise ProblemsFound("Nothing was saved.", error.problems) from None
    with read(url) as reader:
        seen = examine(as_read(source, name_of_study(study)), study, Lookups(ReaderSelects(reader), None))
    if seen.problems or seen.record is None:
        raise ProblemsFound("Nothing was saved.", seen.problems)
    return _keep(url, seen.record, who, done=done)


def finish(url: str, study: str, who: str) -> Saved:
    """Say that an extraction is finished as it was saved last. Raises KbError when there is none."""
    with read(url) as reader:
        own = own_extraction(reader, study, who)
        if own is None:
            raise no_extraction(reader, study, who)
    return _keep(url, own.record(), who, done=True)


def _study_of(grids: Mapping[str, Grid], file: Path) -> str:
    """The study that a workbook is about."""
    grid = next((grid for name, grid in grids.items() if name.casefold() == _STUDY.casefold()), None)
    for row in grid.rows() if grid is not None else ():
        if grid is not None and grid.text(row, 1).strip() == "study" and grid.text(row, 2).strip():
            return grid.text(row, 2).strip()
    raise KbError(
        f"{file}: the sheet {_STUDY} with the key of the study is missing."
        " Take a workbook that kb extract sheet wrote, and do not remove its sheets or lines."
    )


def _keep(
    url: str, record: StudyRecord, who: str, *, done: bool, terms: Mapping[str, str] | None = None
) -> Saved:
    """Save an extraction; new terms, which are everybody's, come into the vocabulary with it."""
    whole, left_out = without_open_rows(record) if done else (record, ())
    with writing(url, alone=bool(terms)) as writer:
        if terms:
            put_in(writer, terms, ChangeAuthor.now(who, f"new terms, extracting {record.study}"))
        extraction = replace(_present(writer, record.study, who), text=write_record(whole))
        extraction = replace(extraction, state=DONE if done else DRAFT)
        save(writer, extraction)
    cells = [cell for result in whole.results for value in result.columns.values() for cell in listed(value)]
    return Saved(extraction, left_out, sum(str(cell) == OPEN for cell in cells))


def _present(writer: Writer, study: str, who: str) -> SavedExtraction:
    """The extraction that is saved over; a new one for a study that is there already.

    Raises KbError when the person has not begun with the study, and it is no study yet.
    """
    reader = writer.reader()
    own = own_extraction(reader, study, who)
    if own is not None and own.state != ADOPTED:
        return own
    if curated_text(reader, study) is None:
        raise no_extraction(reader, study, who)
    if own is not None and own.cycle is not None and _is_under_way(reader, own.cycle):
        return own
    return SavedExtraction(study, who, DRAFT, "")


def _is_under_way(reader: Reader, cycle: str) -> bool:
    return any(known.id == cycle and known.state in UNDER_WAY for known in read_cycles(reader))


def without_open_rows(record: StudyRecord) -> tuple[StudyRecord, tuple[str, ...]]:
    """The study without results that say nothing but ``not extracted``, and the outcomes of these.

    Raises KbError when that leaves none: then nobody has begun to fill it in.
    """
    kept = tuple(result for result in record.results if not _is_open(result))
    gone = tuple(result.outcome for result in record.results if _is_open(result))
    if gone and not kept:
        raise KbError(
            f"No figure of {record.study} is filled in yet. Fill in what the report has; where it has none of"
            " what was offered, delete those rows first."
        )
    used = {result.outcome for result in kept}
    outcomes = {key: outcome for key, outcome in record.outcomes.items() if key in used or key not in gone}
    return record.model_copy(update={"results": kept, "outcomes": outcomes}), gone


def _is_open(result: ResultEntry) -> bool:
    return all(str(cell) == OPEN for value in result.columns.values() for cell in listed(value))
