"""What is not known is null in every table and public view, and never an empty text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Table

from kb.db.connect import Reader, read
from kb.schema.tables import metadata
from tests.builders.folders import Folder
from tests.databases import empty_texts


@pytest.fixture(scope="module")
def reader(loaded_url: str) -> Iterator[Reader]:
    """A reader on the bundled evidence."""
    with read(loaded_url) as reader:
        yield reader


def test_no_value_of_the_shipped_evidence_is_an_empty_text(reader: Reader) -> None:
    """Over all text columns of all tables and views, the data dictionary among them."""
    assert empty_texts(reader) == []


@pytest.mark.parametrize("table", metadata.sorted_tables, ids=lambda table: table.name)
def test_no_description_of_a_table_speaks_of_empty_values(table: Table) -> None:
    """A column says when it is null; a word for an empty text would mean that it holds one."""
    assert [column.name for column in table.columns if "empty" in (column.comment or "").split()] == []


def test_no_value_of_a_record_with_every_field_is_an_empty_text(folder: Folder, engine_url: str) -> None:
    """What the shipped evidence leaves out, the folder of the tests says."""
    folder.load(engine_url)
    with read(engine_url) as reader:
        assert empty_texts(reader) == []
