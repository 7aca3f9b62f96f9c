"""Databases with figures that are traced to the invented documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.audit.own import own_folder


@pytest.fixture(scope="module")
def own_url(module_url: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """URL of a database of this module with the invented records; on both engines."""
    own_folder(tmp_path_factory.mktemp("own") / "evidence").load(module_url)
    return module_url


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A file for a source text."""
    return tmp_path / "source.txt"
