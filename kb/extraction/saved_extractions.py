"""Extractions as they are kept: one of each person for each study, none sees the other's."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.records.kinds import RecordName, id_of
from kb.records.studies import StudyRecord
from kb.records.validating import validate
from kb.records.yaml_source import read_text
from kb.store.database import Writer
from kb.store.record_texts import record_text

DRAFT, DONE, ADOPTED = "draft", "done", "adopted"


@dataclass(frozen=True, slots=True)
class SavedExtraction:
    """What one person has extracted of one study."""

    study: str
    """Key of the study; its record may not be there yet."""
    who: str
    state: str
    """A code of ``EXTRACTION_STATE``."""
    text: str
    """The study record as this person has it, YAML in canonical form."""
    cycle: str | None = None
    """The review cycle; None outside one."""
    candidate: str | None = None
    """The candidate it is extracted from; None outside a cycle."""
    saved_at: str = ""
    """UTC, ISO 8601 with microseconds; empty until it is saved."""

    def record(self) -> StudyRecord:
        """The record in its text."""
        return study_in(self.text, self.study)


def study_in(text: str, study: str) -> StudyRecord:
    """The study record in a text. Raises ``kb.records.yaml_source.Unreadable`` with its problems."""
    name = name_of_study(study)
    record: StudyRecord = validate(read_text(text, f"{name.id}.yaml"), name)
    return record


def name_of_study(study: str) -> RecordName:
    """The name that the record of a study has."""
    return RecordName("studies", id_of("studies", study), study)


def read_extractions(reader: Reader, study: str | None = None) -> list[SavedExtraction]:
    """All extractions, of one study where it is given, by study and person."""
    rows = run(reader, "extraction/extractions", study=study)
    return [SavedExtraction(**{name: value for name, value in row.items() if name != "id"}) for row in rows]


def own_extraction(reader: Reader, study: str, who: str) -> SavedExtraction | None:
    """The extraction of a study by one person; None when there is none."""
    return next(
        (
            saved_extraction
            for saved_extraction in read_extractions(reader, study)
            if saved_extraction.who == who
        ),
        None,
    )


def curated_text(reader: Reader, study: str) -> str | None:
    """The curated record of a study; None when there is none."""
    record = id_of("studies", study)
    existing = run(reader, "extraction/record", record=record)
    return record_text(reader, record) if existing else None


def text_to_work_on(reader: Reader, study: str, who: str) -> str:
    """The record that a person goes on with: the extraction under way, else the curated one.

    Raises KbError when there is neither.
    """
    own = own_extraction(reader, study, who)
    if own is not None and own.state != ADOPTED:
        return own.text
    text = curated_text(reader, study) or (own.text if own is not None else None)
    if text is None:
        raise no_extraction(reader, study, who)
    return text


def no_extraction(reader: Reader, study: str, who: str) -> KbError:
    """The error for a study that this person has not begun, and that is no curated record."""
    others = [
        saved_extraction.study for saved_extraction in read_extractions(reader) if saved_extraction.who == who
    ]
    if any(saved_extraction.who != who for saved_extraction in read_extractions(reader, study)):
        remedy = f"Another person has: begin your own with kb extract new ID --who {who}."
    else:
        remedy = nearest(study, others) or "Begin with kb extract new and its PMID."
    return KbError(f"{who} has no extraction of {study}, and no study has that key. {remedy}")


def save(writer: Writer, extraction: SavedExtraction) -> None:
    """Keep an extraction in the place of the person's earlier one of the study."""
    writer.run(
        "INSERT INTO extraction"
        " (id, study, review_cycle_id, candidate_id, who, state, record_text, saved_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET state = excluded.state, record_text = excluded.record_text,"
        " review_cycle_id = excluded.review_cycle_id, candidate_id = excluded.candidate_id,"
        " saved_at = excluded.saved_at",
        (
            f"{extraction.study}/{extraction.who}",
            extraction.study,
            extraction.cycle,
            extraction.candidate,
            extraction.who,
            extraction.state,
            extraction.text,
            now(),
        ),
    )


def now() -> str:
    """This moment, UTC, ISO 8601 with microseconds."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
