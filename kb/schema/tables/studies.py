"""Studies: their reports, arms, contrasts, population sets, times, and what reviews include."""

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
    real_column,
    text_column,
    unique,
)


class Study(Table, table=True):
    __tablename__ = "study"
    __table_args__ = described(
        "One row per study. A study is not a paper and belongs to no single policy.",
        coded("data_direction", codes.DATA_DIRECTION),
        check("known_through_other", "known_through_id <> id"),
    )
    id: str = primary_key("Key of the study, for example wang-2015")
    record_id: str = from_record()
    label: str = text_column("How a text names the study, for example Wang et al (2015)")
    design_id: str = foreign_key(
        "design.id", "The real design, whatever heading a policy puts the study under"
    )
    data_direction: str | None = text_column(
        "How data were collected; null when not stated", null=True, codes=codes.DATA_DIRECTION
    )
    population: str | None = text_column(
        "Who took part, in our words; a noun phrase without numbers", null=True
    )
    setting: str | None = text_column("Where, in our words; null when not stated", null=True)
    known_through_id: str | None = foreign_key(
        "study.id", "Review through which alone the study is known; null when read itself", null=True
    )
    conclusion: str | None = text_column(
        "What its authors concluded, in our words; null when not entered", null=True
    )


class StudyCondition(Table, table=True):
    __tablename__ = "study_condition"
    __table_args__ = described("One row per condition studied.", unique("study_id", "condition_id"))
    id: str = primary_key("study/condition")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    condition_id: str = foreign_key("condition.id", "The condition")
    position: int = integer_column("Order, from 1")


class StudyReport(Table, table=True):
    __tablename__ = "study_report"
    __table_args__ = described(
        "One row per publication that reports a study.",
        unique("study_id", "reference_id"),
        coded("role", codes.REPORT_ROLE),
        index=("record_id", "reference_id"),
    )
    id: str = primary_key("study/reference")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    reference_id: str = foreign_key("reference.id", "The publication")
    role: str = text_column("What the publication is to the study", codes=codes.REPORT_ROLE)
    position: int = integer_column("Order, from 1")


class StudyRegistration(Table, table=True):
    __tablename__ = "study_registration"
    __table_args__ = described(
        "One row per registration of a study in a trial registry.",
        unique("registry_name", "number"),
        index=("record_id", "study_id"),
    )
    id: str = primary_key("registry:number")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    registry_name: str = text_column("Name of the registry")
    number: str = text_column("Number in the registry")
    position: int = integer_column("Order, from 1")


class Arm(Table, table=True):
    __tablename__ = "arm"
    __table_args__ = described("One row per arm or treatment group of a study.", unique("study_id", "key"))
    id: str = primary_key("study/arm")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    key: str = text_column("Key of the arm within its study, for example cryo")
    label: str = text_column("Name of the arm, reads within a sentence")
    position: int = integer_column("Order, from 1")


class ArmIntervention(Table, table=True):
    __tablename__ = "arm_intervention"
    __table_args__ = described(
        "One row per intervention that an arm received.", unique("arm_id", "intervention_id")
    )
    id: str = primary_key("study/arm/intervention")
    record_id: str = from_record()
    arm_id: str = foreign_key("arm.id", "The arm")
    intervention_id: str = foreign_key("intervention.id", "The intervention")
    position: int = integer_column("Order, from 1")


class PopulationSet(Table, table=True):
    __tablename__ = "population_set"
    __table_args__ = described(
        "One row per set of participants that results are given for; `whole` always exists.",
        unique("study_id", "key"),
        coded("kind", codes.POPULATION_KIND),
        check("whole", "(key = 'whole') = (kind = 'whole')"),
    )
    id: str = primary_key("study/population set")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    key: str = text_column("Key within the study; `whole` for all participants")
    kind: str = text_column("What sort of set", codes=codes.POPULATION_KIND)
    label: str = text_column("Name of the set, reads within a sentence; empty for the whole population")
    by_outcome_id: str | None = foreign_key(
        "outcome.id", "Characteristic whose limit defines the set; null when not so defined", null=True
    )
    position: int = integer_column("Order, from 0 (`whole`)")


