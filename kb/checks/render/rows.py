"""Problems as rows: CSV and JSON."""

from __future__ import annotations

import json
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
"""Columns of a row, in order. ``state`` is open, acknowledged or stale (acknowledged for another finding)."""


def render_csv(listing: Listing) -> str:
    """One line a problem, acknowledged ones last; what a spreadsheet would run is defused."""
    from kb.forms.text import as_csv

    rows = []
    for item in (*listing.open, *listing.acknowledged):
        row = _row(item)
        rows.append([" ".join(row["figures"]) if name == "figures" else row[name] for name in COLUMNS])
    return "".join(as_csv(COLUMNS, rows))


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
