"""Policies: what is decided about a technology, for which codes, and since when."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    Table,
    check,
    coded,
    described,
    foreign_key,
    from_record,
    integer_column,
    primary_key,
    text_column,
    unique,
)


class Policy(Table, table=True):
    __tablename__ = "policy"
    __table_args__ = described(
        "One row per medical policy of a plan.", check("parent_other", "parent_policy_id <> id")
    )
    id: str = primary_key("Number of the policy, for example 7.01.75")
    record_id: str = from_record()
    title: str = text_column("Title")
    plan: str = text_column("Health plan that issues the policy")
    section: str = text_column("Section of the policy manual")
    original_date: str | None = text_column("When the policy first took effect, ISO 8601", null=True)
    review_months: int | None = integer_column(
        "Months from one review to the next; null for the usual twelve", null=True
    )
    document_id: str | None = foreign_key("document.id", "Document that its content was read from", null=True)
    parent_plan: str | None = text_column("Plan or association whose policy this one adopts", null=True)
    parent_number: str | None = text_column("Number of the adopted policy there", null=True)
    parent_reference_id: str | None = foreign_key(
        "reference.id", "The adopted policy as a reference", null=True
    )
    parent_policy_id: str | None = foreign_key(
        "policy.id", "The adopted policy, where it is held here", null=True
    )
    parent_version: str | None = text_column(
        "Effective date of the version of it that was adopted last, ISO 8601; null when not told", null=True
    )


class PolicyVersion(Table, table=True):
    __tablename__ = "policy_version"
    __table_args__ = described("One row per version of a policy.", unique("policy_id", "effective_date"))
    id: str = primary_key("policy@date")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    effective_date: str = text_column("When the version took effect, ISO 8601")


class Statement(Table, table=True):
    __tablename__ = "statement"
    __table_args__ = described(
        "One row per coverage statement of a policy; a policy may have many.",
        unique("policy_id", "key"),
        coded("determination", codes.DETERMINATION),
    )
    id: str = primary_key("policy/statement")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    key: str = text_column("Key within the policy")
    position: int = integer_column("Order, from 1")
    determination: str = text_column("What the plan decided", codes=codes.DETERMINATION)
    text: str = text_column("The statement, in our words")
    previous_text: str | None = text_column("The statement in the version before; null when new", null=True)


class StatementIndication(Table, table=True):
    __tablename__ = "statement_indication"
    __table_args__ = described(
        "One row per indication that a statement decides on.", unique("statement_id", "indication_id")
    )
    id: str = primary_key("policy/statement/indication")
    record_id: str = from_record()
    statement_id: str = foreign_key("statement.id", "The statement")
    indication_id: str = foreign_key("indication.id", "The indication")
    position: int = integer_column("Order, from 1")


class StatementCriterion(Table, table=True):
    __tablename__ = "statement_criterion"
    __table_args__ = described(
        "One row per node of the criteria tree of a statement.",
        coded("kind", codes.CRITERION_KIND),
        check("minimum", "(kind = 'at-least') = (minimum IS NOT NULL)"),
        check("single_has_text", "kind <> 'single' OR text IS NOT NULL"),
        index=("record_id", "statement_id"),
    )
    id: str = primary_key("policy/statement/path of positions, for example 1.2")
    record_id: str = from_record()
    statement_id: str = foreign_key("statement.id", "The statement")
    parent_id: str | None = foreign_key(
        "statement_criterion.id", "The node above; null at the root", null=True
    )
    position: int = integer_column("Order among its siblings, from 1")
    kind: str = text_column("How the nodes below combine", codes=codes.CRITERION_KIND)
    minimum: int | None = integer_column("How many must hold; null unless at-least", null=True)
    text: str | None = text_column("The criterion, in our words; null for a mere group", null=True)


class PolicyCode(Table, table=True):
    __tablename__ = "policy_code"
    __table_args__ = described(
        "One row per code of a policy; `none` where a system has no code for it.",
        unique("policy_id", "system", "code"),
        coded("use", codes.CODE_USE),
    )
    id: str = primary_key("policy/system/code")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    system: str = text_column("Code system: CPT, HCPCS, ICD-10-CM, FDA product code ...")
    code: str = text_column("The code, or none")
    description: str | None = text_column("What it names, in our short wording; null for none", null=True)
    use: str | None = text_column("What it is for here; null for none", null=True, codes=codes.CODE_USE)


class StatementCode(Table, table=True):
    __tablename__ = "statement_code"
    __table_args__ = described(
        "One row per code that a statement applies to.", unique("statement_id", "policy_code_id")
    )
    id: str = primary_key("policy/statement/system/code")
    record_id: str = from_record()
    statement_id: str = foreign_key("statement.id", "The statement")
    policy_code_id: str = foreign_key("policy_code.id", "The code")
    position: int = integer_column("Order, from 1")


class RelatedPolicy(Table, table=True):
    __tablename__ = "related_policy"
    __table_args__ = described("One row per policy named as related.", unique("policy_id", "position"))
    id: str = primary_key("policy/position")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    title: str = text_column("Title of the related policy")
    number: str | None = text_column("Its number; null when not stated", null=True)


class SectionText(Table, table=True):
    __tablename__ = "section_text"
    __table_args__ = described(
        "One row per authored paragraph of a policy or of one of its indications.",
        unique("policy_id", "indication_key", "section", "position"),
    )
    id: str = primary_key("policy/section/position or policy/indication/section/position")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    indication_id: str | None = foreign_key("indication.id", "The indication; null for the policy", null=True)
    indication_key: str = text_column("Key of the indication; empty for the policy")
    section: str = text_column("Section it stands in, for example background")
    section_position: int = integer_column("Order of the section in its policy or indication, from 1")
    position: int = integer_column("Order within its section, from 1")
    heading: str | None = text_column("Heading above it; null when there is none", null=True)
    text: str = text_column("The paragraph, in our words; [[...]] stands for a figure, [@...] for a citation")


class ProseLink(Table, table=True):
    __tablename__ = "prose_link"
    __table_args__ = described(
        "One row per figure, fact or reference that authored prose points at.",
        unique("place", "position"),
        check(
            "one_target",
            "(CASE WHEN figure_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN fact_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN reference_id IS NULL THEN 0 ELSE 1 END) = 1",
        ),
        index=("record_id", "figure_id", "reference_id"),
    )
    id: str = primary_key("place#position")
    record_id: str = from_record()
    place: str = text_column("table:id:column of the prose")
    position: int = integer_column("Order within the prose, from 1")
    figure_id: str | None = foreign_key("figure.id", "The figure printed there", null=True)
    fact_id: str | None = foreign_key("fact.id", "The fact printed there", null=True)
    reference_id: str | None = foreign_key("reference.id", "The reference cited there", null=True)


class PolicyRecommendation(Table, table=True):
    __tablename__ = "policy_recommendation"
    __table_args__ = described(
        "One row per recommendation that a policy reports.",
        unique("policy_id", "recommendation_id"),
        unique("policy_id", "position"),
        index=("record_id", "recommendation_id"),
    )
    id: str = primary_key("policy/guideline/recommendation")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    recommendation_id: str = foreign_key("recommendation.id", "The recommendation")
    indication_id: str | None = foreign_key(
        "indication.id", "Indication it bears on; null when general", null=True
    )
    position: int = integer_column("Order, from 1")


class ClinicalInput(Table, table=True):
    __tablename__ = "clinical_input"
    __table_args__ = described("One row per round of clinical input.", unique("policy_id", "year"))
    id: str = primary_key("policy/year")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    year: int = integer_column("Year of the round")
    year_fact_id: str | None = foreign_key("fact.id", "The year as a stated number", null=True)
    societies_fact_id: str | None = foreign_key("fact.id", "How many specialty societies answered", null=True)
    centers_fact_id: str | None = foreign_key(
        "fact.id", "How many academic medical centers answered", null=True
    )
    summary: str = text_column("What they said, in our words")


class CoveragePosition(Table, table=True):
    __tablename__ = "coverage_position"
    __table_args__ = described(
        "One row per position of a public payer or task force.",
        unique("policy_id", "authority"),
        coded("coverage", codes.COVERAGE_POSITION),
    )
    id: str = primary_key("policy/authority")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    authority: str = text_column("Whose position, for example USPSTF, Medicare")
    coverage: str = text_column("The position", codes=codes.COVERAGE_POSITION)
    text: str | None = text_column("More on it, in our words", null=True)


class TrialSearch(Table, table=True):
    __tablename__ = "trial_search"
    __table_args__ = described(
        "One row per search for ongoing and unpublished trials.", unique("policy_id", "registry_name", "date")
    )
    id: str = primary_key("policy/registry/date")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    registry_name: str = text_column("Registry searched")
    date: str = text_column("When, ISO 8601, as precise as known")
    found: int = integer_column("How many trials that could influence the review")
    text: str | None = text_column("More on it, in our words", null=True)


class OngoingTrial(Table, table=True):
    __tablename__ = "ongoing_trial"
    __table_args__ = described(
        "One row per ongoing or unpublished trial that a policy lists.",
        unique("policy_id", "registry_name", "number"),
    )
    id: str = primary_key("policy/registry:number")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    registry_name: str = text_column("Registry")
    number: str = text_column("Number in the registry")
    title: str = text_column("Name of the trial")
    planned: int | None = integer_column("Planned enrollment; null when not stated", null=True)
    completion: str | None = text_column("Planned completion, ISO 8601; null when not stated", null=True)
    status: str | None = text_column("Status in the registry; null when not stated", null=True)


class HistoryEntry(Table, table=True):
    __tablename__ = "history_entry"
    __table_args__ = described("One row per entry of the policy history.", unique("policy_id", "position"))
    id: str = primary_key("policy/position")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    effective_date: str = text_column("When it took effect, ISO 8601")
    action: str = text_column("What was done, in our words")


class Definition(Table, table=True):
    __tablename__ = "definition"
    __table_args__ = described("One row per term that a policy defines.", unique("policy_id", "term"))
    id: str = primary_key("policy/position")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    position: int = integer_column("Order, from 1")
    term: str = text_column("The term")
    text: str = text_column("What it means, in our words")


class ListedReference(Table, table=True):
    __tablename__ = "listed_reference"
    __table_args__ = described(
        "One row per reference that a policy lists without citing it in the text.",
        unique("policy_id", "reference_id"),
        index=("record_id", "reference_id"),
    )
    id: str = primary_key("policy/reference")
    record_id: str = from_record()
    policy_id: str = foreign_key("policy.id", "The policy")
    reference_id: str = foreign_key("reference.id", "The reference")
    position: int = integer_column("Order, from 1")