class Contrast(Table, table=True):
    __tablename__ = "contrast"
    __table_args__ = described(
        "One row per comparison within a study, with explicit index and reference sides.",
        unique("study_id", "key"),
        coded("kind", codes.CONTRAST_KIND),
        coded("method", codes.CONTRAST_METHOD),
        check(
            "sides",
            "(kind = 'arms') = (index_arm_id IS NOT NULL AND reference_arm_id IS NOT NULL)"
            " AND (kind = 'populations') ="
            " (index_population_id IS NOT NULL AND reference_population_id IS NOT NULL)"
            " AND (kind IN ('factor', 'before-after')) = (factor IS NOT NULL)",
        ),
        check("arms_differ", "index_arm_id <> reference_arm_id"),
        check("populations_differ", "index_population_id <> reference_population_id"),
    )
    id: str = primary_key("study/contrast")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    key: str = text_column("Key within the study, for example cryo-rfa")
    position: int = integer_column("Order, from 1")
    kind: str = text_column("What is compared", codes=codes.CONTRAST_KIND)
    method: str = text_column("How the sides were made comparable", codes=codes.CONTRAST_METHOD)
    index_arm_id: str | None = foreign_key(
        "arm.id", "Arm on the index side; null unless arms are compared", null=True
    )
    reference_arm_id: str | None = foreign_key(
        "arm.id", "Arm on the reference side; null unless arms are compared", null=True
    )
    index_population_id: str | None = foreign_key(
        "population_set.id", "Population set on the index side; null unless sets are compared", null=True
    )
    reference_population_id: str | None = foreign_key(
        "population_set.id", "Population set on the reference side; null unless sets are compared", null=True
    )
    factor: str | None = text_column(
        "Factor whose association is tested; null unless it is a factor", null=True
    )


class Timepoint(Table, table=True):
    __tablename__ = "timepoint"
    __table_args__ = described(
        "One row per time at which a study reports results; `none` stands for no time stated.",
        unique("study_id", "key"),
        coded("kind", codes.TIME_KIND),
        check("months_not_negative", "months >= 0"),
    )
    id: str = primary_key("study@time")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    key: str = text_column("Slug within the study, for example 1y, 30d, none, 1y+2y+3y")
    kind: str = text_column("How the time is meant", codes=codes.TIME_KIND)
    label: str = text_column("The time as written in records, for example 1 y; empty when none is stated")
    months: float | None = real_column(
        "Time in months (1 year = 12, 1 day = 1/30.4375); null when none, an age, or a series", null=True
    )


class StudyOutcome(Table, table=True):
    __tablename__ = "study_outcome"
    __table_args__ = described(
        "One row per outcome that a study reports, with the study's own definition where it matters.",
        unique("study_id", "outcome_id"),
        index=("record_id", "outcome_id"),
    )
    id: str = primary_key("study/outcome")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    outcome_id: str = foreign_key("outcome.id", "The outcome of the vocabulary")
    definition: str | None = text_column(
        "How the study defines it, in our words; null when not entered", null=True
    )
    is_primary: bool = flag_column("It is the primary outcome of the study")
    position: int = integer_column("Order, from 1")


class IncludedStudy(Table, table=True):
    __tablename__ = "included_study"
    __table_args__ = described(
        "One row per study that a review names, and one per count of studies it leaves unnamed.",
        unique("review_id", "position"),
        coded("state", codes.INCLUSION_STATE),
        check("not_itself", "review_id <> study_id"),
        check(
            "study_or_count",
            "(state = 'none-eligible' AND study_id IS NULL AND unnamed IS NULL)"
            " OR (state <> 'none-eligible' AND (study_id IS NULL) <> (unnamed IS NULL))",
        ),
        check("unnamed_positive", "unnamed > 0"),
        index=("record_id", "study_id"),
    )
    id: str = primary_key("review/position")
    record_id: str = from_record()
    review_id: str = foreign_key("study.id", "The systematic review")
    position: int = integer_column("Order, from 1")
    study_id: str | None = foreign_key(
        "study.id", "The study; null when studies are counted, not named", null=True
    )
    unnamed: int | None = integer_column("How many unnamed studies; null when the study is named", null=True)
    state: str = text_column("What the review did with it", codes=codes.INCLUSION_STATE)
    reason: str | None = text_column("Why, in our words; null when not stated", null=True)
