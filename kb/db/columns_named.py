"""What the data dictionary says of the columns that a statement may mean."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kb.db.connect import Reader


@dataclass(frozen=True, slots=True)
class ColumnFacts:
    """Of one column: ``type`` is text, integer, real, boolean or date; ``is_slug`` when its values are keys
    or codes, which are in lower case."""

    type: str
    null: bool
    is_slug: bool


def columns_named(reader: Reader, sql: str) -> Mapping[str, ColumnFacts]:
    """Column -> its facts, for the views and tables that the statement names.

    A name that means several types in them is left out; null is allowed when one of them allows it.
    """
    words = sorted({word.lower() for word in re.findall(r"[A-Za-z_][A-Za-z0-9_]*", sql)})
    if not words:
        return {}
    listed = ", ".join(f"'{word}'" for word in words)  # letters, digits and _ only
    rows = reader.rows(
        "SELECT column_name, column_type, null_allowed, codes, description FROM data_dictionary"  # noqa: S608
        f" WHERE position > 0 AND relation IN ({listed})"
    )
    facts: dict[str, ColumnFacts] = {}
    ambiguous: set[str] = set()
    for row in rows:
        name, type, null = str(row["column_name"]), str(row["column_type"]), row["null_allowed"] == "yes"
        is_slug = bool(row["codes"]) or str(row["description"]).startswith(
            ("Key of", "Keys of", "Table, key")
        )
        known = facts.setdefault(name, ColumnFacts(type, null, is_slug))
        if known.type != type:
            ambiguous.add(name)
        facts[name] = ColumnFacts(type, known.null or null, known.is_slug and is_slug)
    return {name: fact for name, fact in facts.items() if name not in ambiguous}
