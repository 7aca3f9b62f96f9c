"""Studies: reports, arms, contrasts, sets, times, breakdowns, what reviews include; and their vocabulary."""

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
    real_column,
    text_column,
    unique,
)
from kb.schema.tables.record_tables import record_table

record_table(
    "study",
    "One row per study. A study is not a paper and belongs to no single policy.",
    "Key of the study, for example wang-2015",
    check("known_through_other", "known_through_id <> id"),
    check("extension_of_other", "extension_of_id <> id"),
    special={
        "conducted_from": text_column(
            "When it began, as precise as stated (2014 or 2014-03); null when not stated", null=True
        ),
        "conducted_to": text_column(
            "When it ended, as precise as stated; null when not stated or still under way", null=True
        ),
        "ongoing": flag_column("It was still under way when it was reported"),
    },
)

record_table(
    "site_country",
    "One row per country or region of the sites of a study.",
    "study/country",
    unique("study_id", "country"),
)

record_table(
    "masked_role",
    "One row per role that was masked (blinded) in a study.",
    "study/role",
    unique("study_id", "role"),
)

record_table(
    "cohort_link",
    "One row per study that a study says to share participants with.",
    "study/study",
    unique("sharing_study_id", "study_id"),
    check("another", "sharing_study_id <> study_id"),
)

record_table(
    "set_margin",
    "One row per margin of noninferiority or equivalence that a study set beforehand.",
    "study/margin/position",
    unique("study_id", "position"),
)

record_table(
    "study_condition",
    "One row per condition studied.",
    "study/condition",
    unique("study_id", "condition_id"),
)


class StudyReportTable(SchemaTable, table=True):
    __tablename__ = "study_report"
    __table_args__ = described(
        "One row per publication that reports a study.",
        unique("study_id", "reference_id"),
        coded("role", codes.REPORT_ROLE),
    )
    id: str = primary_key("study/reference")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    reference_id: str = foreign_key("reference.id", "The publication")
    role: str = text_column("What the publication is to the study", codes=codes.REPORT_ROLE)
    position: int = integer_column("Order, from 1")


record_table(
    "registration",
    "One row per registration of a study in a trial registry.",
    "study/registry:number",
    unique("study_id", "registry_name", "number"),
    index=("number",),
)

record_table(
    "arm",
    "One row per arm or treatment group of a study.",
    "study/arm",
    unique("study_id", "key"),
)

record_table(
    "received_intervention",
    "One row per intervention that an arm received.",
    "study/arm/intervention",
    unique("arm_id", "intervention_id"),
)

record_table(
    "population_set",
    "One row per set of participants that results are given for; `whole` always exists, without a label.",
    "study/population set",
    unique("study_id", "key"),
    check("whole", "(key = 'whole') = (kind = 'whole')"),
)

record_table(
    "contrast",
    "One row per comparison within a study, with explicit index and reference sides.",
    "study/contrast",
    unique("study_id", "key"),
    coded("kind", codes.CONTRAST_KIND),
    check(
        "sides",
        "(kind = 'arms') = (index_arm_id IS NOT NULL AND reference_arm_id IS NOT NULL)"
        " AND (kind = 'populations') ="
        " (index_population_id IS NOT NULL AND reference_population_id IS NOT NULL)"
        " AND (kind IN ('factor', 'before-after')) = (factor IS NOT NULL)",
    ),
    check("arms_differ", "index_arm_id <> reference_arm_id"),
    check("populations_differ", "index_population_id <> reference_population_id"),
    special={
        "kind": text_column("What is compared", codes=codes.CONTRAST_KIND),
        "index_arm_id": foreign_key(
            "arm.id", "Arm on the index side; null unless arms are compared", null=True
        ),
        "reference_arm_id": foreign_key(
            "arm.id", "Arm on the reference side; null unless arms are compared", null=True
        ),
        "index_population_id": foreign_key(
            "population_set.id",
            "Population set on the index side, or of those who have the factor; null for others",
            null=True,
        ),
        "reference_population_id": foreign_key(
            "population_set.id",
            "Population set on the reference side; null unless sets are compared",
            null=True,
        ),
    },
)


record_table(
    "target",
    "One row per target of the index tests of a study: what they are to find, and how that was established.",
    "study/target",
    unique("study_id", "key"),
)


