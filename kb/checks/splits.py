"""Wholes with their parts as they are printed: one for each arm and time at which a breakdown has numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.problem_wording import population_named
from kb.checks.shares import PERSONS, Share, is_counted, shares_of, whole_number
from kb.evidence.study import Breakdown, Result, Study
from kb.statistics.proportions import events_for
from kb.statistics.rounding import Rounding

PARTICIPANTS = "participants"
_Spot = tuple[str, str, str]
"""Arm or study, time, what is counted (empty for participants)."""


@dataclass(frozen=True, slots=True)
class Member:
    """A whole or a part: what a reader calls it, and what is printed of it; null when nothing is."""

    name: str
    share: Share | None


@dataclass(frozen=True, slots=True)
class Split:
    """A whole with its parts, of one arm (or the study) at one time, all counted in the same."""

    breakdown: Breakdown
    column: str
    whole: Member
    parts: tuple[Member, ...]


def splits_of(study: Study) -> Iterator[Split]:
    """All splits of a study in which some part is printed, in the order of its breakdowns."""
    if study.breakdowns:
        finder = _Finder(study)
        for breakdown in study.breakdowns:
            yield from finder.splits(breakdown)


def possible_counts(study: Study, share: Share) -> range | None:
    """The counts that a share can represent: the printed one, or those that its percentage gives.

    Null when neither a count nor the total of the percentage is printed, and for estimates of survival.
    """
    if share.events is not None:
        return range(share.events, share.events + 1)
    if share.percent is None or share.count is not None or share.may_be_estimated:
        return None
    total = share.of
    if total is None and share.of_persons and share.result.domain != "survival":
        total = whole_number(study.size_of(share.result.column, share.result.population))
    if not total:
        return None
    ranges = [events_for(total, share.printed, rounding) for rounding in Rounding]
    ranges = [counts for counts in ranges if counts]
    return range(min(c.start for c in ranges), max(c.stop for c in ranges)) if ranges else None


class _Finder:
    """Finds what a study prints of an outcome in a set of participants, arm by arm and time by time."""

    def __init__(self, study: Study) -> None:
        self._study = study
        self._shares: dict[tuple[str, str], dict[_Spot, Share | None]] = {}
        for result in study.results:
            if is_counted(result):
                self._add(result)

    def _add(self, result: Result) -> None:
        shares = list(shares_of(result))
        if len(shares) == 1:
            unit = "" if shares[0].unit in PERSONS else shares[0].unit
            by_group = self._shares.setdefault((result.outcome, result.population), {})
            spot = (self._column(result.column), result.time.key, unit)
            # Two results of one spot that differ (estimators, roles): nobody can tell which is meant.
            before = by_group.setdefault(spot, shares[0])
            if before is not None and before.text != shares[0].text:
                by_group[spot] = None

    def _column(self, column: str) -> str:
        """The only arm of a study is the whole study."""
        arms = list(self._study.arms)
        return arms[0] if column == "all" and len(arms) == 1 else column

    def splits(self, breakdown: Breakdown) -> Iterator[Split]:
        study, whole = self._study, breakdown.whole or PARTICIPANTS
        if breakdown.outcomes:
            keys = [(outcome, breakdown.parts_in) for outcome in breakdown.outcomes]
            names = [self._name(outcome) for outcome in breakdown.outcomes]
        else:
            keys = [(whole, key) for key in breakdown.sets]
            names = [population_named(study, key) for key in breakdown.sets]
        by_part = [self._shares.get(key, {}) for key in keys]
        for spot in dict.fromkeys(spot for shares in by_part for spot in shares):
            parts = tuple(Member(name, shares.get(spot)) for name, shares in zip(names, by_part, strict=True))
            yield Split(breakdown, spot[0], self._whole(whole, breakdown.population, spot), parts)

    def _name(self, outcome: str) -> str:
        results = self._study.by_outcome.get(outcome)
        return results[0].outcome_name if results else outcome

    def _whole(self, outcome: str, population: str, spot: _Spot) -> Member:
        is_all = outcome == PARTICIPANTS
        name = population_named(self._study, population) if is_all else self._name(outcome)
        shares = self._shares.get((outcome, population), {})
        untimed = (spot[0], "none", spot[2])
        return Member(name, shares.get(spot, shares.get(untimed)))
