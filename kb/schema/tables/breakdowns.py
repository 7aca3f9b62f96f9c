"""Breakdowns: wholes with their parts, where a study gives them as such."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    Table,
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


class Breakdown(Table, table=True):
    __tablename__ = "breakdown"
    __table_args__ = described(
        "One row per whole that a study gives in parts, each participant or lesion in one of them.",
        unique("study_id", "position"),
        coded("kind", codes.BREAKDOWN_KIND),
    )
    id: str = primary_key("study/breakdown/position")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    position: int = integer_column("Order, from 1")
    kind: str = text_column("What the parts are", codes=codes.BREAKDOWN_KIND)
    study_outcome_id: str | None = foreign_key(
        "study_outcome.id", "Outcome of the whole; null when it is the participants themselves", null=True
    )
    population_set_id: str = foreign_key(
        "population_set.id", "Set of participants that the whole is given for"
    )
    complete: bool = flag_column("The parts make up the whole; false when the source names only some of them")


class BreakdownPart(Table, table=True):
    __tablename__ = "breakdown_part"
    __table_args__ = described("One row per part of a breakdown.", unique("breakdown_id", "position"))
    id: str = primary_key("study/breakdown/position/position of the part")
    record_id: str = from_record()
    breakdown_id: str = foreign_key("breakdown.id", "The breakdown")
    position: int = integer_column("Order of the parts, from 1")
    study_outcome_id: str | None = foreign_key(
        "study_outcome.id", "Outcome of the part; null when the participants of a set are counted", null=True
    )
    population_set_id: str = foreign_key(
        "population_set.id", "Set of participants that the part is given for"
    )
