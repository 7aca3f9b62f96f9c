"""Databases for tests: every database test runs on both engines, in a fresh migrated database.

In the usual run, PostgreSQL is for the folders where the engine matters and for tests marked
``both_engines``; the others run there with the slow ones.

PostgreSQL is the server of ``KB_TEST_POSTGRES_URL``, else one that this run starts for itself and stops at
its end. Where there is neither, the tests fail: skipped, they would hide half of what kb promises.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import settings

from kb.db import scripts, version
from kb.settings import migrations_folder
from tests.builders.folders import Folder
from tests.command_line import Kb, run_kb
from tests.databases import PostgresServer, SqliteFolder, server_of_this_run

# How long one generated case takes depends on what else the machine does; a test is not to fail for that. The
# usual run tries the same cases every time, so that it fails for what was changed; thorough draws new ones.
settings.register_profile("kb", deadline=None, max_examples=10, derandomize=True)
settings.register_profile("thorough", deadline=None, max_examples=300)
settings.load_profile(os.environ.get("KB_TEST_PROFILE", "kb"))

ENGINES = ("sqlite", "postgresql")
ENGINE_MATTERS = ("db", "server", "store")
"""The folders of which every test is of the usual run on PostgreSQL, too."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that also runs on SQLite runs on PostgreSQL with the slow ones, unless the engine matters."""
    names = {item.nodeid for item in items}
    for item in items:
        twin = item.nodeid.replace("postgresql", "sqlite")
        if twin != item.nodeid and twin in names and not _engine_matters(item):
            item.add_marker("slow")


def _engine_matters(item: pytest.Item) -> bool:
    folder = item.path.relative_to(Path(__file__).parent).parts[0]
    return folder in ENGINE_MATTERS or item.get_closest_marker("both_engines") is not None


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteFolder:
    """Makes SQLite databases from one migrated template."""
    return SqliteFolder(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[PostgresServer]:
    """Makes PostgreSQL databases from one migrated template."""
    with server_of_this_run(worker_id, tmp_path_factory.getbasetemp()) as server:
        yield server


@pytest.fixture(params=ENGINES)
def engine_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a fresh database with the schema of this version and no records."""
    with _migrated(request, request.param) as url:
        yield url


@pytest.fixture(params=ENGINES, scope="module")
def module_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The same for all tests of a module, for those that do not change it: making one takes its time."""
    with _migrated(request, request.param) as url:
        yield url


@pytest.fixture(scope="session", params=ENGINES)
def loaded_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database with the evidence that ships with kb. Only read it: all tests share it."""
    with _loaded(request, request.param) as url:
        yield url


@pytest.fixture(params=ENGINES, scope="module")
def module_seed_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database with the evidence that ships with kb, of this module alone."""
    with _loaded(request, request.param) as url:
        yield url


@pytest.fixture(scope="session", params=ENGINES)
def three_policies_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database with the shipped policy, a drug and a test (tests/policies). Only read it."""
    if request.param == "sqlite":
        folder: SqliteFolder = request.getfixturevalue("sqlite_databases")
        with folder.copy(folder.three_policies) as url:
            yield url
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database(server.three_policies_template()) as url:
        yield url


@pytest.fixture(params=ENGINES)
def seed_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database with the evidence that ships with kb, of this test alone: it may be changed."""
    with _loaded(request, request.param) as url:
        yield url


@pytest.fixture(params=ENGINES)
def filled_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """URL of a database of this test alone, with the shipped evidence and what ``filled_by`` adds.

    The function of the mark runs once for all tests that name it, since publishing takes its time.
    """
    mark = request.node.get_closest_marker("filled_by")
    if request.param == "sqlite":
        folder: SqliteFolder = request.getfixturevalue("sqlite_databases")
        with folder.copy(folder.seed_and(mark.kwargs["fill"])) as url:
            yield url
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database(server.template_of_seed_and(mark.kwargs["fill"])) as url:
        yield url


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of one study, one policy and what they need."""
    return Folder(tmp_path / "evidence")


@pytest.fixture
def kb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Kb:
    """Runs ``kb`` with words; the embedded database would be made in a folder of this test."""
    for name in ("KB_DATABASE_URL", "KB_EVIDENCE", "KB_TEMPLATES", "KB_READ_URL", "KB_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return run_kb


@pytest.fixture
def kb_loaded(kb: Kb, loaded_url: str) -> Kb:
    """The same on a database that holds the bundled evidence, on each engine."""
    return partial(kb, "--database", loaded_url)


@pytest.fixture
def own_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the migrations that kb uses in this test and that may be written to."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    for module in (scripts, version):
        monkeypatch.setattr(module, "migrations_folder", lambda: folder)
    return folder


@pytest.fixture(params=ENGINES)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """URL of a database without any table (on SQLite: of a file that does not exist yet)."""
    if request.param == "sqlite":
        yield f"sqlite:///{(tmp_path / 'empty.db').as_posix()}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database("template0") as url:
        yield url


@contextmanager
def _migrated(request: pytest.FixtureRequest, engine: str) -> Iterator[str]:
    if engine == "sqlite":
        folder: SqliteFolder = request.getfixturevalue("sqlite_databases")
        with folder.copy() as url:
            yield url
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database(server.migrated_template()) as url:
        yield url


@contextmanager
def _loaded(request: pytest.FixtureRequest, engine: str) -> Iterator[str]:
    if engine == "sqlite":
        folder: SqliteFolder = request.getfixturevalue("sqlite_databases")
        with folder.copy(folder.seed) as url:
            yield url
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database(server.seed_template()) as url:
        yield url
