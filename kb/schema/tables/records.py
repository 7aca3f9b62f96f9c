"""Records and the log of their changes: who wrote what, when and why; problems that a writer let stay."""

from __future__ import annotations

from sqlalchemy import Column, Integer, Text
from sqlmodel import Field

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    check,
    coded,
    described,
    integer_column,
    primary_key,
    text_column,
    unique,
)
from kb.schema.tables.record_tables import record_table


class RecordTable(SchemaTable, table=True):
    __tablename__ = "record"
    __table_args__ = described(
        "One row per record: the unit in which people write, review and load evidence.",
        unique("kind", "name"),
    )
    id: str = primary_key("Kind and name, for example studies/wang-2015")
    kind: str = text_column("Folder the record lives in, for example studies")
    name: str = text_column("File name without its ending, for example wang-2015")
    content_hash: str = text_column("SHA-256 of the canonical text of the record as it is in the database")
    synced_hash: str | None = text_column(
        "SHA-256 of the canonical text when it was last loaded or dumped; null when it never was", null=True
    )
    loaded_as: str | None = text_column(
        "SHA-256 over file and rows when last loaded, and what made these; null when it was not loaded",
        null=True,
    )


class ChangeTable(SchemaTable, table=True):
    __tablename__ = "change"
    __table_args__ = described(
        "One row per changed field of a curated row, or per added or removed row or record. Append only.",
        coded("action", codes.CHANGE_ACTION),
        index=("record_id", "at"),
    )
    id: int = Field(
        default=None,
        sa_column=Column(Integer, primary_key=True, comment="Running number"),
        description="Running number",
    )
    at: str = text_column("When, UTC, ISO 8601")
    who: str = text_column("Who made the change")
    why: str = text_column("Why, in the words of who made it")
    action: str = text_column("What happened", codes=codes.CHANGE_ACTION)
    record_id: str = text_column("Record that the change belongs to; kept when the record is gone")
    table_name: str = text_column("Table of the changed row; `record` for a whole record")
    row_id: str = text_column("Primary key of the changed row")
    field: str | None = text_column(
        "Changed column of the row; null when a whole row or record came or went", null=True
    )
    before: str | None = text_column(
        "What the field said before, or the removed row as JSON, or the text of a removed record; null for"
        " nothing",
        null=True,
    )
    after: str | None = text_column(
        "What the field says now, or the added row as JSON, or the text of an added record; null for nothing",
        null=True,
    )


class ConclusionChangeTable(SchemaTable, table=True):
    __tablename__ = "conclusion_change"
    __table_args__ = described(
        "One row per change of a conclusion since its record was entered. Append only.",
        index=("record_id",),
    )
    id: int = Field(
        default=None,
        sa_column=Column(Integer, primary_key=True, comment="Running number"),
        description="Running number",
    )
    record_id: str = text_column("Record of the indication; kept when the record is gone")
    at: str = text_column("When, UTC, ISO 8601")
    who: str = text_column("Who made the change")
    why: str = text_column("Why, in the words of who made it")
    old_verdict: str | None = text_column(
        "Whether the evidence was sufficient before; null for no conclusion", null=True, codes=codes.VERDICT
    )
    old_effect: str | None = text_column(
        "What it was sufficient to determine before; null for no conclusion",
        null=True,
        codes=codes.EFFECT_PHRASE,
    )
    new_verdict: str | None = text_column(
        "Whether the evidence is sufficient since; null for no conclusion", null=True, codes=codes.VERDICT
    )
    new_effect: str | None = text_column(
        "What it is sufficient to determine since; null for no conclusion",
        null=True,
        codes=codes.EFFECT_PHRASE,
    )


record_table(
    "document",
    "One row per source document that figures are traced to by character position.",
    "Key of the document, for example bsca-7.01.75-2021-11",
    check("characters_positive", "characters > 0"),
)


class DataDictionaryTable(SchemaTable, table=True):
    __tablename__ = "data_dictionary"
    __table_args__ = described(
        "One row per column of a table or public view; rewritten by every migration.",
        unique("relation", "position"),
    )
    id: str = Field(
        default=None,
        sa_column=Column(Text, primary_key=True, comment="relation.column, or the relation alone"),
        description="relation.column, or the relation alone",
    )
    relation: str = text_column("Name of the table or view")
    relation_kind: str = text_column("table or view")
    column_name: str | None = text_column("Name of the column; null for the relation itself", null=True)
    position: int = integer_column("Place of the column in the relation, from 1; 0 for the relation itself")
    column_type: str | None = text_column("Type of the column; null for the relation itself", null=True)
    null_allowed: str | None = text_column(
        "yes or no: whether the column may be null; null for the relation itself", null=True
    )
    refers_to: str | None = text_column(
        "table.column that a foreign key points at; null when it is none", null=True
    )
    codes: str | None = text_column(
        "Codes with their meanings, one a line; null when the column is not coded", null=True
    )
    description: str = text_column("What one value, or one row, is")


class CodeListTable(SchemaTable, table=True):
    __tablename__ = "code_list"
    __table_args__ = described(
        "One row per code of a closed list; rewritten by every migration.",
        unique("list", "code"),
        unique("list", "position"),
        index=(),
    )
    id: str = primary_key("list/code")
    list: str = text_column("Name of the list")
    code: str = text_column("The code")
    label: str = text_column("The code in words")
    meaning: str = text_column("What the code means")
    position: int = integer_column("Order in the list, from 1")


record_table(
    "acknowledgement",
    "One row per problem found by a check that a writer let stay.",
    "record#position",
    unique("record_id", "rule", "place"),
)
