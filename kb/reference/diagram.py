"""The entity-relationship diagram of the tables, as Mermaid text, which many Markdown viewers draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kb.db.catalog import keys_of
from kb.db.connect import Reader, Row
from kb.errors import KbError, nearest
from kb.lookup.relations import columns_of, relations

_EVERYWHERE = "record_id"
"""Nearly every table names the record a row came from; drawn, these lines would hide all others."""

Columns = Mapping[str, Sequence[Row]]
"""Entries of the dictionary by table, in their order."""


def render_diagram(reader: Reader, center: str = "") -> str:
    """An ``erDiagram`` of all tables and foreign keys, or of the table ``center`` and those linked to it.

    Columns carry their meaning as a comment. Raises KbError when there is no such table.
    """
    tables = sorted(str(row["name"]) for row in relations(reader, tables=True) if row["kind"] == "table")
    if center and center not in tables:
        raise KbError(f"There is no table {center!r} to draw. {nearest(center, tables)}".strip())
    columns = {name: _columns(reader, name) for name in tables}
    shown = _linked_to(center, columns) if center else set(tables)
    keys = {name: keys_of(reader, name) for name in sorted(shown)}
    lines = ["erDiagram"]
    for name in keys:
        lines += [f'  "{name}" {{', *(f"    {_column(row, keys[name][0])}" for row in columns[name]), "  }"]
    for name, unique in keys.items():
        lines += [
            _link(name, row, single=(row["column"],) in unique)
            for row in columns[name]
            if row["refers_to"] and (not center or center in (name, _target(row)))
        ]
    return "".join(f"{line}\n" for line in lines)


def _columns(reader: Reader, table: str) -> list[Row]:
    return [row for row in columns_of(reader, table) if row["column"] != _EVERYWHERE]


def _linked_to(center: str, columns: Columns) -> set[str]:
    pairs = {(name, _target(row)) for name, rows in columns.items() for row in rows if row["refers_to"]}
    return {center, *(name for pair in pairs if center in pair for name in pair)}


def _target(row: Row) -> str:
    return str(row["refers_to"]).partition(".")[0]


def _column(row: Row, primary: Sequence[str]) -> str:
    keys = [key for key, wanted in (("PK", row["column"] in primary), ("FK", row["refers_to"])) if wanted]
    meaning = str(row["description"]).replace('"', "'")
    return " ".join(filter(None, (row["type"], row["column"], ", ".join(keys), f'"{meaning}"')))


def _link(table: str, row: Row, *, single: bool) -> str:
    """A foreign key: may it be null, and may several rows point at the same one?"""
    cardinality = f"{'|o' if row['null'] == 'yes' else '||'}--{'o|' if single else 'o{'}"
    return f'  "{_target(row)}" {cardinality} "{table}" : "{row["column"]}"'
