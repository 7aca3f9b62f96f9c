"""The p values of all 2x2 tables that printed percentages allow, when counts or totals are not stated.

``possible_tables`` pairs the (events, total) that each group may have had (``proportions.counts_for``). At
most ``MOST_TABLES`` are looked at; of more, an evenly spaced choice is, and ``is_complete`` is false: then a
p value found is found, but one not found may still be possible, and nothing may be alarmed about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import isqrt

from kb.statistics.rounding import Printed, Rounding
from kb.statistics.two_by_two import USUAL, TableTest, TwoByTwo, p_values, reproducing_tests

MOST_TABLES = 20_000
"""About half a second for the three usual tests of tables of some hundred patients."""


@dataclass(frozen=True, slots=True)
class PossibleTables:
    """Tables, in the order of the first group's counts, then the second's; all there are if complete."""

    tables: tuple[TwoByTwo, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class PRange:
    """The smallest and the largest p value of one test, and the tables that give them."""

    low: float
    high: float
    low_table: TwoByTwo
    high_table: TwoByTwo


def possible_tables(
    group1: Sequence[tuple[int, int]], group2: Sequence[tuple[int, int]], most: int = MOST_TABLES
) -> PossibleTables:
    """Return the tables made of any (events, total) of one group and any of the other."""
    if len(group1) * len(group2) <= most:
        return PossibleTables(_paired(group1, group2), True)
    side = isqrt(most)
    if len(group1) < side:
        chosen1, chosen2 = group1, _thinned(group2, most // len(group1))
    elif len(group2) < side:
        chosen1, chosen2 = _thinned(group1, most // len(group2)), group2
    else:
        chosen1, chosen2 = _thinned(group1, side), _thinned(group2, side)
    return PossibleTables(_paired(chosen1, chosen2), False)


def p_ranges(tables: Iterable[TwoByTwo], tests: Iterable[TableTest] = USUAL) -> dict[TableTest, PRange]:
    """Return for each test the smallest and largest p of all tables; a test never computable is missing."""
    asked = tuple(tests)
    ranges: dict[TableTest, PRange] = {}
    for table in tables:
        for test, p in p_values(table, asked).items():
            known = ranges.get(test)
            if known is None:
                ranges[test] = PRange(p, p, table, table)
            elif p < known.low:
                ranges[test] = PRange(p, known.high, table, known.high_table)
            elif p > known.high:
                ranges[test] = PRange(known.low, p, known.low_table, table)
    return {test: ranges[test] for test in asked if test in ranges}


def reproducing_tables(
    printed: Printed,
    tables: Iterable[TwoByTwo],
    tests: Iterable[TableTest] = USUAL,
    rounding: Rounding = Rounding.NEAREST,
) -> list[tuple[TwoByTwo, tuple[TableTest, ...]]]:
    """Return the tables of which some test's p value is printed like this, each with those tests."""
    asked = tuple(tests)
    tried = ((table, reproducing_tests(printed, table, asked, rounding)) for table in tables)
    return [(table, reproducing) for table, reproducing in tried if reproducing]


def _paired(group1: Sequence[tuple[int, int]], group2: Sequence[tuple[int, int]]) -> tuple[TwoByTwo, ...]:
    return tuple(TwoByTwo(*first, *second) for first in group1 for second in group2)


def _thinned(group: Sequence[tuple[int, int]], most: int) -> Sequence[tuple[int, int]]:
    # The first and the last stay: they are the smallest and the largest totals.
    last = len(group) - 1
    return [group[place * last // (most - 1)] for place in range(most)] if most > 1 else group[:1]
