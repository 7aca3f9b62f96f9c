"""Study records: arms, contrasts, results and appraisal of one study."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import ConfigDict, Field

from kb import codes
from kb.notation.absent_marks import MEANINGS
from kb.records.acknowledgements import AcknowledgementEntry
from kb.records.base import BLOCK, CellField, Cells, Excerpts, Record, RecordEntry, Times
from kb.records.instruments import LimitationCode, LimitationDomain
from kb.records.judgements import AppraisalEntry
from kb.records.keeping import (
    NULL_ELSEWHERE,
    SPECIAL,
    ColumnName,
    ConditionKey,
    DesignKey,
    DocumentKey,
    InstrumentKey,
    InterventionKey,
    LinkTable,
    OutcomeKey,
    OwnContrastKey,
    OwnPopulationKey,
    OwnStudyOutcomeKey,
    ReferenceKey,
    StoredRow,
    StudyKey,
    TestKey,
)
from kb.records.periods import Period
from kb.records.scalars import (
    DefiningProse,
    Name,
    NoneIdentified,
    Phrase,
    PlanWords,
    Prose,
    Ratio,
    Scale,
    Slug,
    Text,
    Whole,
    YesNo,
    coded,
)

ALL = "all"
"""Column of a result that is about the whole study."""
WHOLE = "whole"
"""Population of a result that is about all participants."""


class RegistrationEntry(RecordEntry):
    """An entry in a trial registry."""

    row = StoredRow("registration", id="{owner}/{registry}:{number}")
    registry: Annotated[Text, ColumnName("registry_name")] = Field(description="Name of the registry")
    number: Text = Field(description="Number in the registry")


class ArmEntry(RecordEntry):
    """An arm: a group that was treated, or one that was only observed (a cohort, cases, controls)."""

    row = StoredRow("arm")
    label: Phrase = Field(description="Name of the arm, reads within a sentence")
    interventions: Annotated[tuple[InterventionKey, ...], LinkTable("received_intervention")] = Field(
        (), description="Keys of the interventions it received"
    )
    kind: Annotated[str, coded(codes.ARM_KIND)] | None = Field(
        None, description="What sort of group; absent where what it received says it"
    )
    dose: Text | None = Field(None, description="Dose as the source states it; absent when not stated")
    schedule: Text | None = Field(
        None, description="When and how often, as the source states it; absent when not stated"
    )
    route: Text | None = Field(
        None, description="How it was given, for example intrathecally; absent when not stated"
    )
    duration: Text | None = Field(
        None, description="For how long, as the source states it; absent when not stated"
    )
    n: Annotated[CellField | None, SPECIAL] = Field(None, description="Its size")
    stated: Annotated[Excerpts, SPECIAL] = Field((), description="Where its size is printed")
    test: TestKey | None = Field(
        None,
        description="Key of the index test that it had; absent for a treatment, or where none is kept",
    )
    test_version: Text | None = Field(
        None, description="Version of the test that was used, as stated; absent when not stated"
    )
    threshold: Text | None = Field(
        None, description="Limit from which its test counted as positive, as printed; absent when not stated"
    )


class PopulationEntry(RecordEntry):
    """A set of participants other than the whole."""

    row = StoredRow("population_set")
    kind: Annotated[str, coded(codes.POPULATION_KIND, unwritten=(WHOLE,))] = Field(
        description="What sort of set"
    )
    label: Annotated[Phrase, NULL_ELSEWHERE] = Field(
        description="Name of the set, reads within a sentence; the set of all participants has none (null)"
    )
    by: Annotated[OutcomeKey | None, ColumnName("by_outcome_id")] = Field(
        None, description="Outcome whose limit defines the set; absent when not so defined"
    )
    limit: Annotated[CellField | None, SPECIAL] = Field(
        None, alias="is", description="The limit, for example >2 cm"
    )
    stated: Annotated[Excerpts, SPECIAL] = Field((), description="Where the limit is printed")


class ContrastEntry(RecordEntry):
    """A comparison: index against reference side, or the association of a factor."""

    row = StoredRow("contrast")
    index: Annotated[Slug | None, SPECIAL] = Field(
        None,
        description="Arm or population on the index side; with a factor, the population of those who have it,"
        " whose limit is the cut-off",
    )
    reference: Annotated[Slug | None, SPECIAL] = Field(
        None, description="Arm or population on the reference side"
    )
    factor: Phrase | None = Field(
        None,
        description="Factor whose association with the outcome is tested; absent when two sides are compared",
    )
    method: Annotated[str, coded(codes.CONTRAST_METHOD)] = Field(
        "not-stated", description="How the sides were made comparable"
    )


class TargetEntry(RecordEntry):
    """What index tests are to find, and how it was told that they did (STARD 2015, doi:10.1136/bmj.h5527)."""

    row = StoredRow("target")
    condition: ConditionKey | None = Field(
        None, description="Key of the target condition; absent where only the label says it"
    )
    label: Text | None = Field(
        None, description="Name of the target, reads after `for`; absent where that of the condition does"
    )
    reference_standard: Text | None = Field(
        None, description="What the target was established by, as stated; absent when not stated"
    )
    threshold: Text | None = Field(
        None,
        description="Limit from which the index test counted as positive, as printed; absent when not"
        " stated, or when the arm says it",
    )
    timing: Text | None = Field(
        None, description="Time between index test and reference standard, as stated; absent when not stated"
    )
    blinding: Annotated[str, coded(codes.READER_BLINDING)] | None = Field(
        None, description="Who read a test without knowing the other; absent when not stated"
    )
    verification: Annotated[str, coded(codes.VERIFICATION)] | None = Field(
        None, description="Who had the reference standard; absent when not stated"
    )
    unit: Text | None = Field(
        None, description="Unit of analysis where no result names it: patients, samples, lesions"
    )
    note: Prose | None = Field(None, description="Remark of ours")


class StudyOutcomeEntry(RecordEntry):
    """The study's own word on one of its outcomes."""

    definition: Annotated[DefiningProse | None, SPECIAL] = Field(
        None, description="How the study defines it, in our words"
    )
    scale: Annotated[Scale | None, SPECIAL] = Field(
        None,
        description="Lowest and highest value that a participant can have, such as `0 to 100`, where the"
        " vocabulary does not say it or the study uses another",
    )
    primary: Annotated[YesNo, SPECIAL] = Field(False, description="It is the primary outcome of the study")


