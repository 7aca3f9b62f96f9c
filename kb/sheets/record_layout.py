"""Which sheet and column holds which field of a record: for writing and for reading.

All of it follows from the declarations of the records. The fields of a record are the lines of one sheet (or
the columns, for records of which there are many); every list or mapping of entries is a sheet with a row for
each, and names in its first columns the entries around it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from string import Formatter
from typing import Any, get_args

from pydantic import RootModel
from pydantic.fields import FieldInfo

from kb.records.base import RecordEntry
from kb.records.kinds import MODELS
from kb.records.references import AuthorEntry
from kb.records.scalars import Scalar
from kb.records.storage_plan import mark_of
from kb.sheets.sheet_columns import (
    MOST_SPREAD,
    OWN,
    FieldForm,
    FieldKind,
    Path,
    Shape,
    SheetColumn,
    codes_of,
    column_of,
    form_of,
)
from kb.sheets.sheet_table import NUMBER, Around, RecordLayout, SheetTable

_WORDS = {"policies": "policy", "studies": "study", "criteria": "criterion"}
_NAMES = {
    "policies/guidelines": "Guidelines used",
    "studies/review/includes": "Included",
    "studies/limitations/items": "Limitations",
}
_LISTED: Mapping[str, Mapping[str, str]] = {
    "studies/breakdowns": {"whole": "outcomes", "parts": "outcomes"},
    "studies/limitations": {"code": "limitation codes", "domain": "limitation domains"},
    "studies/appraisals": {"overall": "judgement words", "judgement": "judgement words"},
    "indications/limitations": {
        "study": "studies",
        "code": "relevance limitation codes",
        "domain": "relevance limitation domains",
    },
    "indications/certainty": {"domain": "judged domains", "level": "judgement words"},
    "policies/guidelines": {"guideline": "guidelines"},
    "plans/determinations": {"determination": "determinations"},
}
"""Drop-downs that no type tells: kind of record and field -> fields below it with their lists."""
_LISTED_KEYS = {"outcomes": "outcomes", "judgements": "judged domains"}
"""Fields whose entries have keys of a list."""


def singular(name: str) -> str:
    """``arms`` -> arm, ``policies`` -> policy."""
    words = name.replace("_", " ").replace("-", " ")
    if words in _WORDS:
        return _WORDS[words]
    return words[:-1] if words.endswith("s") and not words.endswith(("ss", "is")) else words


@cache
def layout_of(kind: str, *, single: bool = False) -> RecordLayout:
    """The sheets of a kind of record."""
    model = MODELS[kind]
    word = singular(kind)
    if issubclass(model, RootModel):
        return _vocabulary(kind, word, get_args(model.model_fields["root"].annotation)[1])
    prefix = "" if single else f"{word.capitalize()} "
    around = () if single else ((word, f"{OWN}{model.row.table}"),)
    name = word.capitalize() if single else _NAMES.get(kind, kind.capitalize())
    making = _Making(kind, prefix)
    fields, tables = making.parts(model, (), around)
    help = (model.__doc__ or "").strip().splitlines()[0]
    told = (False, help, model.row.table, tuple(making.empty))
    return RecordLayout(kind, name, word, tuple(fields), tuple(tables), single, *told)


def _vocabulary(kind: str, word: str, model: type[RecordEntry]) -> RecordLayout:
    """New terms, one a row; those that are there already are on the sheet of lists."""
    fields, _ = _Making(kind, "").parts(model, (), ())
    key = SheetColumn("key", f"Key of the new {word}, lower-case: lower-back-pain", width=26, required=True)
    help = f"{(model.__doc__ or '').strip().splitlines()[0]} Only new ones: Lists shows those that are known."
    table = SheetTable(f"New {kind}", (), FieldKind.ENTRY_MAP, tuple(fields), help, key, "key")
    return RecordLayout(kind, table.name, word, (), (table,), single=True, vocabulary=True, help=help)


@dataclass(slots=True)
class _Making:
    """One reading of the declaration of a kind of record."""

    kind: str
    prefix: str
    lists: Mapping[str, str] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    empty: list[Path] = field(default_factory=list)
    """Mappings that are there even when no column says anything of them."""

    def parts(
        self, model: Any, path: Path, around: tuple[Around, ...], parent: str = ""
    ) -> tuple[list[SheetColumn], list[SheetTable]]:
        """The columns of the fields of a model, and the sheets of its lists."""
        columns: list[SheetColumn] = []
        tables: list[SheetTable] = []
        before = self.lists
        for name, info in model.model_fields.items():
            form, here = form_of(info.annotation, list(info.metadata)), (*path, info.alias or name)
            self.lists = _LISTED.get(f"{self.kind}/{name}", before) if not parent else before
            if form.model is AuthorEntry:
                columns.append(_authors(here, info))
            elif form.model is not None and form.model.model_config.get("extra") == "allow":
                continue  # results have a sheet of their own, with a column for each arm
            elif form.form is FieldKind.ENTRY and form.model is not None and not nodes_of(form.model):
                inner, more = self.parts(form.model, here, around, parent)
                columns += [
                    replace(column, required=column.required and info.is_required()) for column in inner
                ]
                tables += more
            elif form.model is not None:
                tables.append(self._table(form, info, here, (around, parent)))
            elif form.form is FieldKind.MAP and 0 < len(codes_of(mark_of(form.keys, Scalar))) <= MOST_SPREAD:
                columns += self._spread(form, info, here)
            else:
                columns.append(column_of(here, info, form, self.lists))
        self.lists = before
        return columns, tables

    def _spread(self, form: FieldForm, info: FieldInfo, path: Path) -> Iterator[SheetColumn]:
        """A column for each key, where the keys are codes."""
        scalar = mark_of(form.keys, Scalar)
        assert form.values is not None
        for code in codes_of(scalar):
            column = column_of((*path, code), info, form.values, self.lists)
            meaning = scalar.codes.get(code, "") if scalar.codes is not None else ""
            yield replace(column, help=meaning or column.help, required=False)
        if info.is_required():
            self.empty.append(path)

    def _table(
        self, form: FieldForm, info: FieldInfo, path: Path, place: tuple[tuple[Around, ...], str]
    ) -> SheetTable:
        around, parent = place
        model = form.model
        assert model is not None
        name = self._name(path, parent)
        word = singular(_own_name(path))
        identity, key = _identity(model, form, path, word)
        stored = model.row.table if model.row is not None else ""
        inside = (*around, (word, f"{OWN}{stored}"))
        nodes = nodes_of(model)
        columns, below = (
            self.parts(model, (), inside, name) if not nodes else (self._of_node(model, nodes), [])
        )
        if below and (not identity or form.form is FieldKind.GROUPS):
            identity = NUMBER
        own = tuple(columns)
        help = (info.description or "").replace("absent", "empty")
        heads = tuple(_apart(head, own, key) for head, _ in around)
        lists = tuple(listed for _, listed in around)
        told = (heads, lists, stored, tuple(below), nodes)
        return SheetTable(name, path, form.form, own, help, key, identity, *told)

    def _of_node(self, model: Any, nodes: tuple[str, ...]) -> list[SheetColumn]:
        """The fields of an entry that may have such entries below it."""
        counts = {"at-least", "at_least"} if "of" in nodes else set()
        return [
            column_of((key,), info, form_of(info.annotation, list(info.metadata)), self.lists)
            for name, info in model.model_fields.items()
            if (key := info.alias or name) not in nodes and key not in counts
        ]

    def _name(self, path: Path, parent: str) -> str:
        known = _NAMES.get("/".join((self.kind, *path))) if not self.prefix else None
        own = _own_name(path).replace("_", " ").replace("-", " ")
        before = f"{singular(parent)} " if parent else self.prefix
        name = (known or f"{before}{own}")[:31]
        name = name[0].upper() + name[1:]
        while name.casefold() in self.names:
            name = f"{name[:29]} 2" if not name.endswith(" 2") else f"{name[:29]} 3"
        self.names.add(name.casefold())
        return name


def _own_name(path: Path) -> str:
    """The name of a list; that of the entry which has only the list where it is called so."""
    return path[-2] if path[-1] == "items" and len(path) > 1 else path[-1]


def _apart(head: str, columns: tuple[SheetColumn, ...], key: SheetColumn | None) -> str:
    """A header for what an entry belongs to that none of its own fields has."""
    own = {column.key for column in columns} | ({key.key} if key is not None else set())
    return f"of {head}" if head in own else head


def nodes_of(model: Any) -> tuple[str, ...]:
    """Fields of an entry that hold entries of its own kind, by the keys of the record."""
    return tuple(
        info.alias or name
        for name, info in model.model_fields.items()
        if form_of(info.annotation, list(info.metadata)).model is model
    )


def _identity(model: Any, form: FieldForm, path: Path, word: str) -> tuple[str, SheetColumn | None]:
    """What names an entry: its key, or the one field that the key of its row is made of."""
    if form.form in (FieldKind.ENTRY_MAP, FieldKind.GROUPS):
        of_outcome = path == ("outcomes",)
        head = word if form.form is FieldKind.GROUPS or of_outcome else "key"
        told = (
            "Key of the outcome" if of_outcome else f"Key of the {word}, lower-case, by which others name it"
        )
        return head, SheetColumn(head, told, list=_LISTED_KEYS.get(path[-1], ""), width=20, required=True)
    if model.row is None:
        return "", None
    names = [str(name) for _, name, _, _ in Formatter().parse(model.row.id) if name in model.model_fields]
    if not names and model.row.id == "{owner}/{key}" and "key" in model.model_fields:
        names = ["key"]
    return (names[0] if len(names) == 1 else ""), None


def _authors(path: Path, info: FieldInfo) -> SheetColumn:
    told = "Authors as printed, one a line: Wang, C; organization: The Group"
    return SheetColumn("/".join(path), told, Shape.LINES, "", 34, (), path, False, False)
