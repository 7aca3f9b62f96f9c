"""A plan's own version of a policy that is held here, made in a test."""

from __future__ import annotations

import json
from typing import Any

from kb.db.connect import read
from kb.records.yaml_source import read_text
from kb.store.database import writing
from kb.store.edits import put_in
from kb.store.record_texts import record_text
from kb.store.row_changes import ChangeAuthor
from tests.builders.releases import IN_FORCE, POLICY

CHILD = "coast-7"
AUTHOR = ChangeAuthor("cleo", "a test", "2022-01-10T10:00:00+00:00")
KEYS = ("hcc", "net", "crc")


def record(policy: str, key: str = "") -> str:
    """Name of the record of a policy, or of one of its indications."""
    return f"policies/{policy}/indications/{key}" if key else f"policies/{policy}/policy"


def data_of(url: str, policy: str, key: str = "") -> dict[str, Any]:
    """The data of a record as the database has it."""
    name = record(policy, key)
    with read(url) as reader:
        data: dict[str, Any] = read_text(record_text(reader, name), name).data
    return data


def write(url: str, *records: dict[str, Any]) -> None:
    """Write records of policies and indications by their data."""
    texts = {record(one["policy"], one.get("indication", "")): json.dumps(one) + "\n" for one in records}
    with writing(url) as writer:
        put_in(writer, texts, AUTHOR)


def adopted(url: str, version: str | None = IN_FORCE) -> None:
    """The child as it is right after it adopted a version: the same but for what is the plan's own."""
    policy = data_of(url, POLICY)
    parent = {"plan": "Blue Shield of California", "number": POLICY, "policy": POLICY}
    own = {
        "policy": CHILD,
        "plan": "plan-of-the-coast",
        "section": "Surgery",
        "parent": parent | ({"version": version} if version else {}),
        "original_date": "2022-01-01",
        "effective_date": "2022-01-01",
        "history": ({"date": "2022-01-01", "action": "Adopted"},),
    }
    with writing(url) as writer:
        coast = "plan: plan-of-the-coast\nname: Plan of the Coast\n"
        put_in(writer, {"plans/plan-of-the-coast": coast}, AUTHOR)
    kept = {key: value for key, value in policy.items() if key != "acknowledged"}
    pointing = ("statements", "guidelines", "searches")
    write(url, {key: value for key, value in (kept | own).items() if key not in pointing})
    write(url, *(_own(data_of(url, POLICY, key)) for key in KEYS))
    write(url, kept | own)


def _own(indication: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in indication.items() if key != "acknowledged"} | {"policy": CHILD}


def change(url: str, policy: str, key: str, path: tuple[str | int, ...], value: Any) -> None:
    """Put a value in one place of a record of a policy."""
    write(url, _with(data_of(url, policy, key), path, value))


def _with(data: Any, path: tuple[str | int, ...], value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(data, tuple):
        assert isinstance(first, int)
        return (*data[:first], _with(data[first], tuple(rest), value), *data[first + 1 :])
    return data | {first: _with(data.get(first), tuple(rest), value)}