FORM_TOLD = "as"
"""Key under which a result says what its cells are, where tables print only numbers."""


MARKS_MEAN = "absent"
"""Key under which a study says what the marks in its source's tables mean: ``{NA: not available}``."""


def _with_marks(schema: dict[str, Any]) -> None:
    schema["properties"][MARKS_MEAN] = {
        "type": "object",
        "additionalProperties": {"enum": list(MEANINGS)},
        "description": 'What marks in the tables of its source mean: NA: not available, "-": not reported',
    }


def _with_form(schema: dict[str, Any]) -> None:
    description = "What the cells are, where tables print only numbers: HR (95% CI), mean (SD), n (%)"
    schema["properties"][FORM_TOLD] = {"type": "string", "description": description}
    for key in ("outcome", "population"):
        told = schema["properties"][key]
        single = {part: told.pop(part) for part in ("type", "pattern", "maxLength") if part in told}
        told["anyOf"] = [single, {"type": "array", "items": single, "minItems": 2}]


class ResultEntry(RecordEntry):
    """One outcome, in one population, at one or several times; further keys are arms, contrasts or `all`.

    A row may say `as: HR (95% CI)`; `printed_rows.py` then reads its cells as tables print them, before this.
    """

    model_config = ConfigDict(extra="allow", json_schema_extra=_with_form)
    __pydantic_extra__: dict[str, Cells]
    flow = False
    outcome: OutcomeKey = Field(description="Key of the outcome in the vocabulary")
    population: Slug = Field(WHOLE, description="Population set; absent for all participants")
    target: Slug | None = Field(
        None, description="Target of the index test; absent where no test is meant, or all its targets"
    )
    role: Annotated[str, coded(codes.RESULT_ROLE)] | None = Field(
        None, description="What the result is for; absent for the usual role of the outcome"
    )
    at: Times = Field((), description="Time or list of times")
    estimator: Annotated[str, coded(codes.ESTIMATOR)] = Field(
        "as-reported", description="How it was estimated"
    )
    counted: Text | None = Field(None, description="Unit of analysis where no cell names it")
    adjusted: YesNo = Field(False, description="Adjusted for other variables")
    stated: Annotated[dict[str, Excerpts], BLOCK] = Field({}, description="Where each column is printed")
    flags: Annotated[dict[str, PlanWords], BLOCK] = Field(
        {}, description="Printed oddity or error, by column"
    )
    note: Prose | None = Field(None, description="Remark of ours")

    @property
    def columns(self) -> dict[str, Any]:
        """Cell, or cells over times, by column."""
        return dict(self.model_extra or {})

    def fields_written(self) -> Iterator[tuple[str, Any, str]]:
        """The columns are between the dimensions and their sources."""
        fields = list(super().fields_written())
        yield from (item for item in fields if item[0] not in ("stated", "flags", "note"))
        for column, cells in self.columns.items():
            yield column, cells, ""
        yield from (item for item in fields if item[0] in ("stated", "flags", "note"))


