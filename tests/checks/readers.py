"""Readers that answer with made-up rows, for rules over the whole base."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kb.db.queries import statement


class Rows:
    """Read access to rows that a test has made up."""

    engine = "sqlite"
    place = "made up"

    def __init__(self, rows: Sequence[dict[str, Any]]) -> None:
        self._rows = rows

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows."""
        return [dict(row) for row in self._rows]


class NamedRows:
    """Read access to made-up rows by the name of the read; any other read finds nothing."""

    engine = "sqlite"
    place = "made up"

    def __init__(self, rows: Mapping[str, Sequence[dict[str, Any]]]) -> None:
        self._rows = {statement(name): found for name, found in rows.items()}

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """The rows of the read."""
        return [dict(row) for row in self._rows.get(sql, ())]
