"""The data dictionary: every table, view and column with its meaning, as rows of the database."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Integer, delete, insert, inspect

from kb.schema.tables import metadata
from kb.schema.views import View, ViewColumn, shared_columns, views

Entry = dict[str, Any]


def fill_dictionary(connection: Connection) -> None:
    """Write the data dictionary anew; every view must exist."""
    dictionary = metadata.tables["data_dictionary"]
    entries = [*table_entries(), *view_entries(connection)]
    connection.execute(delete(dictionary))
    connection.execute(insert(dictionary), entries)


def table_entries() -> Iterator[Entry]:
    """One entry per table and per column of a table, by name and position."""
    for name, table in sorted(metadata.tables.items()):
        yield _entry(name, "table", description=table.comment or "")
        for position, column in enumerate(table.columns, start=1):
            yield _entry(
                name,
                "table",
                column_name=column.name,
                position=position,
                column_type=_type_name(column),
                null_allowed="yes" if column.nullable else "no",
                refers_to=_target(column),
                codes=_codes(column),
                description=column.comment or "",
            )


def view_entries(connection: Connection) -> Iterator[Entry]:
    """One entry per public view and per column of it, in the order that the database knows."""
    inspector = inspect(connection)
    inherited = _columns_of_one_meaning()
    for view in sorted(views(), key=lambda view: view.name):
        yield _entry(view.name, "view", description=view.description)
        for position, column in enumerate(inspector.get_columns(view.name), start=1):
            name = column["name"]
            source = inherited.get(name)
            meaning = _meaning(view, name, source)
            yield _entry(
                view.name,
                "view",
                column_name=name,
                position=position,
                column_type=meaning.type,
                codes=_codes(source) if source is not None else "",
                description=meaning.description,
            )


def _meaning(view: View, name: str, source: Column[Any] | None) -> ViewColumn:
    """What the view says of a column, else what all views say, else what the table of that column says."""
    described = view.columns.get(name) or shared_columns().get(name)
    if described is not None:
        return described
    if source is None or not source.comment:
        raise LookupError(
            f"view {view.name}: column {name} has no description; add it to the front comment of the view"
        )
    return ViewColumn(_type_name(source), source.comment)


def _columns_of_one_meaning() -> dict[str, Column[Any]]:
    """Table columns by name, where all columns of that name share one meaning."""
    found: dict[str, Column[Any] | None] = {}
    for table in metadata.tables.values():
        for column in table.columns:
            known = found.setdefault(column.name, column)
            if known is not None and known.comment != column.comment:
                found[column.name] = None
    return {name: column for name, column in found.items() if column is not None}


def _entry(relation: str, kind: str, **columns: Any) -> Entry:
    name = columns.get("column_name", "")
    blank = {"column_name": "", "position": 0, "column_type": "", "null_allowed": "", "refers_to": ""}
    key = f"{relation}.{name}" if name else relation
    return {"id": key, "relation": relation, "relation_kind": kind, "codes": "", **blank, **columns}


def _type_name(column: Column[Any]) -> str:
    names = {Boolean: "boolean", Integer: "integer", Float: "real"}
    return next((name for kind, name in names.items() if isinstance(column.type, kind)), "text")


def _target(column: Column[Any]) -> str:
    return next((key.target_fullname for key in column.foreign_keys), "")


def _codes(column: Column[Any]) -> str:
    listed = column.info.get("codes") or {}
    return "\n".join(f"{code}: {meaning}" for code, meaning in listed.items())
