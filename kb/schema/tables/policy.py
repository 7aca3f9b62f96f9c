"""Policies: what is decided about a technology, for which codes, since when; guidelines and searches."""

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
    unique_without,
)
from kb.schema.tables.record_tables import record_table

record_table("health_plan", "One row per health plan.", "Key of the plan, for example madeup-health")

record_table(
    "default_instrument",
    "One row per edition of an instrument that the reviews of a plan use unless they name another.",
    "plan/instrument",
    unique("health_plan_id", "instrument_version_id"),
)

record_table(
    "plan_heading",
    "One row per heading of a plan in the place of ours.",
    "plan/section",
    unique("health_plan_id", "section"),
)

record_table(
    "plan_sentence",
    "One row per sentence of a plan's house style in the place of ours.",
    "plan/frame",
    unique("health_plan_id", "frame"),
)

record_table(
    "plan_determination",
    "One row per determination that a plan words in its own way.",
    "plan/determination",
    unique("health_plan_id", "determination_id"),
)

record_table(
    "plan_selection_criterion",
    "One row per criterion by which the reviews of a plan select studies.",
    "plan/criterion",
    unique("health_plan_id", "key"),
)

record_table(
    "plan_boilerplate",
    "One row per section that all policies of a plan have.",
    "plan/section",
    unique("health_plan_id", "key"),
)

record_table(
    "plan_definition",
    "One row per term that a plan defines for all its policies.",
    "plan/position",
    unique("health_plan_id", "term"),
)

record_table(
    "contact",
    "One row per contact of a plan.",
    "plan/position",
    unique("health_plan_id", "position"),
)

record_table(
    "policy",
    "One row per medical policy of a plan.",
    "Number of the policy, for example 7.01.75",
    check("parent_other", "parent_policy_id <> id"),
)


class PolicyVersionTable(SchemaTable, table=True):
    __tablename__ = "policy_version"
    __table_args__ = described("One row per version of a policy.", unique("policy_id", "effective_date"))
    id: str = primary_key("policy@date")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    effective_date: str = text_column("When the version took effect, ISO 8601")


record_table(
    "vocabulary_determination",
    "One row per determination: what a coverage statement can decide.",
    "Key of the determination, for example medically-necessary",
)

record_table(
    "statement",
    "One row per coverage statement of a policy; a policy may have many.",
    "policy/statement",
    unique("policy_id", "key"),
    check("service_dates", "service_from IS NULL OR service_to IS NULL OR service_from <= service_to"),
)

record_table(
    "statement_indication",
    "One row per indication that a statement decides on.",
    "policy/statement/indication",
    unique("statement_id", "indication_id"),
)


class StatementCriterionTable(SchemaTable, table=True):
    __tablename__ = "criterion"
    __table_args__ = described(
        "One row per node of the criteria tree of a statement.",
        coded("kind", codes.CRITERION_KIND),
        check("minimum", "(kind = 'at-least') = (minimum IS NOT NULL)"),
        check("single_has_text", "kind <> 'single' OR text IS NOT NULL"),
    )
    id: str = primary_key("policy/statement/path of positions, for example 1.2")
    record_id: str = from_record()
    statement_id: str = foreign_key("statement.id", "The statement")
    parent_id: str | None = foreign_key("criterion.id", "The node above; null at the root", null=True)
    position: int = integer_column("Order among its siblings, from 1")
    number: int = integer_column("Order in the whole tree, from 1: each node before those below it")
    kind: str = text_column("How the nodes below combine", codes=codes.CRITERION_KIND)
    minimum: int | None = integer_column("How many must hold; null unless at-least", null=True)
    text: str | None = text_column(
        "The criterion, or heading of the group, in the plan's words; null for a group without one", null=True
    )


record_table(
    "listed_code",
    "One row per code of a policy; `none` where a system has no code for it.",
    "policy/system/code",
    unique("policy_id", "system", "code"),
    special={
        "first_code": text_column("The code, or the first one of a range; null for none", null=True),
        "last_code": text_column("The code, or the last one of a range; null for none", null=True),
    },
)


class StatementCodeTable(SchemaTable, table=True):
    __tablename__ = "statement_code"
    __table_args__ = described(
        "One row per code that a statement applies to.",
        unique("statement_id", "policy_code_id"),
    )
    id: str = primary_key("policy/statement/system/code")
    record_id: str = from_record()
    statement_id: str = foreign_key("statement.id", "The statement")
    policy_code_id: str = foreign_key("listed_code.id", "The code")
    position: int = integer_column("Order, from 1")
    system_named: bool = flag_column("Whether the statement names the code system beside the code")
    valid_from: str | None = text_column(
        "First day on which the statement applies to the code, ISO 8601; null when not told", null=True
    )
    valid_to: str | None = text_column(
        "Last day on which the statement applies to the code, ISO 8601; null when not told", null=True
    )
    note: str | None = text_column("More on it, in the plan's words; null when there is none", null=True)


record_table(
    "business_line",
    "One row per line of business that a statement is limited to.",
    "policy/statement/line of business",
    unique("statement_id", "line_of_business"),
)

record_table(
    "required_statement",
    "One row per statement that another statement of its policy requires to be met first.",
    "policy/statement/statement required",
    unique("requiring_id", "statement_id"),
)

record_table(
    "related_policy",
    "One row per policy named as related.",
    "policy/position",
    unique("policy_id", "position"),
)


record_table(
    "own_boilerplate",
    "One row per section of boilerplate that a policy words otherwise than its plan, adds, or leaves out.",
    "policy/section",
    unique("policy_id", "key"),
)


