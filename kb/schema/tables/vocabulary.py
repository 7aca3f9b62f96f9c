"""The words in which studies are described: designs, interventions, outcomes, conditions."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    Table,
    check,
    coded,
    described,
    flag_column,
    foreign_key,
    from_record,
    integer_column,
    primary_key,
    text_column,
)


class Design(Table, table=True):
    __tablename__ = "design"
    __table_args__ = described(
        "One row per study design.",
        coded("design_group", codes.DESIGN_GROUP),
        check("rank_positive", "rank > 0"),
    )
    id: str = primary_key("Key of the design, for example randomized-controlled-trial")
    record_id: str = from_record()
    name: str = text_column("Name in the singular")
    plural: str = text_column("Name in the plural")
    abbreviation: str | None = text_column("Abbreviation; null when there is none", null=True)
    design_group: str = text_column("Group that designs are counted in", codes=codes.DESIGN_GROUP)
    rank: int = integer_column("Order in which designs are listed, from 1")


class Intervention(Table, table=True):
    __tablename__ = "intervention"
    __table_args__ = described(
        "One row per intervention or comparator.", coded("kind", codes.INTERVENTION_KIND)
    )
    id: str = primary_key("Key of the intervention, for example radiofrequency-ablation")
    record_id: str = from_record()
    name: str = text_column("Name")
    abbreviation: str | None = text_column("Abbreviation; null when there is none", null=True)
    kind: str = text_column("What sort of intervention", codes=codes.INTERVENTION_KIND)
    broader_id: str | None = foreign_key(
        "intervention.id", "The wider intervention that this is a form of", null=True
    )
    position: int = integer_column("Order in which they are listed, from 1")


class Condition(Table, table=True):
    __tablename__ = "condition"
    __table_args__ = described("One row per condition or disease.")
    id: str = primary_key("Key of the condition, for example hepatocellular-carcinoma")
    record_id: str = from_record()
    name: str = text_column("Name")
    abbreviation: str | None = text_column("Abbreviation; null when there is none", null=True)
    broader_id: str | None = foreign_key(
        "condition.id", "The wider condition that this is a form of", null=True
    )
    position: int = integer_column("Order in which they are listed, from 1")


class Outcome(Table, table=True):
    __tablename__ = "outcome"
    __table_args__ = described(
        "One row per outcome, characteristic or count that studies report.",
        coded("domain", codes.OUTCOME_DOMAIN),
        coded("direction", codes.OUTCOME_DIRECTION),
        coded("role", codes.RESULT_ROLE),
    )
    id: str = primary_key("Key of the outcome, for example overall-survival")
    record_id: str = from_record()
    name: str = text_column("Name, reads within a sentence")
    abbreviation: str | None = text_column("Abbreviation; null when there is none", null=True)
    domain: str = text_column("What the outcome is about", codes=codes.OUTCOME_DOMAIN)
    direction: str = text_column("Which way is better for the patient", codes=codes.OUTCOME_DIRECTION)
    role: str = text_column("Role that its results have unless they say otherwise", codes=codes.RESULT_ROLE)
    position: int = integer_column("Order in which outcomes are listed, from 1")
    whole_numbers: bool = flag_column(
        "The value of each participant is a whole number, so a mean of n of them is a multiple of 1/n"
    )
