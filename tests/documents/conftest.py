"""Databases that hold the bundled evidence."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.db.connect import Reader, read

POLICY = "7.01.75"


@pytest.fixture
def reader(module_seed_url: str) -> Iterator[Reader]:
    """Read access to the evidence."""
    with read(module_seed_url) as reader:
        yield reader
