"""How a cell holds the value of a field: read off the declaration of the field, never written down twice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from kb import codes
from kb.records.base import RecordEntry
from kb.records.cells import FigureCell
from kb.records.keeping import KeyOf
from kb.records.scalars import Refused, Scalar
from kb.records.storage_plan import mark_of, unwrapped

Path = tuple[str, ...]


class Shape(Enum):
    """How a cell holds its value; the words are told beside the header."""

    TEXT = "text"
    PASSAGE = "text, several lines as they are"
    KEYS = "keys, parted by commas"
    WORDS = "parted by commas, or one a line"
    LINES = "one entry per line"
    PAIRS = "one per line, as `key: value`"
    YES_NO = "yes or no"
    FIGURE = "figure notation"
    YAML = "as a record writes it (YAML)"


class FieldKind(Enum):
    """What the type of a field takes."""

    ONE = "one value"
    SOME = "one value or a list"
    LIST = "a list of values"
    MAP = "values by key"
    ENTRY = "an entry"
    ENTRIES = "a list of entries"
    ENTRY_MAP = "entries by key"
    GROUPS = "lists of entries by key"
    OTHER = "anything else"


@dataclass(frozen=True, slots=True)
class FieldForm:
    """The form of a field, with the marks of the values in it, and what its entries or values by key are."""

    form: FieldKind
    marks: list[Any] = field(default_factory=list)
    model: type[RecordEntry] | None = None
    keys: list[Any] = field(default_factory=list)
    values: FieldForm | None = None


def form_of(annotation: Any, marks: list[Any]) -> FieldForm:
    """The form that an annotation has."""
    inner, marks, _ = unwrapped(annotation, marks)
    scalar = mark_of(marks, Scalar)
    if scalar is not None:
        return FieldForm(FieldKind.SOME if scalar.made is tuple else FieldKind.ONE, marks)
    if isinstance(inner, type) and issubclass(inner, RecordEntry):
        return FieldForm(FieldKind.ENTRY, marks, inner)
    if get_origin(inner) is tuple:
        return _listed(form_of(get_args(inner)[0], []))
    if get_origin(inner) is dict:
        return _mapped(*get_args(inner))
    if get_origin(inner) in (Union, UnionType):
        return _either([form_of(part, []) for part in get_args(inner) if part is not NoneType])
    return FieldForm(FieldKind.OTHER, marks)


def _listed(item: FieldForm) -> FieldForm:
    if item.form is FieldKind.ENTRY:
        return FieldForm(FieldKind.ENTRIES, item.marks, item.model)
    return FieldForm(FieldKind.LIST if item.form is FieldKind.ONE else FieldKind.OTHER, item.marks)


_MAPPED = {FieldKind.ENTRY: FieldKind.ENTRY_MAP, FieldKind.ENTRIES: FieldKind.GROUPS}


def _mapped(key: Any, value: Any) -> FieldForm:
    keys, values = form_of(key, []).marks, form_of(value, [])
    if values.form in _MAPPED:
        return FieldForm(_MAPPED[values.form], values.marks, values.model, keys)
    if values.form in (FieldKind.ONE, FieldKind.SOME, FieldKind.LIST):
        return FieldForm(FieldKind.MAP, values.marks, None, keys, values)
    return FieldForm(FieldKind.OTHER, [], None, keys)


def _either(forms: list[FieldForm]) -> FieldForm:
    """Of a value or a list of them, both; of a text or an entry, the entry."""
    kinds = {each.form for each in forms}
    if FieldKind.ENTRY in kinds or FieldKind.ENTRIES in kinds:
        return next(each for each in forms if each.model is not None)
    if kinds <= {FieldKind.ONE, FieldKind.LIST, FieldKind.SOME} and len(kinds) > 1:
        return FieldForm(FieldKind.SOME, forms[0].marks)
    return forms[0] if len(kinds) == 1 and kinds <= {FieldKind.ONE} else FieldForm(FieldKind.OTHER)


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of a sheet, or a line of the sheet of a record."""

    key: str
    """Header; the name of the field in the record."""
    help: str
    shape: Shape = Shape.TEXT
    list: str = ""
    """Name of the list that its drop-down offers; empty for none."""
    width: int = 22
    codes: tuple[str, ...] = ()
    """What that list offers, where it is a closed list of codes."""
    path: Path = ()
    """Where the value is in its entry."""
    single: bool = False
    """Whether a list of one is written as its only value."""
    many: bool = False
    """Of values by key, whether there may be several for a key."""
    required: bool = False
    is_date: bool = False
    """Whether it takes a day, which spreadsheet programs like to make of what is typed."""


