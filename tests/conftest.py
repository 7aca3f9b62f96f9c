"""Databases for tests: every database test runs on both engines, in a fresh migrated database.

PostgreSQL is the server of ``KB_TEST_POSTGRES_URL``, else one that this run starts for itself and stops at
its end. Where there is neither, the tests fail: skipped, they would hide half of what kb promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import PostgresServer, SqliteFolder, server_of_this_run


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteFolder:
    """Makes SQLite databases from one migrated template."""
    return SqliteFolder(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[PostgresServer]:
    """Makes PostgreSQL databases from one migrated template."""
    with server_of_this_run(worker_id, tmp_path_factory.getbasetemp()) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def engine_name(request: pytest.FixtureRequest) -> str:
    """The engine that the test runs on."""
    name = request.param
    assert isinstance(name, str)
    return name


@pytest.fixture
def empty_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database without any table (on SQLite: of a file that does not exist yet)."""
    if engine_name == "sqlite":
        yield f"sqlite:///{(tmp_path / 'empty.db').as_posix()}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database("template0") as url:
        yield url


@pytest.fixture
def engine_url(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a fresh database with the schema of this version and no records."""
    if engine_name == "sqlite":
        folder: SqliteFolder = request.getfixturevalue("sqlite_databases")
        yield folder.copy_to(tmp_path / "test.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database(server.migrated_template()) as url:
        yield url
