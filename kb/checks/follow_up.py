"""How long participants were followed: which printed follow-up goes with a result."""

from __future__ import annotations

from dataclasses import dataclass

from kb.checks.intervals import intervals_of
from kb.checks.lengths_of_time import TIME_UNITS
from kb.evidence.study import Result, Study
from kb.notation import Figure

FOLLOW_UP = "follow-up"
"""Domain of outcomes that say how long participants were followed."""


@dataclass(frozen=True, slots=True)
class Reach:
    """The longest follow-up of those a result is of, and the shortest; null when of several arms."""

    low: Figure | None
    high: Figure


class FollowUp:
    """The follow-up that a study prints, found once for all its results."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._results = [
            result
            for results in study.by_outcome.values()
            if results[0].domain == FOLLOW_UP
            for result in results
            if result.scope != "contrast"
        ]
        self._reaches: dict[tuple[str, str], Reach | None] = {}

    def __bool__(self) -> bool:
        return bool(self._results)

    def reach(self, result: Result) -> Reach | None:
        """The longest follow-up that covers a result; null unless every arm it covers has a range."""
        spot = (result.column, result.population)
        if spot not in self._reaches:
            ranges = [_range(r) for r in self._of(result)]
            known = [r for r in ranges if r is not None]
            longest = max(known, key=lambda reach: reach.high.value or 0, default=None)
            if longest is not None and len(ranges) > 1:
                longest = Reach(None, longest.high) if len(known) == len(ranges) else None
            self._reaches[spot] = longest
        return self._reaches[spot]

    def medians(self, result: Result) -> tuple[Figure, ...]:
        """The printed medians of the follow-up of a result's very participants; empty when of other ones."""
        results = self._of(result)
        if len(results) != 1 or results[0].population != result.population:
            return ()
        if results[0].column != result.column and len(self._study.arms) > 1:
            return ()
        return tuple(
            f for f in results[0].figures if f.statistic == "median" and f.unit in TIME_UNITS and f.is_exact
        )

    def estimator(self, result: Result) -> str:
        """How the follow-up of a result's participants is said to be counted; empty where it is not known."""
        ways = {of.estimator for of in self._of(result)}
        return ways.pop() if len(ways) == 1 else ""

    def _of(self, result: Result) -> list[Result]:
        """The follow-up of a result's participants, or of all; several results where arms make them up."""
        of_all = [r for r in self._results if r.population in {result.population, "whole"}]
        own = [r for r in of_all if r.population == result.population]
        arms = self._study.arms
        for candidates in (own, of_all):
            for column in (result.column, "all"):
                if matching := [r for r in candidates if r.column == column]:
                    return matching
            of_arms = [r for r in candidates if r.column in arms]
            if result.column == "all" and {r.column for r in of_arms} == set(arms):
                return of_arms
        return []


def _range(result: Result) -> Reach | None:
    ranges = [
        Reach(interval.low, interval.high)
        for interval in intervals_of(result)
        if interval.kind == "range"
        and not interval.is_across
        and interval.high is not None
        and interval.unit in TIME_UNITS
    ]
    return max(ranges, key=lambda reach: reach.high.value or 0, default=None)
