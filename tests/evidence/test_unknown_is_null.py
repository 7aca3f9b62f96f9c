"""What is not known is null in every table and public view, and never an empty text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Table

from kb.db.connect import Reader, read
from kb.schema.tables import metadata


@pytest.fixture(scope="module")
def reader(loaded_url: str) -> Iterator[Reader]:
    """A reader on the bundled evidence."""
    with read(loaded_url) as reader:
        yield reader


def test_no_value_of_the_shipped_evidence_is_an_empty_text(reader: Reader) -> None:
    """Over all text columns of all tables and views, the data dictionary among them."""
    columns = reader.rows(
        "SELECT relation, column_name FROM data_dictionary WHERE column_type = 'text'"
        " ORDER BY relation, position"
    )
    assert len(columns) > 500
    empty = [
        f"{relation}.{name}"
        for relation, name in ((row["relation"], row["column_name"]) for row in columns)
        if reader.rows(f'SELECT 1 FROM "{relation}" WHERE "{name}" = \'\' LIMIT 1')  # noqa: S608 (names of ours)
    ]
    assert empty == []


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_no_description_of_a_table_speaks_of_empty_values(table: Table) -> None:
    """A column says when it is null; a word for an empty text would mean that it holds one."""
    assert [column.name for column in table.columns if "empty" in (column.comment or "").split()] == []
