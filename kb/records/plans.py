"""Plan records: what a health plan says once for all its policies, in its own words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kb import codes
from kb.records.as_entered import AsEntered, Picture
from kb.records.base import Flaw, Record, RecordEntry
from kb.records.keeping import ColumnName, DeterminationKey, InstrumentKey, LinkTable, StoredRow
from kb.records.scalars import Slug, Text, WebAddress, Whole, YesNo, coded


class PlanHeadingEntry(RecordEntry):
    """A heading of the plan in the place of ours."""

    row = StoredRow("plan_heading", id="{owner}/{section}")
    section: Slug = Field(description="Section of the report, for example statement, codes or references")
    heading: Text = Field(description="What the plan calls it")


class PlanSentenceEntry(RecordEntry):
    """A sentence of house style in the place of ours."""

    flow = False
    row = StoredRow("plan_sentence", id="{owner}/{frame}")
    frame: Annotated[str, coded(codes.FRAME)] = Field(description="Sentence of ours that it replaces")
    text: Text = Field(description="The sentence; {{ name }} stands for what kb fills in, as in our frame")


class PlanDeterminationEntry(RecordEntry):
    """How the plan words a determination."""

    flow = False
    row = StoredRow("plan_determination", id="{owner}/{determination}")
    determination: DeterminationKey = Field(description="The determination, for example medically-necessary")
    label: Text = Field(description="What is printed before a statement of it")
    meaning: AsEntered | None = Field(
        None, description="What the plan means by it, in its own words; absent when not told"
    )


class BoilerplateEntry(RecordEntry):
    """A section that all policies of the plan have."""

    flow = False
    row = StoredRow("plan_boilerplate")
    key: Slug = Field(description="Key of the section, for example benefit or prior-authorization")
    heading: Text | None = Field(None, description="Heading above it; absent for the usual one of its key")
    place: Annotated[str, coded(codes.BOILERPLATE_PLACE)] = Field(
        "back", description="Where it stands, unless the report has a place for sections of its key"
    )
    text: AsEntered = Field(description="Its paragraphs and lists, in the plan's own words")


class PolicyBoilerplateEntry(RecordEntry):
    """A section of boilerplate that the policy words otherwise than its plan, adds, or leaves out."""

    flow = False
    row = StoredRow("own_boilerplate")
    key: Slug = Field(description="Key of the section, for example benefit or prior-authorization")
    heading: Text | None = Field(None, description="Heading above it; absent for that of the plan")
    place: Annotated[str, coded(codes.BOILERPLATE_PLACE)] | None = Field(
        None, description="Where it stands; absent for the place that the plan gives it, else the back"
    )
    text: AsEntered | None = Field(
        None, description="Its paragraphs and lists, in the plan's own words; absent when it is left out"
    )
    left_out: YesNo = Field(False, description="The policy does not print this section of its plan")


class PlanTermEntry(RecordEntry):
    """A term that the plan defines for all its policies."""

    flow = False
    row = StoredRow("plan_definition", id="{owner}/{position}")
    term: Text = Field(description="The term")
    text: AsEntered = Field(description="What it means, in the plan's own words")


class PlanCriterionEntry(RecordEntry):
    """A criterion by which the plan selects studies."""

    flow = False
    row = StoredRow("plan_selection_criterion")
    key: Slug = Field(description="Key within the plan")
    text: AsEntered = Field(description="The criterion, in the plan's own words")


class ContactEntry(RecordEntry):
    """Whom to ask."""

    flow = False
    row = StoredRow("contact", id="{owner}/{position}")
    purpose: Text = Field(description="What for, for example prior authorization")
    name: Text | None = Field(None, description="Person or office; absent when not told")
    phone: Text | None = Field(None, description="Telephone number as printed; absent when there is none")
    fax: Text | None = Field(None, description="Fax number as printed; absent when there is none")
    email: Text | None = Field(None, description="Mail address; absent when there is none")
    website: WebAddress | None = Field(None, description="Web address; absent when there is none")
    address: AsEntered | None = Field(
        None, description="Postal address, a line each; absent when there is none"
    )


class LogoEntry(RecordEntry):
    """The picture above the plan's documents."""

    flow = False
    text: Annotated[Text, ColumnName("logo_text")] = Field(
        description="What is said where no picture can be shown, for example the name of the plan"
    )
    picture: Annotated[Picture, ColumnName("logo_picture")] = Field(
        description="The PNG or JPEG picture in Base64, which kb plan logo takes from a file"
    )


