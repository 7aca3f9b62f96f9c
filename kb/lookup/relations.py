"""Reading the data dictionary."""

from __future__ import annotations

from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest


def relations(reader: Reader, *, tables: bool) -> list[dict[str, Any]]:
    """The public views with what one row of each is; with ``tables`` the tables after them."""
    return [dict(row) for row in run(reader, "lookup/relations", tables=int(tables))]


def columns_of(reader: Reader, relation: str) -> list[dict[str, Any]]:
    """The columns of a view or table in order. Raises KbError that names the nearest ones when unknown."""
    columns = run(reader, "lookup/columns", relation=relation)
    if not columns:
        known = [str(row["name"]) for row in relations(reader, tables=True)]
        hint = nearest(relation, known) or "kb schema lists the views, kb schema --all the tables as well."
        raise KbError(f"There is no view or table {relation!r}. {hint}")
    return [dict(row) for row in columns]
