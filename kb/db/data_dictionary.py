"""The data dictionary: every table, view and column with its meaning, as rows of the database."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Integer, LargeBinary, delete, insert, inspect

from kb import codes
from kb.codes import Codes
from kb.notation.statistics import STATISTICS
from kb.schema.tables import metadata
from kb.schema.views import DescribedColumn, View, shared_columns, views

Entry = dict[str, Any]

_STATISTIC: Codes = {slug: statistic.meaning for slug, statistic in STATISTICS.items()}
"""The closed list of the notation, which is a neighbor of the schema, so the schema cannot import it."""
_ABBREVIATIONS = frozenset(
    {"auc", "ci", "doi", "iqr", "isbn", "itt", "nnh", "nnt", "npv", "pmcid", "pmid", "ppv", "sd", "se", "url"}
)
_HYPHENATED = frozenset({"c-index", "follow-up", "utf-8"})


def fill_dictionary(connection: Connection) -> None:
    """Write the data dictionary and the code lists anew; every view must exist."""
    rows_by_table = {
        "data_dictionary": [*table_entries(), *view_entries(connection)],
        "code_list": list(code_entries()),
    }
    for name, rows in rows_by_table.items():
        connection.execute(delete(metadata.tables[name]))
        connection.execute(insert(metadata.tables[name]), rows)


def code_entries() -> Iterator[Entry]:
    """One entry per code of every closed list, by list and position."""
    for name, listed in sorted(code_lists().items()):
        for position, (code, meaning) in enumerate(listed.items(), start=1):
            yield {
                "id": f"{name}/{code}",
                "list": name,
                "code": code,
                "label": _in_words(code),
                "meaning": meaning,
                "position": position,
            }


def _in_words(code: str) -> str:
    if code in _HYPHENATED:
        return code
    return " ".join(word.upper() if word in _ABBREVIATIONS else word for word in code.split("-"))


def code_lists() -> dict[str, Codes]:
    """Every closed list by its name, in lower case."""
    named = {name.lower(): value for name, value in vars(codes).items() if name.isupper()}
    return {"statistic": _STATISTIC, **named}


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
                codes=_as_text(_codes_of(column)),
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
                null_allowed="yes" if _may_be_null(meaning, source) else "no",
                codes=_as_text(_codes_in(view, name, source)),
                description=meaning.description,
            )


def _meaning(view: View, name: str, source: Column[Any] | None) -> DescribedColumn:
    """What the view says of a column, else what all views say, else what the table of that column says."""
    described = view.columns.get(name) or shared_columns().get(name)
    if described is not None:
        return described
    if source is None or not source.comment:
        raise LookupError(
            f"view {view.name}: column {name} has no description; add it to the front comment of the view"
        )
    return DescribedColumn(_type_name(source), source.comment)


def _columns_of_one_meaning() -> dict[str, Column[Any]]:
    """Table columns by name, where all columns of that name share one meaning."""
    by_name: dict[str, Column[Any] | None] = {}
    for table in metadata.tables.values():
        for column in table.columns:
            known = by_name.setdefault(column.name, column)
            if known is not None and known.comment != column.comment:
                by_name[column.name] = None
    return {name: column for name, column in by_name.items() if column is not None}


def _entry(relation: str, kind: str, **columns: Any) -> Entry:
    name = columns.get("column_name")
    key = relation if name is None else f"{relation}.{name}"
    blank = dict.fromkeys(("column_name", "column_type", "null_allowed", "refers_to", "codes"))
    return {"id": key, "relation": relation, "relation_kind": kind, "position": 0, **blank, **columns}


def _type_name(column: Column[Any]) -> str:
    names = {Boolean: "boolean", Integer: "integer", Float: "real", LargeBinary: "bytes"}
    return next((name for kind, name in names.items() if isinstance(column.type, kind)), "text")


def _target(column: Column[Any]) -> str | None:
    return next((key.target_fullname for key in column.foreign_keys), None)


def _may_be_null(meaning: DescribedColumn, source: Column[Any] | None) -> bool:
    """No engine tells of a view's column whether it may be null: its description has to, or its table."""
    inherited = source is not None and source.comment == meaning.description
    if inherited and source is not None and source.nullable:
        return True
    return re.search(r"\bnull\b", meaning.description) is not None


def _codes_in(view: View, name: str, source: Column[Any] | None) -> Codes:
    """The closed list of a view's column: the one that its description names, else that of the table.

    A column that the view describes in words of its own has no other list than it names: a table's column
    of the same name may mean something else, as the judgement on a pair of duplicates does.
    """
    own, shared = view.columns.get(name), shared_columns().get(name)
    described = own or shared
    if described is not None and described.codes:
        return code_lists()[described.codes]
    return _codes_of(source) if own is None else {}


def _codes_of(column: Column[Any] | None) -> Codes:
    if column is None:
        return {}
    listed: Codes = column.info.get("codes") or (_STATISTIC if str(column) == "figure.statistic" else {})
    return listed


def _as_text(listed: Codes) -> str | None:
    return "\n".join(f"{code}: {meaning}" for code, meaning in listed.items()) or None
