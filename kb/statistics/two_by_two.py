"""Tests of a 2x2 table (and of more than two groups): p values from counts.

Papers seldom say which test a p value is from. ``USUAL`` are the tests that reports name; ``FURTHER`` are
those that statistics programs print beside them and that end up in papers unnamed. The z test of two
proportions with the pooled variance is the chi-square test. Formulas: Campbell 2007, doi:10.1002/sim.2832;
Lydersen, Fagerland and Laake 2009, doi:10.1002/sim.3531.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.statistics.fisher import Exact, exact_test
from kb.statistics.rounding import Printed, Rounding, float_ends


@dataclass(frozen=True, slots=True)
class TwoByTwo:
    """Events and totals of two groups. Raises ``ValueError`` unless 0 <= events <= total and total > 0."""

    events1: int
    total1: int
    events2: int
    total2: int

    def __post_init__(self) -> None:
        for events, total in ((self.events1, self.total1), (self.events2, self.total2)):
            _check_group(events, total)

    @property
    def cells(self) -> tuple[int, int, int, int]:
        """Events and non-events of group 1, then of group 2: a, b, c, d of the Cochrane Handbook."""
        return self.events1, self.total1 - self.events1, self.events2, self.total2 - self.events2


class TableTest(StrEnum):
    """A test of whether two groups differ in their proportion of events. All two-sided unless named so."""

    CHI_SQUARE = "chi-square test"
    YATES = "chi-square test with Yates' correction"
    FISHER = "Fisher's exact test"
    LIKELIHOOD_RATIO = "likelihood-ratio chi-square test"
    LINEAR_BY_LINEAR = "linear-by-linear chi-square test"
    """Chi-square times (N-1)/N, also "N-1" chi-square."""
    UNPOOLED_Z = "z test with unpooled variance"
    WALD = "Wald test of the odds ratio (logistic regression)"
    MID_P = "Fisher's exact test, mid-p"
    FISHER_ONE_SIDED = "Fisher's exact test, one-sided"
    CHI_SQUARE_ONE_SIDED = "chi-square test, one-sided"


USUAL = (TableTest.CHI_SQUARE, TableTest.YATES, TableTest.FISHER)
FURTHER = tuple(test for test in TableTest if test not in USUAL)
ONE_SIDED = (TableTest.FISHER_ONE_SIDED, TableTest.CHI_SQUARE_ONE_SIDED)


def p_values(table: TwoByTwo, tests: Iterable[TableTest] = USUAL) -> dict[TableTest, float]:
    """Return the p value of each test, in the order asked for.

    A test that cannot be computed is missing: all but the exact ones where nobody or everybody has the event,
    the Wald test where a cell is empty.
    """
    computed = ((test, _P_VALUES[test](table)) for test in tests)
    return {test: p for test, p in computed if p is not None}


def mcnemar_p_values(table: TwoByTwo) -> Iterator[float]:
    """The p values that McNemar's test can give for two results in the same participants.

    Only how many have each result is known, not how many have one alone: every possible number is tried, with
    the continuity correction, without it, and exactly (McNemar 1947, doi:10.1007/BF02295996).
    """
    apart = abs(table.events1 - table.events2)
    most = min(table.events1, table.events2, *(table.total1 - e for e in (table.events1, table.events2)))
    for fewer in range(most + 1):
        alone = apart + 2 * fewer
        if not alone:
            continue
        yield normal_p(apart / math.sqrt(alone))
        yield normal_p(max(0, apart - 1) / math.sqrt(alone))
        tail = sum(math.comb(alone, k) for k in range(fewer + 1))
        yield min(1.0, 2 * tail / 2**alone)


def reproducing_tests(
    printed: Printed,
    table: TwoByTwo,
    tests: Iterable[TableTest] = USUAL,
    rounding: Rounding = Rounding.NEAREST,
) -> tuple[TableTest, ...]:
    """Return the tests whose p value is printed like this, or keeps to the printed bound; empty when none."""
    low, high = float_ends(printed, rounding)
    return tuple(test for test, p in p_values(table, tests).items() if low <= p <= high)


def chi_square_of_groups(groups: Sequence[tuple[int, int]]) -> float | None:
    """Return p of Pearson's chi-square test that two or more groups (events, total) have one proportion.

    None when nobody or everybody has the event.
    """
    if len(groups) < 2:
        raise ValueError("A comparison needs at least two groups")
    for events, total in groups:
        _check_group(events, total)
    all_events, everybody = sum(events for events, _ in groups), sum(total for _, total in groups)
    if all_events in (0, everybody):
        return None
    share = all_events / everybody
    statistic = sum((events - total * share) ** 2 / (total * share * (1 - share)) for events, total in groups)
    return chi_square_p(statistic, len(groups) - 1)


def chi_square_p(statistic: float, degrees: int = 1) -> float:
    """Return the probability of a chi-square as large as this or larger (Abramowitz & Stegun 26.4.4-5)."""
    if statistic < 0 or degrees < 1:
        raise ValueError(f"There is no chi-square of {statistic} with {degrees} degrees of freedom")
    half = statistic / 2
    if degrees % 2:
        steps = range(1, degrees // 2 + 1)
        further = sum(
            math.exp((k - 0.5) * math.log(half) - half - math.lgamma(k + 0.5)) for k in steps if half
        )
        return min(1.0, math.erfc(math.sqrt(half)) + further)
    terms = (
        k * math.log(half) - half - math.lgamma(k + 1) if half else -math.inf for k in range(1, degrees // 2)
    )
    return min(1.0, math.exp(-half) + sum(math.exp(term) for term in terms))


def normal_p(z: float) -> float:
    """Return the two-sided p of a standard normal deviate."""
    return math.erfc(abs(z) / math.sqrt(2))


def _check_group(events: int, total: int) -> None:
    if total <= 0:
        raise ValueError(f"A group needs at least 1 patient, not {total}")
    if not 0 <= events <= total:
        raise ValueError(f"{events} events cannot be among {total} patients")


def _statistic(table: TwoByTwo, *, is_corrected: bool = False) -> float | None:
    a, b, c, d = table.cells
    everybody = a + b + c + d
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return None
    difference: float = abs(a * d - b * c)
    if is_corrected:
        # Never past no difference at all, as R and SciPy do it.
        difference = max(0.0, difference - everybody / 2)
    return everybody * difference**2 / margins


def _chi_square(table: TwoByTwo) -> float | None:
    statistic = _statistic(table)
    return None if statistic is None else chi_square_p(statistic)


def _yates(table: TwoByTwo) -> float | None:
    statistic = _statistic(table, is_corrected=True)
    return None if statistic is None else chi_square_p(statistic)


def _linear_by_linear(table: TwoByTwo) -> float | None:
    statistic = _statistic(table)
    everybody = table.total1 + table.total2
    return None if statistic is None else chi_square_p(statistic * (everybody - 1) / everybody)


def _chi_square_one_sided(table: TwoByTwo) -> float | None:
    p = _chi_square(table)
    return None if p is None else p / 2


def _likelihood_ratio(table: TwoByTwo) -> float | None:
    a, b, c, d = table.cells
    everybody = a + b + c + d
    if 0 in (a + c, b + d):
        return None
    cells = ((a, a + b, a + c), (b, a + b, b + d), (c, c + d, a + c), (d, c + d, b + d))
    terms = (cell * math.log(cell * everybody / (row * column)) for cell, row, column in cells if cell)
    return chi_square_p(max(0.0, 2 * sum(terms)))


def _unpooled_z(table: TwoByTwo) -> float | None:
    a, b, c, d = table.cells
    variance = a * b / table.total1**3 + c * d / table.total2**3
    if variance == 0:
        return None
    return normal_p((a / table.total1 - c / table.total2) / math.sqrt(variance))


def _wald(table: TwoByTwo) -> float | None:
    a, b, c, d = table.cells
    if 0 in (a, b, c, d):
        return None
    return normal_p(math.log(a * d / (b * c)) / math.sqrt(1 / a + 1 / b + 1 / c + 1 / d))


def _exact(table: TwoByTwo) -> Exact:
    return exact_test(table.events1, table.total1, table.events2, table.total2)


_P_VALUES: dict[TableTest, Callable[[TwoByTwo], float | None]] = {
    TableTest.CHI_SQUARE: _chi_square,
    TableTest.YATES: _yates,
    TableTest.FISHER: lambda table: _exact(table).two_sided,
    TableTest.LIKELIHOOD_RATIO: _likelihood_ratio,
    TableTest.LINEAR_BY_LINEAR: _linear_by_linear,
    TableTest.UNPOOLED_Z: _unpooled_z,
    TableTest.WALD: _wald,
    TableTest.MID_P: lambda table: _exact(table).mid_p,
    TableTest.FISHER_ONE_SIDED: lambda table: _exact(table).one_sided,
    TableTest.CHI_SQUARE_ONE_SIDED: _chi_square_one_sided,
}
