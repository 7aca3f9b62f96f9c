"""What the catalog of a database says of a table and no model has to be imported for: its keys."""

from __future__ import annotations

from itertools import groupby

from kb.db.connect import Reader

_KEYS = {
    "sqlite": """
        SELECT l.name AS name, CASE l.origin WHEN 'pk' THEN 1 ELSE 0 END AS is_primary, i.name AS column_name
        FROM pragma_index_list(:table_name) AS l, pragma_index_info(l.name) AS i
        WHERE l."unique" = 1
        ORDER BY l.name, i.seqno
    """,
    "postgresql": """
        SELECT c.relname AS name, CASE WHEN x.indisprimary THEN 1 ELSE 0 END AS is_primary,
          a.attname AS column_name
        FROM pg_index AS x
        JOIN pg_class AS c ON c.oid = x.indexrelid
        JOIN pg_attribute AS a ON a.attrelid = x.indexrelid
        WHERE x.indrelid = to_regclass(:table_name) AND x.indisunique
        ORDER BY c.relname, a.attnum
    """,
}
# A whole number as primary key is the row number of SQLite, which has no index.
_ROW_NUMBER = "SELECT name AS column_name FROM pragma_table_info(:table_name) WHERE pk > 0 ORDER BY pk"


def keys_of(reader: Reader, table: str) -> tuple[tuple[str, ...], ...]:
    """Columns of the primary key, then of each unique key by name; empty for a view or an unknown table."""
    key_columns = reader.rows(_KEYS[reader.engine], {"table_name": table})
    keys = [
        (not rows[0]["is_primary"], tuple(str(row["column_name"]) for row in rows))
        for rows in (list(group) for _, group in groupby(key_columns, key=lambda row: row["name"]))
    ]
    if reader.engine == "sqlite" and all(secondary for secondary, _ in keys):
        number = tuple(str(row["column_name"]) for row in reader.rows(_ROW_NUMBER, {"table_name": table}))
        keys += [(False, number)] if number else []
    return tuple(columns for _, columns in sorted(keys))
