"""Data as read -> record, or every problem with its place and remedy."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any

from pydantic import ValidationError

from kb.errors import Problem, nearest
from kb.records.base import Flaw
from kb.records.consistency import flaws_of, in_canonical_order
from kb.records.kinds import MODELS, RecordName
from kb.records.printed_rows import in_notation
from kb.records.yaml_source import Path, RecordSource, Unreadable, read_bytes, shown

_MOST_FLAWS = 500
"""Flaws of fields that are put into words; each looks for the nearest known name."""
_SHAPES = {
    "tuple_type": "a list: [a, b]",
    "dict_type": "keys with values",
    "model_type": "keys with values",
}
"""Kinds of errors about the shape of a value -> the shape that it needs."""
_TERMS = {"designs", "interventions", "conditions", "outcomes", "determinations", "indications"}
"""Kinds whose records begin with no key of their own."""
_PLAIN = re.compile(r"[A-Za-z0-9][\w .+-]*")
"""A text that stands in a list as it is."""
Record = Any
"""A record model of one of the kinds in ``MODELS``."""


def read_record(content: bytes, name: RecordName, file: str) -> Record:
    """The record in a file's bytes, in canonical order. Raises Unreadable with every problem found."""
    return validate(read_bytes(content, file), name)


def validate(source: RecordSource, name: RecordName) -> Record:
    """The record in data as read. Raises Unreadable with every problem found."""
    model = MODELS[name.kind]
    if not isinstance(source.data, dict):
        remedy = "Start with `key: value` lines; the file may be cut off."
        raise Unreadable([Problem(source.file, 1, "", "the file holds no record.", remedy)])
    if other := _other_kind(source.data, name.kind):
        message = f"the file holds a record of {other}, and is in the folder of {name.kind}."
        raise Unreadable([Problem(source.file, 1, "", message, f"Move it to the folder {other}.")])
    source, misread, written = _in_notation(source, name)
    try:
        record = model.model_validate(source.data)
    except ValidationError as error:
        problems = [*_of_fields(error, source, model), *_remaining_problems(error, source, name)]
        raise Unreadable([*misread, *_where_written(problems, written)]) from None
    problems = [*misread, *_where_written(_between_fields(record, source, name), written)]
    if problems:
        raise Unreadable(problems)
    return in_canonical_order(record)


def as_read(source: RecordSource, name: RecordName) -> RecordSource:
    """The source with the rows that its record has: cells in notation, one row for each outcome of a list."""
    return _in_notation(source, name)[0]


def _in_notation(
    source: RecordSource, name: RecordName
) -> tuple[RecordSource, list[Problem], tuple[int, ...]]:
    """The source with the rows that are as tables print them read, the cells that could not be, and the place
    that each row has in the source as written."""
    if name.kind != "studies":
        return source, [], ()
    rows = in_notation(source.data)
    lines = source.lines
    if rows.written != tuple(range(len(rows.written))):
        lines = {
            path: line for path, line in source.lines.items() if path[:1] != ("results",) or len(path) < 2
        }
        for new, old in enumerate(rows.written):
            of_row = (path for path in source.lines if path[:2] == ("results", old))
            lines.update({("results", new, *path[2:]): source.lines[path] for path in of_row})
    read = RecordSource(source.file, rows.study, lines)
    return read, list(_told_once(rows.flaws, source)), rows.written


_RESULT = re.compile(r"^results\[(\d+)\]")


def _where_written(problems: Iterable[Problem], written: Sequence[int]) -> Iterator[Problem]:
    """The problems with the number that their result has in the record as written."""
    for problem in problems:
        match = _RESULT.match(problem.field)
        place = int(match[1]) - 1 if match is not None else len(written)
        if match is not None and place < len(written):
            field = f"results[{written[place] + 1}]{problem.field[match.end() :]}"
            problem = problem._replace(field=field)
        yield problem


def _between_fields(record: Record, source: RecordSource, name: RecordName) -> Iterator[Problem]:
    if name.key and record.key() != name.key:
        remedy = f"Name the file {record.key()}.yaml, or correct the key."
        if name.kind == "policies":
            remedy = f"Name the folder {record.key()}, or correct the number."
        yield Problem(
            source.file,
            1,
            "",
            f"the key in the file is `{record.key()}`, its name says `{name.key}`.",
            remedy,
        )
    if name.policy and record.policy != name.policy:
        remedy = f"The file is in the folder of {name.policy}."
        yield Problem(
            source.file, source.line(("policy",)), "policy", f"`{record.policy}` is another policy.", remedy
        )
    yield from _told_once(flaws_of(record), source)


