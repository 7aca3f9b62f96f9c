"""Guideline records, and the grading systems that their recommendations are graded by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kb import codes
from kb.records.acknowledgements import AcknowledgementEntry, acknowledgement_flaws
from kb.records.base import CellField, Excerpts, Flaw, Record, RecordEntry
from kb.records.excerpts import excerpt_flaws
from kb.records.keeping import SPECIAL, ConditionKey, DocumentKey, GradingKey, ReferenceKey, StoredRow
from kb.records.prose_tokens import tokens_of
from kb.records.scalars import PartialDate, RecommendedProse, Slug, Text, coded


class GradeEntry(RecordEntry):
    """A grade, and what it means."""

    row = StoredRow("grade_meaning", id="{owner}/{grade}")
    grade: Text = Field(description="The grade as guidelines print it: 2A, B-R, strong")
    meaning: Text = Field(description="What it means, in our words; reads after a colon")


class GradingRecord(Record):
    """A system by which guidelines grade recommendations or evidence."""

    row = StoredRow("grading", id="{grading}")
    grading: Slug = Field(description="Key of the grading system; the file's name")
    name: Text = Field(description="Name of the system")
    organization: Text | None = Field(None, description="Whose system it is; absent when not told")
    kind: Annotated[str, coded(codes.GRADING_KIND)] = Field(description="What is graded")
    word: Text | None = Field(
        None,
        description="Word before a grade in a text: category, for `category 2A`; absent for none",
    )
    word_after: Text | None = Field(
        None,
        description="Word after a grade: recommendation, for `strong recommendation`; absent for none",
    )
    reference: ReferenceKey | None = Field(None, description="Reference that describes the system")
    grades: tuple[GradeEntry, ...] = Field(description="Its grades, the strongest first")


class RecommendationGradeEntry(RecordEntry):
    """A grade of a recommendation by one system."""

    row = StoredRow("given_grade", id="{owner}/{grading}")
    grading: GradingKey = Field(description="Key of the grading system")
    grade: Text = Field(description="The grade, as the system lists it")


class RecommendationEntry(RecordEntry):
    """One recommendation. ``[[key]]`` in its text stands for one of its thresholds."""

    flow = False
    row = StoredRow("recommendation")
    key: Slug = Field(description="Key within the guideline")
    condition: ConditionKey | None = Field(None, description="Condition it is about; absent when general")
    grades: tuple[RecommendationGradeEntry, ...] = Field(
        (), description="Its grades, one by each grading system; absent when ungraded"
    )
    category: Text | None = Field(
        None,
        description="Grade as the guideline prints it, where no grading system is entered for it",
    )
    text: RecommendedProse = Field(
        description="What it recommends, in our words; [[key]] stands for one of its limits"
    )
    thresholds: Annotated[dict[Slug, CellField], SPECIAL] = Field(
        {}, description="Its limits, in figure notation"
    )
    stated: Annotated[dict[Slug, Excerpts], SPECIAL] = Field({}, description="Where each limit is printed")


class GuidelineRecord(Record):
    """A guideline or position statement, in one version."""

    row = StoredRow("guideline", id="{guideline}")
    guideline: Slug = Field(description="Key of the guideline; the file's name")
    organization: Text = Field(description="Who issued it")
    abbreviation: Text | None = Field(
        None, description="Abbreviation of the organization; absent when there is none"
    )
    title: Text = Field(description="Title")
    version: Text | None = Field(None, description="Version as printed; absent when not stated")
    date: PartialDate | None = Field(
        None, description="When this version was published, ISO 8601, as precise as known"
    )
    reference: ReferenceKey | None = Field(None, description="Reference of the published document")
    document: Annotated[DocumentKey | None, SPECIAL] = Field(
        None, description="Document that the offsets under `stated` count in"
    )
    summary: RecommendedProse | None = Field(None, description="What it says overall, in our words")
    recommendations: tuple[RecommendationEntry, ...] = Field((), description="Its recommendations, in order")
    acknowledged: tuple[AcknowledgementEntry, ...] = Field(
        (), description="Problems found by kb check that stay, with the reason"
    )


def document_flaws(document: str | None, places: Iterator[Excerpts]) -> Iterator[Flaw]:
    """Offsets need the document they count in."""
    offsets = any(excerpt.start is not None for excerpts in places for excerpt in excerpts)
    if offsets and document is None:
        yield Flaw((), "`document` is missing: offsets under `stated` count in a document.", "Name it.")


def _document_needed(guideline: GuidelineRecord) -> Iterator[Flaw]:
    """The document of a guideline is kept with its offsets alone."""
    excerpts = (
        excerpt for item in guideline.recommendations for found in item.stated.values() for excerpt in found
    )
    if guideline.document is not None and all(excerpt.start is None for excerpt in excerpts):
        yield Flaw(("document",), "no offset under `stated` counts in this document.", "Remove the key.")


def grading_flaws(grading: GradingRecord) -> Iterator[Flaw]:
    """A grading has grades."""
    if not grading.grades:
        yield Flaw(("grades",), "lists no grade.", "List them, the strongest first.")


def guideline_flaws(guideline: GuidelineRecord) -> Iterator[Flaw]:
    """Tokens name thresholds; excerpts state them."""
    for index, item in enumerate(guideline.recommendations):
        path = ("recommendations", index)
        if item.grades and item.category is not None:
            yield Flaw((*path, "category"), "`grades` say it already.", "Remove one of them.")
        for token in tokens_of(item.text):
            if token.kind == "limit" and token.target not in item.thresholds:
                yield Flaw((*path, "text"), f"{token} names no threshold.", "Enter it under `thresholds`.")
        for key, excerpts in item.stated.items():
            yield from excerpt_flaws(item.thresholds.get(key), excerpts, (*path, "stated", key))
    stated = (excerpts for item in guideline.recommendations for excerpts in item.stated.values())
    yield from document_flaws(guideline.document, stated)
    yield from _document_needed(guideline)
    yield from acknowledgement_flaws(guideline.acknowledged)
