"""A reader that answers every read with the same rows, for rules over the whole base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


class Rows:
    """Read access to rows that a test has made up."""

    engine = "sqlite"
    place = "made up"

    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        self._rows = rows

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows."""
        return [dict(row) for row in self._rows]
