"""Reference records: what was published, in the words of CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field, model_validator

from kb import codes
from kb.records.acknowledgements import AcknowledgementEntry, acknowledgement_flaws
from kb.records.base import INLINE, Flaw, Record, RecordEntry
from kb.records.keeping import SPECIAL, ColumnName, LinkTable, ReferenceKey, StoredRow
from kb.records.scalars import (
    Day,
    PartialDate,
    Refused,
    Scalar,
    Slug,
    Text,
    WebAddress,
    Whole,
    YesNo,
    coded,
    one_of,
    partial_date,
)

CSL_TYPES = (
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "dataset",
    "document",
    "entry",
    "event",
    "figure",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "pamphlet",
    "paper-conference",
    "patent",
    "personal_communication",
    "periodical",
    "post",
    "post-weblog",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "speech",
    "standard",
    "thesis",
    "treaty",
    "webpage",
)


def _pmid(value: str) -> str:
    if not re.fullmatch(r"[1-9]\d{0,8}", value):
        raise Refused(f"`{value}` is no PMID.", "A PMID has digits only, at most nine.")
    return value


def _pmcid(value: str) -> str:
    if not re.fullmatch(r"PMC\d+", value):
        raise Refused(f"`{value}` is no PMCID.", "Write PMC followed by digits.")
    return value


def _doi(value: str) -> str:
    bare = re.sub(r"^(https?://(dx\.)?doi\.org/|doi:\s*)", "", value, flags=re.IGNORECASE).lower()
    if not re.fullmatch(r"10\.\d{4,9}/\S+", bare):
        raise Refused(f"`{value}` is no DOI.", "A DOI starts with 10. and has a slash: 10.1002/hep.27548.")
    return bare


def _isbn(value: str) -> str:
    digits = re.sub(r"[ -]", "", value)
    if not re.fullmatch(r"\d{9}[\dX]|\d{13}", digits):
        raise Refused(f"`{value}` is no ISBN.", "An ISBN has 10 or 13 digits.")
    return digits


def _issued(value: str) -> str:
    try:
        return partial_date(value)
    except Refused as error:
        year = re.search(r"\b(?:1[5-9]|20)\d\d\b", value)
        if year is None or not re.search(r"[A-Za-z/]", value):
            raise
        remedy = f"Write `issued: {year[0]}`, and `issued-text: {value}` for a season or a range."
        raise Refused(error.message, remedy) from None


_ANY = {"type": ["string", "number"]}

Issued = Annotated[str, Scalar(_issued, {**_ANY, "pattern": r"^\d{4}(-\d\d(-\d\d)?)?$"})]
Pmid = Annotated[str, Scalar(_pmid, _ANY)]
Doi = Annotated[str, Scalar(_doi, _ANY)]


class IdentifiersEntry(RecordEntry):
    """Where the publication is registered."""

    pmid: Annotated[Pmid | None, SPECIAL] = Field(None, description="PubMed identifier")
    pmcid: Annotated[Annotated[str, Scalar(_pmcid, _ANY)] | None, SPECIAL] = Field(
        None, description="PubMed Central identifier"
    )
    doi: Annotated[Doi | None, SPECIAL] = Field(None, description="Digital Object Identifier")
    isbn: Annotated[Annotated[str, Scalar(_isbn, _ANY)] | None, SPECIAL] = Field(
        None, description="Book number"
    )


class AuthorEntry(RecordEntry):
    """A person (family, given) or an organization (literal)."""

    row = StoredRow("reference_author", id="{owner}/{position}")
    family: Text | None = Field(
        None, description="Family name with its particles; absent for an organization"
    )
    given: Text | None = Field(
        None, description="Given names or initials as printed; absent when there are none"
    )
    suffix: Text | None = Field(
        None, description="What follows the name, for example Jr or III; absent when nothing does"
    )
    literal: Text | None = Field(None, description="Name of an organization; absent for a person")

    @model_validator(mode="before")
    @classmethod
    def _with_particles(cls, value: Any) -> Any:
        """The particles that CSL-JSON may keep apart belong to the family name: van den Berg."""
        if not isinstance(value, dict) or not isinstance(value.get("family"), str):
            return value
        parts = dict(value)
        particles = [parts.pop(f"{kind}-particle", None) for kind in ("dropping", "non-dropping")]
        if all(particle is None or isinstance(particle, str) for particle in particles):
            parts["family"] = " ".join(filter(None, (*particles, parts["family"])))
            return parts
        return value


class CslEntry(RecordEntry):
    """The fields of CSL-JSON that we keep, as printed."""

    flow = False
    type: Annotated[str, one_of(CSL_TYPES)] = Field(description="CSL type, for example article-journal")
    title: Text = Field(description="Title as printed")
    author: Annotated[tuple[AuthorEntry, ...], INLINE] = Field((), description="Named authors in order")
    authors_truncated: YesNo = Field(
        False,
        alias="author-truncated",
        description="Further authors exist that our source does not name (et al)",
    )
    container_title: Text | None = Field(
        None, alias="container-title", description="Journal or series, as abbreviated in the source"
    )
    publisher: Text | None = Field(None, description="Publisher or issuing organization")
    issued: Issued | None = Field(None, description="Date of publication, ISO 8601, as precise as known")
    issued_text: Text | None = Field(
        None,
        alias="issued-text",
        description=(
            "What is printed instead of the date where that is a season, a range or words, for example"
            " Spring 2015, Mar-Apr 2015 or in press"
        ),
    )
    volume: Text | None = Field(None, description="Volume as printed")
    issue: Text | None = Field(None, description="Issue as printed")
    page: Text | None = Field(None, description="Pages or article number as printed")
    note: Text | None = Field(
        None, description="What is printed after the pages, for example discussion 322-3"
    )
    genre: Text | None = Field(None, description="Kind of report as printed")
    version: Text | None = Field(None, description="Version as printed")
    number: Text | None = Field(None, description="Report number as printed")
    url: WebAddress | None = Field(
        None, alias="URL", description="Web address as printed; absent when none is printed"
    )
    accessed: Day | None = Field(None, description="Date on which a web document was read, ISO 8601")


class NoticeEntry(RecordEntry):
    """A notice about the publication."""

    row = StoredRow("notice", id="{owner}/{position}")
    kind: Annotated[str, coded(codes.NOTICE_KIND)] = Field(description="What was announced")
    date: PartialDate | None = Field(None, description="Date of the notice, ISO 8601; absent when not known")
    by: Annotated[ReferenceKey | None, ColumnName("notice_reference_id")] = Field(
        None, description="Key of the published notice, where it is a reference of ours"
    )
    pmid: Pmid | None = Field(
        None, description="PubMed identifier of the notice itself; absent when not known"
    )
    doi: Doi | None = Field(None, description="DOI of the notice itself; absent when not known")
    source: Text | None = Field(
        None, description="Where we learned of it, for example Retraction Watch; absent when not entered"
    )
    text: Text | None = Field(None, description="What the notice says, in our words")


class ReferenceRecord(Record):
    """One published item."""

    row = StoredRow("reference", id="{reference}")
    reference: Slug = Field(description="Key: first author and year; the file's name")
    identifiers: IdentifiersEntry = Field(
        IdentifiersEntry.model_validate({}), description="PMID, PMCID, DOI, ISBN"
    )
    csl: CslEntry = Field(description="Bibliographic description, named as in CSL-JSON")
    notices: tuple[NoticeEntry, ...] = Field(
        (), description="Retractions, concerns, corrections, reinstatements"
    )
    merged: Annotated[tuple[Slug, ...], LinkTable("reference_merge", id="{key}", owner="into_id")] = Field(
        (), description="Keys that were found to name the same item"
    )
    acknowledged: tuple[AcknowledgementEntry, ...] = Field(
        (), description="Problems found by kb check that stay, with the reason"
    )


def reference_flaws(reference: ReferenceRecord) -> Iterator[Flaw]:
    """Authors are persons or organizations, dates agree on their year; merged keys are others."""
    for index, author in enumerate(reference.csl.author):
        if (author.literal is None) == (author.family is None):
            remedy = "Write {family: Wang, given: C} or {literal: name of an organization}."
            yield Flaw(("csl", "author", index), "is neither a person nor an organization.", remedy)
        for part in ("given", "suffix"):
            if author.literal is not None and getattr(author, part) is not None:
                words = "given name" if part == "given" else part
                message = f"an organization has no {words}."
                yield Flaw(("csl", "author", index), message, f"Remove `{part}`.")
    issued, printed = reference.csl.issued, reference.csl.issued_text
    if printed and (years := re.findall(r"\b\d{4}\b", printed)) and (issued or "")[:4] not in years:
        remedy = f"Write `issued: {years[0]}`, or correct `issued-text`."
        yield Flaw(("csl", "issued-text"), f"`{printed}` is not in the year of `issued`.", remedy)
    if reference.csl.authors_truncated and not reference.csl.author:
        yield Flaw(
            ("csl", "author-truncated"),
            "et al without a named author.",
            "Name the authors, or remove it.",
        )
    if reference.reference in reference.merged:
        yield Flaw(("merged",), "a reference cannot be merged into itself.", "Remove its own key.")
    yield from acknowledgement_flaws(reference.acknowledged)


def _sha256(value: str) -> str:
    if len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise Refused(f"`{value}` is no SHA-256.", "It has 64 digits and letters from a to f.")
    return value


class DocumentRecord(Record):
    """A source document; its text is not part of the evidence."""

    row = StoredRow("document", id="{document}")
    document: Slug = Field(description="Key of the document; the file's name")
    title: Text = Field(description="Title of the document")
    publisher: Text = Field(description="Who published it")
    date: PartialDate = Field(description="Date of the document, ISO 8601, as precise as known")
    characters: Whole = Field(description="Length of its plain text in characters")
    sha256: Annotated[str, Scalar(_sha256, {"type": "string", "pattern": "^[0-9a-f]{64}$"})] = Field(
        description="SHA-256 of its plain text in UTF-8"
    )
