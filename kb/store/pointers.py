"""What a record points at in other records by typed keys and specially, apart from tokens in its prose."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, RootModel

from kb.records.keeping import KeyOf
from kb.records.kinds import RecordName
from kb.records.yaml_source import Path
from kb.store.convert import SPECIAL
from kb.store.special import Pointer


def pointers(record: Any, name: RecordName) -> Iterator[Pointer]:
    """Everything that a record points at."""
    yield from _of_entry(record, (), record.key())
    for mapping in SPECIAL[name.kind]:
        yield from mapping.points(record)


def _of_entry(entry: Any, path: Path, own: str) -> Iterator[Pointer]:
    model: Any = type(entry)
    for name, key, annotation in _pointing(model):
        inside = (*path, key) if key else path
        yield from _of_value(annotation, getattr(entry, name), inside, own)


def _of_value(annotation: Any, value: Any, path: Path, own: str) -> Iterator[Pointer]:
    """The pointers in a value; ``own`` is the key of the record, which its own keys begin with."""
    if isinstance(value, BaseModel):
        yield from _of_entry(value, path, own)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _of_value(annotation, part, (*path, index), own)
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _of_value(annotation, part, (*path, key), own)
    elif isinstance(value, str) and (target := _target(annotation)) is not None and target.kind:
        yield Pointer(path, target.kind, f"{own}/{value}" if target.own else value)


@cache
def _pointing(model: Any) -> tuple[tuple[str, str, Any], ...]:
    """Name, key and type of the fields of a model that hold a typed key, or a model."""
    fields = []
    for name, info in model.model_fields.items():
        annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        if _points(annotation):
            key = "" if issubclass(model, RootModel) else info.alias or name
            fields.append((name, key, annotation))
    return tuple(fields)


def _points(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, BaseModel)
    return _target(annotation) is not None or any(map(_points, get_args(annotation)))


@cache
def _target(annotation: Any) -> KeyOf | None:
    """The record that the strings in a type are keys of."""
    args = get_args(annotation)
    if get_origin(annotation) is Annotated:
        own = next((mark for mark in args[1:] if isinstance(mark, KeyOf)), None)
        return own or _target(args[0])
    values = args[1:] if get_origin(annotation) is dict else args
    return next((target for part in values if (target := _target(part)) is not None), None)
