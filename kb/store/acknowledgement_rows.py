"""Acknowledged problems <-> rows, the same for every kind of record that has them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kb.records.acknowledgements import Acknowledgement
from kb.store.rows import Rows, numbered, said


def add_acknowledgements(rows: Rows, acknowledged: Sequence[Acknowledgement]) -> None:
    """Add the acknowledged problems of a record, in order."""
    for position, item in numbered(acknowledged):
        rows.add(
            "acknowledgement",
            f"{rows.record_id}#{position}",
            position=position,
            rule=item.rule,
            place=item.place,
            found=item.found,
            reason=item.reason,
        )


def read_acknowledgements(rows: Rows) -> tuple[dict[str, Any], ...]:
    """The acknowledged problems of a record, as it writes them."""
    return tuple(
        said(
            {
                "rule": row["rule"],
                "place": row["place"],
                "found": row["found"] or None,
                "reason": row["reason"],
            }
        )
        for row in rows.ordered("acknowledgement")
    )
