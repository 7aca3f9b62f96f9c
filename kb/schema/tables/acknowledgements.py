"""Problems that a check found and a writer let stay."""

from __future__ import annotations

from kb.schema.tables.base import (
    Table,
    described,
    from_record,
    integer_column,
    primary_key,
    text_column,
    unique,
)


class Acknowledgement(Table, table=True):
    __tablename__ = "acknowledgement"
    __table_args__ = described(
        "One row per problem found by a check that a writer let stay.",
        unique("record_id", "rule", "place"),
        index=(),
    )
    id: str = primary_key("record#position")
    record_id: str = from_record()
    position: int = integer_column("Order within the record, from 1")
    rule: str = text_column("Key of the rule that found the problem")
    place: str = text_column("Key of the row the problem is about; it may be gone")
    found: str = text_column("What the check found there, as printed or entered; empty when it names nothing")
    reason: str = text_column("Why it stays, in our words")
