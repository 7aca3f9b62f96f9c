"""Filled databases for the tests of what a team does on a server."""

from __future__ import annotations

import pytest

from tests.server.loaded import Loaded


@pytest.fixture(scope="session")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    """Makes SQLite databases that hold the evidence which ships with kb."""
    return Loaded(tmp_path_factory.mktemp("loaded"))
