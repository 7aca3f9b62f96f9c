"""New terms of the vocabulary, as they stand on sheets of their own beside the records that use them."""

from __future__ import annotations

from dataclasses import dataclass, field

from kb.db.connect import Reader
from kb.db.queries import run
from kb.records.kinds import RecordName, id_of, name_of
from kb.records.validating import validate
from kb.records.writing import write_record
from kb.records.yaml_source import read_text
from kb.sheets.cell_places import Complaint, SheetData
from kb.sheets.filling import Data, data_of
from kb.sheets.record_layout import layout_of
from kb.sheets.record_problems import look_at
from kb.sheets.sheet_table import RecordLayout
from kb.store.lookups import Lookups
from kb.store.record_texts import record_text

OF_STUDIES = ("conditions", "interventions", "outcomes")
"""The words that whoever extracts a study may miss."""


def layouts_of_terms() -> list[RecordLayout]:
    """The sheets for new terms beside a study."""
    return [layout_of(kind) for kind in OF_STUDIES]


def held_data(reader: Reader, name: RecordName) -> Data:
    """What a record of the database says."""
    return data_of(validate(read_text(record_text(reader, name.id), name.id), name))


def with_held_terms(reader: Reader, kind: str, data: SheetData) -> list[Complaint]:
    """Put new terms to those that are there. Each that is there already and says otherwise is a complaint."""
    record = id_of(kind, "")
    name = name_of(record)
    assert name is not None
    is_there = bool(run(reader, "sheets/record_state", record=record))
    held = held_data(reader, name) if is_there else {}
    data.places.begin(f"New {kind}", "A1")
    complaints = []
    for key, entry in data.data.items():
        if key in held and entry != held[key]:
            sheet, cell = data.places.cells[data.places.numbers[(key,)]]
            remedy = f"Use it as it is, or change it with kb edit {kind}."
            complaints.append(Complaint(sheet, cell, f"`{key}` is there already.", remedy))
    data.data = held | {key: entry for key, entry in data.data.items() if key not in held}
    return complaints


@dataclass(slots=True)
class NewTerms:
    """The vocabulary with the new terms of a workbook: id of the record -> its text."""

    texts: dict[str, str] = field(default_factory=dict)
    complaints: list[Complaint] = field(default_factory=list)


def look_at_terms(reader: Reader, taken: dict[str, dict[str, SheetData]], names: Lookups) -> NewTerms:
    """The new terms in what was taken; ``names`` knows them afterwards."""
    terms = NewTerms()
    for kind in OF_STUDIES:
        for data in taken.get(kind, {}).values():
            terms.complaints += with_held_terms(reader, kind, data)
            name = RecordName(kind, id_of(kind, ""), "")
            seen = look_at(data.source(f"{name.id}.yaml"), name, names)
            terms.complaints += [data.places.complaint(problem) for problem in seen.problems]
            if seen.record is not None:
                names.learn(seen.record, kind)
                terms.texts[name.id] = write_record(seen.record)
    return terms
