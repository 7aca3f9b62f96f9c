"""Remedies for mistyped names in SQL: the nearest tables, views and columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kb.errors import KbError, nearest

Rows = Callable[[str], Sequence[Sequence[object]]]
"""Runs one select of ours on the open connection."""


def unknown_relation(name: str, rows: Rows) -> KbError:
    """The error for a table or view that does not exist."""
    found = rows("SELECT DISTINCT relation FROM data_dictionary ORDER BY relation")
    known = [str(row[0]) for row in found]
    remedy = nearest(name, known) or "kb schema lists the views."
    return KbError(f"There is no table or view {name}. {remedy}")


def unknown_column(name: str, sql: str, rows: Rows) -> KbError:
    """The error for a column that does not exist, with the nearest among the relations of the statement."""
    column = name.rpartition(".")[2]
    found = rows("SELECT relation, column_name FROM data_dictionary WHERE column_name <> ''")
    pairs = [(str(row[0]), str(row[1])) for row in found]
    words = set(sql.lower().replace("(", " ").replace(",", " ").split())
    named = sorted({relation for relation, _ in pairs if relation in words})
    known = sorted({each for relation, each in pairs if relation in named or not named})
    remedy = nearest(column, known)
    if not remedy and len(named) == 1:
        remedy = f"kb schema {named[0]} lists its columns."
    return KbError(f"There is no column {name}. {remedy or 'kb schema NAME lists the columns of a view.'}")
