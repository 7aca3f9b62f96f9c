"""Versions in these tests are kept as text, unless a test asks for every form: Word and PDF take seconds."""

from __future__ import annotations

import pytest

from kb.formats import DOCUMENTS


@pytest.fixture
def every_form() -> None:
    """Word and PDF, too."""


@pytest.fixture(autouse=True)
def _text_forms(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "every_form" not in request.fixturenames:
        monkeypatch.setattr("kb.releases.forms.KEPT", [form for form in DOCUMENTS.formats if form.is_text])
