"""Numbers on two levels: a result has the dimensions, its figures are the printed numbers."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Text
from sqlmodel import Field

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
    unique_without,
)

_ALWAYS_TOLD = (
    *("study_outcome_id", "population_set_id", "timepoint_id", "column_key"),
    *("role", "estimator", "adjusted"),
)
"""The dimensions of a result that are never null."""


class ResultTable(SchemaTable, table=True):
    __tablename__ = "result"
    __table_args__ = described(
        "One row per result: one outcome of one arm, contrast or study, in one population at one time, of one"
        " target where a test has several.",
        unique(
            "study_outcome_id",
            "population_set_id",
            "timepoint_id",
            "column_key",
            "role",
            "counted",
            "estimator",
            "adjusted",
            "target_id",
            name="uq_result_dimensions",
        ),
        unique_without("counted target_id", *_ALWAYS_TOLD),
        unique_without("counted", *_ALWAYS_TOLD, present="target_id"),
        unique_without("target_id", *_ALWAYS_TOLD, present="counted"),
        unique("study_id", "entry", "column_key", "step"),
        coded("scope", codes.RESULT_SCOPE),
        coded("role", codes.RESULT_ROLE),
        coded("estimator", codes.ESTIMATOR),
        check(
            "one_subject",
            "(scope = 'arm') = (arm_id IS NOT NULL) AND (scope = 'contrast') = (contrast_id IS NOT NULL)"
            " AND NOT (arm_id IS NOT NULL AND contrast_id IS NOT NULL)",
        ),
    )
    id: str = primary_key("study/outcome/column@time,further dimensions")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    study_outcome_id: str = foreign_key("study_outcome.id", "The outcome as this study reports it")
    population_set_id: str = foreign_key("population_set.id", "Whom the result is about")
    target_id: str | None = foreign_key(
        "target.id",
        "What the index test was to find; null where no test is meant, or all its targets",
        null=True,
    )
    timepoint_id: str = foreign_key("timepoint.id", "When; a row of its own where no time is stated")
    scope: str = text_column("Whether arm, contrast or whole study", codes=codes.RESULT_SCOPE)
    column_key: str = text_column("Key of the arm or contrast within its study; `all` for the whole study")
    arm_id: str | None = foreign_key("arm.id", "The arm; null for a contrast or the whole study", null=True)
    contrast_id: str | None = foreign_key(
        "contrast.id", "The contrast; null for an arm or the whole study", null=True
    )
    role: str = text_column("What the result is for", codes=codes.RESULT_ROLE)
    counted: str | None = text_column(
        "Unit of analysis, for example lesions; null for patients or when not stated", null=True
    )
    estimator: str = text_column("How the number was estimated", codes=codes.ESTIMATOR)
    adjusted: bool = flag_column("Adjusted for other variables")
    reported_text: str = text_column(
        "All numbers of the result as one text in AMA style, derived from its figures"
    )
    flag: str | None = text_column(
        "A printed oddity or error, in our words; null when none was seen", null=True
    )
    note: str | None = text_column("Remark of ours; null when there is none", null=True)
    entry: int = integer_column(
        "Which entry of the record it was written in, from 1; 0 for arm and study sizes"
    )
    step: int = integer_column(
        "Place in a list over times, from 1; 0 when the entry has no list; for the limit that defines a"
        " population set, the position of the set"
    )


class FactTable(SchemaTable, table=True):
    __tablename__ = "fact"
    __table_args__ = described(
        "One row per stated number of no study: background of a policy, or limit of a recommendation.",
        check("one_owner", "(policy_id IS NULL) <> (recommendation_id IS NULL)"),
    )
    id: str = primary_key("policy/fact or guideline/recommendation/fact")
    record_id: str = from_record()
    policy_id: str | None = foreign_key("policy.id", "Policy whose background states it", null=True)
    recommendation_id: str | None = foreign_key(
        "recommendation.id", "Recommendation that states it", null=True
    )
    key: str = text_column("Key within its owner")
    position: int = integer_column("Order, from 1")
    label: str | None = text_column(
        "What the number is, in our words; null for a limit in a recommendation", null=True
    )
    reported_text: str = text_column("All its numbers as one text in AMA style, derived from its figures")
    flag: str | None = text_column(
        "A printed oddity or error, in our words; null when none was seen", null=True
    )


class FigureTable(SchemaTable, table=True):
    __tablename__ = "figure"
    __table_args__ = described(
        "One row per printed number, as printed and as parsed.",
        check("one_owner", "(result_id IS NULL) <> (fact_id IS NULL)"),
        check(
            "value_or_reason",
            "value IS NOT NULL OR absent_reason IS NOT NULL OR statistic IN ('verbal', 'p-value')",
        ),
        check("value_twice", "(value IS NULL) = (value_text IS NULL)"),
        check("sign", "sign IN ('=', '<', '>', '<=', '>=', '~')"),
        coded("absent_reason", codes.ABSENT_REASON),
    )
    id: str = primary_key("result:statistic, or fact:statistic")
    record_id: str = from_record()
    result_id: str | None = foreign_key(
        "result.id", "Result that the number belongs to; null for a fact", null=True
    )
    fact_id: str | None = foreign_key(
        "fact.id", "Fact that the number belongs to; null for a result", null=True
    )
    position: int = integer_column("Order within its result or fact, from 1")
    statement: int = integer_column("Which statement of the cell it belongs to, from 0")
    statistic: str = text_column("What the number is: percent, median, hazard-ratio, ci-low ...")
    reported: str = text_column(
        "The number as printed, to the letter, with sign and percent sign, without unit"
    )
    reported_text: str = text_column(
        "The number as a reader sees it, for example p=.767, 97%, 0.30, not reached"
    )
    value_text: str | None = text_column("Exact decimal value; null when absent or verbal", null=True)
    value: float | None = real_column(
        "Value for sorting and arithmetic; null when absent or verbal", null=True
    )
    decimals: int | None = integer_column(
        "Decimal places as printed; null when there is no number", null=True
    )
    sign: str = text_column("How the number bounds the value: =, <, >, <=, >=, ~ (about)", codes=codes.SIGN)
    unit: str | None = text_column("Unit, for example %, months, cm; null for counts and ratios", null=True)
    counted: str | None = text_column(
        "What is counted, for example lesions; null for patients or when not stated", null=True
    )
    level: str | None = text_column(
        "Level of the interval in percent; null when not an interval end", null=True
    )
    per: str | None = text_column(
        "Unit that an effect is given per, for example allele; null for none", null=True
    )
    absent_reason: str | None = text_column(
        "Why there is no number; null when there is one", null=True, codes=codes.ABSENT_REASON
    )
    is_main: bool = flag_column("It is the number that the result is quoted by")


class QualifierTable(SchemaTable, table=True):
    __tablename__ = "qualifier"
    __table_args__ = described(
        "One row per qualifier of a figure, such as one-sided, imputed or read-from-graph.",
        unique("figure_id", "position"),
        unique("figure_id", "qualifier"),
        coded("qualifier", codes.QUALIFIER),
    )
    id: str = primary_key("figure#qualifier")
    record_id: str = from_record()
    figure_id: str = foreign_key("figure.id", "The figure")
    position: int = integer_column("Order, from 1")
    qualifier: str = text_column("What is special about the number", codes=codes.QUALIFIER)


class MeasureTable(SchemaTable, table=True):
    __tablename__ = "measure"
    __table_args__ = described(
        "One row per measure of a result: its numbers side by side, derived from the figures when they are"
        " written.",
        unique("result_id", "position"),
        coded("ci_kind", codes.INTERVAL_KIND),
        coded("p_test", codes.P_TEST),
        coded("p_multiplicity", codes.P_MULTIPLICITY),
        coded("n_from", codes.N_SOURCE),
        coded("synthesis", codes.SYNTHESIS),
        coded("risk_difference_from", codes.RISK_SOURCE),
    )
    id: str = primary_key("The figure that the measure is quoted by: its estimate, p value, words or low end")
    record_id: str = from_record()
    result_id: str = foreign_key("result.id", "Result that the measure belongs to")
    position: int = integer_column("Order within its result, from 1")
    statement: int = integer_column("Which statement of the cell it belongs to, from 0")
    reported_text: str = text_column("All its numbers as one text in AMA style")
    measure: str | None = text_column(
        "What the estimate is: percent, median, hazard-ratio ...; null for a bare range or interval, a p"
        " value alone, words alone, or when the source names none",
        null=True,
    )
    estimate: float | None = real_column("The number; null when there is none", null=True)
    sign: str | None = text_column(
        "How the estimate bounds the value; ~ also when it was read off a graph; null without an estimate",
        null=True,
        codes=codes.SIGN,
    )
    unit: str | None = text_column("Unit of the estimate; null for counts and ratios", null=True)
    per: str | None = text_column("Unit that an effect is given per, for example allele", null=True)
    absent_reason: str | None = text_column(
        "Why there is no estimate; null when there is one", null=True, codes=codes.ABSENT_REASON
    )
    planned: bool = flag_column("It was planned, not observed")
    counted: str | None = text_column(
        "Unit of analysis, for example lesions; null for participants or when not stated", null=True
    )
    events: int | None = integer_column("Count printed in the same statement; null when none is", null=True)
    total: int | None = integer_column(
        "Denominator printed in the same statement; null when none is", null=True
    )
    n: int | None = integer_column(
        "How many it is out of, in the unit counted; null when the size of just this group is not printed",
        null=True,
    )
    n_from: str | None = text_column("Where n is from; null without n", null=True, codes=codes.N_SOURCE)
    ci_low: float | None = real_column("Lower end of its interval; null when none is given", null=True)
    ci_high: float | None = real_column("Upper end of its interval; null when none is given", null=True)
    ci_level: float | None = real_column("Level of the interval in percent; null when not stated", null=True)
    ci_kind: str | None = text_column(
        "Kind of the interval; null without one", null=True, codes=codes.INTERVAL_KIND
    )
    ci_one_sided: bool = flag_column("The interval has one end, as the source says: the other side is open")
    prediction_low: float | None = real_column("Lower end of its prediction interval", null=True)
    prediction_high: float | None = real_column("Upper end of its prediction interval", null=True)
    range_low: float | None = real_column("Lower end of its range; null when none is given", null=True)
    range_high: float | None = real_column("Upper end of its range; null when none is given", null=True)
    iqr_low: float | None = real_column("Its lower quartile; null when none is given", null=True)
    iqr_high: float | None = real_column("Its upper quartile; null when none is given", null=True)
    sd: float | None = real_column("Its standard deviation as printed; null when none is given", null=True)
    se: float | None = real_column("Its standard error as printed; null when none is given", null=True)
    verbal: str | None = text_column("What the source says in words beside it; null for nothing", null=True)
    p_value: float | None = real_column("Its p value; null when none is given as a number", null=True)
    p_sign: str | None = text_column("How the p value bounds; null without one", null=True, codes=codes.SIGN)
    p_text: str | None = text_column("Its p value as a reader sees it; null when it has none", null=True)
    p_test: str | None = text_column(
        "What the p value is of; null without one", null=True, codes=codes.P_TEST
    )
    p_one_sided: bool = flag_column("The p value is one-sided, as the source says")
    p_multiplicity: str | None = text_column(
        "How the p value accounts for several tests; null when not said, and without one",
        null=True,
        codes=codes.P_MULTIPLICITY,
    )
    p_timepoint: str | None = text_column(
        "Key of the times that the p value is over, where it comes from a result over several; null else",
        null=True,
    )
    i_squared: float | None = real_column(
        "I-squared of the studies behind the estimate, in percent; null when none stands with it", null=True
    )
    tau_squared: float | None = real_column(
        "Tau-squared of the studies behind the estimate; null when none stands with it", null=True
    )
    cochran_q: float | None = real_column(
        "Cochran Q of the studies behind the estimate; null when none stands with it", null=True
    )
    heterogeneity_p: float | None = real_column(
        "P value of the heterogeneity of the studies behind the estimate; null when none is given", null=True
    )
    heterogeneity_p_sign: str | None = text_column(
        "How the p value of heterogeneity bounds; null without one", null=True, codes=codes.SIGN
    )
    adjusted: bool = flag_column("Adjusted for other variables")
    synthesis: str | None = text_column(
        "How the studies of a systematic review were put together; null for a study's own result",
        null=True,
        codes=codes.SYNTHESIS,
    )
    log_estimate: float | None = real_column("Natural logarithm of a ratio; null for all else", null=True)
    standard_error: float | None = real_column(
        "Standard error of an effect, of the logarithm for ratios; null when it cannot be told", null=True
    )
    effect_sign: int | None = integer_column(
        "1 when an effect is above no difference, -1 below, 0 neither; null for all else, and when it is a"
        " bound that leaves it open",
        null=True,
    )
    risk_difference: float | None = real_column(
        "Index minus reference share of the outcome as it is named, from -1 to 1; null when not known",
        null=True,
    )
    risk_difference_from: str | None = text_column(
        "What the risk difference is from; null without one", null=True, codes=codes.RISK_SOURCE
    )


class GroupSizeTable(SchemaTable, table=True):
    __tablename__ = "group_size"
    __table_args__ = described(
        "One row per printed size of an arm, of a study, or of a set of participants in one of them; derived"
        " from the figures when they are written.",
        index=("record_id", "study_id", "arm_id population_set_id", "population_set_id"),
    )
    id: str = primary_key("The figure that prints the size")
    record_id: str = from_record()
    study_id: str = foreign_key("study.id", "The study")
    arm_id: str | None = foreign_key("arm.id", "The arm; null for the whole study", null=True)
    population_set_id: str = foreign_key("population_set.id", "The set of participants")
    size: int = integer_column("How many")
    counted: str | None = text_column(
        "What is counted, for example samples; null for participants", null=True
    )
    counts_people: bool = flag_column("Those who take part are counted, not samples or lesions")


class StudySizeTable(SchemaTable, table=True):
    __tablename__ = "study_size"
    __table_args__ = described(
        "One row per study that prints its size, or the sizes of its arms or of a set; derived from the"
        " figures when they are written.",
        coded("size_from", codes.SIZE_SOURCE),
        coded("size_sign", codes.SIGN),
    )
    id: str = Field(
        default=None,
        sa_column=Column(
            Text,
            ForeignKey("study.id", deferrable=True, initially="DEFERRED"),
            primary_key=True,
            comment="The study",
        ),
        description="The study",
    )
    record_id: str = from_record()
    enrolled: int | None = integer_column(
        "Size of the whole study as printed; null when it is not", null=True
    )
    size: int = integer_column("Size of the study")
    size_sign: str = text_column("How the number bounds the size; ~ is about so many", codes=codes.SIGN)
    size_from: str = text_column("Where the size is from", codes=codes.SIZE_SOURCE)
    counted: str | None = text_column(
        "What is counted, for example samples; null for participants", null=True
    )
    counts_people: bool = flag_column("Those who take part are counted, not samples or lesions")


class FigureSourceTable(SchemaTable, table=True):
    __tablename__ = "figure_source"
    __table_args__ = described(
        "One row per place that states a figure.",
        unique("figure_id", "position"),
        check("place", "(start IS NULL) <> (location IS NULL)"),
        check("start_not_negative", "start >= 0 AND excerpt_start >= 0"),
    )
    id: str = primary_key("figure#position")
    record_id: str = from_record()
    figure_id: str = foreign_key("figure.id", "The figure")
    position: int = integer_column("Order, from 1")
    document_id: str | None = foreign_key(
        "document.id", "Document read; null when a page or table of the report", null=True
    )
    reference_id: str | None = foreign_key("reference.id", "Report read; null when a document", null=True)
    location: str | None = text_column(
        "Page, table or figure of the report; null for a character position", null=True
    )
    excerpt_start: int | None = integer_column(
        "First character of the excerpt in the document, from 0", null=True
    )
    excerpt: str = text_column("The few characters that state the figure, as printed")
    start: int | None = integer_column(
        "First character of the figure itself in the document, from 0", null=True
    )
    printed: str = text_column("The characters of the figure itself, as printed")
    inherited: bool = flag_column("Stated with the size of the arm, not next to the number it divides")