class StoppedEarlyEntry(RecordEntry):
    """That the study ended before it was planned to."""

    because: Annotated[Annotated[str, coded(codes.STOP_REASON)], ColumnName("stopped_because")] = Field(
        description="Why the study was stopped early; absent when it was not, or not said to be"
    )
    note: Annotated[Text | None, ColumnName("stopped_note")] = Field(
        None, description="When and how it was stopped early, as stated; absent when not stated"
    )


class MarginEntry(RecordEntry):
    """A margin that was set beforehand, and whether the study kept it."""

    row = StoredRow("set_margin", id="{owner}/margin/{position}")
    outcome: OutcomeKey = Field(description="Outcome that the margin is of")
    margin: Text = Field(description="The margin as stated, with its unit: 10 percentage points, HR 1.3")
    met: Annotated[str, coded(codes.MARGIN_MET)] | None = Field(
        None, description="Whether the margin was kept; absent when not entered"
    )
    contrast: OwnContrastKey | None = Field(
        None, description="Contrast that it was set for; absent when the study has only one"
    )
    population: OwnPopulationKey = Field(
        WHOLE, description="Set of participants that it was judged in; `whole` unless told"
    )
    hypothesis: Annotated[str, coded(codes.MARGIN_HYPOTHESIS)] = Field(
        "noninferiority", description="What the margin was set for"
    )
    note: Text | None = Field(
        None, description="How it was chosen, or what limits it; absent when not entered"
    )


class BreakdownEntry(RecordEntry):
    """A whole and its parts as the source states them: each participant (or lesion) counts in one part.

    The parts are outcomes (deaths by cause) or population sets (complete and incomplete ablation).
    """

    row = StoredRow("breakdown", id="{owner}/breakdown/{position}")
    whole: OwnStudyOutcomeKey | None = Field(
        None, description="Outcome of the whole; absent when it is the participants themselves"
    )
    population: OwnPopulationKey = Field(
        WHOLE, description="Set of participants that the whole is given for; `whole` unless told"
    )
    parts: Annotated[tuple[Slug, ...], SPECIAL] = Field((), description="Outcomes that are the parts")
    parts_in: Annotated[Slug | None, SPECIAL] = Field(
        None, description="Population set that the parts are reported in, where it is another"
    )
    sets: Annotated[tuple[Slug, ...], SPECIAL] = Field((), description="Population sets that are the parts")
    complete: YesNo = Field(True, description="The parts make up the whole, and are not only some of them")

    def members(self) -> tuple[str, ...]:
        """Keys of the parts, outcomes or population sets, in order."""
        return self.parts or self.sets


