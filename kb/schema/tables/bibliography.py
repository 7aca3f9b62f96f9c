"""References: what was published, how to find it, what became of it."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    Table,
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
)


class Reference(Table, table=True):
    __tablename__ = "reference"
    __table_args__ = described("One row per published item (article, guideline, report).")
    id: str = primary_key("Key of the reference, for example wang-2015")
    record_id: str = from_record()
    type: str = text_column("CSL type, for example article-journal")
    title: str = text_column("Title as printed")
    authors_truncated: bool = flag_column("Further authors exist that our source does not name (et al)")
    container_title: str | None = text_column("Journal or series, as abbreviated in the source", null=True)
    publisher: str | None = text_column("Publisher or issuing organization", null=True)
    issued: str | None = text_column("Date of publication, ISO 8601, as precise as known", null=True)
    volume: str | None = text_column("Volume as printed", null=True)
    issue: str | None = text_column("Issue as printed", null=True)
    page: str | None = text_column("Pages or article number as printed", null=True)
    note: str | None = text_column("What is printed after the pages, for example discussion 322-3", null=True)
    version: str | None = text_column("Version as printed", null=True)
    number: str | None = text_column("Report number as printed", null=True)
    genre: str | None = text_column("Kind of report as printed", null=True)
    url: str | None = text_column("Web address as printed; null when none is printed", null=True)
    accessed: str | None = text_column("Date on which a web document was read, ISO 8601", null=True)
    citation_text: str = text_column(
        "The reference in the house citation style, derived by the load from the other columns"
    )


class ReferenceAuthor(Table, table=True):
    __tablename__ = "reference_author"
    __table_args__ = described(
        "One row per named author of a reference, in order.", unique("reference_id", "position")
    )
    id: str = primary_key("reference/position")
    record_id: str = from_record()
    reference_id: str = foreign_key("reference.id", "The reference")
    position: int = integer_column("Place in the author list, from 1")
    family: str | None = text_column("Family name; null for an organization", null=True)
    given: str | None = text_column("Given names or initials as printed; null when there are none", null=True)
    literal: str | None = text_column("Name of an organization; null for a person", null=True)


class ReferenceIdentifier(Table, table=True):
    __tablename__ = "reference_identifier"
    __table_args__ = described(
        "One row per identifier of a reference. A value names one reference only.",
        unique("scheme", "value"),
        coded("scheme", codes.IDENTIFIER_SCHEME),
        index=("record_id", "reference_id scheme"),
    )
    id: str = primary_key("scheme:value")
    record_id: str = from_record()
    reference_id: str = foreign_key("reference.id", "The reference")
    scheme: str = text_column("Which kind of identifier", codes=codes.IDENTIFIER_SCHEME)
    value: str = text_column("The identifier, normalized for its scheme")


class ReferenceNotice(Table, table=True):
    __tablename__ = "reference_notice"
    __table_args__ = described(
        "One row per notice about a reference: retraction, concern, correction, reinstatement.",
        coded("kind", codes.NOTICE_KIND),
        unique("reference_id", "position"),
    )
    id: str = primary_key("reference/position")
    record_id: str = from_record()
    reference_id: str = foreign_key("reference.id", "The reference that the notice is about")
    position: int = integer_column("Order of the notices, from 1")
    kind: str = text_column("What was announced", codes=codes.NOTICE_KIND)
    date: str | None = text_column("Date of the notice, ISO 8601; null when not known", null=True)
    notice_reference_id: str | None = foreign_key(
        "reference.id", "The published notice, where it is a reference of ours", null=True
    )
    text: str | None = text_column("What the notice says, in our words", null=True)
    pmid: str | None = text_column("PubMed identifier of the notice itself; null when not known", null=True)
    doi: str | None = text_column("DOI of the notice itself; null when not known", null=True)
    source: str | None = text_column(
        "Where we learned of it, for example Retraction Watch; null when not entered", null=True
    )


class ReferenceMerge(Table, table=True):
    __tablename__ = "reference_merge"
    __table_args__ = described(
        "One row per key that was found to name the same item as another; a redirect, never a deletion.",
        check("not_itself", "id <> into_id"),
    )
    id: str = primary_key("The key that is no longer used")
    record_id: str = from_record()
    into_id: str = foreign_key("reference.id", "The reference that took its place")
    position: int = integer_column("Order, from 1")
