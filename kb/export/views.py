"""What is exported: the public views with the types and meanings that the data dictionary gives them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from kb.db.connect import Reader, Row, StreamReader
from kb.errors import KbError
from kb.lookup.relations import columns_of, relations
from kb.schema.views import views

BATCH = 20_000
"""Rows held in memory at once."""


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column: ``type`` is text, integer, real, boolean or date; ``codes`` are those it may hold (none =
    any)."""

    name: str
    type: str
    null: bool
    codes: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ExportedView:
    """One public view; ``key`` names the columns that no two rows share, nulls counting as equal."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[ViewColumn, ...]


def exported_views(reader: Reader) -> list[ExportedView]:
    """All public views of a database, by name."""
    keys = {view.name: view.key for view in views()}
    return [
        ExportedView(
            name := str(row["name"]),
            str(row["description"]),
            keys[name],
            tuple(_column(entry) for entry in columns_of(reader, name)),
        )
        for row in relations(reader, tables=False)
    ]


def _column(entry: Row) -> ViewColumn:
    codes = tuple(line.partition(": ")[0] for line in str(entry["codes"] or "").splitlines())
    null = entry["null"] == "yes"
    return ViewColumn(str(entry["column"]), str(entry["type"]), null, codes, str(entry["description"]))


def size_of(reader: Reader, view: ExportedView) -> int:
    """Number of rows of a view."""
    return int(reader.rows(f"SELECT COUNT(*) AS size FROM {view.name}")[0]["size"])  # noqa: S608


def columns_in_batches(reader: StreamReader, view: ExportedView) -> Iterator[list[list[Any]]]:
    """The values of a view, column by column, in batches of rows ordered by its key.

    Whole numbers are int, real ones float, flags bool, dates ``datetime.date``; null is None.
    """
    listed = ", ".join(f'"{column.name}"' for column in view.columns)
    order = ", ".join(f'"{column}"' for column in view.key)
    statement = f'SELECT {listed} FROM "{view.name}" ORDER BY {order}'  # noqa: S608  (names of our views)
    for rows in reader.batches(statement, BATCH):
        turned = zip(*rows, strict=True)
        yield [_typed(view, column, values) for column, values in zip(view.columns, turned, strict=True)]


_MAKE: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "integer": int,
    "real": float,
    "boolean": bool,
    "date": datetime.date.fromisoformat,
}


def _typed(view: ExportedView, column: ViewColumn, values: tuple[Any, ...]) -> list[Any]:
    make = _MAKE[column.type]
    try:
        return [None if value is None else make(value) for value in values]
    except ValueError as error:
        raise KbError(
            f"The column {view.name}.{column.name} is a {column.type}, but holds something else: {error}."
            " Correct the record, load it, and export again."
        ) from error
