"""What the tests of this folder compare is the JSON of versions."""

from __future__ import annotations

import pytest

from kb.formats import FormatChoice, OutputFormat


@pytest.fixture(autouse=True)
def json_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Versions are frozen as JSON alone, which is all that is compared: pages and Word take their time."""
    monkeypatch.setattr("kb.releases.forms.DOCUMENTS", FormatChoice(OutputFormat.JSON))
