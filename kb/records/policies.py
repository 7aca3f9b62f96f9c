"""Policy records: what is decided about a technology, for which codes, and since when."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from kb import codes as code_lists
from kb.records.acknowledgements import AcknowledgementEntry
from kb.records.as_entered import PlanParagraphs
from kb.records.base import BLOCK, INLINE, CellField, Excerpts, Record, RecordEntry, TextOrEntry
from kb.records.keeping import (
    SPECIAL,
    ColumnName,
    DeterminationKey,
    DocumentKey,
    GuidelineKey,
    LinkTable,
    OwnIndicationKey,
    OwnStatementKey,
    PlanKey,
    PolicyKey,
    ReferenceKey,
    StoredRow,
)
from kb.records.plans import PolicyBoilerplateEntry
from kb.records.scalars import (
    Day,
    Name,
    NoneIdentified,
    NumberFound,
    PartialDate,
    PlanWords,
    PolicyProse,
    Remark,
    Slug,
    Text,
    Whole,
    YesNo,
    coded,
    refusal,
)


class ParentEntry(RecordEntry):
    """The policy that this one adopts."""

    plan: Annotated[Text | None, ColumnName("parent_plan")] = Field(
        None,
        description="Plan or association whose policy this one adopts; absent where the policy is held here",
    )
    number: Annotated[Text | None, ColumnName("parent_number")] = Field(
        None, description="Number of the adopted policy there"
    )
    reference: Annotated[ReferenceKey | None, ColumnName("parent_reference_id")] = Field(
        None, description="Key of the reference that describes the adopted policy"
    )
    policy: Annotated[PolicyKey | None, ColumnName("parent_policy_id")] = Field(
        None, description="Number of the adopted policy, where this database has it"
    )
    version: Annotated[Day | None, ColumnName("parent_version")] = Field(
        None,
        description="Effective date of the version adopted last, ISO 8601; absent when not told",
    )


_FORM = "Write a text, or one of {all: [...]}, {any: [...]}, {none: [...]}, {at-least: 2, of: [...]}."


class CriterionNode(TextOrEntry):
    """One node: `text` alone is a criterion, with a list below it a heading."""

    text: PlanWords | None = Field(
        None, description="The criterion, or heading of the group, in the plan's words, its limits included"
    )
    all: tuple[CriterionNode, ...] = Field((), description="All of these must hold")
    any: tuple[CriterionNode, ...] = Field((), description="One of these must hold")
    none: tuple[CriterionNode, ...] = Field((), description="None of these may hold")
    at_least: Whole | None = Field(None, alias="at-least", description="How many of `of` must hold")
    of: tuple[CriterionNode, ...] = Field((), description="What `at-least` counts")

    @model_validator(mode="after")
    def _one_kind(self) -> CriterionNode:
        lists = [below for below in (self.all, self.any, self.none, self.of) if below]
        if len(lists) > 1 or (not lists and self.text is None):
            raise refusal("is no criterion.", _FORM)
        if (self.at_least is None) == bool(self.of) or (self.at_least or 0) > len(self.of):
            raise refusal("`at-least` and `of` do not fit.", _FORM)
        return self

    def kind(self) -> str:
        """Code of the node: single, all, any, none, at-least."""
        if self.at_least is not None:
            return "at-least"
        lists = {"all": self.all, "any": self.any, "none": self.none}
        return next((kind for kind, below in lists.items() if below), "single")

    def below(self) -> tuple[CriterionNode, ...]:
        """The nodes below this one."""
        return self.all or self.any or self.none or self.of


class StatementCodeEntry(TextOrEntry):
    """A code that a statement applies to: the code alone, or with the dates on which the statement does."""

    flow = True
    alone = "code"
    code: Text = Field(description="The code, as the policy lists it under `codes`")
    system: Text | None = Field(
        None, description="Its code system; absent where the policy lists the code in one system only"
    )
    valid_from: Day | None = Field(
        None, description="First day on which the statement applies to it, ISO 8601; absent when not told"
    )
    valid_to: Day | None = Field(
        None, description="Last day on which the statement applies to it, ISO 8601; absent when not told"
    )
    note: PlanWords | None = Field(None, description="More on it, in the plan's words")


class StatementEntry(RecordEntry):
    """A coverage statement."""

    flow = False
    row = StoredRow("statement")
    key: Slug = Field(description="Key within the policy")
    heading: PlanWords | None = Field(
        None, description="Heading it stands under, shared with the statements that follow with the same one"
    )
    determination: DeterminationKey = Field(description="What the plan decided")
    text: PlanParagraphs = Field(
        description="The statement, in the plan's words; a line for each paragraph or item of a list"
    )
    population: PlanWords | None = Field(
        None,
        description="Who it is about, in the plan's words; absent for the population of its indications",
    )
    phase: Annotated[str, coded(code_lists.STATEMENT_PHASE)] | None = Field(
        None, description="Phase of treatment that it is for; absent for any"
    )
    duration: PlanWords | None = Field(
        None, description="How long one authorization holds, as the plan writes it: 6 months"
    )
    quantity: PlanWords | None = Field(
        None,
        description="How much or how often, as the plan writes it: once per lifetime",
    )
    requires: Annotated[
        tuple[OwnStatementKey, ...], LinkTable("required_statement", owner="requiring_id")
    ] = Field((), description="Keys of statements of this policy that have to be met first")
    service_from: Day | None = Field(
        None, description="First date of service it applies to, ISO 8601; absent when not told"
    )
    service_to: Day | None = Field(
        None, description="Last date of service it applies to, ISO 8601; absent while in force"
    )
    lines_of_business: Annotated[tuple[Name, ...], LinkTable("business_line", column="line_of_business")] = (
        Field((), description="Lines of business it applies to, for example Commercial; absent for all")
    )
    indications: Annotated[tuple[OwnIndicationKey, ...], LinkTable("statement_indication")] = Field(
        (), description="Indications it decides on"
    )
    codes: Annotated[tuple[StatementCodeEntry, ...], SPECIAL, INLINE] = Field(
        (), description="Codes it applies to"
    )
    criteria: Annotated[CriterionNode | None, SPECIAL] = Field(
        None, description="Criteria tree: text, or all, any, none, at-least with of"
    )
    previous: Annotated[PlanParagraphs | None, ColumnName("previous_text")] = Field(
        None, description="The statement in the version before, in the plan's words; absent when new"
    )


class CodeEntry(RecordEntry):
    """A code of a code system; `none` where a system has no code."""

    row = StoredRow("listed_code", id="{owner}/{system}/{code}")
    system: Text = Field(description="Code system: CPT, HCPCS, ICD-10-CM, FDA product code ...")
    code: Text = Field(description="The code, or none; a range as printed, for example 81261-81264")
    description: PlanWords | None = Field(
        None, description="What it names, in our short wording or the plan's; absent for none"
    )
    use: Annotated[str, coded(code_lists.CODE_USE)] | None = Field(
        None, description="What it is for here; absent for none"
    )
    status: Annotated[str, coded(code_lists.CODE_STATUS)] | None = Field(
        None, description="Status in its code system; absent when not told"
    )
    valid_from: Day | None = Field(
        None, description="First day on which the code may be billed, ISO 8601; absent when not told"
    )
    valid_to: Day | None = Field(
        None,
        description="Last day on which the code may be billed, ISO 8601; absent when not told, or in force",
    )


class RelatedEntry(RecordEntry):
    """A related policy."""

    row = StoredRow("related_policy", id="{owner}/{position}")
    title: Text = Field(description="Title of the related policy")
    number: Text | None = Field(None, description="Its number; absent when not stated")


class FactEntry(RecordEntry):
    """A background figure that belongs to no study."""

    cell: CellField = Field(description="The figure")
    label: PlanWords = Field(description="What it is")
    stated: Excerpts = Field((), description="Where it is printed")
    flag: PlanWords | None = Field(None, description="A printed oddity or error")


class ParagraphEntry(TextOrEntry):
    """A paragraph, with a heading or without."""

    heading: Text | None = Field(None, description="Heading above it")
    text: PlanWords = Field(description="The paragraph, in our words")


class GuidelineUseEntry(RecordEntry):
    """Recommendations of a guideline, with the indication that each bears on."""

    flow = False
    guideline: Slug = Field(description="Key of the guideline")
    recommendations: dict[Slug, Slug] = Field(description="Recommendation: indication, or none")


class ClinicalInputEntry(RecordEntry):
    """A round of clinical input."""

    flow = False
    row = StoredRow("clinical_input", id="{owner}/{year}")
    year: Whole = Field(description="Year of the round")
    societies: Annotated[CellField | None, SPECIAL] = Field(
        None, description="Specialty societies that answered"
    )
    centers: Annotated[CellField | None, SPECIAL] = Field(
        None, description="Academic medical centers that answered"
    )
    summary: PolicyProse = Field(description="What they said, in our words")
    stated: Annotated[dict[str, Excerpts], SPECIAL] = Field(
        {}, description="Where year, societies and centers are printed"
    )


class CoverageEntry(RecordEntry):
    """The position of a public payer or task force."""

    row = StoredRow("coverage_position", id="{owner}/{authority}")
    authority: Text = Field(description="Whose position, for example USPSTF, Medicare")
    position: Annotated[str, coded(code_lists.COVERAGE_POSITION), ColumnName("coverage")] = Field(
        description="The position"
    )
    text: PolicyProse | None = Field(None, description="More on it, in our words")


class SearchStrategyEntry(RecordEntry):
    """A search that every review of the policy repeats."""

    flow = False
    row = StoredRow("search_strategy")
    key: Slug = Field(description="Key within the policy")
    source: Text = Field(description="Database, register or other source searched, for example PubMed")
    platform: Text | None = Field(
        None, description="Platform it is searched on, for example Ovid; absent when not told"
    )
    kind: Annotated[str, coded(code_lists.SEARCH_SOURCE)] = Field(
        "database", description="What sort of source, as PRISMA parts them"
    )
    query: Text = Field(description="The query as sent, without its date window")
    limits: Text | None = Field(
        None, description="Limits set besides the query, for example English; absent for none"
    )
    indications: Annotated[
        tuple[OwnIndicationKey, ...], LinkTable("strategy_indication", owner="strategy_id")
    ] = Field((), description="Indications it is for; absent for all of them")
    through: PartialDate | None = Field(
        None, description="Day through which the published version has searched, ISO 8601; absent when never"
    )


class GuidelineSearchEntry(RecordEntry):
    """A search for guidelines that found none. What was found is under `guidelines`."""

    row = StoredRow("guideline_search", id="{owner}/{position}")
    none_identified: NoneIdentified = Field(description="No guideline was found: always yes")
    organization: Text | None = Field(
        None, description="Whose guidelines were looked for, for example NICE; absent for all of them"
    )
    guideline: GuidelineKey | None = Field(
        None, description="Guideline that was read and recommends nothing here; absent for a search"
    )
    indications: Annotated[tuple[OwnIndicationKey, ...], LinkTable("guideline_search_indication")] = Field(
        (), description="Indications it is about; absent for all of them"
    )
    date: PartialDate | None = Field(
        None, description="When, ISO 8601, as precise as known; absent when not told"
    )
    text: Remark | None = Field(None, description="More on it, in our words")


class TrialSearchEntry(RecordEntry):
    """A search for ongoing and unpublished trials."""

    row = StoredRow("trial_search", id="{owner}/{registry}/{date}")
    registry: Annotated[Text, ColumnName("registry_name")] = Field(description="Registry searched")
    date: PartialDate = Field(description="When, ISO 8601, as precise as known")
    found: NumberFound = Field(
        description="How many trials that could influence the review; a record may write none for 0"
    )
    indications: Annotated[tuple[OwnIndicationKey, ...], LinkTable("trial_search_indication")] = Field(
        (), description="Indications it was for; absent for all of them"
    )
    text: Remark | None = Field(None, description="More on it, in our words")


class TrialEntry(RecordEntry):
    """An ongoing or unpublished trial."""

    row = StoredRow("listed_trial", id="{owner}/{registry}:{number}")
    registry: Annotated[Text, ColumnName("registry_name")] = Field(description="Registry")
    number: Text = Field(description="Number in the registry")
    title: Text = Field(description="Name of the trial")
    acronym: Text | None = Field(None, description="Acronym of the trial; absent when there is none")
    group: Annotated[str, coded(code_lists.TRIAL_GROUP), ColumnName("trial_group")] | None = Field(
        None, description="Under which heading it is listed; absent when not told apart"
    )
    planned: Whole | None = Field(None, description="Planned enrollment; absent when not stated")
    enrolled: Whole | None = Field(
        None, description="Actual enrollment; absent while recruiting, or when not stated"
    )
    start: PartialDate | None = Field(
        None, description="When it started or will start, ISO 8601; absent when not stated"
    )
    completion: PartialDate | None = Field(
        None, description="Planned completion, ISO 8601; absent when not stated"
    )
    completed: PartialDate | None = Field(
        None, description="Actual completion, ISO 8601; absent until then, or when not stated"
    )
    status: Text | None = Field(None, description="Status in the registry; absent when not stated")
    results_posted: YesNo = Field(False, description="The registry has results of it")
    sponsor: Text | None = Field(None, description="Who sponsors it; absent when not stated")
    industry_sponsored: YesNo = Field(
        False, description="A maker or seller of what is studied sponsors or cosponsors it"
    )
    read_on: Day | None = Field(
        None, description="Day on which the registry said so, ISO 8601; absent when not told"
    )
    note: Remark | None = Field(None, description="More on it; absent when there is nothing to say")
    indications: Annotated[tuple[OwnIndicationKey, ...], LinkTable("trial_indication")] = Field(
        (), description="Indications whose conclusion it could change; absent for none in particular"
    )


class PolicyHistoryEntry(RecordEntry):
    """An entry of the policy history."""

    row = StoredRow("history_entry", id="{owner}/{position}")
    date: Annotated[Day, ColumnName("effective_date")] = Field(description="When it took effect, ISO 8601")
    action: Remark = Field(description="What was done, in our words")


class TermEntry(RecordEntry):
    """A term that the policy defines."""

    flow = False
    row = StoredRow("definition", id="{owner}/{position}")
    term: Text = Field(description="The term")
    text: Remark = Field(description="What it means; the plan's own words may hold numbers")


class PolicyRecord(Record):
    """One medical policy of a plan."""

    row = StoredRow("policy", id="{policy}")
    policy: Slug = Field(description="Key of the policy, such as its number in lower case; the folder's name")
    number: Text | None = Field(
        None, description="Number as the plan prints it, for example RX501.086; absent where the key is it"
    )
    title: Text = Field(description="Title")
    plan: Annotated[PlanKey, ColumnName("plan_id")] = Field(
        description="Key of the health plan that issues the policy"
    )
    parent: ParentEntry | None = Field(None, description="The policy that this one adopts")
    section: Text = Field(description="Section of the policy manual")
    original_date: Day | None = Field(None, description="When the policy first took effect, ISO 8601")
    effective_date: Annotated[Day, SPECIAL] = Field(description="When this version took effect")
    review_months: Whole | None = Field(
        None, description="Months from one review to the next; absent for those of the plan"
    )
    document: DocumentKey | None = Field(None, description="Document that its content was read from")
    statements: tuple[StatementEntry, ...] = Field((), description="Coverage statements in order")
    codes: tuple[CodeEntry, ...] = Field((), description="Codes in order")
    related: Annotated[tuple[RelatedEntry, ...], BLOCK] = Field((), description="Related policies")
    facts: Annotated[dict[Slug, FactEntry], SPECIAL] = Field(
        {}, description="Background figures that belong to no study"
    )
    sections: Annotated[dict[Slug, tuple[ParagraphEntry, ...]], SPECIAL] = Field(
        {}, description="Authored paragraphs by section, in order"
    )
    boilerplate: tuple[PolicyBoilerplateEntry, ...] = Field(
        (), description="Boilerplate that it words otherwise than its plan, adds, or leaves out"
    )
    guidelines: Annotated[tuple[GuidelineUseEntry, ...], SPECIAL] = Field(
        (), description="Recommendations that the policy reports"
    )
    guideline_search: tuple[GuidelineSearchEntry, ...] = Field(
        (), description="Searches for guidelines that found none"
    )
    clinical_input: tuple[ClinicalInputEntry, ...] = Field((), description="Rounds of clinical input")
    coverage: tuple[CoverageEntry, ...] = Field((), description="Positions of public payers and task forces")
    searches: tuple[SearchStrategyEntry, ...] = Field((), description="Searches that every review repeats")
    trial_search: tuple[TrialSearchEntry, ...] = Field((), description="Searches for ongoing trials")
    ongoing_trials: tuple[TrialEntry, ...] = Field((), description="Ongoing and unpublished trials")
    history: tuple[PolicyHistoryEntry, ...] = Field((), description="Policy history, oldest first")
    definitions: tuple[TermEntry, ...] = Field(
        (), description="Terms that the policy defines besides those of its plan, or otherwise"
    )
    also_listed: Annotated[tuple[ReferenceKey, ...], LinkTable("listed_reference")] = Field(
        (), description="References listed without being cited in the text"
    )
    acknowledged: tuple[AcknowledgementEntry, ...] = Field(
        (), description="Problems found by kb check that stay, with the reason"
    )
