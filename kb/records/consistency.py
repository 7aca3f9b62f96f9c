"""What is wrong between the fields of a record, and the one order of what it may write in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from string import Formatter
from textwrap import shorten
from typing import Any, TypeVar

from kb.records.base import Flaw, RecordEntry
from kb.records.guidelines import GradingRecord, GuidelineRecord, grading_flaws, guideline_flaws
from kb.records.indications import IndicationRecord, in_reading_order, indication_flaws
from kb.records.instruments import InstrumentRecord, instrument_flaws
from kb.records.plans import PlanRecord, plan_flaws
from kb.records.policies import PolicyRecord
from kb.records.policy_checks import policy_flaws
from kb.records.references import ReferenceRecord, reference_flaws
from kb.records.studies import StudyRecord
from kb.records.study_checks import study_flaws
from kb.records.study_order import in_study_order
from kb.records.tests import DiagnosticTestRecord, diagnostic_test_flaws
from kb.records.vocabulary import (
    Conditions,
    Designs,
    Interventions,
    Outcomes,
    by_rank,
    design_flaws,
    vocabulary_flaws,
)
from kb.records.yaml_source import Path

AnyRecord = TypeVar("AnyRecord")

_FLAWS: Mapping[Any, Callable[[Any], Iterator[Flaw]]] = {
    Designs: design_flaws,
    Interventions: vocabulary_flaws,
    Conditions: vocabulary_flaws,
    Outcomes: vocabulary_flaws,
    InstrumentRecord: instrument_flaws,
    PlanRecord: plan_flaws,
    ReferenceRecord: reference_flaws,
    DiagnosticTestRecord: diagnostic_test_flaws,
    StudyRecord: study_flaws,
    GradingRecord: grading_flaws,
    GuidelineRecord: guideline_flaws,
    PolicyRecord: policy_flaws,
    IndicationRecord: indication_flaws,
}
_ORDERS: Mapping[Any, Callable[[Any], Any]] = {
    Designs: by_rank,
    StudyRecord: in_study_order,
    IndicationRecord: in_reading_order,
}


def flaws_of(record: Any) -> Iterator[Flaw]:
    """What is wrong between the fields of a record alone."""
    yield from _list_flaws(record, ())
    if (check := _FLAWS.get(type(record))) is not None:
        yield from check(record)


def _list_flaws(value: Any, path: Path) -> Iterator[Flaw]:
    """What has no rows of its own, and so would be lost: an empty list, and what it says a second time."""
    if isinstance(value, RecordEntry):
        for key, inside, _ in value.fields_written():
            yield from _list_flaws(inside, (*path, key))
    elif value == ():
        yield Flaw(path, "is empty.", "Write something, or remove the key.")
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _list_flaws(inside, (*path, key))
    elif isinstance(value, tuple):
        yield from _repeated(value, path)
        for index, item in enumerate(value):
            yield from _list_flaws(item, (*path, index))


_LONGEST_KEY = 500
"""Characters of the fields that the key of a row is made of; PostgreSQL's index has room for 2,700 bytes."""


def _repeated(items: tuple[Any, ...], path: Path) -> Iterator[Flaw]:
    """Words, and entries by the key of their row, that are in the list already."""
    seen: set[str] = set()
    for index, item in enumerate(items):
        fields = _key_fields(type(item)) if isinstance(item, RecordEntry) else ()
        key = item if isinstance(item, str) else " ".join(str(getattr(item, name)) for name in fields)
        place = (*path, index, *fields) if len(fields) == 1 else (*path, index)
        if key and key in seen:
            yield Flaw(place, f"`{shorten(key, 60)}` is listed twice.", "Remove or rename one of them.")
        if fields and len(key) > _LONGEST_KEY:
            yield Flaw(
                place, "is too long to tell entries apart by.", f"Use at most {_LONGEST_KEY} characters."
            )
        seen.add(key)


@cache
def _key_fields(model: type[RecordEntry]) -> tuple[str, ...]:
    """The fields that the key of an entry's row is made of; none where rows are numbered."""
    if model.row is None:
        return ()
    names = (name for _, name, _, _ in Formatter().parse(model.row.id))
    return tuple(name for name in names if name in model.model_fields)


def in_canonical_order(record: AnyRecord) -> AnyRecord:
    """The same record with everything in canonical order."""
    order = _ORDERS.get(type(record))
    ordered: AnyRecord = record if order is None else order(record)
    return ordered
