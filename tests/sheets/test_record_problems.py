"""All problems of a record in one round, whatever is missing or wrong in it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

import pytest

from kb.records.kinds import MODELS, RecordName, name_of
from kb.records.yaml_source import RecordSource
from kb.sheets.filling import data_of
from kb.sheets.record_problems import LookedAt, look_at
from tests.store.every_field import records
from tests.tiers import mostly_slow


class EverythingIsThere:
    """Other records, as if all that is named were there."""

    def exists(self, kind: str, key: str) -> bool:
        return True

    def role(self, outcome: str) -> str:
        return ""


def looked_at(data: Any, name: RecordName) -> LookedAt:
    names: Any = EverythingIsThere()
    return look_at(RecordSource("sheet", data, {}), name, names)


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where a record says a word."""
    for key, inside in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(inside, str):
            yield (*path, key)
        else:
            yield from places(inside, (*path, key))


def around(data: Any, path: tuple[Any, ...]) -> Any:
    for part in path[:-1]:
        data = data[part]
    return data


@pytest.mark.parametrize("kind", mostly_slow(tuple(MODELS), usual=[list(MODELS).index("plans")]))
def test_one_missing_or_wrong_word_hides_no_other_problem(kind: str) -> None:
    """The rest is looked at as a record all the same, and the word is told."""
    for id, record in records().items():
        name, whole = name_of(id), data_of(record)
        if name is None or name.kind != kind:
            continue
        assert looked_at(copy.deepcopy(whole), name).problems == []
        for path in places(whole):
            for typed in (None, "\u2603 no such thing"):
                data = copy.deepcopy(whole)
                inside = around(data, path)
                if isinstance(inside, tuple) or (len(path) == 1 and name.key == inside[path[-1]]):
                    continue
                if typed is None:
                    del inside[path[-1]]
                else:
                    inside[path[-1]] = typed
                assert looked_at(data, name).record is not None, (id, path, typed)


def test_two_slips_in_one_entry_are_both_told() -> None:
    """A label that is missing does not hide a wrong figure in the same row."""
    data = {
        "study": "madeup-2024", "label": "Madeup (2024)", "design": "case-series", "reports": {},
        "arms": {"a": {"n": "sixty"}}, "enrolled": "many",
    }  # fmt: skip
    seen = looked_at(data, RecordName("studies", "studies/madeup-2024", "madeup-2024"))
    assert {problem.field for problem in seen.problems} == {"arms.a.label", "arms.a.n", "enrolled"}
