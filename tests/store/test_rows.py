"""What the store believes about tables is what the tables are."""

from __future__ import annotations

from sqlalchemy import Boolean

from kb.records.kinds import MODELS
from kb.schema.tables import metadata
from kb.store.prose import PROSE
from kb.store.rows import FLAGS, TABLES


def test_every_curated_table_belongs_to_a_kind_of_record() -> None:
    curated = {table.name for table in metadata.sorted_tables if "record_id" in table.columns}
    named = {table for tables in TABLES.values() for table in tables}
    # Derived figures and the words for search are made by the program, not written in records.
    assert curated - named == {"change", "figure_input", "search_entry"}
    assert named <= curated


def test_every_kind_of_record_has_tables() -> None:
    assert TABLES.keys() == MODELS.keys()


def test_the_flags_are_the_boolean_columns() -> None:
    curated = {table for tables in TABLES.values() for table in tables}
    columns = [column for table in curated for column in metadata.tables[table].columns]
    assert {column.name for column in columns if isinstance(column.type, Boolean)} == FLAGS


def test_prose_stands_in_columns_that_exist() -> None:
    for table, columns in PROSE.items():
        assert set(columns) <= set(metadata.tables[table].columns.keys())