class PlanRecord(Record):
    """A health plan, with what its policies share."""

    row = StoredRow("health_plan", id="{plan}")
    plan: Slug = Field(description="Key of the plan; the file's name")
    name: Text = Field(description="Name of the plan as it prints it")
    abbreviation: Text | None = Field(None, description="Abbreviation; absent when there is none")
    website: WebAddress | None = Field(None, description="Web address; absent when not told")
    review_months: Whole | None = Field(
        None, description="Months from one review of a policy to the next; absent for the usual twelve"
    )
    dates: Annotated[str, coded(codes.DATE_STYLE), ColumnName("date_style")] = Field(
        "iso", description="How the plan writes dates in its documents"
    )
    instruments: Annotated[
        tuple[InstrumentKey, ...], LinkTable("default_instrument", owner="health_plan_id")
    ] = Field(
        (),
        description="Editions of instruments that its reviews use unless they name others; sheets offer them",
    )
    headings: tuple[PlanHeadingEntry, ...] = Field(
        (), description="Headings of the plan in the place of ours"
    )
    sentences: tuple[PlanSentenceEntry, ...] = Field(
        (), description="Sentences of house style in the place of ours"
    )
    determinations: tuple[PlanDeterminationEntry, ...] = Field(
        (), description="How the plan words determinations"
    )
    selection_criteria: tuple[PlanCriterionEntry, ...] = Field(
        (), description="How its reviews select studies, for indications that list no criteria of their own"
    )
    boilerplate: tuple[BoilerplateEntry, ...] = Field((), description="Sections that its policies share")
    definitions: tuple[PlanTermEntry, ...] = Field((), description="Terms that it defines for all policies")
    disclaimer: AsEntered | None = Field(
        None, description="Disclaimer of its policies, in the plan's own words; absent when there is none"
    )
    disclaimer_place: Annotated[str, coded(codes.BOILERPLATE_PLACE)] = Field(
        "back", description="Where its policies print the disclaimer"
    )
    contacts: tuple[ContactEntry, ...] = Field((), description="Whom to ask")
    logo: LogoEntry | None = Field(None, description="Picture above its documents")


def plan_flaws(plan: PlanRecord) -> Iterator[Flaw]:
    """A term that is defined twice, a review after no month, a disclaimer said twice."""
    terms = [entry.term.casefold() for entry in plan.definitions]
    for index, term in enumerate(terms):
        if term in terms[:index]:
            flaw = f"`{plan.definitions[index].term}` is defined twice."
            yield Flaw(("definitions", index, "term"), flaw, "Remove or rename one of them.")
    if plan.review_months == 0:
        yield Flaw(("review_months",), "a policy is reviewed after a month at the earliest.", "Write 12.")
    for index, section in enumerate(plan.boilerplate):
        if section.key == "disclaimer" and plan.disclaimer is not None:
            remedy = "Keep `disclaimer`, or the section of this key."
            yield Flaw(("boilerplate", index, "key"), "the plan has a disclaimer already.", remedy)
    for index, contact in enumerate(plan.contacts):
        if len(list(contact.fields_written())) == 1:
            yield Flaw(("contacts", index), "says nothing but what it is for.", "Add a phone, mail or name.")


def boilerplate_flaws(sections: tuple[PolicyBoilerplateEntry, ...]) -> Iterator[Flaw]:
    """A section is worded by the policy or left out, not both and not neither."""
    for index, section in enumerate(sections):
        if section.left_out and (section.text or section.heading or section.place):
            yield Flaw(("boilerplate", index), "is worded and left out.", "Remove `left_out`, or the rest.")
        if not section.left_out and section.text is None:
            yield Flaw(("boilerplate", index), "`text` is missing.", "Write it, or `left_out: yes`.")
