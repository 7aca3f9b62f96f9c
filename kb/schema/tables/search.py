"""What full-text search looks through: texts of the records with their words taken apart.

The index of each engine (SQLite FTS5, PostgreSQL tsvector) is the table ``search_index``. It differs by
engine, so it is no model: the first migration makes it, with triggers that keep it to these rows.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Column
from sqlmodel import Field

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    coded,
    described,
    foreign_key,
    from_record,
    primary_key,
    text_column,
    unique,
)

_NUMBER = "Number of the row in the index: 62 bits of the SHA-256 of the id"


class SearchEntryTable(SchemaTable, table=True):
    __tablename__ = "search_entry"
    __table_args__ = described(
        "One row per text that search finds; derived from its record by every load.",
        unique("number"),
        coded("kind", codes.SEARCH_KIND),
    )
    id: str = primary_key("kind:key")
    record_id: str = from_record()
    number: int = Field(
        default=None,
        sa_column=Column(BigInteger, nullable=False, comment=_NUMBER),
        description=_NUMBER,
    )
    made_from: str = text_column("Rules of taking texts apart, and hash of the record they were applied to")
    kind: str = text_column("What was found", codes=codes.SEARCH_KIND)
    key: str = text_column("Its key, for example wang-2015 or 7.01.75/hcc/trial-limits")
    policy_id: str | None = foreign_key("policy.id", "Policy it is a part of; null when shared", null=True)
    indication_key: str | None = text_column("Key of the indication it is a part of; null outside", null=True)
    title: str = text_column("Heading of the hit")
    text: str = text_column(
        "The text, one line for each piece; [[...]] stands for a figure, [@...] for a citation"
    )
    title_words: str = text_column("Words of the heading, lower case, without accents")
    title_stems: str = text_column("Stems of the words of the heading")
    words: str = text_column("Words of the text, lower case, without accents; u2029 between pieces")
    stems: str = text_column("Stems of the words of the text; u2029 between pieces")
