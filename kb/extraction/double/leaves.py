"""A study record taken apart into what two people can agree or differ on: fields, wordings and figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

import yaml

from kb.records.base import RecordEntry
from kb.records.cells import FigureCell
from kb.records.consistency import in_canonical_order
from kb.records.scalars import Scalar
from kb.records.storage_plan import unwrapped
from kb.records.studies import WHOLE, ResultEntry, StudyRecord
from kb.records.study_order import named_unit
from kb.records.writing import write_record
from kb.records.yaml_source import Path, read_text

Data = dict[str, Any]


class LeafKind(StrEnum):
    """What a place of a record holds."""

    FIGURE = "figure"
    """Numbers of a cell."""
    FIELD = "field"
    """A key, a code, a date: right or wrong."""
    WORDING = "wording"
    """A text in somebody's own words: two people never write the same."""
    KEY = "key"
    """The key under which an arm, population, contrast or target stands."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """What a record says at one place."""

    kind: LeafKind
    text: str
    path: Path
    """Where it stands in the keyed data; of a figure: entry, column and step (-1 for all times together)."""
    data: Any
    """The value as the data has it; of a figure the Cell."""


_FIGURES = {"enrolled", "n", "is"}
_KEYED = ("arms", "populations", "contrasts", "targets", "outcomes")
_NOT_COMPARED = {"study", "document", "stated", "results", "acknowledged"}
"""The key is agreed; excerpts, notes and flags come along with the figures that are chosen."""


def data_of(study: StudyRecord) -> Data:
    """The record as data of str, tuple and dict, with lists whose entries have a name as mappings."""
    data: Data = dict(read_text(write_record(study), study.study).data)
    for field, inner in _LISTS:
        holder = data.get(field) if inner else data
        name = inner or field
        if isinstance(holder, dict) and name in holder:
            holder[name] = _named(name, holder[name])
    return data


def data_back(data: Data) -> Data:
    """The data with its lists as lists again."""
    restored = {key: dict(value) if isinstance(value, dict) else value for key, value in data.items()}
    for field, inner in _LISTS:
        holder = restored.get(field) if inner else restored
        name = inner or field
        if isinstance(holder, dict) and name in holder:
            holder[name] = tuple(holder[name].values())
    for field in ("limitations", "review", *_KEYED):
        if field in restored:
            restored[field] = {key: value for key, value in restored[field].items() if value not in ((), {})}
    if "strengths" not in restored and "items" not in restored.get("limitations", {}):
        restored.pop("limitations", None)  # an instrument alone says nothing
    return {key: value for key, value in restored.items() if value not in ((), {})}


_LISTS = (("limitations", "items"), ("registrations", ""), ("review", "includes"), ("breakdowns", ""))


def _named(field: str, entries: tuple[Data, ...]) -> dict[str, Data]:
    named: dict[str, Data] = {}
    for entry in entries:
        base = name = _name(field, entry)
        number = 1
        while name in named:
            number += 1
            name = f"{base}#{number}"
        named[name] = entry
    return named


def _name(field: str, entry: Data) -> str:
    match field:
        case "items":
            return str(entry.get("code") or entry.get("domain"))
        case "registrations":
            return str(entry.get("number"))
        case "includes":
            return str(entry.get("study") or f"unnamed-{entry.get('state')}")
    return f"{entry.get('whole', 'participants')},{entry.get('population', WHOLE)}"


def leaves_of(study: StudyRecord, other: StudyRecord) -> dict[str, Leaf]:
    """Place -> what the record says there, in the order of the record.

    An arm, population, contrast, target or own outcome that the other record does not have is one place.
    """
    data, others = data_of(study), data_of(other)
    leaves = {_place(leaf.path): leaf for leaf in _fields(data, others)}
    return leaves | dict(figures_of(study))


@cache
def wording_keys() -> frozenset[str]:
    """Keys of a study record that hold somebody's own words: its label, and every phrase and prose."""
    return frozenset(("label", *_wordings(StudyRecord)))


