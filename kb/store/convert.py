"""Any record -> rows, and rows -> any record: the two directions that are exact inverses."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Any

from kb.records.consistency import in_canonical_order
from kb.records.kinds import MODELS, RecordName
from kb.records.scalars import Scalar
from kb.records.storage_plan import plan_of
from kb.records.writing import write_record
from kb.store.appraisals import LIMITATION_CODES
from kb.store.citations import REFERENCE_IDENTIFIERS
from kb.store.facts import RECOMMENDATION_LIMITS
from kb.store.indication_rows import (
    BASES_OF_FINDINGS,
    LIMITATIONS_OF_RELEVANCE,
    PICO_ELEMENTS,
    SECTIONS_OF_INDICATION,
    SHARED_CONCLUSION,
    STUDIES_OF_GROUPS,
)
from kb.store.judgement_rows import CERTAINTY_OF_EVIDENCE, JUDGEMENTS_OF_STUDIES
from kb.store.plain_rows import add_derived, read_derived
from kb.store.policy_rows import (
    GUIDELINES_OF_POLICY,
    POLICY_FACTS,
    POLICY_VERSION,
    SECTIONS_OF_POLICY,
    STATEMENT_CODES_AND_CRITERIA,
)
from kb.store.prose import Binder
from kb.store.result_rows import RESULTS
from kb.store.rows import RecordRows, Row
from kb.store.special import RecordNames, SpecialMapping
from kb.store.study_rows import (
    EMPTY_REVIEW,
    PARTS_OF_BREAKDOWNS,
    PERIOD_OF_STUDY,
    SIDES_OF_CONTRASTS,
    STUDY_APPRAISAL,
    STUDY_REPORTS,
)

VOCABULARY = {
    "designs": "design",
    "interventions": "vocabulary_intervention",
    "conditions": "vocabulary_condition",
    "outcomes": "vocabulary_outcome",
    "determinations": "vocabulary_determination",
}
"""Kinds of vocabulary, with the table of each."""

SPECIAL: dict[str, tuple[SpecialMapping, ...]] = {
    **dict.fromkeys((*VOCABULARY, "documents", "gradings", "plans"), ()),
    "instruments": (LIMITATION_CODES,),
    "references": (REFERENCE_IDENTIFIERS,),
    "tests": (),
    "studies": (
        *(PERIOD_OF_STUDY, STUDY_REPORTS, SIDES_OF_CONTRASTS, RESULTS, PARTS_OF_BREAKDOWNS),
        *(EMPTY_REVIEW, STUDY_APPRAISAL, JUDGEMENTS_OF_STUDIES),
    ),
    "guidelines": (RECOMMENDATION_LIMITS,),
    "policies": (
        *(POLICY_VERSION, STATEMENT_CODES_AND_CRITERIA, POLICY_FACTS),
        *(SECTIONS_OF_POLICY, GUIDELINES_OF_POLICY),
    ),
    "indications": (
        *(SHARED_CONCLUSION, PICO_ELEMENTS, SECTIONS_OF_INDICATION, STUDIES_OF_GROUPS),
        *(LIMITATIONS_OF_RELEVANCE, CERTAINTY_OF_EVIDENCE, BASES_OF_FINDINGS),
    ),
}
"""Kind of record -> mappings of what no rule derives, in the order in which they are made and read."""

_LINKS = ("studies", "guidelines", "policies", "indications")
"""Kinds of records with prose that points at figures and references."""


def _tables(kind: str) -> tuple[str, ...]:
    special = (table for mapping in SPECIAL[kind] for table in mapping.tables)
    links = ("prose_link",) if kind in _LINKS else ()
    return tuple(dict.fromkeys([*plan_of(MODELS[kind]).tables(), *special, *links]))


TABLES: dict[str, tuple[str, ...]] = {kind: _tables(kind) for kind in MODELS}
"""The tables that a kind of record has rows in."""


_KEPT_AS: Mapping[str, Callable[[Scalar], bool]] = {
    "flags": lambda scalar: scalar.made is bool,
    "prose": lambda scalar: scalar.prose,
    "words": lambda scalar: scalar.words,
}


def _columns(kind: str, kept_as: str) -> Mapping[str, tuple[str, ...]]:
    """Table -> columns of a kind of record that are kept as flags, as prose or as words."""
    columns_by_table: dict[str, dict[str, None]] = {}
    for plan in plan_of(MODELS[kind]).walk():
        for link in plan.links:
            if link.scalar is not None and link.links.column and _KEPT_AS[kept_as](link.scalar):
                columns_by_table.setdefault(link.links.table, {})[link.column] = None
        if plan.row is None:
            continue
        for column in plan.all_columns():
            if _KEPT_AS[kept_as](column.scalar):
                columns_by_table.setdefault(plan.row.table, {})[column.column] = None
    for mapping in SPECIAL[kind]:
        for table, columns in mapping.tables.items():
            columns_by_table.setdefault(table, {}).update(dict.fromkeys(getattr(columns, kept_as)))
    return {table: tuple(columns) for table, columns in columns_by_table.items() if columns}


PROSE: dict[str, Mapping[str, tuple[str, ...]]] = {kind: _columns(kind, "prose") for kind in MODELS}
"""Kind of record -> table -> columns that hold authored prose."""
WORDS: dict[str, Mapping[str, tuple[str, ...]]] = {kind: _columns(kind, "words") for kind in MODELS}
"""Kind of record -> table -> columns that hold free words."""
FLAGS: dict[str, tuple[str, ...]] = {
    table: columns for kind in MODELS for table, columns in _columns(kind, "flags").items()
}
"""Table -> columns that hold true or false, which SQLite gives back as 1 or 0."""


def with_flags(table: str, row: Row) -> Row:
    """The row with its flags as bool."""
    for name in FLAGS.get(table, ()):
        row[name] = bool(row[name])
    return row


def to_rows(record: Any, name: RecordName, names: RecordNames) -> RecordRows:
    """The rows of a record, with their places in it. Tokens that name nothing are listed in ``unknown``."""
    rows = RecordRows(name.id)
    add_derived(rows, record)
    for mapping in SPECIAL[name.kind]:
        mapping.add(rows, record, names)
    if name.kind in _LINKS:
        policy = record.policy if name.kind in ("policies", "indications") else ""
        Binder(rows, names, policy).add_links(PROSE[name.kind])
    _note_acknowledged(rows)
    return rows


def _note_acknowledged(rows: RecordRows) -> None:
    """Places that may be gone are where they are acknowledged; the name of a field is never gone."""
    for row in rows.of("acknowledgement"):
        path = rows.paths[row["id"]]
        rows.note(f"{row['rule']} {row['place']}", path)
        if "/" in row["place"]:
            rows.note(row["place"], path)


def to_record(rows: RecordRows, name: RecordName, names: RecordNames) -> Any:
    """The record that the rows represent. Raises pydantic's ValidationError when no record says that."""
    data = read_derived(rows, MODELS[name.kind])
    for mapping in SPECIAL[name.kind]:
        mapping.read(rows, data, names)
    return in_canonical_order(MODELS[name.kind].model_validate(data))


def to_text(rows: RecordRows, name: RecordName, names: RecordNames) -> str:
    """The canonical text of the record that the rows represent."""
    return write_record(to_record(rows, name, names))


def hash_of(text: str) -> str:
    """SHA-256 of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
