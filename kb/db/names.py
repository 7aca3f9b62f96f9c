"""Remedies for mistyped names in SQL: the nearest tables, views and columns, and where they live."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kb.errors import KbError, nearest

Rows = Callable[[str], Sequence[Sequence[object]]]
"""Runs one select of ours on the open connection."""

_COLUMNS = (
    "SELECT relation, column_name FROM data_dictionary WHERE column_name IS NOT NULL"
    " ORDER BY CASE relation_kind WHEN 'view' THEN 0 ELSE 1 END, relation, position"
)


def unknown_relation(name: str, rows: Rows) -> KbError:
    """The error for a table or view that does not exist."""
    relations = rows("SELECT DISTINCT relation FROM data_dictionary ORDER BY relation")
    known = [str(row[0]) for row in relations]
    bare = name.rpartition(".")[2].lower()
    if bare in known:
        remedy = f"Leave out the schema: {bare}."
    elif (remedy := nearest(bare, known)) == "":
        homes = _homes(bare, _pairs(rows))
        remedy = f"{name} is a column of {homes}." if homes else "kb schema lists the views."
    return KbError(f"There is no table or view {name}. {remedy}")


def unknown_column(name: str, sql: str, rows: Rows) -> KbError:
    """The error for a column that does not exist: the nearest of the relations in the statement, else of all.

    A column that other relations have under this very name is named with them.
    """
    prefix, _, column = name.lower().rpartition(".")
    pairs = _pairs(rows)
    named = _named(sql, prefix, {relation for relation, _ in pairs})
    place = f" in {named[0]}" if len(named) == 1 else ""
    text = name.rpartition(".")[2] if f'"{name}"' not in sql else name
    quoted = f" If it is a text, write it in single quotes: '{text}'." if f'"{text}"' in sql else ""
    return KbError(f"There is no column {name}{place}. {_remedy(column, named, pairs)}{quoted}")


def _remedy(column: str, named: Sequence[str], pairs: Sequence[tuple[str, str]]) -> str:
    if homes := _homes(column, pairs):
        return f"It is a column of {homes}."
    inside = [pair for pair in pairs if pair[0] in named]
    if close := _nearest(column, inside) or _nearest(column, pairs):
        return f"Did you mean {close}?"
    if len(named) == 1:
        return f"kb schema {named[0]} lists its columns."
    return "kb schema NAME lists the columns of a view."


def _nearest(column: str, pairs: Sequence[tuple[str, str]]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(column, sorted({name for _, name in pairs}), n=3, cutoff=0.6)
    return " or ".join(f"{name} ({_homes(name, pairs)})" for name in close)


def _homes(column: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The relations that have the column: at most three, views first."""
    homes = list(dict.fromkeys(relation for relation, name in pairs if name == column))
    more = f" and {len(homes) - 3} more" if len(homes) > 3 else ""
    return ", ".join(homes[:3]) + more


def _named(sql: str, prefix: str, known: set[str]) -> list[str]:
    """Relations of the statement; where the column had a prefix, the one that the prefix means."""
    words = [word.lower() for word in re.findall(r"\w+", sql)]
    named = sorted(known & set(words))
    if not prefix or prefix in known:
        return [prefix] if prefix else named
    alias = re.compile(rf"(\w+)\s+(?:as\s+)?{re.escape(prefix)}\b", re.IGNORECASE)
    aliased = [match.lower() for match in alias.findall(sql) if match.lower() in known]
    return aliased[:1] or named


def _pairs(rows: Rows) -> list[tuple[str, str]]:
    return [(str(row[0]), str(row[1])) for row in rows(_COLUMNS)]
