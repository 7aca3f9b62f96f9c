"""Freezing a version in a test."""

from __future__ import annotations

from typing import Any

from kb.releases.freeze import FreezeResult, NewRelease, freeze
from kb.store.database import writing
from kb.store.row_changes import ChangeAuthor

POLICY = "7.01.75"
IN_FORCE = "2021-11-01"
AUTHOR = ChangeAuthor("rita", "a test", "2022-09-01T10:00:00+00:00")


def frozen(url: str, date: str = IN_FORCE, **further: Any) -> FreezeResult:
    """The policy as it stands, frozen under a date."""
    with writing(url) as writer:
        return freeze(writer, NewRelease(POLICY, date, AUTHOR, **further))
