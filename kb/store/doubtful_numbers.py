"""Numbers in prose that are results unless they stand in a name of the vocabulary.

They are noted when a record is read by itself, and judged when the vocabulary is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, RootModel

from kb.records.prose_numbers import Span, doubtful_places
from kb.records.scalars import Doubt, NumberRule, Scalar
from kb.records.yaml_source import Path


class DoubtfulNumber(NamedTuple):
    """A number in a text, with the rule of the field that the text is in."""

    path: Path
    text: str
    span: Span
    rule: NumberRule

    @property
    def shown(self) -> str:
        """The number as it is written."""
        return self.text[slice(*self.span)]


def doubtful_numbers(record: Any) -> Iterator[DoubtfulNumber]:
    """The doubtful numbers of a record, field by field."""
    yield from _of_value(type(record), record, ())


def _of_value(annotation: Any, value: Any, path: Path) -> Iterator[DoubtfulNumber]:
    if isinstance(value, BaseModel):
        for name, key, below in _fields(type(value)):
            yield from _of_value(below, getattr(value, name), (*path, key) if key else path)
    elif isinstance(value, tuple):
        for index, part in enumerate(value):
            yield from _of_value(annotation, part, (*path, index))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _of_value(annotation, part, (*path, key))
    elif isinstance(value, str) and (rule := _rule(annotation)) is not None:
        for start, end in doubtful_places(value):
            if rule.doubt is Doubt.ALL or "." in value[start:end]:
                yield DoubtfulNumber(path, value, (start, end), rule)


@cache
def _fields(model: Any) -> tuple[tuple[str, str, Any], ...]:
    """Name, key and type of the fields of a model that hold doubtful numbers, or a model."""
    fields = []
    for name, info in model.model_fields.items():
        annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        if _leads_to_prose(annotation):
            key = "" if issubclass(model, RootModel) else info.alias or name
            fields.append((name, key, annotation))
    return tuple(fields)


def _leads_to_prose(annotation: Any) -> bool:
    if isinstance(annotation, type) and not get_args(annotation):
        return issubclass(annotation, BaseModel)
    return _rule(annotation) is not None or any(map(_leads_to_prose, get_args(annotation)))


@cache
def _rule(annotation: Any) -> NumberRule | None:
    """The rule of the texts in a type, where it doubts numbers."""
    args = get_args(annotation)
    if get_origin(annotation) is Annotated:
        scalar = next((mark for mark in args[1:] if isinstance(mark, Scalar)), None)
        rule = scalar.numbers if scalar is not None else _rule(args[0])
        return rule if rule is not None and rule.doubt is not Doubt.NONE else None
    values = args[1:] if get_origin(annotation) is dict else args
    return next((rule for part in values if (rule := _rule(part)) is not None), None)
