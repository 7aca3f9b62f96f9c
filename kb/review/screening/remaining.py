"""How many relevant candidates may be left: the test of Callaghan and Mueller-Hansen, on few samples.

doi:10.1186/s13643-020-01521-4 ("ranked quasi-sampling"): the candidates that were judged last are taken for
a random sample of those that were not judged before them, and the hypergeometric distribution says how many
relevant ones the rest can hold. Assumption: what is still to come is no more likely to be relevant than what
was judged last. An order by relevance, or at random, makes it so; by relevance the result errs on the side of
more work.

Published is the smallest p value over the samples of all sizes; in random order that is too sure of itself.
Here the samples are all judged ones, the last half, the last quarter and so on, and the chance of being wrong
is shared out among them (Bonferroni), so that it stays below 5% in random order, too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, lgamma

ALPHA = 0.05
"""Chance of being wrong that is accepted: 95% confidence."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """What can be said about the candidates that nobody has judged."""

    judged: int
    left: int
    found: int
    """Relevant ones among those judged."""
    at_most: int
    """Relevant ones among those left: not more than so many, with 95% confidence."""

    @property
    def recall(self) -> float | None:
        """Least share of the relevant ones that is found, with 95% confidence; None when there is none."""
        total = self.found + self.at_most
        return self.found / total if total else None


def remaining(labels: Sequence[bool], left: int) -> Remaining:
    """The estimate from judgements in their order (True = relevant), with so many candidates left."""
    low, high = 0, left
    while low < high:  # p falls with the number supposed: find the first that is refused
        middle = (low + high) // 2
        if p_value(labels, left, middle + 1) < ALPHA:
            high = middle
        else:
            low = middle + 1
    return Remaining(len(labels), left, sum(labels), low)


def p_value(labels: Sequence[bool], left: int, supposed: int) -> float:
    """Chance to have found as few among the last ones if so many relevant ones are left, 0 to 1.

    Of the samples the one that speaks loudest against it counts, times the number of samples.
    """
    if supposed > left:
        return 0.0
    chances = [
        at_most_chance(relevant, left + size, relevant + supposed, size)
        for size, relevant in _samples(labels)
    ]
    return min(min(chances) * len(chances), 1.0) if chances else 1.0


def _samples(labels: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Size and number of relevant ones of the samples: all, the last half, the last quarter ..."""
    size = len(labels)
    while size:
        yield size, sum(labels[-size:])
        size //= 2


def at_most_chance(most: int, urn: int, marked: int, drawn: int) -> float:
    """Chance of at most ``most`` marked ones among ``drawn``, from an urn with ``marked`` of them."""
    first, last = max(0, drawn - (urn - marked)), min(most, marked, drawn)
    whole = _log_ways(urn, drawn)
    logs = (
        _log_ways(marked, count) + _log_ways(urn - marked, drawn - count) - whole
        for count in range(first, last + 1)
    )
    return min(sum(map(exp, logs)), 1.0)


def _log_ways(of: int, chosen: int) -> float:
    """Logarithm of the number of ways to choose."""
    return lgamma(of + 1) - lgamma(chosen + 1) - lgamma(of - chosen + 1)
