"""Rows for the tests of the views."""

from __future__ import annotations

import pytest

from tests.builders.rows import Rows


@pytest.fixture
def rows() -> Rows:
    """A builder with a few words of the vocabulary."""
    builder = Rows()
    builder.words()
    return builder
