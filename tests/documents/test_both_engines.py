"""The same evidence gives the same document, whichever engine holds it."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.documents import render
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page
from tests.databases import PostgresServer, SqliteFolder


def _documents(url: str) -> list[str]:
    with read(url) as reader:
        return [
            render(build_report(reader, "7.01.75"), "markdown"),
            render(build_study_page(reader, "ei-2015"), "text"),
        ]


def test_both_engines_give_the_same_bytes(request: pytest.FixtureRequest) -> None:
    folder: SqliteFolder = request.getfixturevalue("sqlite_databases")
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with folder.copy(folder.seed) as sqlite, server.database(server.seed_template()) as postgres:
        assert _documents(sqlite) == _documents(postgres)
