"""Nothing that a record can say is lost: each field goes into the database and out again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from pydantic import BaseModel, RootModel

from kb.store.dump import dump
from kb.store.load import LoadRequest, load
from tests.store.every_field import records, write, written
from tests.store.test_rows import fields_of_records


def _filled(value: object, found: Counter[str]) -> None:
    """Count the fields that say something, by model and name."""
    if isinstance(value, RootModel):
        _filled(value.root, found)
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            inner = getattr(value, name)
            if info.is_required() or inner != info.default:
                found[f"{type(value).__name__}.{name}"] += 1
                _filled(inner, found)
    elif isinstance(value, tuple | dict):
        for part in value.values() if isinstance(value, dict) else value:
            _filled(part, found)


def test_every_field_of_every_kind_of_record_is_filled_somewhere() -> None:
    found: Counter[str] = Counter()
    for record in records().values():
        _filled(record, found)
    assert sorted(name for name in fields_of_records() if not found[name]) == []


def test_every_field_comes_back_from_the_database_to_the_byte(engine_url: str, tmp_path: Path) -> None:
    first, second, request = tmp_path / "first", tmp_path / "second", (engine_url, "tester", "test")
    write(first)
    load(LoadRequest(first, *request))
    dump(engine_url, second)
    assert written(second) == written(first)
    outcome = load(LoadRequest(second, *request))
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 0, len(written(first)))
