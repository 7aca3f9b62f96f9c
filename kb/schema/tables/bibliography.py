"""References: what was published, how to find it, what became of it."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    check,
    coded,
    described,
    foreign_key,
    from_record,
    primary_key,
    text_column,
    unique,
)
from kb.schema.tables.record_tables import record_table

record_table(
    "reference",
    "One row per published item (article, guideline, report).",
    "Key of the reference, for example wang-2015",
    special={
        "citation_text": text_column(
            "The reference in the house citation style, derived by the load from the other columns"
        ),
    },
)

record_table(
    "reference_author",
    "One row per named author of a reference, in order.",
    "reference/position",
    unique("reference_id", "position"),
)


class ReferenceIdentifierTable(SchemaTable, table=True):
    __tablename__ = "reference_identifier"
    __table_args__ = described(
        "One row per identifier of a reference. A value names one reference only.",
        unique("scheme", "value"),
        coded("scheme", codes.IDENTIFIER_SCHEME),
        index=("reference_id scheme",),
    )
    id: str = primary_key("scheme:value")
    record_id: str = from_record()
    reference_id: str = foreign_key("reference.id", "The reference")
    scheme: str = text_column("Which kind of identifier", codes=codes.IDENTIFIER_SCHEME)
    value: str = text_column("The identifier, normalized for its scheme")


record_table(
    "notice",
    "One row per notice about a reference: retraction, concern, correction, reinstatement.",
    "reference/position",
    unique("reference_id", "position"),
)

record_table(
    "reference_merge",
    "One row per key that was found to name the same item as another; a redirect, never a deletion.",
    "The key that is no longer used",
    check("not_itself", "id <> into_id"),
)
