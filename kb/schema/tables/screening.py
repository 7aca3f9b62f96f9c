"""Screening and extraction: what people decide about candidates. Workflow rows, append only."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    check,
    coded,
    described,
    foreign_key,
    primary_key,
    text_column,
    unique,
)


class ScreeningDecisionTable(SchemaTable, table=True):
    __tablename__ = "screening_decision"
    __table_args__ = described(
        "One row per screening decision. Append only: the newest of a person at a stage applies.",
        coded("stage", codes.SCREENING_STAGE),
        coded("role", codes.SCREENING_ROLE),
        coded("decision", codes.SCREENING_DECISION),
        coded("reason", codes.SCREENING_REASON),
        check("reason_of_exclusion", "reason IS NULL OR decision = 'exclude'"),
        check("carried_exclusion", "carried_from_id IS NULL OR decision = 'exclude'"),
        unique(
            "review_cycle_id",
            "candidate_id",
            "stage",
            "decided_at",
            "who",
            name="uq_screening_decision_event",
        ),
    )
    id: str = primary_key("cycle/candidate/stage/time/who")
    review_cycle_id: str = foreign_key("review_cycle.id", "The review cycle")
    candidate_id: str = foreign_key("candidate.id", "The candidate decided on")
    indication_id: str | None = foreign_key(
        "indication.id", "Indication decided for; null for the policy", null=True
    )
    stage: str = text_column("What was read", codes=codes.SCREENING_STAGE)
    role: str = text_column("In what role", codes=codes.SCREENING_ROLE)
    decision: str = text_column("What was decided", codes=codes.SCREENING_DECISION)
    reason: str | None = text_column(
        "Reason of an exclusion; null otherwise", null=True, codes=codes.SCREENING_REASON
    )
    note: str | None = text_column("Remark of who decided; null without one", null=True)
    carried_from_id: str | None = foreign_key(
        "review_cycle.id",
        "The earlier review whose exclusion was repeated without reading again; null for one of its own",
        null=True,
    )
    who: str = text_column("Who decided")
    decided_at: str = text_column("When, UTC, ISO 8601 with microseconds")


class ExtractionTable(SchemaTable, table=True):
    __tablename__ = "extraction"
    __table_args__ = described(
        "One row per extraction of a study by one person; two people extract without seeing each other's.",
        unique("study", "who"),
        coded("state", codes.EXTRACTION_STATE),
    )
    id: str = primary_key("study/who")
    study: str = text_column("Key of the study; its record may not be there yet")
    review_cycle_id: str | None = foreign_key(
        "review_cycle.id", "The review cycle; null outside one", null=True
    )
    candidate_id: str | None = foreign_key(
        "candidate.id", "The candidate it was extracted from; null outside a cycle", null=True
    )
    who: str = text_column("Who extracted")
    state: str = text_column("Where it stands", codes=codes.EXTRACTION_STATE)
    record_text: str = text_column("The study record as this person has it, YAML")
    saved_at: str = text_column("When it was last saved, UTC, ISO 8601")


class AdjudicationTable(SchemaTable, table=True):
    __tablename__ = "adjudication"
    __table_args__ = described(
        "One row per difference between two extractions that was settled. Append only: the newest applies.",
        unique("study", "place", "decided_at"),
    )
    id: str = primary_key("study/place/time")
    study: str = text_column("Key of the study")
    place: str = text_column("Where they differ: the path in the record")
    first_who: str = text_column("Who extracted first")
    first_text: str | None = text_column("What the first has there; null for nothing", null=True)
    second_who: str = text_column("Who extracted second")
    second_text: str | None = text_column("What the second has there; null for nothing", null=True)
    chosen: str | None = text_column("What holds; null for nothing", null=True)
    because: str = text_column("Why")
    who: str = text_column("Who settled it")
    decided_at: str = text_column("When, UTC, ISO 8601")


class StudyOfferTable(SchemaTable, table=True):
    __tablename__ = "study_offer"
    __table_args__ = described(
        "One row per answer to the offer of a study to an indication. Append only: the newest applies.",
        unique("study_id", "indication_id", "answered_at"),
        coded("answer", codes.OFFER_ANSWER),
    )
    id: str = primary_key("study/indication/time")
    study_id: str = foreign_key("study.id", "The study offered")
    indication_id: str = foreign_key("indication.id", "The indication whose question it fits")
    answer: str = text_column("What was answered", codes=codes.OFFER_ANSWER)
    because: str | None = text_column("Why; null when not said", null=True)
    who: str = text_column("Who answered")
    answered_at: str = text_column("When, UTC, ISO 8601")
