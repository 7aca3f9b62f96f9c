"""The data of a record as the database holds it, and data that a person entered, taken over like a load."""

from __future__ import annotations

from typing import Any

from kb.db.connect import Reader
from kb.entry.record_fields import is_vocabulary
from kb.entry.said_fields import frozen, thawed
from kb.errors import Problem, ProblemsFound
from kb.records.kinds import RecordName, name_of, one_of_kind
from kb.records.validating import validate
from kb.records.writing import write_record
from kb.records.yaml_source import RecordSource, Unreadable, read_text
from kb.store.edits import Amended, put
from kb.store.record_texts import record_text


def existing_data(reader: Reader, id: str) -> dict[str, Any]:
    """The data of a record; empty when there is none."""
    if not reader.rows("SELECT id FROM record WHERE id = :id", {"id": id}):
        return {}
    data: dict[str, Any] = thawed(read_text(record_text(reader, id), id).data)
    return data


def take_over(url: str, id: str, data: dict[str, Any], author: tuple[str, str]) -> Amended:
    """Write a record by its data; ``author`` is who, and why. Raises ProblemsFound with fields, not lines."""
    name = name_of(id)
    assert name is not None
    try:
        record = validate(RecordSource("", frozen(data), {}), name)
    except Unreadable as error:
        raise _without_places(error.problems, name) from None
    try:
        return put(url, {id: write_record(record)}, *author)
    except ProblemsFound as error:
        raise _without_places(error.problems, name) from None


def _without_places(problems: Any, name: RecordName) -> ProblemsFound:
    """The problems by their fields alone: nobody sees a text of what was said by options."""
    own = (f"{name.id}.yaml", "")
    bare: list[Problem] = [
        problem._replace(
            file="" if problem.file in own else problem.file, line=0 if problem.file in own else problem.line
        )
        for problem in problems
    ]
    count = "1 problem" if len(bare) == 1 else f"{len(bare)} problems"
    return ProblemsFound(f"Nothing was written: {count}.", bare)


def edit_command(kind: str, key: str) -> str:
    """The command that changes a record or term."""
    return f"kb edit {one_of_kind(kind)} {key}"


def one_entry(kind: str, data: dict[str, Any], key: str) -> dict[str, Any]:
    """What a person edits: the record, or the term alone out of its file."""
    return {key: data[key]} if is_vocabulary(kind) else data
