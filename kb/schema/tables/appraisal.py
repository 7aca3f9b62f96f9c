"""Appraisal: what limits a study, how instruments judge it, and how certain the evidence is."""

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
    "instrument_domain",
    "One row per domain that an edition of an instrument has judged.",
    "edition/domain",
    unique("instrument_version_id", "key"),
    unique("instrument_version_id", "position"),
)

record_table(
    "instrument_judgement",
    "One row per word in which an edition of an instrument judges, from the best to the worst.",
    "edition/judgement",
    unique("instrument_version_id", "key"),
    unique("instrument_version_id", "position"),
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
    id: str = primary_key("study or policy/indication/study; then /edition where another has codes too")
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


record_table(
    "judged_appraisal",
    "One row per study, or its results on an outcome, as judged by an instrument.",
    "study/position",
    unique("study_id", "position"),
    special={
        "overall_id": foreign_key(
            "instrument_judgement.id", "Overall judgement; null where there is none", null=True
        ),
    },
)

record_table(
    "domain_judgement",
    "One row per domain of an instrument that a study was judged on.",
    "study/position/domain",
    unique("judged_appraisal_id", "position"),
    special={
        "domain_id": foreign_key("instrument_domain.id", "The domain"),
        "judgement_id": foreign_key("instrument_judgement.id", "The judgement"),
    },
)

record_table(
    "rated_certainty",
    "One row per outcome of an indication of which the certainty of evidence was rated.",
    "policy/indication/certainty/position",
    unique("indication_id", "position"),
    special={
        "level_id": foreign_key("instrument_judgement.id", "Level of certainty"),
        "starts_id": foreign_key(
            "instrument_judgement.id", "Level before rating down and up; null when not told", null=True
        ),
    },
)

record_table(
    "certainty_study",
    "One row per study that a rating of certainty names.",
    "policy/indication/certainty/position/study",
    unique("rated_certainty_id", "position"),
)


class RatingReasonTable(SchemaTable, table=True):
    __tablename__ = "rating_reason"
    __table_args__ = described(
        "One row per reason for rating certainty down or up.",
        unique("rated_certainty_id", "direction", "position"),
        unique("rated_certainty_id", "direction", "domain_id"),
        coded("direction", codes.RATING_DIRECTION),
        check("levels", "levels >= 1"),
    )
    id: str = primary_key("rating of certainty/direction/domain")
    record_id: str = from_record()
    rated_certainty_id: str = foreign_key("rated_certainty.id", "The rating")
    direction: str = text_column("Down or up", codes=codes.RATING_DIRECTION)
    position: int = integer_column("Order within its direction, from 1")
    domain_id: str = foreign_key("instrument_domain.id", "The domain that gives the reason")
    levels: int = integer_column("By how many levels")
    note: str | None = text_column("Why, in our words; null when not told", null=True)
