"""How a field says where it is kept, in the few cases where its type does not: marks and typed keys.

The field of a record is the only declaration of what is kept. Its type says almost everything: a text, a
whole number and a yes or no are a column, ``Prose`` is searched for tokens, a code list makes a CHECK,
``| None`` allows null, a typed key is a foreign key whose column ends in ``_id``, a list or mapping of
entries is a table.
:mod:`kb.records.storage_plan` reads it off.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from kb.records.scalars import SLUG_TEXT


@dataclass(frozen=True, slots=True)
class StoredRow:
    """The table that each entry of a kind is one row of."""

    table: str
    id: str = "{owner}/{key}"
    """Key of the row. ``{owner}`` is the key of the row it belongs to, ``{record}`` the id of the record,
    ``{key}`` the key it is under, ``{position}`` its place from 1; other names are fields of the entry.
    A field or key that the id consists of has no column of its own."""
    owner: str | None = None
    """Column with the key of the row it belongs to; that row's table and ``_id`` if None; empty for none."""
    order: str = "position"
    """Column that the entries come in order of; a field of the entry, or else a column of its own, from 1."""


@dataclass(frozen=True, slots=True)
class ColumnName:
    """The column of a field that is not called like its key in the record."""

    name: str


@dataclass(frozen=True, slots=True)
class NullElsewhere:
    """The column of a field that every record says is null in the rows that the program adds of its own."""


NULL_ELSEWHERE = NullElsewhere()


@dataclass(frozen=True, slots=True)
class LinkTable:
    """The table with a row for each key of a list; ``id`` and ``owner`` as for ``StoredRow``."""

    table: str
    id: str = "{owner}/{key}"
    owner: str | None = None
    column: str = ""
    """Column of each item where the list has texts or codes, which are keys of nothing."""


@dataclass(frozen=True, slots=True)
class Special:
    """What no rule derives: a mapping in ``kb.store`` owns the field, and makes its rows and reads them."""


SPECIAL = Special()


@dataclass(frozen=True, slots=True)
class KeyOf:
    """A key of a record of a kind (empty for what is no record), which has its row in a table.

    An ``own`` key is short for one below the record it is in: ``hcc`` for ``7.01.75/hcc``.
    """

    kind: str
    table: str
    own: bool = False

    @property
    def column(self) -> str:
        """What a column with such a key is called when its field does not say: `outcome_id`."""
        return f"{self.table.removeprefix('vocabulary_')}_id"


DesignKey = Annotated[str, SLUG_TEXT, KeyOf("designs", "design")]
InterventionKey = Annotated[str, SLUG_TEXT, KeyOf("interventions", "vocabulary_intervention")]
ConditionKey = Annotated[str, SLUG_TEXT, KeyOf("conditions", "vocabulary_condition")]
OutcomeKey = Annotated[str, SLUG_TEXT, KeyOf("outcomes", "vocabulary_outcome")]
DocumentKey = Annotated[str, SLUG_TEXT, KeyOf("documents", "document")]
InstrumentKey = Annotated[str, SLUG_TEXT, KeyOf("instruments", "instrument_version")]
PlanKey = Annotated[str, SLUG_TEXT, KeyOf("plans", "health_plan")]
GradingKey = Annotated[str, SLUG_TEXT, KeyOf("gradings", "grading")]
GuidelineKey = Annotated[str, SLUG_TEXT, KeyOf("guidelines", "guideline")]
ReferenceKey = Annotated[str, SLUG_TEXT, KeyOf("references", "reference")]
StudyKey = Annotated[str, SLUG_TEXT, KeyOf("studies", "study")]
TestKey = Annotated[str, SLUG_TEXT, KeyOf("tests", "test")]
PolicyKey = Annotated[str, SLUG_TEXT, KeyOf("policies", "policy")]
DeterminationKey = Annotated[str, SLUG_TEXT, KeyOf("determinations", "vocabulary_determination")]
OwnStatementKey = Annotated[str, SLUG_TEXT, KeyOf("", "statement", own=True)]
OwnIndicationKey = Annotated[str, SLUG_TEXT, KeyOf("indications", "indication", own=True)]
OwnStudyOutcomeKey = Annotated[str, SLUG_TEXT, KeyOf("", "study_outcome", own=True)]
OwnContrastKey = Annotated[str, SLUG_TEXT, KeyOf("", "contrast", own=True)]
OwnTargetKey = Annotated[str, SLUG_TEXT, KeyOf("", "target", own=True)]
OwnPopulationKey = Annotated[str, SLUG_TEXT, KeyOf("", "population_set", own=True)]
