"""Databases whose reports are read: three policies, and the policy of the thirteen designs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.db.connect import Reader, read
from kb.store.load import LoadRequest, load
from tests.databases import SqliteFolder
from tests.policies.test_designs import write_designs


@pytest.fixture(scope="module")
def three_policies(three_policies_url: str) -> Iterator[Reader]:
    """A reader on the shipped policy, a drug and a test."""
    with read(three_policies_url) as reader:
        yield reader


@pytest.fixture(scope="session")
def all_designs(sqlite_databases: SqliteFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """A reader on the thirteen designs and the policy that uses them."""
    folder = write_designs(tmp_path_factory.mktemp("told") / "evidence")
    with sqlite_databases.copy() as url:
        load(LoadRequest(folder, url, "tests", "thirteen designs"))
        with read(url) as reader:
            yield reader
