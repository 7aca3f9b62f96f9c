"""Pairs put together to groups, without putting together what must stay apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.verdict import Verdict

CROSS_CHECKED = 60
"""Pairs of two groups that are compared before the groups are united."""


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two places in the list of entries, and what to do with them."""

    one: int
    other: int
    verdict: Verdict


class GroupBuilder:
    """Groups of places that only grow together where no two members speak against it."""

    def __init__(self, entries: Sequence[ComparedRecord], judge: Callable[[int, int], Verdict]) -> None:
        self._entries = entries
        self._judge = judge
        self._group: dict[int, list[int]] = {}
        self.reasons: dict[int, list[JudgedPair]] = {}

    def members(self, place: int) -> list[int]:
        """The group of a place, itself among them."""
        return self._group.get(place, [place])

    def unite(self, pair: JudgedPair) -> str:
        """Put the groups of two records together; "" when that was done, else why not."""
        first, second = self.members(pair.one), self.members(pair.other)
        if first is second:
            self._reasons_of(first).append(pair)
            return ""
        if objection := self._objection(first, second):
            return objection
        united = sorted((*first, *second))
        reasons = [*self._reasons_of(first), *self._reasons_of(second), pair]
        for place in united:
            self._group[place] = united
        self.reasons[united[0]] = reasons
        return ""

    def all(self) -> list[list[int]]:
        """All groups of two and more, by their first place."""
        return [group for place, group in sorted(self._group.items()) if group[0] == place]

    def _reasons_of(self, group: list[int]) -> list[JudgedPair]:
        return self.reasons.setdefault(group[0], [])

    def _objection(self, first: list[int], second: list[int]) -> str:
        members = [self._entries[place] for place in (*first, *second)]
        if len({entry.pmid for entry in members if entry.pmid}) > 1:
            return "it would bring two PMIDs together"
        if len({entry.reference for entry in members if entry.reference}) > 1:
            return "it would bring two references of the knowledge base together"
        pairs = [(a, b) for a in first for b in second][:CROSS_CHECKED]
        for a, b in pairs:
            if (verdict := self._judge(a, b)).forbids:
                return verdict.why
        return ""
