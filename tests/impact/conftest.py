"""Databases with the evidence, and with what the yearly update will add to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from kb.db.connect import Reader, read, write_engine
from kb.store.load import LoadRequest, load
from tests.databases import SqliteFolder
from tests.impact.records import RECORDS, WORKFLOW


@pytest.fixture(scope="module")
def busy_url(module_seed_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database with the evidence, more policies, and workflow rows; on both engines."""
    folder: Path = tmp_path_factory.mktemp("records")
    for name, record in RECORDS.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(record, encoding="utf-8")
    load(LoadRequest(folder, module_seed_url, "tests", "more policies"))
    with write_engine(module_seed_url).begin() as connection:
        for statement in WORKFLOW:
            connection.execute(text(statement))
    return module_seed_url


@pytest.fixture
def busy(busy_url: str) -> Iterator[Reader]:
    """Read access to it."""
    with read(busy_url) as reader:
        yield reader


@pytest.fixture
def seed(loaded_url: str) -> Iterator[Reader]:
    """Read access to the evidence that ships with kb, on both engines."""
    with read(loaded_url) as reader:
        yield reader


@pytest.fixture(scope="module")
def own_copy(sqlite_databases: SqliteFolder) -> Iterator[str]:
    """URL of a SQLite database with the evidence, for the tests of a module to change."""
    with sqlite_databases.copy(sqlite_databases.seed) as url:
        yield url
