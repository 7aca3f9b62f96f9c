"""Indication records: the PICO question, the studies that answer it, and the conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kb import codes
from kb.errors import nearest
from kb.records.acknowledgements import AcknowledgementEntry, acknowledgement_flaws
from kb.records.base import BLOCK, Flaw, Record, RecordEntry
from kb.records.instruments import LimitationCode, LimitationDomain, limitation_flaws
from kb.records.judgements import CertaintyEntry, certainty_flaws
from kb.records.keeping import (
    SPECIAL,
    ColumnName,
    ConditionKey,
    InstrumentKey,
    InterventionKey,
    OutcomeKey,
    PolicyKey,
    StoredRow,
    StudyKey,
)
from kb.records.prose_tokens import SLUG, TokenError, parse_figure_token
from kb.records.scalars import (
    FindingProse,
    NoneIdentified,
    PlanWords,
    PolicyProse,
    Prose,
    Refused,
    Remark,
    Scalar,
    Slug,
    Text,
    Whole,
    YesNo,
    coded,
)

_ANSWER = re.compile(rf"{SLUG.pattern}#(((conduct|relevance)/[a-z0-9-]+(/[0-9]+[a-z]?)?|strength)(\.\d+)?)")
_RECOMMENDATION = re.compile(rf"{SLUG.pattern}/{SLUG.pattern}")


def _basis(value: str) -> str:
    if _ANSWER.fullmatch(value) or _RECOMMENDATION.fullmatch(value):
        return value
    try:
        if parse_figure_token(value).kind != "limit":
            return value
    except TokenError:
        pass
    remedy = "Write a figure (study/outcome/column), a limitation (study#code) or guideline/recommendation."
    raise Refused(f"`{value}` is nothing a finding can rest on.", remedy)


Basis = Annotated[str, Scalar(_basis, {"type": "string"})]


class PopulationOfInterestEntry(RecordEntry):
    """The P of PICO."""

    who: Annotated[Text, ColumnName("population_verb")] = Field(
        description="How the population is tied to individuals: have, are, with ..."
    )
    text: Annotated[PlanWords, ColumnName("population")] = Field(
        description="The population, its limits included; reads after `individuals who have`"
    )
    condition: ConditionKey | None = Field(None, description="Key of the condition of the population")


class OutcomeOfInterestEntry(RecordEntry):
    """An O of PICO."""

    row = StoredRow("indication_outcome", id="{owner}/{outcome}")
    outcome: OutcomeKey = Field(description="Key of the outcome")
    relevant: YesNo = Field(True, description="Named among the relevant outcomes of the conclusion")
    interest: Annotated[str, coded(codes.OUTCOME_INTEREST)] | None = Field(
        None,
        description="How the question names it; absent: main where it is relevant, other where it is not",
    )


class CriterionEntry(RecordEntry):
    """A criterion by which studies were selected."""

    row = StoredRow("selection_criterion")
    key: Slug = Field(description="Key within the indication")
    text: PlanWords = Field(description="The criterion, its limits included")


class GroupEntry(RecordEntry):
    """A heading with the studies under it."""

    flow = False
    row = StoredRow("evidence_group")
    key: Slug = Field(description="Key within the indication")
    heading: Text = Field(description="The heading")
    question: Annotated[str, coded(codes.EVIDENCE_QUESTION)] | None = Field(
        None, description="Question that the studies under it answer; absent when not told"
    )
    instrument: Annotated[InstrumentKey | None, ColumnName("instrument_version_id")] = Field(
        None, description="Edition whose codes name what limits the relevance of its studies; absent for none"
    )
    intro: PolicyProse | None = Field(
        None, description="Sentence under the heading, in our words; absent when there is none"
    )
    none_identified: NoneIdentified = Field(
        False, description="Studies for this group were looked for, and none was found"
    )
    studies: Annotated[tuple[StudyKey, ...], SPECIAL] = Field(
        (), description="Keys of the studies, in reading order"
    )


class RelevanceEntry(RecordEntry):
    """What limits the relevance of a study for this indication."""

    study: Slug = Field(description="Key of the study")
    none_identified: NoneIdentified = Field(
        False, description="The study was appraised for this indication, and no limitation was found"
    )
    code: LimitationCode | None = Field(None, description="table/domain/number")
    domain: LimitationDomain | None = Field(None, description="table/domain, when no code fits")
    note: Prose | None = Field(None, description="What limits it, in our words")
    instrument: InstrumentKey | None = Field(
        None, description="Edition that the code is of, where it is another than that of the study's group"
    )


class FindingEntry(RecordEntry):
    """A step between the evidence and the verdict."""

    flow = False
    row = StoredRow("finding", owner="indication_id")
    key: Slug = Field(description="Key within the indication")
    text: FindingProse = Field(description="The finding, in our words; [[...]] stands for a figure")
    basis: Annotated[tuple[Basis, ...], SPECIAL] = Field(
        (), description="What it rests on besides the figures in its text"
    )


class ConclusionEntry(RecordEntry):
    """What the review concluded for this indication."""

    flow = False
    row = StoredRow("conclusion", id="{owner}")
    verdict: Annotated[str, coded(codes.VERDICT)] | None = Field(
        None,
        description="Whether the evidence is sufficient; absent when findings are told without a verdict",
    )
    effect: Annotated[str, coded(codes.EFFECT_PHRASE)] | None = Field(
        None, description="What it is, or is not, sufficient to determine; absent without a verdict"
    )
    chain_of_evidence: Annotated[str, coded(codes.CHAIN_OF_EVIDENCE)] | None = Field(
        None,
        description="How far evidence reaches to health outcomes, mostly of a test; absent when not told",
    )
    sentence: Remark | None = Field(
        None, description="The verdict in words of the plan, printed in the place of ours; absent for ours"
    )
    findings: tuple[FindingEntry, ...] = Field((), description="Findings in order")


class IndicationRecord(Record):
    """One indication of a policy."""

    row = StoredRow("indication", id="{policy}/{indication}")
    policy: PolicyKey = Field(description="Number of the policy; the name of its folder")
    indication: Annotated[Slug, ColumnName("key")] = Field(
        description="Key within the policy, for example hcc; the name of its file"
    )
    position: Whole = Field(description="Order, from 1")
    title: Text = Field(description="Heading of the indication")
    population: PopulationOfInterestEntry = Field(description="Population of the question")
    interventions: Annotated[tuple[InterventionKey, ...], SPECIAL] = Field(
        description="Interventions of the question"
    )
    comparators: Annotated[tuple[InterventionKey, ...], SPECIAL] = Field(
        (), description="Comparators of the question"
    )
    outcomes: tuple[OutcomeOfInterestEntry, ...] = Field((), description="Outcomes of the question, in order")
    purpose: Annotated[PolicyProse | None, SPECIAL] = Field(None, description="What the intervention is for")
    question: Annotated[PolicyProse | None, SPECIAL] = Field(None, description="The question")
    context: Annotated[tuple[PolicyProse, ...], BLOCK, SPECIAL] = Field((), description="Opening paragraphs")
    outcome_note: Annotated[PolicyProse | None, SPECIAL] = Field(None, description="Remark on the outcomes")
    selection_criteria: tuple[CriterionEntry, ...] = Field((), description="How studies were selected")
    plan_criteria: YesNo = Field(
        True, description="Whether the criteria of the plan are those of an indication that lists none itself"
    )
    groups: tuple[GroupEntry, ...] = Field((), description="Headings with their studies, in reading order")
    limitations: Annotated[tuple[RelevanceEntry, ...], SPECIAL] = Field(
        (), description="Limitations of relevance of its studies"
    )
    certainty: tuple[CertaintyEntry, ...] = Field(
        (), description="How certain the evidence on its outcomes is, with the reasons"
    )
    conclusion: ConclusionEntry | None = Field(None, description="Verdict and findings")
    concluded_with: Annotated[Slug | None, SPECIAL] = Field(
        None,
        description="Indication of the policy whose conclusion is this one's, too; then it has none itself",
    )
    acknowledged: tuple[AcknowledgementEntry, ...] = Field(
        (), description="Problems found by kb check that stay, with the reason"
    )

    def key(self) -> str:
        """The file is named after the indication."""
        return self.indication

    def edition_of(self, study: str) -> str | None:
        """The edition that limitations of a study are named in unless they name another."""
        return next((group.instrument for group in self.groups if study in group.studies), None)

    def studies(self) -> list[str]:
        """The studies in reading order."""
        return [study for group in self.groups for study in group.studies]


def _conclusion_flaws(indication: IndicationRecord) -> Iterator[Flaw]:
    """A verdict is about an effect, and a conclusion is told in one place."""
    conclusion = indication.conclusion
    if indication.concluded_with is not None:
        path = ("concluded_with",)
        if indication.concluded_with == indication.indication:
            yield Flaw(path, "names this indication itself.", "Name another one, or remove the key.")
        if conclusion is not None:
            yield Flaw(path, "there is a conclusion here, too.", "Remove the key, or `conclusion`.")
    if conclusion is None:
        return
    if (conclusion.verdict is None) != (conclusion.effect is None):
        lacking = "verdict" if conclusion.verdict is None else "effect"
        yield Flaw(("conclusion",), f"`{lacking}` is missing.", "Give verdict and effect, or neither.")
    if conclusion.sentence is not None and conclusion.verdict is None:
        remedy = "Give verdict and effect, too, so that they can be asked for."
        yield Flaw(("conclusion", "sentence"), "words a verdict that is not given.", remedy)
    if conclusion.verdict is None and not conclusion.findings and conclusion.chain_of_evidence is None:
        yield Flaw(("conclusion",), "says nothing.", "Give a verdict or findings, or remove the key.")


def _in_two_groups(indication: IndicationRecord) -> Iterator[Flaw]:
    seen: set[str] = set()
    for index, group in enumerate(indication.groups):
        for study in seen & set(group.studies):
            yield Flaw(("groups", index, "studies"), f"`{study}` is in two groups.", "Choose one.")
        seen |= set(group.studies)


def _none_identified(indication: IndicationRecord) -> Iterator[Flaw]:
    """That there is none, said beside what there is."""
    for index, group in enumerate(indication.groups):
        if group.none_identified and group.studies:
            path = ("groups", index, "none_identified")
            yield Flaw(path, "studies are listed in this group.", "Remove the key, or the studies.")
    for index, item in enumerate(indication.limitations):
        if not item.none_identified:
            continue
        path = ("limitations", index, "none_identified")
        others = [other for other in indication.limitations if other.study == item.study]
        if len(others) > 1:
            yield Flaw(path, f"limitations of `{item.study}` are listed, too.", "Remove this line, or those.")
        if item.code or item.domain or item.note:
            yield Flaw(path, "a limitation is named in the same line.", "Remove the key, or the limitation.")


def _unnamed_outcomes(indication: IndicationRecord) -> Iterator[Flaw]:
    """An outcome that neither the question nor the conclusion names."""
    for index, outcome in enumerate(indication.outcomes):
        if outcome.interest == "none" and not outcome.relevant:
            remedy = "Write `relevant: yes`, name its interest, or remove the line."
            yield Flaw(("outcomes", index), "nothing names this outcome.", remedy)


def indication_flaws(indication: IndicationRecord) -> Iterator[Flaw]:
    """Studies in two groups, limitations of studies that are not used, certainty that is rated twice."""
    yield from _in_two_groups(indication)
    yield from _none_identified(indication)
    yield from _conclusion_flaws(indication)
    yield from _unnamed_outcomes(indication)
    yield from acknowledgement_flaws(indication.acknowledged)
    used = indication.studies()
    yield from certainty_flaws(indication.certainty, "certainty")
    for index, item in enumerate(indication.limitations):
        path = ("limitations", index)
        if not item.none_identified:
            yield from limitation_flaws(item, "relevance", path)
        if item.study not in used:
            close = nearest(item.study, used)
            remedy = f"{close} Correct it here or in the group, or add" if close else "Add"
            yield Flaw((*path, "study"), f"`{item.study}` is in no group.", f"{remedy} it to a group.")
    yield from _edition_flaws(indication)


_ABOUT_A_TEST = frozenset({"analytic-validity", "clinical-validity"})
"""Questions that studies of the accuracy of tests answer."""


def _edition_flaws(indication: IndicationRecord) -> Iterator[Flaw]:
    """Every limitation has an edition, said once."""
    for index, group in enumerate(indication.groups):
        limits = [
            (place, item) for place, item in enumerate(indication.limitations) if item.study in group.studies
        ]
        if group.instrument is None and any(item.instrument is None for _, item in limits):
            kind = "diagnostic" if group.question in _ABOUT_A_TEST else "therapeutic"
            remedy = f"Name the edition whose codes limitations of its studies use: limitations-{kind}-2021."
            yield Flaw(("groups", index), "`instrument` is missing.", remedy)
        for place, item in limits:
            if item.instrument is not None and item.instrument == group.instrument:
                at = ("limitations", place, "instrument")
                yield Flaw(at, f"is that of the group `{group.key}`.", "Remove the key.")


def in_reading_order(indication: IndicationRecord) -> IndicationRecord:
    """Limitations in the reading order of their studies."""
    order = {study: index for index, study in enumerate(indication.studies())}
    limitations = sorted(indication.limitations, key=lambda item: (order[item.study], item.instrument or ""))
    return indication.model_copy(update={"limitations": tuple(limitations)})