class TimepointTable(SchemaTable, table=True):
    __tablename__ = "timepoint"
    __table_args__ = described(
        "One row per time at which a study reports results: a length, an age, a range, an event; `none` means"
        " no time stated.",
        unique("study_id", "key"),
        coded("kind", codes.TIME_KIND),
        check("months_not_negative", "months >= 0"),
        check("months_in_order", "months_low <= months_high"),
    )
    id: str = primary_key("study@time")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    key: str = text_column("Slug within the study, for example 1y, 30d, none, 1y+2y+3y")
    kind: str = text_column("How the time is meant", codes=codes.TIME_KIND)
    label: str | None = text_column(
        "The time as written in records, for example 1 y; null when none is stated", null=True
    )
    months: float | None = real_column(
        "Time in months (1 year = 12, 1 day = 1/30.4375); null when it is no single length of follow-up: none"
        " stated, an age, a range, an event, or a series",
        null=True,
    )
    months_low: float | None = real_column(
        "Earliest it can be, in months: since birth for an age, else since the start; null when open, for an"
        " event and for a series",
        null=True,
    )
    months_high: float | None = real_column(
        "Latest it can be, in months: since birth for an age, else since the start; null when open, for an"
        " event and for a series",
        null=True,
    )
    event: str | None = text_column(
        "What happened then, for example discharge, or what a length is counted from, for example after"
        " surgery; null where neither is said",
        null=True,
    )
    text: str | None = text_column(
        "The time as a sentence says it, for example at age 13 months; null when none is stated", null=True
    )


class StudyOutcomeTable(SchemaTable, table=True):
    __tablename__ = "study_outcome"
    __table_args__ = described(
        "One row per outcome that a study reports, with the study's own definition where it matters.",
        unique("study_id", "outcome_id"),
    )
    id: str = primary_key("study/outcome")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    outcome_id: str = foreign_key("vocabulary_outcome.id", "The outcome of the vocabulary")
    definition: str | None = text_column(
        "How the study defines it, in our words; null when not entered", null=True
    )
    is_primary: bool = flag_column("It is the primary outcome of the study")
    scale: str | None = text_column(
        "Lowest and highest value that a participant can have in this study, such as 0 to 100; null when not"
        " entered, then that of the vocabulary holds",
        null=True,
    )
    position: int = integer_column("Order, from 1")


record_table(
    "included_study",
    "One row per study that a systematic review names, and one per count of studies it leaves unnamed.",
    "systematic review/position",
    unique("systematic_review_id", "position"),
    check(
        "named_or_counted",
        "CASE WHEN study_id IS NULL THEN 0 ELSE 1 END + CASE WHEN label IS NULL THEN 0 ELSE 1 END"
        " + CASE WHEN unnamed IS NULL THEN 0 ELSE 1 END"
        " = CASE WHEN state = 'none-eligible' THEN 0 ELSE 1 END",
    ),
    check("reference_of_label", "reference_id IS NULL OR label IS NOT NULL"),
    check("unnamed_positive", "unnamed > 0"),
)

record_table(
    "breakdown",
    "One row per whole that a study gives in parts, each participant or lesion in one of them.",
    "study/breakdown/position",
    unique("study_id", "position"),
    coded("kind", codes.BREAKDOWN_KIND),
    special={
        "kind": text_column("What the parts are", codes=codes.BREAKDOWN_KIND),
    },
)


class BreakdownPartTable(SchemaTable, table=True):
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


record_table(
    "design",
    "One row per study design.",
    "Key of the design, for example randomized-controlled-trial",
    check("rank_positive", "rank > 0"),
)

record_table(
    "vocabulary_intervention",
    "One row per intervention or comparator.",
    "Key of the intervention, for example radiofrequency-ablation",
)

record_table(
    "vocabulary_condition",
    "One row per condition or disease.",
    "Key of the condition, for example hepatocellular-carcinoma",
)

record_table(
    "vocabulary_outcome",
    "One row per outcome, characteristic or count that studies report.",
    "Key of the outcome, for example overall-survival",
)

record_table(
    "test",
    "One row per diagnostic, screening or prognostic test, in one version.",
    "Key of the test",
    check("replaces_other", "replaces_id <> id"),
)

record_table("analyte", "One row per gene, protein or other thing that a test looks at.", "test/name")

record_table("cutoff", "One row per limit that parts the results of a test.", "test/position")

record_table(
    "assigned_code",
    "One row per code that a test is billed by.",
    "test/system/code",
    index=("code",),
)

record_table(
    "companion_use",
    "One row per treatment that a test selects patients for.",
    "test/position",
)
