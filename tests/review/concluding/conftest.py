"""Versions in these tests are kept as text only: Word and PDF take seconds, and have tests of their own."""

from __future__ import annotations

import pytest

from kb.formats import DOCUMENTS


@pytest.fixture(autouse=True)
def text_forms_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.releases.forms.KEPT", [form for form in DOCUMENTS.formats if form.is_text])
