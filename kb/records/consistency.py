"""What is wrong between the fields of a record, and the one order of what it may write in any order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from kb.records.base import Flaw
from kb.records.guidelines import GuidelineRecord, guideline_flaws
from kb.records.indications import IndicationRecord, in_reading_order, indication_flaws
from kb.records.instruments import InstrumentRecord, instrument_flaws
from kb.records.policies import PolicyRecord
from kb.records.policy_checks import policy_flaws
from kb.records.references import ReferenceRecord, reference_flaws
from kb.records.studies import StudyRecord
from kb.records.study_checks import study_flaws
from kb.records.study_order import in_study_order
from kb.records.vocabulary import Conditions, Designs, Interventions, by_rank, design_flaws, vocabulary_flaws

AnyRecord = TypeVar("AnyRecord")

_FLAWS: Mapping[Any, Callable[[Any], Iterator[Flaw]]] = {
    Designs: design_flaws,
    Interventions: vocabulary_flaws,
    Conditions: vocabulary_flaws,
    InstrumentRecord: instrument_flaws,
    ReferenceRecord: reference_flaws,
    StudyRecord: study_flaws,
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
    check = _FLAWS.get(type(record))
    return iter(()) if check is None else check(record)


def in_canonical_order(record: AnyRecord) -> AnyRecord:
    """The same record with everything in canonical order."""
    order = _ORDERS.get(type(record))
    ordered: AnyRecord = record if order is None else order(record)
    return ordered
