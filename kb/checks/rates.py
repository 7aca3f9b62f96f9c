"""Rates at a time: the percentage of an arm that survived, had a recurrence ... by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kb.checks.study import Figure, Result, Study
from kb.checks.times import rated_at

_NOT_OBSERVED = frozenset({"across-studies", "imputed", "planned"})


def is_review(study: Study) -> bool:
    """Whether its numbers come from other studies, of which each may give another time."""
    return study.design_group == "systematic-review"


def rate_of(result: Result) -> Figure | None:
    """The percentage of an arm or of all; null when there is none, or when it is no observed one."""
    if result.scope == "contrast":
        return None
    figure = result.get("percent")
    return figure if figure is not None and _NOT_OBSERVED.isdisjoint(figure.qualifiers) else None


def falls(result: Result) -> bool:
    """Whether the percentage can only fall with time: of those still alive or free of an event."""
    return result.outcome.domain in {"survival", "recurrence"} and result.outcome.direction == "higher"


def rises(result: Result) -> bool:
    """Whether the percentage can only rise with time: of those who have had an event by then."""
    if result.outcome.domain in {"survival", "recurrence"}:
        return result.outcome.direction == "lower"
    return result.outcome.domain == "harm" and result.time.kind == "within"


def timed_rates(results: Iterable[Result]) -> Iterator[tuple[Fraction, Result, Figure]]:
    """Months, result and percentage of those that are given at a time."""
    for result in results:
        at, rate = rated_at(result), rate_of(result)
        if at is not None and rate is not None:
            yield at, result, rate


def same_patients(study: Study, result: Result) -> list[Result]:
    """All results of the same outcome in the same patients, at any time and however estimated."""
    return [
        other
        for other in study.by_outcome[result.outcome.key]
        if is_of_same_patients(other, result) and other.role == result.role
    ]


def is_of_same_patients(first: Result, second: Result) -> bool:
    """Whether two results are of the same arm, population and unit of analysis, adjusted alike."""
    return _patients(first) == _patients(second)


def _patients(result: Result) -> tuple[str, str, str, bool]:
    return (result.column, result.population, result.counted, result.adjusted)