class IncludedEntry(RecordEntry):
    """A study that a systematic review names, by key or label, or a number of those it does not name."""

    row = StoredRow("included_study", id="{owner}/{position}", owner="systematic_review_id")
    study: StudyKey | None = Field(
        None, description="Key of the study; absent when it is not entered, or studies are only counted"
    )
    label: Text | None = Field(
        None, description="Name of a study that is not entered: Wang (2015); absent for one that is"
    )
    reference: ReferenceKey | None = Field(
        None, description="Reference of a study that is not entered; absent for others, or when not known"
    )
    unnamed: Whole | None = Field(
        None, description="How many unnamed studies; absent when the study is named"
    )
    state: Annotated[str, coded(codes.INCLUSION_STATE, unwritten=("none-eligible",))] = Field(
        description="What the systematic review did with it"
    )
    reason: Prose | None = Field(None, description="Why, in our words; absent when not stated")


class ReviewEntry(RecordEntry):
    """What a systematic review included."""

    flow = False
    includes: tuple[IncludedEntry, ...] = Field((), description="Studies named or counted")
    empty: Annotated[YesNo, SPECIAL] = Field(False, description="The review found no eligible study")


class LimitationEntry(RecordEntry):
    """A limitation: its code, or only its domain with a note."""

    code: LimitationCode | None = Field(None, description="Code of the limitation: table/domain/number")
    domain: LimitationDomain | None = Field(None, description="Where no code fits: table/domain, with a note")
    note: Prose | None = Field(None, description="What limits the study, in our words")
    instrument: InstrumentKey | None = Field(
        None, description="Edition that the code is of, where it is another than that of the rest"
    )


class LimitationsEntry(RecordEntry):
    """What limits the design and conduct of the study."""

    flow = False
    instrument: InstrumentKey = Field(description="Edition of the instrument whose codes are used")
    none_identified: NoneIdentified = Field(
        False, description="The study was appraised, and no limitation was found"
    )
    items: tuple[LimitationEntry, ...] = Field((), description="The limitations, in order")


