"""Group sizes solved for: into which two groups a total can have been split, given their percentages.

Every percentage of a group has to be a whole number out of the same size, and a printed p value has to come
from one of the tests. No split left: the percentages are not of these groups, or a number is wrong. Only
crude proportions may go in; Kaplan-Meier and adjusted rates are no whole numbers of anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from kb.statistics.proportions import events_for, is_attainable
from kb.statistics.rounding import Printed, Rounding
from kb.statistics.two_by_two import USUAL, TableTest, TwoByTwo, reproducing_tests

MOST_TABLES = 20_000
"""Tables tried at most for one question, about a second."""


@dataclass(frozen=True, slots=True)
class GroupComparison:
    """One outcome: its percentage in either group, None where it is not printed, and p of the difference.

    Raises ``ValueError`` for a p value without both percentages.
    """

    percent1: Printed | None
    percent2: Printed | None
    p: Printed | None = None

    def __post_init__(self) -> None:
        if self.p is not None and (self.percent1 is None or self.percent2 is None):
            raise ValueError("A p value can be compared only with the percentages of both groups")


@dataclass(frozen=True, slots=True)
class GroupSplit:
    """Sizes of both groups, and for each comparison with a p value, in order, the tests that may give it."""

    size1: int
    size2: int
    tests: tuple[tuple[TableTest, ...], ...]


@dataclass(frozen=True, slots=True)
class GroupSplits:
    """The splits found, by total and size of the first group.

    Incomplete when there were more than ``MOST_TABLES`` tables to try: then further splits are possible.
    """

    splits: tuple[GroupSplit, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class SplitQuestion:
    """What is known: totals that are possible (one, or a stretch), and perhaps sizes of the first group."""

    totals: range
    comparisons: Sequence[GroupComparison]
    sizes1: range | None = None
    tests: Sequence[TableTest] = USUAL
    rounding: Rounding = Rounding.NEAREST

    def __post_init__(self) -> None:
        if len(self.totals) == 0 or min(self.totals) < 2:
            raise ValueError("Two groups need a total of at least 2 patients")


def possible_splits(question: SplitQuestion) -> GroupSplits:
    """Return all splits for which every percentage and every p value can be right."""
    splits: list[GroupSplit] = []
    tried = 0
    for size1, size2 in _attainable_sizes(question):
        tests: list[tuple[TableTest, ...]] = []
        for comparison in question.comparisons:
            if comparison.p is None:
                continue
            tables = list(_tables(comparison, size1, size2, question.rounding))
            tried += len(tables)
            if tried > MOST_TABLES:
                return GroupSplits(tuple(splits), False)
            giving = _tests_giving(comparison.p, tables, question)
            if not giving:
                break
            tests.append(giving)
        else:
            splits.append(GroupSplit(size1, size2, tuple(tests)))
    return GroupSplits(tuple(splits), True)


def attainable_sizes(percents: Sequence[Printed], sizes: range, rounding: Rounding) -> list[int]:
    """Return the group sizes of which every percentage is a whole number."""
    return [size for size in sizes if all(is_attainable(size, percent, rounding) for percent in percents)]


def _attainable_sizes(question: SplitQuestion) -> Iterator[tuple[int, int]]:
    largest = max(question.totals)
    comparisons = question.comparisons
    percents1 = [comparison.percent1 for comparison in comparisons if comparison.percent1 is not None]
    percents2 = [comparison.percent2 for comparison in comparisons if comparison.percent2 is not None]
    asked = range(1, largest) if question.sizes1 is None else question.sizes1
    within = range(max(asked.start, 1), min(asked.stop, largest))
    sizes1 = attainable_sizes(percents1, within, question.rounding)
    sizes2 = set(attainable_sizes(percents2, range(1, largest), question.rounding))
    for total in question.totals:
        for size1 in sizes1:
            if total - size1 in sizes2:
                yield size1, total - size1


def _tables(comparison: GroupComparison, size1: int, size2: int, rounding: Rounding) -> Iterator[TwoByTwo]:
    if comparison.percent1 is None or comparison.percent2 is None:
        return
    counts = (
        events_for(size1, comparison.percent1, rounding),
        events_for(size2, comparison.percent2, rounding),
    )
    for events1, events2 in product(*counts):
        yield TwoByTwo(events1, size1, events2, size2)


def _tests_giving(p: Printed, tables: Sequence[TwoByTwo], question: SplitQuestion) -> tuple[TableTest, ...]:
    giving: set[TableTest] = set()
    for table in tables:
        missing = [test for test in question.tests if test not in giving]
        if not missing:
            break
        giving.update(reproducing_tests(p, table, missing, question.rounding))
    return tuple(test for test in question.tests if test in giving)
