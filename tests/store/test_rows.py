"""What the store believes about tables is what the tables are, and every field of a record has its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from pydantic import BaseModel, RootModel
from sqlalchemy import Boolean

from kb.records.base import Excerpts, RecordEntry
from kb.records.kinds import MODELS
from kb.records.storage_plan import plan_of
from kb.schema.tables import metadata
from kb.store.convert import FLAGS, PROSE, SPECIAL, TABLES
from kb.store.figures import quoted_id


def test_every_curated_table_belongs_to_a_kind_of_record() -> None:
    curated = {table.name for table in metadata.sorted_tables if "record_id" in table.columns}
    named = {table for tables in TABLES.values() for table in tables}
    # The log of changes and the words for search are made by the program, not written in records.
    assert curated - named == {"change", "conclusion_change", "search_entry"}
    assert named <= curated


def test_every_kind_of_record_has_tables() -> None:
    assert TABLES.keys() == MODELS.keys()


def test_the_flags_are_the_boolean_columns() -> None:
    curated = {table for tables in TABLES.values() for table in tables}
    flags = {
        (table, column.name)
        for table in curated
        for column in metadata.tables[table].columns
        if isinstance(column.type, Boolean)
    }
    assert {(table, column) for table, columns in FLAGS.items() for column in columns} == flags


def test_prose_stands_in_columns_that_exist() -> None:
    for kind in MODELS:
        for table, columns in PROSE[kind].items():
            assert set(columns) <= set(metadata.tables[table].columns.keys())


def _models(model: Any, seen: dict[type[BaseModel], None]) -> dict[type[BaseModel], None]:
    """The models that a record is made of."""
    if model in seen:
        return seen
    seen[model] = None
    for info in model.model_fields.values():
        for inner in _inside(info.annotation):
            _models(inner, seen)
    return seen


def _inside(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _inside(part)


def fields_of_records() -> list[str]:
    """Model and name of every field of every kind of record."""
    models: dict[type[BaseModel], None] = {}
    for model in MODELS.values():
        _models(model, models)
    models = {model: None for model in models if not issubclass(model, RootModel)}
    return [f"{model.__name__}.{name}" for model in models for name in model.model_fields]


def _owners(kind: str) -> Counter[str]:
    """How often each field of a kind of record is derived, or owned by a special mapping."""
    owners: Counter[str] = Counter()
    for plan in plan_of(MODELS[kind]).walk():
        for field in (*plan.columns, *plan.links, *plan.entries):
            owners[f"{plan.model.__name__}.{field.name}"] += 1
    for mapping in SPECIAL[kind]:
        for model, names in mapping.owns.items():
            owners.update(f"{model.__name__}.{name}" for name in names)
    return owners


@pytest.mark.parametrize("kind", MODELS)
def test_every_field_of_a_record_is_derived_or_owned_by_exactly_one_mapping(kind: str) -> None:
    """A field that is only half wired, read from a file and not kept, cannot exist."""
    fields = [
        f"{model.__name__}.{name}" for model in _models(MODELS[kind], {}) for name in model.model_fields
    ]
    owners = _owners(kind)
    assert {name: owners[name] for name in fields} == dict.fromkeys(fields, 1)
    assert owners.keys() <= set(fields)


def test_a_field_of_a_shape_that_no_rule_knows_is_refused_until_it_is_marked() -> None:
    class Odd(RecordEntry):
        stated: Excerpts = ()

    with pytest.raises(TypeError, match=r"Odd\.stated has no column or table; mark it SPECIAL and map it"):
        plan_of(Odd)


def test_a_result_with_several_measures_of_a_test_is_quoted_by_none_of_them() -> None:
    """A text has to say which: `sensitivity was [[...]]` must not print the true positives."""
    figures = [
        {"id": "x:true-positives", "statistic": "true-positives", "is_main": True},
        {"id": "x:sensitivity", "statistic": "sensitivity", "is_main": False},
        {"id": "x:ci-low", "statistic": "ci-low", "is_main": False},
    ]
    assert quoted_id(figures) is None
    assert quoted_id(figures[:1] + figures[2:]) == "x:true-positives"