def _told_once(flaws: Iterable[Flaw], source: RecordSource) -> Iterator[Problem]:
    """The flaws as problems. What names one wrong word is told where it is first, with the other lines."""
    places: dict[tuple[str, str, Path], list[Path]] = {}
    for flaw in flaws:
        names_word = flaw.message.startswith("`")
        remedy = flaw.remedy
        if flaw.other is not None:
            line = f" (line {source.line(flaw.other)})" if source.lines else ""
            remedy = remedy.replace(" {line}", line)
        places.setdefault((flaw.message, remedy, () if names_word else flaw.path), []).append(flaw.path)
    for (message, remedy, _), paths in places.items():
        first, *others = paths
        lines = dict.fromkeys(source.line(path) for path in others)
        also = f" (Also in line {', '.join(map(str, lines))}.)" if lines and source.lines else ""
        yield Problem(source.file, source.line(first), shown(first), f"{message}{also}", remedy)


def _of_fields(error: ValidationError, source: RecordSource, model: Any) -> Iterator[Problem]:
    """The flaws of fields, one for each slip: a mistyped key is told once, and not as missing as well."""
    seen: set[tuple[Path, str]] = set()
    errors = islice(error.errors(include_url=False), _MOST_FLAWS)
    items = [(dict(item), _written_path(item, source.data)) for item in errors]
    missing = _missing_keys(items)
    refused = {path for item, path in items if item["type"] == "refused"}
    for item, path in items:
        if path in refused and item["type"] in _SHAPES:  # it could have been a list, too
            continue
        if item["type"] == "missing":
            keys = missing.pop(path[:-1], None)
            if not keys:
                continue
            path = (*path[:-1], keys[0])
            message, remedy = _missing_in_words(keys, may_be_added=bool(path[:-1] or source.lines))
        else:
            message, remedy = _in_words(item, path, source, model)
        if (path, message) not in seen:
            seen.add((path, message))
            yield Problem(source.file, source.line(path), shown(path), message, remedy)


def _missing_keys(items: Sequence[tuple[dict[str, Any], Path]]) -> dict[Path, list[str]]:
    """Place of a mapping -> the keys that it lacks; what is there under a mistyped name is marked so."""
    missing: dict[Path, list[str]] = {}
    for item, path in items:
        if item["type"] == "missing":
            missing.setdefault(path[:-1], []).append(str(path[-1]))
    for item, path in items:
        lacking = missing.get(path[:-1], [])
        if item["type"] == "extra_forbidden" and (near := get_close_matches(str(path[-1]), lacking, n=1)):
            lacking.remove(near[0])
            item["meant"] = near[0]
    return missing


def _missing_in_words(keys: Sequence[str], *, may_be_added: bool) -> tuple[str, str]:
    named = [f"`{key}`" for key in keys]
    if len(named) == 1:
        return f"{named[0]} is missing.", "Add it." if may_be_added else ""
    return f"{', '.join(named[:-1])} and {named[-1]} are missing.", "Add them." if may_be_added else ""


def _written_path(item: Any, data: Any) -> Path:
    """Where an error is in the data; pydantic puts words of its own (``[key]``, types) into its place."""
    path: Path = ()
    for part in item["loc"]:
        is_missing = item["type"] == "missing" and part is item["loc"][-1]
        if is_missing or (part in data if isinstance(data, dict) else _is_position(part, data)):
            path = (*path, part)
            data = None if is_missing else data[part]
    return path


def _is_position(part: Any, data: Any) -> bool:
    return isinstance(data, tuple | list) and isinstance(part, int) and part < len(data)


def _in_words(item: dict[str, Any], path: Path, source: RecordSource, model: Any) -> tuple[str, str]:
    kind = item["type"]
    if kind == "refused":
        return item["ctx"]["message"], item["ctx"]["remedy"]
    if kind == "extra_forbidden":
        if "meant" in item:
            return f"unknown key `{path[-1]}`; `{item['meant']}` is missing.", f"Write {item['meant']}."
        known = _known_keys(model, path[:-1])
        if " " in str(path[-1]):
            return f"unknown key `{path[-1]}`.", "A text with a colon goes in quotes as a whole."
        remedy = nearest(str(path[-1]), known) or (f"Known: {', '.join(known)}." if known else "Remove it.")
        return f"unknown key `{path[-1]}`.", remedy
    return _wrong_shape(item, _known_keys(model, path))


