"""What may be said of a record: its fields by the names and shapes that their declarations give them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from kb.errors import KbError, nearest
from kb.records.base import OneOrMore, TextOrEntry
from kb.records.keeping import KeyOf
from kb.records.kinds import MODELS, ONE_OF
from kb.records.scalars import Scalar


@dataclass(frozen=True, slots=True)
class FieldShape:
    """What a value is: ``one`` scalar, ``list`` or ``map`` of what is in it, or an ``entry`` with fields."""

    form: str
    scalar: Scalar | None = None
    inner: FieldShape | None = None
    """What a list or map has in it."""
    model: Any = None
    """The model of an entry."""
    key_of: KeyOf | None = None
    """The record or term that a scalar is the key of."""
    keys: Scalar | None = None
    """What the keys of a map are."""
    or_one: bool = False
    """Whether a list of one is written as that one alone."""

    @property
    def takes_series(self) -> bool:
        """Whether one value or a list of them may stand here: cells over times."""
        return isinstance(self.scalar, OneOrMore)


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field as a person may write it."""

    name: str
    shape: FieldShape
    required: bool
    description: str
    from_text: bool = False
    """Whether it is the text that an entry may consist of alone."""


def fields_of(model: Any) -> dict[str, RecordField]:
    """Key -> field of the model of an entry, in canonical order."""
    fields = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        annotation = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
        is_text = issubclass(model, TextOrEntry) and name == model.alone
        fields[key] = RecordField(
            key, shape_of(annotation), info.is_required(), info.description or "", is_text
        )
    return fields


def shape_of(annotation: Any) -> FieldShape:
    """The shape of an annotation of a record's field."""
    scalar, key_of = _marks(annotation)
    bare = _bare(annotation)
    if scalar is not None:
        return FieldShape("one", scalar, key_of=key_of)
    if get_origin(bare) is tuple:
        return FieldShape("list", inner=shape_of(get_args(bare)[0]), or_one=_has_other_form(annotation))
    if get_origin(bare) is dict:
        keys, values = get_args(bare)
        return FieldShape("map", inner=shape_of(values), keys=_marks(keys)[0])
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        if "root" in bare.model_fields:
            return shape_of(bare.model_fields["root"].annotation)
        return FieldShape("entry", model=bare)
    return FieldShape("one")


def _bare(annotation: Any) -> Any:
    """Without marks and without the alternative of being absent, or of being a list of the same."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            options = [part for part in get_args(annotation) if part is not type(None)]
            annotation = next((part for part in options if get_origin(part) is tuple), options[0])
        else:
            return annotation


def _has_other_form(annotation: Any) -> bool:
    """Whether a list may be one value instead."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    options = [part for part in get_args(annotation) if part is not type(None)]
    return get_origin(annotation) in (Union, UnionType) and len(options) > 1


def _marks(annotation: Any) -> tuple[Scalar | None, KeyOf | None]:
    """The scalar type of an annotation, and what it is the key of."""
    scalar, key_of = None, None
    while True:
        args = get_args(annotation)
        if get_origin(annotation) is Annotated:
            scalar = scalar or next((mark for mark in args[1:] if isinstance(mark, Scalar)), None)
            key_of = key_of or next((mark for mark in args[1:] if isinstance(mark, KeyOf)), None)
            annotation = args[0]
        elif get_origin(annotation) in (Union, UnionType):
            options = [part for part in args if part is not type(None)]
            if len(options) != 1:
                return scalar, key_of
            annotation = options[0]
        else:
            return scalar, key_of


def resolve(name: str, fields: dict[str, RecordField]) -> RecordField:
    """The field that a person means: by its name, in the singular too. Raises KbError with the near ones."""
    names = {key.replace("_", "-"): key for key in fields}
    asked = name.replace("_", "-")
    for form in (asked, f"{asked}s", f"{asked.removesuffix('y')}ies", f"{asked}es"):
        if form in names:
            return fields[names[form]]
    if asked.upper() in names:  # URL
        return fields[names[asked.upper()]]
    close = nearest(asked, list(names)) or f"There are: {', '.join(names)}."
    raise KbError(f"There is no field {name}. {close}")


def kind_of(word: str) -> str:
    """The kind of record that a word names, in the singular or plural. Raises KbError."""
    kind = ONE_OF.get(word.lower(), word.lower())
    if kind not in MODELS:
        known = [one for one, many in ONE_OF.items() if many in MODELS]
        close = said_inside(word) or nearest(word, known)
        raise KbError(f"There is no kind of record {word}. {close or 'Known: ' + ', '.join(known) + '.'}")
    return kind


def said_inside(word: str) -> str:
    """How a person says what is part of a record: a statement, a trial; empty for anything else."""
    asked = word.lower().replace("_", "-").removesuffix("s")
    for one, many in ONE_OF.items():
        for name, field in (
            fields_of(MODELS[many]).items() if many in MODELS and not is_vocabulary(many) else ()
        ):
            option = name.replace("_", "-").removesuffix("s")
            is_part = field.shape.inner is not None and field.shape.inner.form == "entry"
            if is_part and (option == asked or option.endswith(f"-{asked}")):
                return f"It is part of a {one}: kb edit {one} KEY --{option} ..."
    return ""


def entry_model(kind: str) -> Any:
    """The model of what is entered: of a term where the kind is a vocabulary, else of the record."""
    shape = shape_of(MODELS[kind])
    return shape.inner.model if shape.form == "map" and shape.inner is not None else MODELS[kind]


def is_vocabulary(kind: str) -> bool:
    """Whether a record of the kind is a file of terms."""
    return shape_of(MODELS[kind]).form == "map"


def told_fields(model: Any, known: str = "") -> Iterator[tuple[str, str, str]]:
    """Name, what is written there, and description of each field, those of the entries in it included."""
    for field in fields_of(model).values():
        name = f"{known}{field.name}"
        yield name, _what(field), field.description
        shape = field.shape.inner if field.shape.form in ("list", "map") else field.shape
        if shape is not None and shape.form == "entry" and known.count(".") < 2 and shape.model is not model:
            yield from told_fields(shape.model, f"{name}.")


def _what(field: RecordField) -> str:
    shape = field.shape
    words = {"list": "list of ", "map": "by key: "}.get(shape.form, "")
    inner = shape.inner if shape.inner is not None else shape
    if inner.form == "entry":
        kind = f"{words}entries" if words else "entry"
    elif inner.scalar is not None and inner.scalar.codes is not None:
        kind = words + " | ".join(inner.scalar.codes)
    elif inner.key_of is not None:
        kind = f"{words}key of {inner.key_of.kind or 'this record'}"
    else:
        kind = f"{words}text" if inner.scalar is None or inner.scalar.made is str else f"{words}value"
    return f"{kind}, needed" if field.required else kind
