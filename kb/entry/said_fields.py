"""What a person says of a record by options -> the data of the record, as if its text had been read.

``--label "Doe et al"`` says a field, ``--conclusion.verdict sufficient`` one further inside. An entry is said
by its fields, ``"drug: label=nusinersen; n=80"``; what stands before the colon is its key, or first field.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from kb.bibliography.author_names import people
from kb.entry.record_fields import FieldShape, RecordField, fields_of, resolve
from kb.errors import KbError
from kb.extraction.keys import slug_of
from kb.records.base import TextOrEntry
from kb.records.prose_tokens import SLUG
from kb.records.studies import FORM_TOLD
from kb.records.yaml_source import Unreadable, read_text

Said = tuple[str, str]
"""Name of a field, with the names further inside after dots, and what is said of it."""

_KEY = re.compile(r"\s*([a-z0-9][a-z0-9.+-]*)\s*:(?:\s+|$)")
_WORD = re.compile(r"[^\s:;={}]+")
_MORE_AUTHORS = "author-truncated"
_TOKENS = ("[[", "[@")
"""What a text may begin with that is no list: a figure, or a citation."""
_ALONE = "\0"
"""What is said by an option without a value: yes, where that can be said."""
_AN_ENTRY = re.compile(r"[a-z0-9][\w.+-]*: *[a-z_-]+ *=")
"""An entry with its key: ``low: label=a low score``."""
_MISTYPED = re.compile(r"(?:^|[;:])\s*([A-Za-z_][\w-]*)\s*=")
"""What looks like a field; it is none where no field has a name near to it (p=.02)."""


def said_by(words: Sequence[str]) -> list[Said]:
    """The options that a command line left over. Raises KbError for a word that belongs to none."""
    said: list[Said] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--") or len(word) < 3:
            raise KbError(
                f"{word} belongs to no option. Put a value with spaces in quotes, after its --option."
            )
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = rest.pop(0) if rest and not rest[0].startswith("--") else _ALONE
        said.append((name, value))
    return said


def said_in_order(said: Iterable[Said], model: Any) -> list[tuple[tuple[str, ...], str]]:
    """The path and value of each, in the order of the fields: arms before the results that name them."""
    fields = fields_of(model)
    order = {name: index for index, name in enumerate(fields)}
    paths = [(_path(name, fields), value) for name, value in said]
    return sorted(paths, key=lambda item: order[item[0][0]])


def _path(name: str, fields: Mapping[str, RecordField]) -> tuple[str, ...]:
    """The names from the top; a name that only one entry of the record has needs not say which."""
    first, *rest = name.split(".")
    try:
        return resolve(first, dict(fields)).name, *rest
    except KbError:
        inside = [(key, inner.name) for key, inner in _inside(fields, first)]
        if len(inside) != 1:
            raise
        return (*inside[0], *rest)


def _inside(fields: Mapping[str, RecordField], name: str) -> Iterable[tuple[str, RecordField]]:
    for key, field in fields.items():
        if field.shape.form == "entry":
            try:
                yield key, resolve(name, fields_of(field.shape.model))
            except KbError:
                continue


@dataclass(slots=True)
class Sayings:
    """Puts what is said into the data of one record."""

    model: Any
    data: dict[str, Any]

    def take(self, said: Iterable[Said]) -> None:
        """Take over all of it. Raises KbError where a name or form is not known."""
        shape = FieldShape("entry", model=self.model)
        for path, value in said_in_order(said, self.model):
            self.data = self._taken(shape, self.data, path, value)

    def remove(self, place: str) -> None:
        """Remove what is at a place: ``arms.cryo``, ``results.3`` or ``results[3]``. Raises KbError."""
        *above, last = [part for part in re.split(r"[.\[\]]+", place) if part]
        at: Any = self.data
        try:
            for part in above:
                at = at[_in(at, part)]
            del at[_in(at, last)]
        except (KeyError, IndexError, ValueError, TypeError, KbError):
            raise KbError(f"There is nothing at {place}. kb edit without options shows the record.") from None

    def _taken(self, shape: FieldShape, now: Any, path: Sequence[str], text: str) -> Any:
        if text == _ALONE and not path:
            if shape.scalar is None or shape.scalar.made is not bool:
                raise KbError("An option stands there without a value. Write it after the option, in quotes.")
            return "yes"
        if shape.form == "entry":
            return self._entry(shape, _opened(shape.model, now), path, text)
        if shape.form == "map":
            return self._map(shape, dict(now or {}), path, text)
        if shape.form == "list":
            items = self._list(shape, [now] if isinstance(now, str) else list(now or ()), path, text)
            return items[0] if shape.or_one and len(items) == 1 else items
        if path:
            raise KbError(f"There is nothing inside of {text}: .{'.'.join(path)} is too much.")
        if shape.key_of is not None and "=" in text:
            known = ", ".join(sorted(self._columns()))
            raise KbError(f"{text}: what stands before = is no field of it, and none of {known}.")
        if shape.key_of is not None and not SLUG.fullmatch(text):
            return slug_of(text) or text  # the name instead of the key
        return _flow(text) if shape.takes_series and text.startswith("[") else text

    def _entry(
        self, shape: FieldShape, now: dict[str, Any], path: Sequence[str], text: str
    ) -> dict[str, Any]:
        fields = fields_of(shape.model)
        if path:
            field = self._field(shape.model, fields, path[0])
            if field.shape.form == "one" and f"{field.name}s" in fields and _AN_ENTRY.match(text):
                raise KbError(
                    f"--{path[0]} is one text, and this is an entry: write --{field.name}s {text!r}, or"
                    " leave out what stands before the text."
                )
            return self._said(now, field, path[1:], text)
        if text.startswith("{"):
            return {**now, **_flow(text)}
        for name, value in self._assignments(shape.model, fields, text):
            field = self._field(shape.model, fields, name)
            self._said(now, field, (), value)
        return now

    def _said(
        self, now: dict[str, Any], field: RecordField, path: Sequence[str], text: str
    ) -> dict[str, Any]:
        """The entry with what is said of one of its fields; authors that end in et al have more."""
        now[field.name] = self._taken(field.shape, now.get(field.name), path, text)
        if _are_authors(field.shape) and people([text])[1]:
            now[_MORE_AUTHORS] = "yes"
        return now

    def _map(self, shape: FieldShape, now: dict[str, Any], path: Sequence[str], text: str) -> dict[str, Any]:
        assert shape.inner is not None
        if path:
            key, rest = path[0], path[1:]
        elif match := _KEY.match(text):
            key, rest, text = match[1], (), text[match.end() :]
        else:
            key, equals, text = text.partition("=")
            key, rest, text = key.strip(), (), text.strip() if equals else ""
        now[key] = self._taken(shape.inner, now.get(key), rest, text) if text or rest else now.get(key, {})
        return now

    def _list(self, shape: FieldShape, now: list[Any], path: Sequence[str], text: str) -> list[Any]:
        inner = shape.inner
        assert inner is not None
        if path:
            at = _place_in(now, path[0])
            now[at] = self._taken(inner, now[at], path[1:], text)
            return now
        if text.startswith("[") and not text.startswith(_TOKENS):
            return self._listed(shape, now, text)
        if inner.form == "one":
            parts = [part.strip() for part in text.split(",")]
            items = parts if _is_word(inner) or not any(" " in part for part in parts) else [text]
            items = [self._taken(inner, None, (), item) for item in items if item]
            return [*now, *(item for item in items if item not in now)]
        if _are_authors(shape):
            known = {_name_of(author) for author in now}
            return [*now, *(author for author in _authors(text) if _name_of(author) not in known)]
        for part in self._parted(inner, text):
            entry = self._entry(inner, {}, (), part)
            if issubclass(inner.model, TextOrEntry) and _is_there(inner.model, now, entry):
                continue
            same = next((i for i, item in enumerate(now) if _are_one(item, entry)), None)
            now = [*now, entry] if same is None else [*now[:same], now[same] | entry, *now[same + 1 :]]
        return now

    def _listed(self, shape: FieldShape, now: list[Any], text: str) -> list[Any]:
        """A list in brackets, as records write it: each item is taken as it is, commas in it too."""
        inner = shape.inner
        assert inner is not None
        items = [
            self._taken(inner, None, (), item) if isinstance(item, str) else item for item in _flow(text)
        ]
        if inner.form == "entry":
            return [*now, *(item for item in items if not _is_there(inner.model, now, item))]
        return [*now, *(item for item in items if item not in now)]

    def _parted(self, inner: FieldShape, text: str) -> list[str]:
        """Several entries at once, where only their keys, or single words of theirs, are said: a, b, c."""
        first = next(iter(fields_of(inner.model).values()))
        words = text.split(", ")
        if issubclass(inner.model, TextOrEntry) and all(_WORD.fullmatch(word.strip()) for word in words):
            return words
        head, colon, rest = text.partition(":") if "=" in text else (text, "", "")
        if first.shape.key_of is None or "=" in head:
            return [text]
        return [f"{key.strip()}{colon}{rest}" for key in head.split(",")]

    def _field(self, model: Any, fields: dict[str, RecordField], name: str) -> RecordField:
        if name not in fields and model.model_config.get("extra") == "allow":
            columns = self._columns()
            if name == FORM_TOLD:
                return RecordField(name, FieldShape("one"), required=False, description="")
            if name in columns:
                series = next(field.shape for field in fields.values() if field.name == "at")
                return RecordField(name, series, required=False, description="")
        return resolve(name, fields)

    def _columns(self) -> set[str]:
        """Arms and contrasts of a study, which results have cells of."""
        return {*self.data.get("arms", {}), *self.data.get("contrasts", {}), "all"}

    def _assignments(self, model: Any, fields: dict[str, RecordField], text: str) -> Iterable[Said]:
        """The fields said in a text: ``label=RFA; n=80``; a part without ``=`` is the first of them."""
        names = {*fields, *(name.replace("_", "-") for name in fields)}
        if model.model_config.get("extra") == "allow":
            names |= {*self._columns(), FORM_TOLD}
        names |= {name[:-1] for name in names if name.endswith("s")}
        known = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        start = re.compile(rf"(?:^|[;:]\s*|^\s+)(?P<name>(?:{known})(?:\.[\w.+-]+)?)\s*=\s*")
        matches = list(start.finditer(text))
        head = text[: matches[0].start()] if matches else text
        for unknown in _MISTYPED.finditer(text):
            if unknown[1] not in names and get_close_matches(unknown[1], names):
                resolve(unknown[1], fields)
        if head.strip(" ;:"):
            first = next((f for f in fields.values() if f.from_text), next(iter(fields.values())))
            yield first.name, head.strip().removesuffix(":").strip()
        for match, after in zip(matches, [*matches[1:], None][: len(matches)], strict=True):
            yield match["name"], text[match.end() : after.start() if after else None].strip()


def _is_there(model: Any, now: Sequence[Any], entry: Mapping[str, Any]) -> bool:
    """Whether a list has an entry already, as a mapping or as one word alone."""
    return any(_opened(model, item) == entry for item in now)


def _opened(model: Any, now: Any) -> dict[str, Any]:
    """An entry as a mapping, also where its record writes it as one word or text alone."""
    if isinstance(now, str) and issubclass(model, TextOrEntry):
        return {model.alone: now}
    return dict(now or {})


def _place_in(items: Sequence[Any], part: str) -> int:
    """The place of an entry that its number names, from 1, its key, or what it alone says. Raises KbError."""
    if part.isdigit() and 0 < int(part) <= len(items):
        return int(part) - 1
    keyed = [index for index, item in enumerate(items) if isinstance(item, dict) and item.get("key") == part]
    if not keyed:
        saying = [index for index, item in enumerate(items) if _says(item, part)]
        keyed = saying if len(saying) == 1 else []
    if not keyed and not items:
        raise KbError(f"There is no entry {part}: none has been entered yet.")
    if not keyed:
        raise KbError(f"There is no entry {part} among {len(items)}. Write its number, from 1, or its key.")
    return keyed[0]


def _says(item: Any, part: str) -> bool:
    """Whether it is that text or a field of it is: a code of a policy, the outcome of an indication."""
    return part in item.values() if isinstance(item, dict) else item == part


def _in(at: Any, part: str) -> Any:
    if isinstance(at, list):
        return _place_in(at, part)
    return part if part in at else next((key for key in at if key.replace("_", "-") == part), part)


def _is_word(shape: FieldShape) -> bool:
    """Whether a value is one word or name, so that commas part several of them."""
    scalar = shape.scalar
    return shape.key_of is not None or (scalar is not None and (not scalar.words or scalar.name))


def _are_authors(shape: FieldShape) -> bool:
    """Whether it is a list of persons and groups."""
    inner = shape.inner if shape.form == "list" else None
    return (
        inner is not None and inner.form == "entry" and {"family", "literal"} <= fields_of(inner.model).keys()
    )


def _are_one(item: Any, entry: Mapping[str, Any]) -> bool:
    """Whether two entries of a list have one key, so that the second says more of the first."""
    return isinstance(item, dict) and "key" in entry and item.get("key") == entry["key"]


def _authors(text: str) -> list[dict[str, str]]:
    """Persons and groups: ``Doe J``, ``Doe, Jane``, ``Doe J, Roe A``."""
    authors, _ = people([text])
    parts = ("family", "given", "suffix", "literal")
    return [{part: value for part in parts if (value := getattr(author, part))} for author in authors]


def _name_of(author: Mapping[str, Any]) -> tuple[str, ...]:
    """What two writings of one author have in common: ``Doe, J. A.`` and ``Doe JA``."""
    initials = re.findall(r"[^\W\d_a-z]", author.get("given") or "")
    return (*(author.get(part, "").lower() for part in ("family", "literal")), *initials)


def _flow(text: str) -> Any:
    """A list or mapping as records write it in one line. Raises KbError."""
    try:
        data: Any = read_text(f"value: {text}\n", "").data["value"]
    except Unreadable as error:
        problem = error.problems[0]
        raise KbError(f"{text}: {problem.message} {problem.remedy}") from None
    return thawed(data)


def thawed(data: Any) -> Any:
    """Data as read from a text, with lists that may be changed."""
    if isinstance(data, dict):
        return {key: thawed(value) for key, value in data.items()}
    return [thawed(item) for item in data] if isinstance(data, tuple | list) else data


def frozen(data: Any) -> Any:
    """The same as a text would be read."""
    if isinstance(data, dict):
        return {key: frozen(value) for key, value in data.items()}
    return tuple(frozen(item) for item in data) if isinstance(data, list | tuple) else data
