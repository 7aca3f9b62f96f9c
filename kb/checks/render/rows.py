"""Problems as rows of a table, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kb.checks.listing import Item, Listing

COLUMNS = (
    "id",
    "severity",
    "rule",
    "record",
    "file",
    "line",
    "place",
    "message",
    "found",
    "expected",
    "figures",
    "state",
    "reason",
    "acknowledged_found",
    "source",
)
"""Columns of a row, in order. ``state`` is open, acknowledged stale (acknowledged for another
finding) or waiting (acknowledged by one where two are needed)."""


def rows(listing: Listing) -> Iterator[list[Any]]:
    """One row a problem, by COLUMNS, acknowledged ones last."""
    for item in (*listing.open, *listing.acknowledged):
        row = _row(item)
        yield [" ".join(row["figures"]) if name == "figures" else row[name] for name in COLUMNS]


def render_json(listing: Listing) -> str:
    """An object: what was checked, and the list of problems."""
    data = {
        "checked": listing.checked + listing.recalled,
        "recalled": listing.recalled,
        "counts": {str(severity): number for severity, number in listing.counts.items()},
        "not_shown": {str(severity): number for severity, number in listing.hidden.items()},
        "rules": [rule.key for rule in listing.rules],
        "problems": [_row(item) for item in (*listing.open, *listing.acknowledged)],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _row(item: Item) -> dict[str, Any]:
    judged, problem = item.judged, item.judged.problem
    return {
        "id": judged.id,
        "severity": str(problem.severity),
        "rule": problem.rule,
        "record": problem.record,
        "file": item.file,
        "line": item.line,
        "place": problem.place,
        "message": item.message,
        "found": problem.found,
        "expected": problem.expected,
        "figures": list(problem.figures),
        "state": judged.state,
        "reason": judged.reason,
        "acknowledged_found": judged.before,
        "source": item.rule.source,
    }
