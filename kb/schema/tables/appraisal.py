"""Appraisal: what limits a study, in the codes of an instrument."""

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
    "instrument_version",
    "One row per edition of an appraisal instrument; codes of different editions are different codes.",
    "instrument-edition, for example limitations-therapeutic-2021",
    unique("instrument", "edition"),
    special={
        "instrument": text_column("The instrument, the same for all its editions: limitations-therapeutic"),
    },
)

record_table(
    "instrument_item",
    "One row per code of an edition.",
    "edition/table/domain/code",
    unique("instrument_version_id", "table_name", "domain", "code"),
    coded("table_name", codes.LIMITATION_TABLE),
    special={
        "table_name": text_column("Table that the code is in", codes=codes.LIMITATION_TABLE),
        "domain": text_column("Domain, for example allocation"),
        "code": text_column("Number of the code in its domain"),
    },
)


class AppraisalTable(SchemaTable, table=True):
    __tablename__ = "appraisal"
    __table_args__ = described(
        "One row per appraisal: of a study (conduct), or of a study as used for an indication (relevance).",
    )
    id: str = primary_key("study, or policy/indication/study")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    indication_id: str | None = foreign_key(
        "indication.id", "Indication the study is used for; null for its conduct", null=True
    )
    instrument_version_id: str = foreign_key("instrument_version.id", "The edition whose codes are used")
    none_identified: bool = flag_column("Limitations were looked for, and none was found")


class AppraisalAnswerTable(SchemaTable, table=True):
    __tablename__ = "appraisal_answer"
    __table_args__ = described(
        "One row per limitation or strength.",
        unique("appraisal_id", "position"),
        coded("kind", codes.ANSWER_KIND),
        coded("table_name", codes.LIMITATION_TABLE),
        check("strength_has_note", "kind = 'limitation' OR note IS NOT NULL"),
        check("code_or_note", "item_id IS NOT NULL OR note IS NOT NULL"),
    )
    id: str = primary_key("appraisal#position")
    record_id: str = from_record()
    appraisal_id: str = foreign_key("appraisal.id", "The appraisal")
    position: int = integer_column("Order, from 1; strengths after limitations")
    kind: str = text_column("Limitation or strength", codes=codes.ANSWER_KIND)
    table_name: str = text_column("Table of the limitation", codes=codes.LIMITATION_TABLE)
    domain: str | None = text_column("Domain of the limitation; null for a strength", null=True)
    item_id: str | None = foreign_key(
        "instrument_item.id", "The code; null when there is only a note", null=True
    )
    note: str | None = text_column(
        "What limits the study, in our words; null when the code says it all", null=True
    )
