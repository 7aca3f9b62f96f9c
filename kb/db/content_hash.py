"""What a database holds, row by row in a form that is the same on every engine, and a hash over it.

A row is its values in the order of the column names, as JSON; rows come in the order of their keys (by
code point, not by the rules of a language). The hash of a table is the SHA-256 of its rows, a line each;
the hash of a database is that of the lines ``table rows hash``. What migrations derive from the program
(schema version, data dictionary) and each engine's search index are no content.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Boolean, Column, Float, Table

from kb.db.connect import Row
from kb.db.team import OF_THE_PROGRAM
from kb.schema.tables import metadata

Values = tuple[Any, ...]

_BATCH = 2000
"""Rows held in memory at once."""


def content_tables() -> list[Table]:
    """The curated and workflow tables with the change log, by name."""
    return [table for name, table in sorted(metadata.tables.items()) if name not in OF_THE_PROGRAM]


def columns_of(table: Table) -> list[Column[Any]]:
    """The columns of a table by name, which is an order that no migration can upset."""
    return sorted(table.columns, key=lambda column: column.name)


def batches(connection: Any, table: Table) -> Iterator[list[Values]]:
    """The rows of a table in canonical form and order, a few at a time; ``connection`` is the driver's."""
    on_server = hasattr(connection, "pgconn")
    (key,) = table.primary_key.columns
    names = ", ".join(f'"{column.name}"' for column in columns_of(table))
    collation = ' COLLATE "C"' if on_server and key.type.python_type is str else ""
    sql = f'SELECT {names} FROM "{table.name}" ORDER BY "{key.name}"{collation}'
    convert = _converter(table)
    with _cursor(connection, on_server) as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(_BATCH):
            yield [convert(row) for row in rows]


def _cursor(connection: Any, on_server: bool) -> Any:
    """A cursor that does not hold all rows at once."""
    if on_server:
        from psycopg.rows import tuple_row

        return connection.cursor(name="kb_content", row_factory=tuple_row)
    from contextlib import closing

    return closing(connection.cursor())


def _converter(table: Table) -> Callable[[Sequence[Any]], Values]:
    """SQLite gives flags as 1 and 0, and a real that is whole may come as an integer."""
    kinds: list[Callable[[Any], Any] | None] = []
    for column in columns_of(table):
        if isinstance(column.type, Boolean):
            kinds.append(bool)
        elif isinstance(column.type, Float):
            kinds.append(_real)
        else:
            kinds.append(None)

    def convert(row: Sequence[Any]) -> Values:
        return tuple(
            value if kind is None or value is None else kind(value)
            for kind, value in zip(kinds, row, strict=True)
        )

    return convert


def _real(value: float) -> float:
    return float(value) + 0.0  # SQLite keeps no sign of a zero


@dataclass(slots=True)
class Content:
    """Number of rows and hash of every table, as far as they were seen."""

    counts: dict[str, int] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.counts.values())

    @property
    def digest(self) -> str:
        """The hash of the database."""
        lines = (f"{name} {self.counts[name]} {self.hashes[name]}\n" for name in sorted(self.hashes))
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def seen(self, table: Table, row_batches: Iterator[list[Values]]) -> Iterator[list[Values]]:
        """The same rows, counted and hashed on their way."""
        digest = hashlib.sha256()
        count = 0
        for rows in row_batches:
            for row in rows:
                digest.update(
                    json.dumps(row, ensure_ascii=False, separators=(",", ":"), default=bytes.hex).encode()
                    + b"\n"
                )
            count += len(rows)
            yield rows
        self.counts[table.name] = count
        self.hashes[table.name] = digest.hexdigest()


def as_rows(source: Content, target: Content) -> list[Row]:
    """One row per table that holds anything, with its rows on both sides."""
    return [
        {"table": name, "source_rows": count, "target_rows": target.counts[name]}
        for name, count in source.counts.items()
        if count or target.counts[name]
    ]
