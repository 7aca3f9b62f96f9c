"""Rates at a time: the percentage of an arm that survived, had a recurrence ... by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from kb.checks.lengths_of_time import rated_at
from kb.evidence.study import Result, Study, Timepoint
from kb.notation import Figure
from kb.statistics.rounding import Envelope
from kb.statistics.survival import Rate

_NOT_OBSERVED = frozenset({"across-studies", "imputed", "planned"})


@dataclass(frozen=True, slots=True)
class TimedRate:
    """A percentage, the result it is of, and the months after the start."""

    months: Fraction
    result: Result
    percent: Figure

    @property
    def is_incidence(self) -> bool:
        """Whether it is the share with the event, not of those free of it."""
        return not falls(self.result)

    @property
    def analyzed(self) -> Rate:
        """The rate for arithmetic."""
        return Rate(Envelope.exactly(self.months), self.percent.printed, self.is_incidence)

    @property
    def text(self) -> str:
        """As a reader says it: ``43% at 3 y``."""
        label = self.result.time.label
        return f"{self.percent.text} {'at ' if self.result.time.kind == 'at' else ''}{label}"


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
    return result.domain in {"survival", "recurrence"} and result.direction == "higher"


def rises(result: Result) -> bool:
    """Whether the percentage can only rise with time: of those who have had an event by then."""
    if result.domain in {"survival", "recurrence"}:
        return result.direction == "lower"
    return result.domain == "harm" and result.time.kind == "within"


def timed_rates(results: Iterable[Result]) -> Iterator[TimedRate]:
    """The rates that are given at a time, in the order of the results."""
    for result in results:
        at, percent = rated_at(result), rate_of(result)
        if at is not None and percent is not None and 0 <= (percent.value or 0) <= 100:
            yield TimedRate(at, result, percent)


def at_any_time(result: Result) -> Result:
    """The result without its time, to describe all times of its outcome."""
    return replace(result, time=Timepoint("none", "none", "", None))


def same_patients(study: Study, result: Result) -> list[Result]:
    """All results of the same outcome in the same patients, at any time and however estimated."""
    return [
        candidate
        for candidate in study.by_outcome[result.outcome]
        if is_of_same_patients(candidate, result) and candidate.role == result.role
    ]


def is_of_same_patients(first: Result, second: Result) -> bool:
    """Whether two results are of the same arm, population and unit of analysis, adjusted alike."""
    return patients(first) == patients(second)


def patients(result: Result) -> tuple[str, str, str, bool, str | None]:
    """What two results share that are of the same arm, population, target and unit, adjusted alike."""
    return (result.column, result.population, result.counted, result.adjusted, result.target)
