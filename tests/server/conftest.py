"""Filled databases for the tests of what a team does on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from kb.db.copying import copy
from tests.conftest import ENGINES
from tests.databases import PostgresServer
from tests.server.loaded import Loaded


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Makes SQLite databases that hold the evidence which ships with kb."""
    return Loaded(tmp_path_factory.mktemp("loaded"))


@pytest.fixture(scope="session")
def filled_template(loaded: Loaded, postgres_server: PostgresServer) -> Iterator[str]:
    """Name of a filled PostgreSQL database that others are created from."""
    with postgres_server.database("template0") as url:
        copy(f"sqlite:///{loaded.template.as_posix()}", url)
        yield urlsplit(url).path.removeprefix("/")


@pytest.fixture(params=ENGINES)
def team_url(request: pytest.FixtureRequest, loaded: Loaded, tmp_path: Path) -> Iterator[str]:
    """A filled database of either engine."""
    if request.param == "sqlite":
        yield loaded.copy(tmp_path / "team.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    with server.database(request.getfixturevalue("filled_template")) as url:
        yield url
