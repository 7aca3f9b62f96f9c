"""Vocabulary records: the words in which studies are described. One mapping of keys per file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import Field, RootModel

from kb import codes
from kb.records.base import Flaw, RecordEntry
from kb.records.keeping import ColumnName, ConditionKey, InterventionKey, OutcomeKey, StoredRow
from kb.records.scalars import PlanWords, Scale, Slug, Text, Whole, YesNo, coded


class DesignEntry(RecordEntry):
    """A study design."""

    row = StoredRow("design", id="{key}", order="rank")
    name: Text = Field(description="Name in the singular")
    abbreviation: Text | None = Field(None, description="Abbreviation; absent when there is none")
    plural: Text = Field(description="Name in the plural")
    group: Annotated[str, coded(codes.DESIGN_GROUP), ColumnName("design_group")] = Field(
        description="Group that designs are counted in"
    )
    rank: Whole = Field(description="Order in which designs are listed, from 1")


class InterventionEntry(RecordEntry):
    """An intervention or comparator."""

    row = StoredRow("vocabulary_intervention", id="{key}")
    name: Text = Field(description="Name, reads within a sentence")
    abbreviation: Text | None = Field(None, description="Abbreviation; absent when there is none")
    kind: Annotated[str, coded(codes.INTERVENTION_KIND)] = Field(description="What sort of intervention")
    broader: InterventionKey | None = Field(
        None, description="Key of the wider intervention that this is a form of"
    )


class ConditionEntry(RecordEntry):
    """A condition or disease."""

    row = StoredRow("vocabulary_condition", id="{key}")
    name: Text = Field(description="Name, reads within a sentence")
    abbreviation: Text | None = Field(None, description="Abbreviation; absent when there is none")
    broader: ConditionKey | None = Field(
        None, description="Key of the wider condition that this is a form of"
    )


class DeterminationEntry(RecordEntry):
    """What a coverage statement can decide."""

    row = StoredRow("vocabulary_determination", id="{key}")
    name: Text = Field(description="Name, as printed before a statement: Medically necessary")
    abbreviation: Text | None = Field(
        None, description="Abbreviation, for example E/I; absent when there is none"
    )
    group: Annotated[str, coded(codes.DETERMINATION_GROUP), ColumnName("determination_group")] = Field(
        description="What it comes to for coverage, whatever a plan calls it"
    )
    meaning: PlanWords | None = Field(None, description="What it means, in the words of the plan")


class OutcomeEntry(RecordEntry):
    """An outcome, characteristic or count that studies report."""

    row = StoredRow("vocabulary_outcome", id="{key}")
    name: Text = Field(description="Name, reads within a sentence")
    abbreviation: Text | None = Field(None, description="Abbreviation; absent when there is none")
    domain: Annotated[str, coded(codes.OUTCOME_DOMAIN)] = Field(description="What the outcome is about")
    direction: Annotated[str, coded(codes.OUTCOME_DIRECTION)] = Field(
        description="Which way is better for the patient"
    )
    role: Annotated[str, coded(codes.RESULT_ROLE)] = Field(
        "outcome", description="Role that its results have unless they say otherwise"
    )
    whole_numbers: YesNo = Field(
        False,
        description="The value of each participant is a whole number, so a mean of n is a multiple of 1/n",
    )
    scale: Scale | None = Field(
        None,
        description="Lowest and highest value that a participant can have, such as `0 to 64`;"
        " absent when there is no such limit, or when studies use several",
    )
    broader: OutcomeKey | None = Field(None, description="Key of the wider outcome that this is a form of")


class _Vocabulary(RootModel[dict[Slug, Any]]):
    """A file of vocabulary: keys in the order in which they are listed."""

    def key(self) -> str:
        """Files of vocabulary are named after what they list."""
        return ""


class Designs(_Vocabulary):
    """evidence/vocabulary/designs.yaml"""

    root: dict[Slug, DesignEntry]


class Interventions(_Vocabulary):
    """evidence/vocabulary/interventions.yaml"""

    root: dict[Slug, InterventionEntry]


class Conditions(_Vocabulary):
    """evidence/vocabulary/conditions.yaml"""

    root: dict[Slug, ConditionEntry]


class Determinations(_Vocabulary):
    """evidence/vocabulary/determinations.yaml"""

    root: dict[Slug, DeterminationEntry]


class Outcomes(_Vocabulary):
    """evidence/vocabulary/outcomes.yaml"""

    root: dict[Slug, OutcomeEntry]


def vocabulary_flaws(vocabulary: Interventions | Conditions | Outcomes) -> Iterator[Flaw]:
    """A wider term has to be in the same file, and to be no form of the term itself."""
    wider = {key: entry.broader for key, entry in vocabulary.root.items()}
    for key, broader in wider.items():
        if broader is not None and broader not in wider:
            yield Flaw(
                (key, "broader"), f"`{broader}` is no term of this file.", "Add it to this file first."
            )
        elif broader == key:
            yield Flaw((key, "broader"), "names itself.", "Remove it.")
        elif _is_wider_than_itself(key, wider):
            yield Flaw((key, "broader"), f"`{broader}` is itself a form of `{key}`.", "Remove one of them.")


def _is_wider_than_itself(key: str, wider: Mapping[str, str | None]) -> bool:
    """Whether one comes back to a term by going from each term to its wider one."""
    seen: set[str] = set()
    at = wider.get(key)
    while at is not None and at != key and at not in seen:
        seen.add(at)
        at = wider.get(at)
    return at == key


def design_flaws(designs: Designs) -> Iterator[Flaw]:
    """Ranks decide the order, so no two are the same."""
    seen: dict[int, str] = {}
    for key, entry in designs.root.items():
        if (other := seen.setdefault(entry.rank, key)) != key:
            yield Flaw(
                (key, "rank"), f"`{other}` has rank {entry.rank} too.", "Give each design its own rank."
            )
        if entry.rank < 1:
            yield Flaw((key, "rank"), "ranks count from 1.")


def by_rank(designs: Designs) -> Designs:
    """Designs by rank."""
    return Designs.model_construct(dict(sorted(designs.root.items(), key=lambda item: item[1].rank)))