_CODE_LISTS = {
    id(value): name.lower().replace("_", " ") for name, value in vars(codes).items() if name.isupper()
}
_WIDTHS = {Shape.KEYS: 34, Shape.WORDS: 34, Shape.LINES: 34, Shape.PAIRS: 40, Shape.PASSAGE: 60}
_WIDTHS |= {Shape.YES_NO: 10, Shape.FIGURE: 12, Shape.TEXT: 22, Shape.YAML: 40}
_PROSE_WIDTH = 44
EXCERPT = "<page, table or offset>: <characters as printed>"
OWN = "rows of "
"""Begins the names of lists whose terms are the keys on another sheet of the workbook."""
NO_LISTS: Mapping[str, str] = {}
MOST_SPREAD = 8
"""Codes of a mapping whose keys are codes, up to which each code has a column of its own."""


def column_of(path: Path, info: FieldInfo, form: FieldForm, lists: Mapping[str, str]) -> SheetColumn:
    """The column of a field that one cell holds. ``lists`` has the drop-downs that no type tells."""
    shape = _shape(form)
    inner = form.values if form.form is FieldKind.MAP and form.values is not None else form
    scalar, target = mark_of(inner.marks, Scalar), mark_of(inner.marks, KeyOf)
    coded = codes_of(scalar)
    listed = _CODE_LISTS.get(id(scalar.codes), "") if coded and scalar is not None and scalar.codes else ""
    listed = listed or (" ".join(path) if coded else _keys(target))
    if shape is Shape.PAIRS:
        listed = ""
    named = lists.get(path[-1], "yes-no" if shape is Shape.YES_NO else listed)
    wide = scalar is not None and (scalar.prose or path[-1] in lists) and shape is Shape.TEXT
    return SheetColumn(
        "/".join(path),
        _help(info, scalar, shape),
        shape,
        named,
        _PROSE_WIDTH if wide else _WIDTHS[shape],
        coded if named == listed else (),
        path,
        inner.form is FieldKind.SOME,
        inner is not form and inner.form is not FieldKind.ONE,
        info.is_required(),
        scalar is not None and str(scalar.schema.get("pattern", "")).startswith(r"^\d{4}"),
    )


def _keys(target: KeyOf | None) -> str:
    """The list of the keys that a field takes: of a kind of record, or of the rows of another sheet."""
    if target is None:
        return ""
    return f"{OWN}{target.table}" if target.own else target.kind


def codes_of(scalar: Scalar | None) -> tuple[str, ...]:
    """What a value may be, where that is a closed list; empty for others."""
    listed = scalar.schema.get("enum", ()) if scalar is not None and scalar.made is str else ()
    return tuple(str(code) for code in listed)


def _shape(form: FieldForm) -> Shape:
    scalar = mark_of(form.marks, Scalar)
    if form.form is FieldKind.MAP:
        return Shape.PAIRS
    if scalar is None or form.form is FieldKind.OTHER:
        return Shape.YAML
    if form.form is FieldKind.ONE:
        if scalar.made is bool:
            return Shape.YES_NO
        return Shape.PASSAGE if keeps_lines(scalar) else _SCALAR_SHAPES.get(scalar.made, Shape.TEXT)
    if keeps_lines(scalar):
        return Shape.YAML
    if scalar.made is tuple or scalar.prose or scalar.numbers is not None:
        return Shape.LINES
    return Shape.WORDS if scalar.words else Shape.KEYS


_SCALAR_SHAPES = {FigureCell: Shape.FIGURE}


def keeps_lines(scalar: Scalar) -> bool:
    """Whether a text of several lines stays one."""
    if scalar.made is not str or not scalar.words:
        return False
    try:
        return "\n" in str(scalar.convert("a\nb"))
    except Refused:
        return False


def _help(info: FieldInfo, scalar: Scalar | None, shape: Shape) -> str:
    """What a person at the sheet reads: there, what is absent is empty."""
    description = (info.description or "").replace("absent", "empty")
    if shape is Shape.PAIRS and scalar is not None and scalar.made is tuple:
        return f"{description}, one a line: <key>: {EXCERPT}"
    if scalar is not None and scalar.made is tuple:
        return f"{description}, one a line: {EXCERPT}"
    is_ruled = scalar is not None and scalar.numbers is not None
    return f"{description}; results are named, not typed" if is_ruled else description
