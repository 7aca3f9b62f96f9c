"""The yearly update: searches, screening, sign-off and releases. Workflow rows, not curated ones."""

from __future__ import annotations

from kb.schema import codes
from kb.schema.tables.base import (
    Table,
    check,
    coded,
    described,
    foreign_key,
    integer_column,
    primary_key,
    text_column,
    unique,
)


class ReviewCycle(Table, table=True):
    __tablename__ = "review_cycle"
    __table_args__ = described(
        "One row per literature-review update of a policy.",
        unique("policy_id", "opened"),
        coded("state", codes.CYCLE_STATE),
        index=(),
    )
    id: str = primary_key("policy@date opened")
    policy_id: str = foreign_key("policy.id", "The policy")
    opened: str = text_column("When it was opened, ISO 8601 date")
    due: str | None = text_column("When it is due, ISO 8601 date; null when not set", null=True)
    closed: str | None = text_column("When it was closed, ISO 8601 date; null while open", null=True)
    state: str = text_column("Where it stands", codes=codes.CYCLE_STATE)


class SearchRun(Table, table=True):
    __tablename__ = "search_run"
    __table_args__ = described(
        "One row per search of one source in a review cycle.",
        unique("review_cycle_id", "source", "run_at"),
        check("found_not_negative", "found >= 0"),
        index=(),
    )
    id: str = primary_key("cycle/source/time")
    review_cycle_id: str = foreign_key("review_cycle.id", "The review cycle")
    source: str = text_column("Database or registry searched")
    run_at: str = text_column("When, UTC, ISO 8601")
    who: str = text_column("Who ran it")
    query: str = text_column("The query as sent")
    found: int = integer_column("How many records the source returned")


class SearchHit(Table, table=True):
    __tablename__ = "search_hit"
    __table_args__ = described(
        "One row per record that a search returned.",
        unique("search_run_id", "position"),
        index=("reference_id",),
    )
    id: str = primary_key("search run#position")
    search_run_id: str = foreign_key("search_run.id", "The search")
    position: int = integer_column("Place in the result, from 1")
    reference_id: str | None = foreign_key(
        "reference.id", "Reference it was matched to; null before matching", null=True
    )
    raw: str = text_column("The record as received")


class ScreeningDecision(Table, table=True):
    __tablename__ = "screening_decision"
    __table_args__ = described(
        "One row per screening decision. Append only: the newest decision of a stage holds.",
        coded("stage", codes.SCREENING_STAGE),
        coded("decision", codes.SCREENING_DECISION),
        unique(
            "review_cycle_id",
            "reference_id",
            "stage",
            "decided_at",
            "who",
            name="uq_screening_decision_event",
        ),
        index=("reference_id",),
    )
    id: str = primary_key("cycle/reference/stage/time/who")
    review_cycle_id: str = foreign_key("review_cycle.id", "The review cycle")
    reference_id: str = foreign_key("reference.id", "The reference decided on")
    indication_id: str | None = foreign_key(
        "indication.id", "Indication decided for; null for the policy", null=True
    )
    stage: str = text_column("What was read", codes=codes.SCREENING_STAGE)
    decision: str = text_column("What was decided", codes=codes.SCREENING_DECISION)
    reason: str | None = text_column("Reason of an exclusion; null otherwise", null=True)
    who: str = text_column("Who decided")
    decided_at: str = text_column("When, UTC, ISO 8601")


class Approval(Table, table=True):
    __tablename__ = "approval"
    __table_args__ = described(
        "One row per sign-off of a conclusion.",
        unique("indication_id", "approved_at", "who"),
        coded("verdict", codes.VERDICT),
        index=(),
    )
    id: str = primary_key("indication/time/who")
    indication_id: str = foreign_key("indication.id", "The indication signed off")
    review_cycle_id: str | None = foreign_key(
        "review_cycle.id", "The review cycle; null outside one", null=True
    )
    who: str = text_column("Who signed")
    approved_at: str = text_column("When, UTC, ISO 8601")
    verdict: str = text_column("The verdict signed", codes=codes.VERDICT)
    basis_hash: str = text_column("SHA-256 of the rows that the conclusion rested on at that moment")


class Release(Table, table=True):
    __tablename__ = "release"
    __table_args__ = described(
        "One row per published version of a policy.", unique("policy_id", "effective_date"), index=()
    )
    id: str = primary_key("policy@date")
    policy_id: str = foreign_key("policy.id", "The policy")
    review_cycle_id: str | None = foreign_key(
        "review_cycle.id", "The review cycle; null outside one", null=True
    )
    effective_date: str = text_column("When it takes effect, ISO 8601 date")
    published_at: str = text_column("When it was published, UTC, ISO 8601")
    who: str = text_column("Who published it")


class ReleaseRecord(Table, table=True):
    __tablename__ = "release_record"
    __table_args__ = described(
        "One row per record that a release froze: the manifest.",
        unique("release_id", "record_name"),
        index=(),
    )
    id: str = primary_key("release/record")
    release_id: str = foreign_key("release.id", "The release")
    record_name: str = text_column("Kind and name of the record")
    content_hash: str = text_column("SHA-256 of its canonical text at that moment")
