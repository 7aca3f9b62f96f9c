"""Any record -> rows, and rows -> any record: the two directions that are exact inverses."""

from __future__ import annotations

import hashlib
from typing import Any

from kb.records.kinds import MODELS, Name
from kb.records.writing import write_record
from kb.store import bibliography_rows, guideline_rows, vocabulary_rows
from kb.store.acknowledgement_rows import add_acknowledgements, read_acknowledgements
from kb.store.indication_record import indication_record
from kb.store.indication_rows import indication_rows
from kb.store.names import Names
from kb.store.policy_record import policy_record
from kb.store.policy_rows import policy_rows
from kb.store.rows import TABLES, Rows
from kb.store.study_record import study_record
from kb.store.study_rows import study_rows

VOCABULARY = ("designs", "interventions", "conditions", "outcomes")


def to_rows(record: Any, name: Name, names: Names) -> Rows:
    """The rows of a record. Tokens that name nothing are listed in ``unknown`` of the result."""
    rows = _rows(record, name, names)
    if "acknowledgement" in TABLES[name.kind]:
        add_acknowledgements(rows, record.acknowledged)
    return rows


def _rows(record: Any, name: Name, names: Names) -> Rows:
    match name.kind:
        case "studies":
            return study_rows(record, name.id, names)
        case "references":
            return bibliography_rows.reference_rows(record, name.id)
        case "guidelines":
            return guideline_rows.guideline_rows(record, name.id, names)
        case "policies":
            return policy_rows(record, name.id, names)
        case "indications":
            return indication_rows(record, name.id, names)
        case "documents":
            return vocabulary_rows.document_rows(record, name.id)
        case "instruments":
            return vocabulary_rows.instrument_rows(record, name.id)
    return vocabulary_rows.vocabulary_rows(record, name.kind, name.id)


def to_record(rows: Rows, name: Name, names: Names) -> Any:
    """The record that the rows stand for. Raises pydantic's ValidationError when no record says that."""
    data = _data(rows, name, names)
    if acknowledged := read_acknowledgements(rows):
        data["acknowledged"] = acknowledged
    return MODELS[name.kind].model_validate(data).canonical()


def _data(rows: Rows, name: Name, names: Names) -> dict[str, Any]:
    match name.kind:
        case "studies":
            return study_record(rows, names)
        case "references":
            return bibliography_rows.reference_record(rows)
        case "guidelines":
            return guideline_rows.guideline_record(rows)
        case "policies":
            return policy_record(rows)
        case "indications":
            return indication_record(rows)
        case "documents":
            return vocabulary_rows.document_record(rows)
        case "instruments":
            return vocabulary_rows.instrument_record(rows)
    return vocabulary_rows.vocabulary_record(rows, name.kind)


def to_text(rows: Rows, name: Name, names: Names) -> str:
    """The canonical text of the record that the rows stand for."""
    return write_record(to_record(rows, name, names))


def hash_of(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
