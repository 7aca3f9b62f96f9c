"""All that is known of one view or table: what a row is, its columns, keys, codes and an example."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kb.db.catalog import keys_of
from kb.db.connect import Reader, Row
from kb.lookup.relations import columns_of, relations
from kb.schema.views import views

_EXAMPLES = Path(__file__).parent / "examples"


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """One column: ``null`` is whether it may be null, ``codes`` maps each code to its meaning (none = free),
    ``refers_to`` is ``table.column`` ("" = nothing), ``example`` its value in the example row."""

    name: str
    type: str
    null: bool
    refers_to: str
    codes: dict[str, str]
    description: str
    example: Any


@dataclass(frozen=True, slots=True)
class Relation:
    """One view or table.

    ``keys`` holds the columns that no two rows share, first the key to point at a row by. ``has_example``
    is false when the relation is empty, so that the examples of its columns are all null. ``query`` is a
    SELECT to start from, with a comment that says what it asks ("" for a table).
    """

    name: str
    kind: str
    description: str
    keys: tuple[tuple[str, ...], ...]
    columns: tuple[ColumnEntry, ...]
    has_example: bool
    query: str


def build_relation(reader: Reader, name: str, *, sample: int | None = 50) -> Relation:
    """One relation; the example row is the fullest of the first ``sample`` (None = of all).

    Raises KbError that names the nearest relations when there is none of this name.
    """
    columns = columns_of(reader, name)
    head = next(row for row in relations(reader, tables=True) if row["name"] == name)
    keys = _keys(reader, name, str(head["kind"]))
    example = _example_row(reader, name, [str(row["column"]) for row in columns], keys[0], sample)
    return Relation(
        name=name,
        kind=str(head["kind"]),
        description=str(head["description"]),
        keys=keys,
        columns=tuple(_column(row, example, is_view=head["kind"] == "view") for row in columns),
        has_example=example is not None,
        query=example_query(name),
    )


def _keys(reader: Reader, name: str, kind: str) -> tuple[tuple[str, ...], ...]:
    if kind == "view":
        return (next(view.key for view in views() if view.name == name),)
    return keys_of(reader, name)


def _column(row: Row, example: Row | None, *, is_view: bool) -> ColumnEntry:
    name = str(row["column"])
    value = example[name] if example is not None else None
    if row["type"] == "boolean" and value is not None and not is_view:
        value = bool(value)  # SQLite keeps 1 and 0, PostgreSQL true and false; both read true and false
    return ColumnEntry(
        name=name,
        type=str(row["type"]),
        null=row["null"] == "yes",
        refers_to=str(row["refers_to"] or ""),
        codes=read_codes(row["codes"] or ""),
        description=str(row["description"]),
        example=value,
    )


def read_codes(text: str) -> dict[str, str]:
    """The codes of a dictionary entry, ``code: meaning`` on each line."""
    split = (line.partition(": ") for line in text.splitlines())
    return {code: meaning for code, _, meaning in split}


def column_rows(relation: Relation) -> list[Row]:
    """The columns as flat rows, codes with their meanings one a line."""
    return [
        {
            "column": column.name,
            "type": column.type,
            "null": "yes" if column.null else "no",
            "key": "yes" if column.name in relation.keys[0] else "no",
            "refers_to": column.refers_to or None,
            "codes": "\n".join(f"{code}: {meaning}" for code, meaning in column.codes.items()) or None,
            "description": column.description,
            "example": column.example,
        }
        for column in relation.columns
    ]


def _example_row(
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
    file = _EXAMPLES / f"{relation}.sql"
    return file.read_text("utf-8").strip() if file.exists() else ""
