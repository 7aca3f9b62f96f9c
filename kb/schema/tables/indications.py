"""Indications: the PICO question, the studies used to answer it, and the conclusion."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    check,
    coded,
    described,
    flag_column,
    foreign_key,
    from_record,
    integer_column,
    primary_key,
    text_column,
    unique,
)
from kb.schema.tables.record_tables import record_table

record_table(
    "indication",
    "One row per indication of a policy: one population and intervention with its own conclusion.",
    "policy/indication, for example 7.01.75/hcc",
    unique("policy_id", "key"),
    unique("policy_id", "position"),
    special={
        "concluded_with_id": foreign_key(
            "indication.id",
            "Indication whose conclusion is this one's, too; null for one of its own",
            null=True,
        ),
    },
)


class PicoElementTable(SchemaTable, table=True):
    __tablename__ = "pico_element"
    __table_args__ = described(
        "One row per intervention or comparator of the PICO question.",
        unique("indication_id", "element", "intervention_id"),
        coded("element", codes.PICO_ELEMENT),
    )
    id: str = primary_key("policy/indication/element/intervention")
    record_id: str = from_record()
    indication_id: str = foreign_key("indication.id", "The indication")
    element: str = text_column("Intervention or comparator", codes=codes.PICO_ELEMENT)
    position: int = integer_column("Order within its element, from 1")
    intervention_id: str = foreign_key("vocabulary_intervention.id", "The intervention or comparator")


record_table(
    "indication_outcome",
    "One row per outcome of the PICO question.",
    "policy/indication/outcome",
    unique("indication_id", "outcome_id"),
)

record_table(
    "selection_criterion",
    "One row per criterion by which studies were selected.",
    "policy/indication/criterion",
    unique("indication_id", "key"),
    unique("indication_id", "position"),
)

record_table(
    "evidence_group",
    "One row per heading under which an indication places its studies.",
    "policy/indication/group",
    unique("indication_id", "key"),
    unique("indication_id", "position"),
)


class StudyUseTable(SchemaTable, table=True):
    __tablename__ = "study_use"
    __table_args__ = described(
        "One row per use of a study for an indication.",
        unique("indication_id", "study_id"),
        unique("evidence_group_id", "position"),
    )
    id: str = primary_key("policy/indication/study")
    record_id: str = from_record()
    indication_id: str = foreign_key("indication.id", "The indication")
    study_id: str = foreign_key("study.id", "The study")
    evidence_group_id: str = foreign_key("evidence_group.id", "Heading it is under")
    position: int = integer_column("Reading order within the group, from 1")


record_table(
    "conclusion",
    "One row per indication: what the evidence review concluded, kept apart from coverage.",
    "policy/indication",
    unique("indication_id"),
)

record_table(
    "finding",
    "One row per finding of an indication, between its evidence and its verdict.",
    "policy/indication/finding",
    unique("indication_id", "key"),
    unique("indication_id", "position"),
)


class FindingBasisTable(SchemaTable, table=True):
    __tablename__ = "finding_basis"
    __table_args__ = described(
        "One row per figure, limitation or recommendation that a finding rests on.",
        unique("finding_id", "position"),
        coded("kind", codes.FINDING_BASIS_KIND),
        check(
            "one_target",
            "(kind = 'figure') = (figure_id IS NOT NULL) AND (kind = 'limitation') = (answer_id IS NOT NULL)"
            " AND (kind = 'recommendation') = (recommendation_id IS NOT NULL)",
        ),
    )
    id: str = primary_key("finding#position")
    record_id: str = from_record()
    finding_id: str = foreign_key("finding.id", "The finding")
    position: int = integer_column("Order, from 1")
    kind: str = text_column("What the finding rests on", codes=codes.FINDING_BASIS_KIND)
    figure_id: str | None = foreign_key("figure.id", "A figure; null for the other kinds", null=True)
    answer_id: str | None = foreign_key(
        "appraisal_answer.id", "A limitation or strength; null otherwise", null=True
    )
    recommendation_id: str | None = foreign_key(
        "recommendation.id", "A recommendation; null otherwise", null=True
    )
    stated: bool = flag_column("Named by the record itself; otherwise found in the text of the finding")
    written: str | None = text_column(
        "How the record names it; null when found in the text of the finding", null=True
    )
