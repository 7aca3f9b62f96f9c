"""What all records share: strict, frozen models that know how they are laid out as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic_core import CoreSchema

from kb.notation import Time
from kb.records.cells import Excerpt, FigureCell, read_cell, read_excerpt, read_time, read_times
from kb.records.keeping import StoredRow
from kb.records.scalars import Scalar, refusal
from kb.records.yaml_source import Path


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something wrong between fields: where in the record, what, and what to do."""

    path: Path
    message: str
    remedy: str = ""
    other: Path | None = None
    """The other place that it is about, where there is one; ` {line}` in the remedy stands for its line."""


@dataclass(frozen=True, slots=True)
class FieldLayout:
    """How a field is written: ``block`` (a line for each item) or ``inline`` (mappings in one line)."""

    style: str


BLOCK = FieldLayout("block")
INLINE = FieldLayout("inline")


@cache
def _fields(model: type[RecordEntry]) -> tuple[tuple[str, str, Any, str], ...]:
    """Name, key, default (the class itself, which is no value, where there is none) and layout."""
    return tuple(
        (
            name,
            info.alias or name,
            model if info.is_required() else info.default,
            next((mark.style for mark in info.metadata if isinstance(mark, FieldLayout)), ""),
        )
        for name, info in model.model_fields.items()
    )


def _title(model: type[Any]) -> str:
    """What editors call a mapping, in the JSON Schema: Arm, Study."""
    return model.__name__.removesuffix("Entry").removesuffix("Record")


class RecordEntry(BaseModel):
    """A mapping of a record. ``flow`` entries are written in one line where they fit."""

    model_config = ConfigDict(extra="forbid", frozen=True, model_title_generator=_title)
    flow: ClassVar[bool] = True
    row: ClassVar[StoredRow | None] = None
    """The table that it is a row of; None where its fields are columns of the row around it."""

    def fields_written(self) -> Iterator[tuple[str, Any, str]]:
        """Key, value and layout of the fields in canonical order, defaults left out."""
        for name, key, default, style in _fields(type(self)):
            value = getattr(self, name)
            if value != default:
                yield key, value, style


class TextOrEntry(RecordEntry):
    """A mapping that is written as its `text` (or another field) alone where it says nothing else."""

    flow: ClassVar[bool] = False
    alone: ClassVar[str] = "text"
    """Key of the field that may stand for the whole."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {cls.alone: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core_schema))
        return {"anyOf": [{"type": "string"}, schema], "description": schema.get("description", "")}

    def bare(self) -> Any:
        """The text alone, or the entry itself where it says more."""
        fields = list(self.fields_written())
        return fields[0][1] if [key for key, _, _ in fields] == [self.alone] else self


class Record(RecordEntry):
    """A whole file. ``key_field`` holds the file's name."""

    flow: ClassVar[bool] = False

    def key(self) -> str:
        """The key that the file is named after."""
        return str(getattr(self, next(iter(type(self).model_fields))))


_CELL_SCHEMA = {"type": ["string", "number"], "description": "Figure notation, for example 7/180 (3.9%)."}


def _excerpts(value: Any) -> tuple[Excerpt, ...]:
    if isinstance(value, Excerpt):
        return (value,)
    if isinstance(value, tuple) and value:
        return tuple(part if isinstance(part, Excerpt) else read_excerpt(_one(part)) for part in value)
    return (read_excerpt(_one(value)),)


def _one(value: Any) -> str:
    if not isinstance(value, str):
        raise refusal("needs one value or a list of values.", "Remove what is empty or nested.")
    return value


def _cells(value: Any) -> FigureCell | tuple[FigureCell, ...]:
    if isinstance(value, tuple) and value:
        return tuple(part if isinstance(part, FigureCell) else read_cell(_one(part)) for part in value)
    return value if isinstance(value, FigureCell) else read_cell(_one(value))


def _times(value: Any) -> tuple[Time, ...]:
    if isinstance(value, tuple) and value:
        return tuple(part if isinstance(part, Time) else read_time(_one(part)) for part in value)
    return (value,) if isinstance(value, Time) else read_times(_one(value))


@dataclass(frozen=True, slots=True, eq=False)
class OneOrMore(Scalar):
    """A field with one value or a list of them."""

    made: type[Any] = tuple

    def _read(self, value: Any) -> Any:
        from kb.records.scalars import Refused

        try:
            return self.convert(value)
        except Refused as error:
            raise refusal(error.message, error.remedy) from None


def _or_list(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "array", "items": schema, "minItems": 1}]}


_EXCERPT_SCHEMA = {"type": "string", "pattern": "^.+: .+$", "description": "<place>: <characters as printed>"}

CellField = Annotated[FigureCell, Scalar(read_cell, _CELL_SCHEMA, FigureCell)]
Cells = Annotated[FigureCell | tuple[FigureCell, ...], OneOrMore(_cells, _or_list(_CELL_SCHEMA))]
Times = Annotated[tuple[Time, ...], OneOrMore(_times, _or_list({"type": "string"}))]
Excerpts = Annotated[tuple[Excerpt, ...], OneOrMore(_excerpts, _or_list(_EXCERPT_SCHEMA))]