class SectionTextTable(SchemaTable, table=True):
    __tablename__ = "section_text"
    __table_args__ = described(
        "One row per authored paragraph of a policy or of one of its indications.",
        unique("policy_id", "indication_key", "section", "position"),
        unique_without("indication_key", "policy_id", "section", "position"),
    )
    id: str = primary_key("policy/section/position or policy/indication/section/position")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    indication_id: str | None = foreign_key("indication.id", "The indication; null for the policy", null=True)
    indication_key: str | None = text_column("Key of the indication; null for the policy", null=True)
    section: str = text_column("Section it is in, for example background")
    section_position: int = integer_column("Order of the section in its policy or indication, from 1")
    position: int = integer_column("Order within its section, from 1")
    heading: str | None = text_column("Heading above it; null when there is none", null=True)
    text: str = text_column("The paragraph, in our words; [[...]] stands for a figure, [@...] for a citation")


class ProseLinkTable(SchemaTable, table=True):
    __tablename__ = "prose_link"
    __table_args__ = described(
        "One row per figure, fact or reference that authored prose points at.",
        unique("place", "position"),
        check(
            "one_target",
            "(CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN fact_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN reference_id IS NULL THEN 0 ELSE 1 END) = 1",
        ),
    )
    id: str = primary_key("place#position")
    record_id: str = from_record()
    place: str = text_column("table:id:column of the prose")
    position: int = integer_column("Order within the prose, from 1")
    token: str = text_column("The mark in the prose that it stands for, for example [[fact:approval-year]]")
    text: str | None = text_column(
        "The prose as authored, with its first link; null with the others", null=True
    )
    figure_id: str | None = foreign_key("figure.id", "The figure printed there", null=True)
    fact_id: str | None = foreign_key("fact.id", "The fact printed there", null=True)
    reference_id: str | None = foreign_key("reference.id", "The reference cited there", null=True)


class PolicyRecommendationTable(SchemaTable, table=True):
    __tablename__ = "policy_recommendation"
    __table_args__ = described(
        "One row per recommendation that a policy reports.",
        unique("policy_id", "recommendation_id"),
        unique("policy_id", "position"),
    )
    id: str = primary_key("policy/guideline/recommendation")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    recommendation_id: str = foreign_key("recommendation.id", "The recommendation")
    indication_id: str | None = foreign_key(
        "indication.id", "Indication it is about; null when general", null=True
    )
    position: int = integer_column("Order, from 1")


record_table(
    "clinical_input",
    "One row per round of clinical input.",
    "policy/year",
    unique("policy_id", "year"),
    special={
        "year_fact_id": foreign_key("fact.id", "The year as a stated number", null=True),
        "societies_fact_id": foreign_key("fact.id", "How many specialty societies answered", null=True),
        "centers_fact_id": foreign_key("fact.id", "How many academic medical centers answered", null=True),
    },
)

record_table(
    "coverage_position",
    "One row per position of a public payer or task force.",
    "policy/authority",
    unique("policy_id", "authority"),
)

record_table(
    "guideline_search",
    "One row per search for guidelines that found none.",
    "policy/position",
    unique("policy_id", "position"),
)

record_table(
    "guideline_search_indication",
    "One row per indication that a search for guidelines was about.",
    "policy/position/indication",
    unique("guideline_search_id", "indication_id", name="uq_guideline_search_indication_indication"),
)

record_table(
    "trial_search",
    "One row per search for ongoing and unpublished trials.",
    "policy/registry/date",
    unique("policy_id", "registry_name", "date"),
)

record_table(
    "trial_search_indication",
    "One row per indication that a search for trials was for.",
    "policy/registry/date/indication",
    unique("trial_search_id", "indication_id"),
)

record_table(
    "listed_trial",
    "One row per ongoing or unpublished trial that a policy lists.",
    "policy/registry:number",
    unique("policy_id", "registry_name", "number"),
)

record_table(
    "history_entry",
    "One row per entry of the policy history.",
    "policy/position",
    unique("policy_id", "position"),
)

record_table(
    "definition",
    "One row per term that a policy defines.",
    "policy/position",
    unique("policy_id", "term"),
)

record_table(
    "listed_reference",
    "One row per reference that a policy lists without citing it in the text.",
    "policy/reference",
    unique("policy_id", "reference_id"),
)

record_table(
    "grading",
    "One row per system by which guidelines grade recommendations or evidence.",
    "Key of the grading system, for example nccn-categories",
)

record_table(
    "grade_meaning",
    "One row per grade of a grading system, with what it means.",
    "grading/grade",
    unique("grading_id", "grade"),
    unique("grading_id", "position"),
)

record_table(
    "guideline",
    "One row per guideline or position statement, in one version.",
    "Key of the guideline, for example nccn-hepatobiliary",
)

record_table(
    "recommendation",
    "One row per recommendation of a guideline.",
    "guideline/recommendation",
    unique("guideline_id", "key"),
    unique("guideline_id", "position"),
)

record_table(
    "given_grade",
    "One row per grade that a recommendation has, by one grading system.",
    "guideline/recommendation/grading",
    unique("recommendation_id", "grading_id"),
    unique("recommendation_id", "position"),
)

record_table(
    "trial_indication",
    "One row per indication whose conclusion an ongoing trial could change.",
    "policy/registry:number/indication",
    unique("listed_trial_id", "indication_id"),
)

record_table(
    "search_strategy",
    "One row per stored search strategy of a policy.",
    "policy/strategy",
    unique("policy_id", "key"),
)

record_table(
    "strategy_indication",
    "One row per indication that a search strategy is for.",
    "policy/strategy/indication",
    unique("strategy_id", "indication_id"),
)