def _wordings(model: type[RecordEntry]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        inner, marks, _ = unwrapped(info.annotation, info.metadata)
        if get_origin(inner) in (tuple, dict):
            inner, marks, _ = unwrapped(get_args(inner)[get_origin(inner) is dict], marks)
        if isinstance(inner, type) and issubclass(inner, RecordEntry):
            yield from _wordings(inner)
        elif any(isinstance(mark, Scalar) and mark.numbers is not None for mark in marks):
            yield info.alias or name


def _place(path: Path) -> str:
    return "/".join(str(part) for part in path if part not in ("items", "includes"))


def _fields(data: Data, others: Data) -> Iterator[Leaf]:
    for field, value in data.items():
        if field in _NOT_COMPARED:
            continue
        if not isinstance(value, dict):
            yield _leaf((field,), value)
            continue
        for key, entry in value.items():
            if field in _KEYED and key in others.get(field, {}):
                yield from (
                    _leaf((field, key, name), part) for name, part in entry.items() if name != "stated"
                )
            elif key in ("items", "includes"):
                yield from (_leaf((field, key, name), part) for name, part in entry.items())
            else:
                yield _leaf((field, key), entry)


def _leaf(path: Path, value: Any) -> Leaf:
    name = str(path[-1])
    is_limitation = path[:2] == ("limitations", "items")
    if name in _FIGURES and isinstance(value, str):
        kind = LeafKind.FIGURE
    else:
        kind = LeafKind.WORDING if name in wording_keys() else LeafKind.FIELD
    text = value.get("note", NOTED) if is_limitation else text_of(value)
    return Leaf(kind, text, path, value)


NOTED = "(noted)"
"""Text of a limitation that has a code and no note."""


def text_of(value: Any) -> str:
    """A value in one line: a text as it is, lists and mappings as YAML."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    plain = (
        {key: part for key, part in value.items() if key != "stated"} if isinstance(value, dict) else value
    )
    return yaml.safe_dump(
        _plain(plain), default_flow_style=True, width=10**9, allow_unicode=True, sort_keys=False
    ).strip()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple) else value


def value_of(text: str, like: Any) -> Any:
    """The value of a text that somebody typed, of the same shape as another value at the place."""
    if isinstance(like, dict):
        return read_text(f"value: {text}\n", "--value").data["value"]
    if isinstance(like, tuple):
        return tuple(part.strip() for part in text.split(";") if part.strip())
    return text


def figures_of(study: StudyRecord) -> Iterator[tuple[str, Leaf]]:
    """Every cell of the results with its place: ``overall-survival/cryo@5y,matched``."""
    for index, result in enumerate(study.results):
        series = "+".join(time.slug for time in result.at)
        for column, value in result.columns.items():
            if isinstance(value, tuple):
                for step, (time, cell) in enumerate(zip(result.at, value, strict=True)):
                    yield _figure(result, column, time.slug, (index, column, step), cell)
            else:
                yield _figure(result, column, series, (index, column, -1), value)


def _figure(result: ResultEntry, column: str, time: str, path: Path, cell: FigureCell) -> tuple[str, Leaf]:
    further = [
        result.population if result.population != WHOLE else "",
        result.target or "",
        result.role or "",
        result.counted or named_unit(cell),
        result.estimator if result.estimator != "as-reported" else "",
        "adjusted" if result.adjusted else "",
    ]
    place = f"{result.outcome}/{column}{f'@{time}' if time else ''}"
    place += "".join(f",{part}" for part in further if part)
    return place, Leaf(LeafKind.FIGURE, str(cell), path, cell)


def renamed(study: StudyRecord, keys: Mapping[str, str]) -> StudyRecord:
    """The study with other keys for arms, populations, contrasts and targets."""
    if not keys:
        return study
    data: Data = dict(read_text(write_record(study), study.study).data)
    for field in ("arms", "populations", "contrasts", "targets"):
        if field in data:
            data[field] = {keys.get(key, key): entry for key, entry in data[field].items()}
    for side in ("index", "reference"):
        for entry in data.get("contrasts", {}).values():
            if side in entry:
                entry[side] = keys.get(entry[side], entry[side])
    data["results"] = tuple(_renamed_result(entry, keys) for entry in data.get("results", ()))
    data["breakdowns"] = tuple(_renamed_breakdown(entry, keys) for entry in data.get("breakdowns", ()))
    made: StudyRecord = StudyRecord.model_validate({key: value for key, value in data.items() if value != ()})
    return in_canonical_order(made)


def _renamed_result(entry: Data, keys: Mapping[str, str]) -> Data:
    fixed = {info.alias or name for name, info in ResultEntry.model_fields.items()}
    result = {key if key in fixed else keys.get(key, key): value for key, value in entry.items()}
    for aside in ("stated", "flags"):
        if aside in result:
            result[aside] = {keys.get(key, key): value for key, value in result[aside].items()}
    for name in ("population", "target"):
        if name in result:
            result[name] = keys.get(result[name], result[name])
    return result


def _renamed_breakdown(entry: Data, keys: Mapping[str, str]) -> Data:
    copied = dict(entry)
    for name in ("population", "parts_in"):
        if name in copied:
            copied[name] = keys.get(copied[name], copied[name])
    if "sets" in copied:
        copied["sets"] = tuple(keys.get(key, key) for key in copied["sets"])
    return copied
