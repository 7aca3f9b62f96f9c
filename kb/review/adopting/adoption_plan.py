"""The records of a policy as one tree, and back: what a plan has of its own is never merged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from kb.records.yaml_source import read_text

POLICY = "policy"
"""First part of the places in the policy record; those in an indication begin with its key."""

Data = dict[str, Any]

_OWN_OF_POLICY = frozenset(
    {
        "policy",
        "plan",
        "parent",
        "section",
        "original_date",
        "effective_date",
        "review_months",
        "boilerplate",
        "history",
        "acknowledged",
    }
)
_OWN_OF_INDICATION = frozenset({"policy", "indication", "acknowledged"})
_OWN_OF_STATEMENT = frozenset({"previous"})
"""Fields that say who the plan is, what it has done and decided for itself."""


def records_of(policy: str, texts: Mapping[str, str]) -> dict[str, str]:
    """Of some records those of the policy itself: its own and those of its indications."""
    return {record: text for record, text in texts.items() if record.startswith(f"policies/{policy}/")}


def whole(texts: Mapping[str, str]) -> Data:
    """``policy`` and the key of each indication -> the data of the record."""
    return {_key(record): read_text(text, record).data for record, text in texts.items()}


def shared(data: Data) -> Data:
    """What can be taken over from one plan to another."""
    return {key: _without_own(key, record) for key, record in data.items()}


def with_own(merged: Data, ours: Data) -> Data:
    """Merged data with what the plan has of its own."""
    return {key: _with_own(key, record, ours) for key, record in merged.items()}


def texts_of(policy: str, data: Data, keys: Iterable[str]) -> dict[str, str]:
    """Records as texts that can be written: JSON, which is YAML too."""
    texts = {}
    for key in keys:
        name = "policy" if key == POLICY else f"indications/{key}"
        texts[f"policies/{policy}/{name}"] = json.dumps(data[key], indent=1, ensure_ascii=False) + "\n"
    return texts


def _key(record: str) -> str:
    return POLICY if record.endswith("/policy") else record.rpartition("/")[2]


def _without_own(key: str, record: Data) -> Data:
    own = _OWN_OF_POLICY if key == POLICY else _OWN_OF_INDICATION
    kept = {field: value for field, value in record.items() if field not in own}
    if key == POLICY and "statements" in kept:
        kept["statements"] = tuple(
            {field: value for field, value in statement.items() if field not in _OWN_OF_STATEMENT}
            for statement in kept["statements"]
        )
    return kept


def _with_own(key: str, record: Data, ours: Data) -> Data:
    before = ours.get(key, {})
    own = _OWN_OF_POLICY if key == POLICY else _OWN_OF_INDICATION
    merged = {field: value for field, value in before.items() if field in own} | record
    if key != POLICY:
        return {"policy": ours[POLICY]["policy"], "indication": key} | merged
    previous = {statement["key"]: statement for statement in before.get("statements", ())}
    if "statements" in merged:
        merged["statements"] = tuple(
            statement
            | {f: v for f, v in previous.get(statement["key"], {}).items() if f in _OWN_OF_STATEMENT}
            for statement in merged["statements"]
        )
    return merged
