"""Every table earns its place, and every foreign key can be followed both ways."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sqlalchemy import Inspector, inspect

import kb
from kb.db.connect import write_engine
from kb.db.team import OF_THE_PROGRAM
from kb.schema.tables import metadata
from kb.store.convert import TABLES

PROGRAM = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(kb.__file__).parent.rglob("*")
    if path.suffix in {".py", ".sql"} and "examples" not in path.parts
)
OF_RECORDS = {table for tables in TABLES.values() for table in tables}
"""Tables that a load fills and a dump reads."""


def test_every_foreign_key_has_an_index_that_leads_with_it(module_url: str) -> None:
    """As the migrations made the tables, on either engine: an index, a unique or a primary key will do."""
    look = inspect(write_engine(module_url))
    missing = [
        f"{table}.{key['constrained_columns'][0]}"
        for table in look.get_table_names()
        for key in look.get_foreign_keys(table)
        if key["constrained_columns"][0] not in _leading(look, table)
    ]
    assert missing == []


def _leading(look: Inspector, table: str) -> set[str | None]:
    """First columns of the keys and indexes of a table, but for those of only some of its rows."""
    whole = [
        index["column_names"]
        for index in look.get_indexes(table)
        if not any(option.endswith("_where") for option in index.get("dialect_options", {}))
    ]
    unique = [key["column_names"] for key in look.get_unique_constraints(table)]
    primary = look.get_pk_constraint(table)["constrained_columns"]
    return {columns[0] for columns in (*whole, *unique, primary) if columns}


@pytest.mark.parametrize("table", sorted(metadata.tables))
def test_a_table_is_written_and_read_by_the_program(table: str) -> None:
    """Something of ours fills it, and a read of ours or a public view selects from it."""
    writes = rf'INSERT INTO {table}\b|\b\w*(insert|add|write)\w*\(\s*"{table}"'
    assert table in OF_RECORDS | OF_THE_PROGRAM or re.search(writes, PROGRAM), (
        "nothing writes it: delete the table"
    )
    assert re.search(rf"\b(FROM|JOIN)\s+{table}\b", PROGRAM), "nothing reads it: delete the table"
