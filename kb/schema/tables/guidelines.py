"""Guidelines and their recommendations, shared by every policy that names them."""

from __future__ import annotations

from kb.schema.tables.base import (
    Table,
    described,
    foreign_key,
    from_record,
    integer_column,
    primary_key,
    text_column,
    unique,
)


class Guideline(Table, table=True):
    __tablename__ = "guideline"
    __table_args__ = described("One row per guideline or position statement, in one version.")
    id: str = primary_key("Key of the guideline, for example nccn-hepatobiliary")
    record_id: str = from_record()
    organization: str = text_column("Who issued it")
    abbreviation: str | None = text_column(
        "Abbreviation of the organization; null when there is none", null=True
    )
    title: str = text_column("Title")
    version: str | None = text_column("Version as printed; null when not stated", null=True)
    reference_id: str | None = foreign_key("reference.id", "The published document", null=True)
    summary: str | None = text_column("What it says overall, in our words", null=True)


class Recommendation(Table, table=True):
    __tablename__ = "recommendation"
    __table_args__ = described(
        "One row per recommendation of a guideline.",
        unique("guideline_id", "key"),
        unique("guideline_id", "position"),
    )
    id: str = primary_key("guideline/recommendation")
    record_id: str = from_record()
    guideline_id: str = foreign_key("guideline.id", "The guideline")
    key: str = text_column("Key within the guideline")
    position: int = integer_column("Order, from 1")
    condition_id: str | None = foreign_key(
        "condition.id", "Condition it is about; null when general", null=True
    )
    category: str | None = text_column(
        "Grade as the guideline prints it, for example 2A; null when ungraded", null=True
    )
    text: str = text_column("What it recommends, in our words; [[key]] stands for one of its limits")
