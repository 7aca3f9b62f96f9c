"""How studies are appraised, and how certain the evidence on an outcome is: judgements by domain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar

from pydantic import Field

from kb import codes
from kb.records.base import Flaw, RecordEntry, TextOrEntry
from kb.records.keeping import (
    SPECIAL,
    ColumnName,
    InstrumentKey,
    InterventionKey,
    LinkTable,
    OutcomeKey,
    StoredRow,
    StudyKey,
)
from kb.records.scalars import Prose, Slug, Text, Whole, coded


class DomainJudgementEntry(TextOrEntry):
    """The judgement of one domain: the word alone, or with a note."""

    flow: ClassVar[bool] = True
    alone: ClassVar[str] = "judgement"
    row = StoredRow("domain_judgement")
    judgement: Annotated[Slug, SPECIAL] = Field(
        description="Key of a judgement of the instrument: some-concerns"
    )
    note: Prose | None = Field(None, description="Why, in our words; absent when not told")


class AppraisalEntry(RecordEntry):
    """A study judged by an instrument: as a whole, or its results on one outcome."""

    flow: ClassVar[bool] = False
    row = StoredRow("judged_appraisal", id="{owner}/{position}")
    instrument: Annotated[InstrumentKey, ColumnName("instrument_version_id")] = Field(
        description="Edition of the instrument, for example rob-2-2019"
    )
    outcome: OutcomeKey | None = Field(
        None, description="Outcome whose results are judged; absent for the study as a whole"
    )
    judged_by: StudyKey | None = Field(
        None, description="Systematic review whose judgement it is; absent for one of ours"
    )
    judgements: dict[Slug, DomainJudgementEntry] = Field(
        {}, description="Judgement by domain of the instrument"
    )
    overall: Annotated[Slug | None, SPECIAL] = Field(
        None, description="Overall judgement; absent where the instrument or the source has none"
    )
    score: Text | None = Field(
        None, description="Score as printed, for example 7 of 9 stars; absent for instruments without one"
    )
    note: Prose | None = Field(None, description="Remark on the judgement, in our words; absent for none")


class RatingReasonEntry(RecordEntry):
    """Why certainty was rated down or up."""

    domain: Slug = Field(description="Key of a domain of the instrument: imprecision")
    levels: Whole = Field(1, description="By how many levels")
    note: Prose | None = Field(None, description="Why, in our words; absent when not told")


class CertaintyEntry(RecordEntry):
    """How certain the evidence on one outcome is, with the reasons."""

    flow: ClassVar[bool] = False
    row = StoredRow("rated_certainty", id="{owner}/certainty/{position}")
    outcome: OutcomeKey = Field(description="Key of the outcome")
    comparator: InterventionKey | None = Field(
        None, description="Comparator that it holds against; absent where it is the same for all"
    )
    instrument: Annotated[InstrumentKey, ColumnName("instrument_version_id")] = Field(
        description="Edition of the instrument, for example grade-2013"
    )
    level: Annotated[Slug, SPECIAL] = Field(description="Level of certainty: high, moderate, low, very-low")
    starts: Annotated[Slug | None, SPECIAL] = Field(
        None, description="Level before rating down and up; absent when not told"
    )
    importance: Annotated[str, coded(codes.OUTCOME_IMPORTANCE)] | None = Field(
        None, description="How important the outcome is for a decision; absent when not told"
    )
    studies: Annotated[tuple[StudyKey, ...], LinkTable("certainty_study")] = Field(
        (), description="Studies that it rests on; absent for all that report the outcome"
    )
    down: Annotated[tuple[RatingReasonEntry, ...], SPECIAL] = Field((), description="Reasons for rating down")
    up: Annotated[tuple[RatingReasonEntry, ...], SPECIAL] = Field((), description="Reasons for rating up")
    note: Prose | None = Field(None, description="Remark on the rating, in our words; absent for none")


def appraisal_flaws(appraisals: Sequence[AppraisalEntry]) -> Iterator[Flaw]:
    """An appraisal judges something, and nothing is judged twice by the same instrument and person."""
    seen: dict[tuple[str, str | None, str | None], int] = {}
    for index, appraisal in enumerate(appraisals):
        path = ("appraisals", index)
        if not appraisal.judgements and appraisal.overall is None and appraisal.score is None:
            remedy = "Write judgements: {domain: judgement}, or overall: judgement."
            yield Flaw(path, "judges nothing.", remedy)
        judged = (appraisal.instrument, appraisal.outcome, appraisal.judged_by)
        if (other := seen.setdefault(judged, index)) != index:
            yield Flaw(path, f"judges the same as appraisal {other + 1}.", "Make one of the two.")


def certainty_flaws(certainty: Sequence[CertaintyEntry], path: str) -> Iterator[Flaw]:
    """Reasons rate by a level or more, each domain once; nothing is rated twice."""
    seen: dict[tuple[str, str | None, str], int] = {}
    for index, rating in enumerate(certainty):
        rated = (rating.outcome, rating.comparator, rating.instrument)
        if (other := seen.setdefault(rated, index)) != index:
            yield Flaw((path, index), f"rates the same as entry {other + 1}.", "Make one of the two.")
        for direction, reasons in (("down", rating.down), ("up", rating.up)):
            domains = [reason.domain for reason in reasons]
            for place, reason in enumerate(reasons):
                at = (path, index, direction, place)
                if reason.levels == 0:
                    yield Flaw(
                        (*at, "levels"), "rates by no level.", "Write one or more, or remove the reason."
                    )
                if reason.domain in domains[:place]:
                    yield Flaw(
                        (*at, "domain"), f"`{reason.domain}` is there already.", "Make one of the two."
                    )
