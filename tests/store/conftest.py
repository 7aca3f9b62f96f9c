"""A small folder of records for each test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.evidence import Folder


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """A folder of one study, one policy and what they need."""
    return Folder(tmp_path / "evidence")
