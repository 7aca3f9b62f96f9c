"""Tables whose columns are the fields of records, which declare type, description, codes and target."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from kb.records.kinds import MODELS
from kb.records.storage_plan import ColumnField, LinkField, StoragePlan, plan_of
from kb.schema.tables.base import SchemaTable, coded, described

_TYPES: dict[Any, Any] = {str: Text(), int: Integer(), bool: Boolean(create_constraint=False)}
_NO_COLUMNS: Mapping[str, Any] = {}


def record_table(
    name: str,
    comment: str,
    id: str,
    *constraints: Any,
    special: Mapping[str, Any] = _NO_COLUMNS,
    index: tuple[str, ...] = (),
) -> None:
    """Make the table that the records declare by this name.

    ``comment`` says what one row is, ``id`` what its key is made of. ``special`` has the columns that a
    mapping in ``kb.store`` fills, by name; ``index`` is as for ``described``.
    """
    declared, parent = _declared()[name]
    fields = list(declared.all_columns()) if isinstance(declared, StoragePlan) else []
    columns = [
        Column("id", Text, primary_key=True, comment=id),
        _key("record_id", "record", "Record that this row came from, kind/key"),
        *_around(declared, parent),
        *(_of_field(column) for column in fields),
        *(_named(column, field.sa_column) for column, field in special.items()),
    ]
    codes = [coded(column.column, column.scalar.codes) for column in fields if column.scalar.codes]
    if isinstance(declared, LinkField) and declared.scalar is not None and declared.scalar.codes:
        codes.append(coded(declared.column, declared.scalar.codes))
    *arguments, options = described(comment, *constraints, *codes, index=index)
    Table(name, SchemaTable.metadata, *columns, *arguments, **options)


@cache
def _declared() -> dict[str, tuple[StoragePlan | LinkField, str]]:
    """Table -> what declares it, and the table of the row that its rows belong to."""
    declared: dict[str, tuple[StoragePlan | LinkField, str]] = {}
    for model in MODELS.values():
        declared |= dict(_tables(plan_of(model), ""))
    return declared


def _tables(plan: StoragePlan, around: str) -> Iterator[tuple[str, tuple[StoragePlan | LinkField, str]]]:
    table = around if plan.row is None else plan.row.table
    if plan.row is not None:
        yield table, (plan, around)
    yield from ((link.links.table, (link, table)) for link in plan.links)
    for field in plan.entries:
        yield from _tables(field.plan, table)


def _around(declared: StoragePlan | LinkField, parent: str) -> Iterator[Column[Any]]:
    """The columns that say where a row is: below which row, under which key, at which position."""
    if declared.owner:
        # An owner column may name a row further up, for example the indication of a finding.
        named = declared.owner.removesuffix("_id")
        table = named if named in _declared() else parent
        yield _key(declared.owner, table, f"The {_spelled(table)}")
    if isinstance(declared, LinkField):
        if declared.column and declared.target is not None:
            target = declared.target.table
            yield _key(declared.column, target, f"The {_spelled(target)}")
        elif declared.column:
            codes = declared.scalar.codes if declared.scalar is not None else None
            info = {"codes": codes} if codes else {}
            yield Column(declared.column, Text, nullable=False, comment=declared.description, info=info)
    elif declared.keyed:
        yield Column(declared.keyed, Text, nullable=False, comment=f"Key within the {_spelled(parent)}")
    if isinstance(declared, LinkField) or declared.positioned:
        yield Column("position", Integer, nullable=False, comment="Order, from 1")


def _of_field(field: ColumnField) -> Column[Any]:
    description = field.description.replace("absent", "null") if field.null else field.description
    if field.target is not None:
        return _key(field.column, field.target.table, description, null=field.null)
    info = {"codes": field.scalar.codes} if field.scalar.codes else {}
    kind = _TYPES[field.scalar.made]
    return Column(field.column, kind, nullable=field.null, comment=description, info=info)


def _key(name: str, table: str, description: str, *, null: bool = False) -> Column[Any]:
    target = ForeignKey(f"{table}.id", deferrable=True, initially="DEFERRED")
    return Column(name, Text, target, nullable=null, comment=description)


def _named(name: str, column: Column[Any]) -> Column[Any]:
    column.name = column.key = name
    return column


def _spelled(table: str) -> str:
    return table.removeprefix("vocabulary_").replace("_", " ")