class StudyRecord(Record):
    """One study. A study is not a paper and belongs to no single policy.

    It may say what the marks in its tables mean (``absent: {NA: not available}``); `printed_rows.py` then
    writes that for them, before this.
    """

    model_config = ConfigDict(json_schema_extra=_with_marks)
    row = StoredRow("study", id="{study}")
    study: Slug = Field(description="Key: first author and year; the file's name")
    label: Text = Field(description="How a text names the study, for example Wang et al (2015)")
    design: DesignKey = Field(description="Key of its real design, whatever heading a policy puts it under")
    acronym: Text | None = Field(
        None, description="Short name of the trial or study, for example ENDEAR; absent when it has none"
    )
    reports: Annotated[
        dict[Annotated[str, coded(codes.REPORT_ROLE)], ReferenceKey | tuple[ReferenceKey, ...]], SPECIAL
    ] = Field(description="Reference, or list of references, by role")
    document: DocumentKey | None = Field(
        None,
        description="Document that its figures were read from, in which offsets under `stated` count; absent"
        " when they were read from its reports",
    )
    registrations: tuple[RegistrationEntry, ...] = Field((), description="Entries in trial registries")
    conditions: Annotated[tuple[ConditionKey, ...], LinkTable("study_condition")] = Field(
        (), description="Keys of the conditions studied"
    )
    population: DefiningProse | None = Field(
        None, description="Who took part, in our words: a noun phrase that reads after `in`"
    )
    setting: DefiningProse | None = Field(None, description="Where, in our words; absent when not stated")
    data: Annotated[Annotated[str, coded(codes.DATA_DIRECTION)] | None, ColumnName("data_direction")] = Field(
        None, description="How data were collected; absent when not stated"
    )
    sites: Whole | None = Field(
        None, description="Number of sites or centers that took part; absent when not stated"
    )
    countries: Annotated[tuple[Name, ...], LinkTable("site_country", column="country")] = Field(
        (), description="Countries or regions of the sites"
    )
    conducted: Period | None = Field(
        None,
        description="From when to when it was conducted: 2014-2016, 2015-ongoing; absent when not stated",
    )
    allocation_ratio: Ratio | None = Field(
        None, description="Allocation in the order of the arms, for example 2:1; absent when not stated"
    )
    masking: Annotated[str, coded(codes.MASKING)] | None = Field(
        None, description="How many roles were masked (blinded); absent when not stated"
    )
    masked: Annotated[
        tuple[Annotated[str, coded(codes.MASKED_ROLE)], ...], LinkTable("masked_role", column="role")
    ] = Field((), description="Who was masked (blinded)")
    stopped_early: StoppedEarlyEntry | None = Field(
        None, description="That it was stopped early, and why; absent when it was not, or not said to be"
    )
    noninferiority: tuple[MarginEntry, ...] = Field(
        (), description="Margins of noninferiority or equivalence, and whether they were kept"
    )
    extension_of: StudyKey | None = Field(
        None, description="Study that this one continues with the same participants; absent when none"
    )
    shares_cohort_with: Annotated[
        tuple[StudyKey, ...], LinkTable("cohort_link", owner="sharing_study_id")
    ] = Field((), description="Studies that report some or all of the same participants; these count once")
    sponsor: Text | None = Field(
        None, description="Who sponsored or paid for the study, as stated; absent when not stated"
    )
    funding: Annotated[str, coded(codes.FUNDING)] | None = Field(
        None, description="Where its money came from; absent when not stated"
    )
    conflicts: Text | None = Field(
        None, description="Conflicts of interest that its authors declare; absent when not entered"
    )
    known_through: StudyKey | None = Field(
        None, description="Systematic review through which alone the study is known; absent when read itself"
    )
    enrolled: Annotated[CellField | None, SPECIAL] = Field(None, description="Size of the whole study")
    stated: Annotated[dict[str, Excerpts], SPECIAL] = Field(
        {}, description="Where the size is printed, under `enrolled`"
    )
    arms: dict[Slug, ArmEntry] = Field({}, description="Arms in order")
    populations: dict[Slug, PopulationEntry] = Field(
        {}, description="Sets of participants other than the whole"
    )
    contrasts: dict[Slug, ContrastEntry] = Field({}, description="Comparisons in order")
    targets: dict[Slug, TargetEntry] = Field(
        {}, description="What its index tests are to find, in order; results name them"
    )
    outcomes: Annotated[dict[Slug, StudyOutcomeEntry], SPECIAL] = Field(
        {}, description="The study's own definitions, where they matter"
    )
    results: Annotated[tuple[ResultEntry, ...], SPECIAL] = Field(
        (), description="What the study reports, in order"
    )
    breakdowns: Annotated[tuple[BreakdownEntry, ...], BLOCK] = Field(
        (), description="Wholes with their parts, where the source gives them as such"
    )
    review: ReviewEntry | None = Field(None, description="Systematic reviews: what was included")
    strengths: Annotated[tuple[Prose, ...], BLOCK, SPECIAL] = Field((), description="Strengths, in our words")
    limitations: Annotated[LimitationsEntry | None, SPECIAL] = Field(
        None, description="Limitations of design and conduct"
    )
    appraisals: tuple[AppraisalEntry, ...] = Field(
        (),
        description="Judgements by instruments such as RoB 2, of the study or of its results on an outcome",
    )
    conclusion: Prose | None = Field(
        None, description="What its authors concluded, in our words; absent when not entered"
    )
    acknowledged: tuple[AcknowledgementEntry, ...] = Field(
        (), description="Problems found by kb check that stay, with the reason"
    )

    def columns(self) -> list[str]:
        """All columns that results may have, in canonical order."""
        return [*self.arms, *self.contrasts, ALL]
