"""Versions in these tests are kept as text only: Word and PDF take seconds, and have tests of their own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def text_forms_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.releases.forms.find_spec", lambda module: None)
