"""How long participants were followed: which printed follow-up goes with a result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.intervals import intervals_of
from kb.checks.study import Figure, Result, Study
from kb.checks.times import TIME_UNITS

FOLLOW_UP = "follow-up"
"""Domain of outcomes that say how long participants were followed."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The longest follow-up of those a result is of, and the shortest; null when of several arms."""

    low: Figure | None
    high: Figure


def follow_ups(study: Study, result: Result) -> list[Result]:
    """The results on follow-up of a result's participants, or of all; several where arms make them up."""
    of_all = [one for one in _follow_ups(study) if one.population in {result.population, "whole"}]
    own = [one for one in of_all if one.population == result.population]
    for found in (own, of_all):
        for columns in ({result.column}, {"all"}):
            if matching := [one for one in found if one.column in columns]:
                return matching
        arms = [one for one in found if one.column in study.arms]
        if result.column == "all" and {one.column for one in arms} == set(study.arms):
            return arms
    return []


def reach_of(study: Study, result: Result) -> Reach | None:
    """The longest follow-up that covers a result; null unless every arm it covers has a range."""
    found = follow_ups(study, result)
    ranges = [_range(one) for one in found]
    known = [one for one in ranges if one is not None]
    if not known or len(known) < len(ranges):
        return None
    longest = max(known, key=lambda reach: reach.high.value or 0)
    return longest if len(known) == 1 else Reach(None, longest.high)


def median_follow_ups(study: Study, result: Result) -> tuple[Figure, ...]:
    """The printed medians of the follow-up of the very participants of a result; empty when of other ones."""
    found = follow_ups(study, result)
    if len(found) != 1 or found[0].population != result.population:
        return ()
    if found[0].column != result.column and len(study.arms) > 1:
        return ()
    return tuple(f for f in found[0].figures if f.statistic == "median" and f.unit in TIME_UNITS and f.exact)


def _follow_ups(study: Study) -> Iterator[Result]:
    for result in study.results:
        if result.outcome.domain == FOLLOW_UP and result.scope != "contrast":
            yield result


def _range(result: Result) -> Reach | None:
    ranges = [
        Reach(one.low, one.high)
        for one in intervals_of(result)
        if one.kind == "range" and not one.is_across and one.high is not None and one.unit in TIME_UNITS
    ]
    return max(ranges, key=lambda reach: reach.high.value or 0, default=None)
