"""What the fields of an entry come to in tables: read off their types and marks, once for each model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import RootModel
from pydantic.fields import FieldInfo

from kb.records.base import RecordEntry
from kb.records.keeping import ColumnName, KeyOf, LinkTable, NullElsewhere, Special, StoredRow
from kb.records.scalars import Scalar


@dataclass(frozen=True, slots=True)
class ColumnField:
    """A field that is one column of its entry's row."""

    name: str
    """Name in the model; ``key`` is how the record writes it."""
    key: str
    column: str
    """Empty where the key of the row says it already."""
    scalar: Scalar
    """Made as ``str``, ``int`` or ``bool``; knows its codes, and whether it is prose."""
    null: bool
    default: Any
    """What an absent field means; ``...`` where it has to be written."""
    target: KeyOf | None
    description: str


@dataclass(frozen=True, slots=True)
class LinkField:
    """A field with a list of keys, texts or codes, each of them a row of a link table."""

    name: str
    key: str
    links: LinkTable
    owner: str
    column: str
    target: KeyOf | None
    scalar: Scalar | None
    """What each item is; knows its codes, and whether it is words."""
    description: str


@dataclass(frozen=True, slots=True)
class EntryField:
    """A field with an entry, or a list or mapping of entries. ``shape`` is ``one``, ``list`` or ``map``."""

    name: str
    key: str
    shape: str
    plan: StoragePlan
    optional: bool = False


@dataclass(frozen=True, slots=True)
class StoragePlan:
    """How an entry is kept: ``row`` is None where its columns are in the row around it."""

    model: type[Any]
    row: StoredRow | None
    shape: str
    """``one``, ``list`` or ``map``, as for ``EntryField``."""
    owner: str
    """Column with the key of the row it belongs to; empty for none."""
    keyed: str
    """Column with the key that it is under; empty for none."""
    columns: list[ColumnField] = field(default_factory=list)
    links: list[LinkField] = field(default_factory=list)
    entries: list[EntryField] = field(default_factory=list)
    special: list[str] = field(default_factory=list)
    """Fields that a special mapping owns."""

    @property
    def positioned(self) -> bool:
        """Whether the row has a position that no field of the entry says."""
        return self.row is not None and self.shape != "one" and self.row.order == "position"

    def all_columns(self) -> Iterator[ColumnField]:
        """The columns of its row, those of entries in the same row included."""
        yield from (column for column in self.columns if column.column)
        for below in self.entries:
            if below.plan.row is None:
                for column in below.plan.all_columns():
                    yield replace(column, null=column.null or below.optional)

    def walk(self) -> Iterator[StoragePlan]:
        """This plan and those of all entries below, from the top."""
        yield self
        for below in self.entries:
            yield from below.plan.walk()

    def tables(self) -> Iterator[str]:
        """The tables that it and everything below have rows in."""
        for plan in self.walk():
            if plan.row is not None:
                yield plan.row.table
            yield from (link.links.table for link in plan.links)


@cache
def plan_of(model: Any) -> StoragePlan:
    """The plan of a record. Raises TypeError for a field that is neither derived nor marked special."""
    if issubclass(model, RootModel):
        entry = get_args(model.model_fields["root"].annotation)[1]
        return StoragePlan(
            model, None, "one", "", "", entries=[EntryField("root", "", "map", _plan(entry, "", "map"))]
        )
    return _plan(model, "", "one")


def _plan(model: type[RecordEntry], around: str, shape: str) -> StoragePlan:
    """``around`` is the table of the row that the entries belong to; empty at the top."""
    row = model.row
    owner = "" if row is None else row.owner if row.owner is not None else f"{around}_id" if around else ""
    keyed = "key" if shape == "map" and row is not None and row.id != "{key}" else ""
    plan = StoragePlan(model, row, shape, owner, keyed)
    table = around if row is None else row.table
    for name, info in model.model_fields.items():
        _add_field(plan, table, name, info)
    return plan


def _add_field(plan: StoragePlan, table: str, name: str, info: FieldInfo) -> None:
    inner, marks, null = unwrapped(info.annotation, info.metadata)
    key = info.alias or name
    if mark_of(marks, Special) is not None:
        plan.special.append(name)
    elif isinstance(inner, type) and issubclass(inner, RecordEntry):
        plan.entries.append(EntryField(name, key, "one", _plan(inner, table, "one"), null))
    elif (scalar := mark_of(marks, Scalar)) is not None and scalar.made in (str, int, bool):
        plan.columns.append(_column(plan, name, info, scalar, (marks, null)))
    elif (below := _entries_of(inner)) is not None:
        plan.entries.append(EntryField(name, key, below[0], _plan(below[1], table, below[0])))
    elif (links := mark_of(marks, LinkTable)) is not None and get_origin(inner) is tuple:
        plan.links.append(_link(name, info, links, table))
    else:
        raise TypeError(f"{plan.model.__name__}.{name} has no column or table; mark it SPECIAL and map it")


def _column(
    plan: StoragePlan, name: str, info: FieldInfo, scalar: Scalar, annotation_marks: tuple[list[Any], bool]
) -> ColumnField:
    marks, null = annotation_marks
    named, target = mark_of(marks, ColumnName), mark_of(marks, KeyOf)
    usual = name if target is None else target.column if target.own else f"{name}_id"
    is_id = plan.row is not None and plan.row.id == f"{{{name}}}"
    return ColumnField(
        name,
        info.alias or name,
        "" if is_id else named.name if named is not None else usual,
        scalar,
        null or mark_of(marks, NullElsewhere) is not None,
        ... if info.is_required() else info.default,
        target,
        info.description or "",
    )


def _link(name: str, info: FieldInfo, links: LinkTable, table: str) -> LinkField:
    _, marks, _ = unwrapped(get_args(info.annotation)[0], [])
    target = mark_of(marks, KeyOf)
    owner = f"{table}_id" if links.owner is None else links.owner
    column = links.column or ("" if links.id == "{key}" or target is None else target.column)
    scalar = mark_of(marks, Scalar)
    return LinkField(name, info.alias or name, links, owner, column, target, scalar, info.description or "")


def unwrapped(annotation: Any, marks: list[Any]) -> tuple[Any, list[Any], bool]:
    """What is inside ``Annotated`` and ``| None``, all marks on the way, and whether None is allowed."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return unwrapped(args[0], [*marks, *args[1:]])
    if origin in (Union, UnionType) and len(args) == 2 and type(None) in args:
        inner, inner_marks, _ = unwrapped(next(arg for arg in args if arg is not type(None)), marks)
        return inner, inner_marks, True
    return annotation, list(marks), False


def _entries_of(annotation: Any) -> tuple[str, type[RecordEntry]] | None:
    """``list`` or ``map`` and the model of a list or mapping of entries that have a table."""
    origin, args = get_origin(annotation), get_args(annotation)
    inner = args[0] if origin is tuple else args[1] if origin is dict else None
    if isinstance(inner, type) and issubclass(inner, RecordEntry) and inner.row is not None:
        return ("list" if origin is tuple else "map"), inner
    return None


def mark_of(marks: list[Any], kind: type[Any]) -> Any:
    return next((mark for mark in marks if isinstance(mark, kind)), None)
