"""Databases that hold the bundled evidence."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.db.connect import Reader, read
from kb.store.load import LoadRequest, load

EVIDENCE = Path(__file__).parents[2] / "evidence"
POLICY = "7.01.75"


@pytest.fixture(scope="module")
def evidence_url(module_url: str) -> str:
    """URL of a database of this module that holds the evidence; on both engines."""
    load(LoadRequest(EVIDENCE, module_url, "tests", "the bundled evidence"))
    return module_url


@pytest.fixture
def reader(evidence_url: str) -> Iterator[Reader]:
    """Read access to the evidence."""
    with read(evidence_url) as reader:
        yield reader