def _other_kind(data: dict[str, Any], kind: str) -> str | None:
    """The kind of record that the first key says, where it is not the kind of the folder."""
    first = next(iter(data), None)
    named = {next(iter(model.model_fields)): each for each, model in MODELS.items() if each not in _TERMS}
    own = next((key for key, each in named.items() if each == kind), None)
    return None if own is None or own in data else named.get(first)


def _wrong_shape(item: dict[str, Any], known: Sequence[str]) -> tuple[str, str]:
    """A value of another shape than its field needs; ``known`` are the keys that it may have."""
    kind, value = item["type"], item.get("input")
    if value is None:
        return "has no value.", "Write one, or remove the key."
    shape = (
        "a list" if isinstance(value, tuple) else "several keys" if isinstance(value, dict) else f"`{value}`"
    )
    message = f"needs {_SHAPES.get(kind, 'another value')}; found {shape}."
    if isinstance(value, str) and known:
        return message, f"Its keys are {', '.join(known)}."
    if isinstance(value, str) and kind == "tuple_type" and _PLAIN.fullmatch(value):
        return message, f"Write [{value}]."
    return message, "The file may be cut off or indented wrongly."


def _known_keys(model: Any, path: Path) -> list[str]:
    """The keys that the mapping at a path may have."""
    for part in path:
        model = _below(model, part)
    fields = getattr(_inner(model), "model_fields", {})
    return [info.alias or name for name, info in fields.items()]


def _below(annotation: Any, part: str | int) -> Any:
    """What is under a key, or at a position, of a model or annotation; None where nothing does."""
    from typing import get_args, get_origin

    from pydantic import BaseModel

    args = get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields
        if "root" in fields:
            return _below(fields["root"].annotation, part)
        return next((info.annotation for name, info in fields.items() if part == (info.alias or name)), None)
    if get_origin(annotation) in (dict, tuple):
        return args[1] if get_origin(annotation) is dict else args[0]
    return next((inner for arg in args if (inner := _below(arg, part)) is not None), None)


def _inner(annotation: Any) -> Any:
    """The record model inside an annotation such as ``dict[Slug, Arm]`` or ``Review | None``."""
    from typing import get_args

    from pydantic import BaseModel

    if isinstance(annotation, type) and not get_args(annotation):
        return annotation if issubclass(annotation, BaseModel) else None
    return next((model for part in get_args(annotation) if (model := _inner(part)) is not None), None)


def _remaining_problems(error: ValidationError, source: RecordSource, name: RecordName) -> Iterator[Problem]:
    """What is wrong between the fields, as far as it can be told without the fields that are wrong."""
    data = copy.deepcopy(source.data)
    cut: list[Path] = []
    for item in islice(error.errors(include_url=False), _MOST_FLAWS):
        path = _written_path(item, source.data)
        if item["type"] == "missing" or not (place := _remove(data, path)):
            return
        cut.append(place)
    try:
        record = MODELS[name.kind].model_validate(data)
    except ValidationError:
        return
    for problem in _between_fields(record, RecordSource(source.file, data, source.lines), name):
        if not any(_follows(problem, place) for place in cut):
            yield problem


def _follows(problem: Problem, cut: Path) -> bool:
    """Whether a problem may only be there because something in it, beside it or named by it was left out."""
    named = f"`{next(part for part in reversed(cut) if isinstance(part, str))}`"
    if named in problem.message or named in problem.remedy:
        return True
    inside = shown(cut).startswith(problem.field)
    return inside or (len(cut) > 1 and problem.field.startswith(shown(cut[:-1])))


def _remove(data: Any, path: Path) -> Path | None:
    """Remove the innermost mapping entry on a path; list items stay, so that places stay right."""
    while path and not isinstance(path[-1], str):
        path = path[:-1]
    for part in path[:-1]:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    if path and isinstance(data, dict) and path[-1] in data:
        del data[path[-1]]
    return path or None
