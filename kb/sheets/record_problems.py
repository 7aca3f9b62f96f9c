"""Everything that is wrong with a record of a workbook, told in one round.

A text is refused field by field first, and then for what is wrong between fields; whoever fills in a sheet
would be sent back twice. So what no field can take is set aside, or stood in for where it is needed, and the
rest is looked at as if it were right. What may only be wrong because of that is not told.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, get_args

from pydantic import RootModel, ValidationError

from kb.errors import Problem
from kb.records.consistency import flaws_of, in_canonical_order
from kb.records.kinds import MODELS, RecordName, id_of
from kb.records.scalars import Refused, Scalar
from kb.records.storage_plan import mark_of
from kb.records.yaml_source import Path, RecordSource, shown
from kb.sheets.sheet_columns import FieldKind, codes_of, form_of
from kb.store.convert import VOCABULARY
from kb.store.lookups import PART_OWNERS, PARTS, Lookups, part_in_words
from kb.store.pointers import pointers
from kb.store.special import Pointer

STAND_IN = "not-filled-in"
"""Key that stands for one that is missing or no key."""
_TRIED = (
    STAND_IN,
    "yes",
    "f" * 64,
    "conduct/allocation/1",
    "conduct/allocation",
    "1",
    "2000",
    "2000-01-01",
    "not reported",
    "1 y",
    "https://example.org",
    "PMC1",
    "1:1",
)
_MOST_ROUNDS, _MOST_FLAWS = 6, 500
Known = Callable[[Pointer], bool]
"""Whether what a pointer names is in the workbook itself."""


@dataclass(slots=True)
class LookedAt:
    """A record as far as it can be made, with its problems."""

    record: Any = None
    """In canonical order where it has no problem; None when nothing could be made of it."""
    problems: list[Problem] = field(default_factory=list)
    mended: list[Path] = field(default_factory=list)
    """What was set aside or stood in for."""


def look_at(
    source: RecordSource, name: RecordName, names: Lookups, known: Known = lambda _: False
) -> LookedAt:
    """The record in the data of a workbook, and every problem of it; lines are numbers of places."""
    seen = LookedAt()
    data = copy.deepcopy(source.data)
    made = _mended(data, source, name, seen)
    if made is None:
        return seen
    for path, message, remedy in _between(made, name, source):
        if not any(_follows(path, message, place) for place in seen.mended):
            seen.problems.append(_problem(source, path, message, remedy))
    for path, message, remedy in _missing(made, name, names, known):
        if path not in seen.mended:
            seen.problems.append(_problem(source, path, message, remedy))
    # The order rests on what is right between fields: limitations come in the order of studies in groups.
    seen.record = made if seen.problems else in_canonical_order(made)
    return seen


def in_workbook(problem: Problem, kinds: Collection[str]) -> Problem:
    """The problem with where in the workbook a missing term or record of some kinds would be entered."""
    missed = re.search(r"is not among the (\w+)\.", problem.message)
    if missed is None or missed[1] not in kinds:
        return problem
    sheet = f"New {missed[1]}" if missed[1] in VOCABULARY else missed[1].capitalize()
    close = re.match(r"Did you mean [^?]*\?", problem.remedy)
    return problem._replace(remedy=f"{close[0] + ' ' if close else ''}Else enter it on the sheet {sheet}.")


def _problem(source: RecordSource, path: Path, message: str, remedy: str) -> Problem:
    return Problem(source.file, source.line(path), shown(path), message, remedy)


def _mended(data: Any, source: RecordSource, name: RecordName, seen: LookedAt) -> Any:
    """The record, with what is wrong in single fields told and taken out; None when that does not help."""
    model = MODELS[name.kind]
    for _ in range(_MOST_ROUNDS):
        try:
            return model.model_validate(data)
        except ValidationError as error:
            before = len(seen.mended)
            for item in islice(error.errors(include_url=False), _MOST_FLAWS):
                path = _written_path(item, data)
                if path not in seen.mended:
                    message, remedy = _in_words(dict(item), path)
                    seen.problems.append(_problem(source, path, message, remedy))
                    seen.mended.append(path)
                _mend(data, path, model, item["type"] == "missing")
            if len(seen.mended) == before:
                return None
    return None


def _written_path(item: Any, data: Any) -> Path:
    """Where an error is in the data; pydantic puts words of its own (``[key]``, types) into its place."""
    path: Path = ()
    for part in item["loc"]:
        is_missing = item["type"] == "missing" and part is item["loc"][-1]
        is_there = (
            part in data if isinstance(data, dict) else isinstance(part, int) and part < len(data or ())
        )
        if is_missing or is_there:
            path = (*path, part)
            data = None if is_missing else data[part]
    return path


def _in_words(item: dict[str, Any], path: Path) -> tuple[str, str]:
    if item["type"] == "refused":
        return item["ctx"]["message"], item["ctx"]["remedy"]
    if item["type"] == "missing":
        is_single = len(path) == 2 and isinstance(path[0], str)  # said once, of entries on another sheet
        others = f"what else is said of `{path[0]}`" if is_single else "the row"
        return f"`{path[-1]}` is empty, and every entry needs it.", f"Fill it in, or empty {others}."
    if item["type"] == "extra_forbidden":
        return f"unknown key `{path[-1]}`.", "Remove it."
    return "cannot be read.", "Write it as the header says."


def _mend(data: Any, path: Path, model: Any, is_missing: bool) -> None:
    """Take a value out; where the entry needs one, put another in its place."""
    inside = data
    for part in path[:-1]:
        inside = inside[part]
    if not path:
        return
    if isinstance(inside, tuple):  # an item of a list: take the list out, or what is left of it
        _mend(data, path[:-1], model, is_missing=False)
        return
    if not is_missing:
        inside.pop(path[-1], None)
    info = _field_of(model, path)
    if info is None or not info.is_required():
        return
    value = _stand_in(info.annotation, list(info.metadata))
    if value is None and path[:-1]:
        _mend(data, path[:-1], model, is_missing=False)  # nothing can stand for it: the entry goes
    else:
        inside[path[-1]] = value


_KEYS_BELOW = {FieldKind.ENTRIES: 1, FieldKind.ENTRY_MAP: 1, FieldKind.GROUPS: 2}
"""How many keys or positions stand between a field and the entries in it."""


def _field_of(model: Any, path: Path) -> Any:
    """The declaration of the field at a path; None for what is no field."""
    at: Any = model
    keys = 0
    if issubclass(model, RootModel):
        at, keys = get_args(model.model_fields["root"].annotation)[1], 1
    info: Any = None
    for part in path:
        if keys:
            keys, info = keys - 1, None
            continue
        fields = getattr(at, "model_fields", {})
        info = next((info for name, info in fields.items() if part == (info.alias or name)), None)
        if info is None:
            return None
        form = form_of(info.annotation, list(info.metadata))
        at, keys = form.model, _KEYS_BELOW.get(form.form, 0)
    return info


def _stand_in(annotation: Any, marks: list[Any]) -> Any:
    """A value that a field takes; None when we know none."""
    form = form_of(annotation, marks)
    if form.form is FieldKind.ENTRY and form.model is not None:
        needed = ((name, info) for name, info in form.model.model_fields.items() if info.is_required())
        return {info.alias or name: _stand_in(info.annotation, list(info.metadata)) for name, info in needed}
    if form.form not in (FieldKind.ONE, FieldKind.SOME, FieldKind.LIST):
        return {} if form.form in (FieldKind.MAP, FieldKind.ENTRY_MAP, FieldKind.GROUPS) else ()
    scalar = mark_of(form.marks, Scalar)
    value = next((text for text in (*codes_of(scalar), *_TRIED) if _fits(scalar, text)), None)
    return (value,) if form.form is FieldKind.LIST and value is not None else value


def _fits(scalar: Scalar, text: str) -> bool:
    try:
        scalar.convert(text)
    except (Refused, ValueError):
        return False
    return True


def _between(record: Any, name: RecordName, source: RecordSource) -> Iterator[tuple[Path, str, str]]:
    if name.policy and record.policy != name.policy:
        yield ("policy",), f"`{record.policy}` is another policy.", f"Write {name.policy}."
    for flaw in flaws_of(record):
        other = getattr(flaw, "other", None)
        yield flaw.path, flaw.message, flaw.remedy.replace(" {line}", "") if other else flaw.remedy


def _missing(record: Any, name: RecordName, names: Lookups, known: Known) -> Iterator[tuple[Path, str, str]]:
    """What the record points at and nobody has; the parts of what nobody has are not missed one by one."""
    absent = [p for p in pointers(record, name) if not known(p) and not names.exists(p.kind, p.key)]
    gone = {id_of(pointer.kind, pointer.key) for pointer in absent if pointer.kind in PART_OWNERS}
    for pointer in absent:
        part = PARTS.get(pointer.kind)
        if STAND_IN in pointer.key or (part and id_of(part.kind, pointer.key.partition("/")[0]) in gone):
            continue
        message = f"`{pointer.key}` is not among the {part_in_words(pointer.kind)}."
        yield pointer.path, message, names.near(pointer.kind, pointer.key)
    for index, result in enumerate(record.results if name.kind == "studies" else ()):
        if result.role is not None and result.role == names.role(result.outcome):
            usual = f"`{result.role}` is the usual role of {result.outcome}."
            yield ("results", index, "role"), usual, "Empty the cell."


def _follows(path: Path, message: str, mended: Path) -> bool:
    """Whether a problem may only be there because something in its entry, or that it names, was taken out."""
    if not mended:
        return True
    named = next((part for part in reversed(mended) if isinstance(part, str)), "")
    beside = mended[:-1]
    return (
        f"`{named}`" in message
        or mended[: len(path)] == path
        or bool(beside and path[: len(beside)] == beside)
    )
