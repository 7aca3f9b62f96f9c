"""Examples: a row of what the database holds, and a query for each public view."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.db.connect import Reader, Row

_FOLDER = Path(__file__).parent / "examples"


def example_row(
    reader: Reader, relation: str, columns: Sequence[str], key: Sequence[str], sample: int | None
) -> Row | None:
    """The row that says most, of the first ``sample`` by key (None = of all); None when there are none."""
    listed = ", ".join(f'"{column}"' for column in columns)
    order = ", ".join(f'"{column}"' for column in key)
    # The names come from the data dictionary; quoted, because some are words of SQL.
    sql = f'SELECT {listed} FROM "{relation}" ORDER BY {order}'  # noqa: S608
    rows = reader.rows(sql if sample is None else f"{sql} LIMIT {sample:d}")
    # Sorted again, because the engines order text differently.
    rows.sort(key=lambda row: [str(row[column]) for column in key])
    return max(rows, key=_how_much_it_says, default=None)


def _how_much_it_says(row: Row) -> int:
    return sum(value not in (None, "") for value in row.values())


def example_query(relation: str) -> str:
    """The example query of a public view, its first line a comment that says what it asks; "" for others."""
    file = _FOLDER / f"{relation}.sql"
    return file.read_text("utf-8").strip() if file.exists() else ""
