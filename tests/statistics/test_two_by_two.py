"""p values of tables, against SciPy and against numbers in print."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from kb.statistics.effects import EffectMeasure, effect
from kb.statistics.fisher import exact_test
from kb.statistics.rounding import Printed
from kb.statistics.two_by_two import (
    FURTHER,
    USUAL,
    TableTest,
    TwoByTwo,
    chi_square_of_groups,
    chi_square_p,
    normal_p,
    p_values,
    reproducing_tests,
)
from tests.statistics.tables import tables


def rows(table: TwoByTwo) -> list[list[int]]:
    a, b, c, d = table.cells
    return [[a, b], [c, d]]


def by_scipy(table: TwoByTwo, **options: Any) -> float:
    return float(stats.chi2_contingency(rows(table), **options).pvalue)


@settings(deadline=None)
@given(tables())
def test_chi_square_tests_are_those_of_scipy(table: TwoByTwo) -> None:
    found = p_values(table, TableTest)
    if table.events1 + table.events2 in (0, table.total1 + table.total2):
        assert not found.keys() & {TableTest.CHI_SQUARE, TableTest.YATES, TableTest.LIKELIHOOD_RATIO}
        return
    expected = {
        TableTest.CHI_SQUARE: by_scipy(table, correction=False),
        TableTest.YATES: by_scipy(table, correction=True),
        TableTest.LIKELIHOOD_RATIO: by_scipy(table, correction=False, lambda_="log-likelihood"),
    }
    for test, p in expected.items():
        assert found[test] == pytest.approx(p, rel=1e-9, abs=1e-14), test


@settings(deadline=None)
@given(tables())
def test_fishers_test_is_that_of_scipy(table: TwoByTwo) -> None:
    found = p_values(table, [TableTest.FISHER, TableTest.FISHER_ONE_SIDED])
    expected = stats.fisher_exact(rows(table)).pvalue
    assert found[TableTest.FISHER] == pytest.approx(float(expected), rel=1e-9)
    tails = [float(stats.fisher_exact(rows(table), way).pvalue) for way in ("less", "greater")]
    assert found[TableTest.FISHER_ONE_SIDED] == pytest.approx(min(tails), rel=1e-9)


@settings(deadline=None)
@given(tables())
def test_half_of_the_observed_table_makes_the_mid_p(table: TwoByTwo) -> None:
    exact = exact_test(table.events1, table.total1, table.events2, table.total2)
    a, b, c, d = table.cells
    point = stats.hypergeom.pmf(a, a + b + c + d, a + c, a + b)
    assert exact.observed == pytest.approx(float(point), rel=1e-9)
    assert exact.mid_p == pytest.approx(exact.two_sided - float(point) / 2, rel=1e-9, abs=1e-14)


@given(tables())
def test_the_wald_test_is_that_of_the_log_odds_ratio(table: TwoByTwo) -> None:
    found = p_values(table, [TableTest.WALD])
    if 0 in table.cells:
        assert found == {}
        return
    one = effect(table, EffectMeasure.ODDS_RATIO)
    assert found[TableTest.WALD] == pytest.approx(normal_p(one.analyzed / one.standard_error), rel=1e-9)


@pytest.mark.parametrize("table", [TwoByTwo(500, 3510, 20, 104), TwoByTwo(0, 20_000, 60, 20_000)], ids=str)
def test_fishers_test_of_large_tables(table: TwoByTwo) -> None:
    p = p_values(table, [TableTest.FISHER])[TableTest.FISHER]
    assert p == pytest.approx(float(stats.fisher_exact(rows(table)).pvalue), rel=1e-8)


@given(tables())
def test_groups_may_change_places(table: TwoByTwo) -> None:
    other = TwoByTwo(table.events2, table.total2, table.events1, table.total1)
    complement = TwoByTwo(*(table.total1 - table.events1, table.total1, table.cells[3], table.total2))
    expected = p_values(table, TableTest)
    for same in (other, complement):
        found = p_values(same, TableTest)
        assert found.keys() == expected.keys()
        assert all(found[test] == pytest.approx(p, rel=1e-9, abs=1e-14) for test, p in expected.items())


@given(tables())
def test_p_values_are_probabilities_and_corrections_make_them_larger(table: TwoByTwo) -> None:
    found = p_values(table, TableTest)
    assert all(0 <= p <= 1 for p in found.values())
    assert found[TableTest.MID_P] <= found[TableTest.FISHER]
    if TableTest.CHI_SQUARE in found:
        assert found[TableTest.CHI_SQUARE] <= found[TableTest.LINEAR_BY_LINEAR] <= 1
        assert found[TableTest.CHI_SQUARE] <= found[TableTest.YATES]
        assert found[TableTest.CHI_SQUARE_ONE_SIDED] == found[TableTest.CHI_SQUARE] / 2


@given(tables(fewest=1))
def test_the_pooled_z_test_is_the_chi_square_test(table: TwoByTwo) -> None:
    shares = table.events1 / table.total1, table.events2 / table.total2
    pooled = (table.events1 + table.events2) / (table.total1 + table.total2)
    error = math.sqrt(pooled * (1 - pooled) * (1 / table.total1 + 1 / table.total2))
    p = p_values(table)[TableTest.CHI_SQUARE]
    assert normal_p((shares[0] - shares[1]) / error) == pytest.approx(p, rel=1e-9)


@settings(deadline=None)
@given(tables(), st.integers(2, 5))
def test_a_p_value_that_was_computed_is_reproduced(table: TwoByTwo, places: int) -> None:
    for test, p in p_values(table, TableTest).items():
        assert test in reproducing_tests(Printed.of(f"{p:.{places}f}"), table, TableTest)
        assert test in reproducing_tests(Printed.of("0.05", "<" if p < 0.05 else ">="), table, TableTest)


def test_the_tests_that_reports_name_come_first() -> None:
    found = p_values(TwoByTwo(7, 180, 6, 180))
    assert tuple(found) == USUAL
    assert set(USUAL).isdisjoint(FURTHER)
    assert set(USUAL) | set(FURTHER) == set(TableTest)


@pytest.mark.parametrize(
    ("table", "test", "p"),
    [
        # SciPy documentation, scipy.stats.fisher_exact, first example.
        (TwoByTwo(6, 8, 1, 5), TableTest.FISHER, 0.10256),
        # R documentation, fisher.test, TeaTasting: two-sided 0.4857, one-sided 0.2429.
        (TwoByTwo(3, 4, 1, 4), TableTest.FISHER, 0.4857),
        (TwoByTwo(3, 4, 1, 4), TableTest.FISHER_ONE_SIDED, 0.2429),
    ],
)
def test_p_values_in_print(table: TwoByTwo, test: TableTest, p: float) -> None:
    assert p_values(table, [test])[test] == pytest.approx(p, abs=0.00005)


def test_a_printed_p_value_is_traced_to_its_test() -> None:
    # 67.7% of 31 against 28% of 25, printed as p=.007
    table = TwoByTwo(21, 31, 7, 25)
    assert reproducing_tests(Printed.of(".007"), table) == (TableTest.YATES, TableTest.FISHER)
    assert reproducing_tests(Printed.of(".003"), table) == (TableTest.CHI_SQUARE,)
    assert reproducing_tests(Printed.of(".02"), table) == ()
    assert reproducing_tests(Printed.of(".05", "<"), table) == USUAL


def test_without_any_event_only_the_exact_tests_have_a_p_value() -> None:
    assert p_values(TwoByTwo(0, 10, 0, 12)) == {TableTest.FISHER: 1.0}
    assert p_values(TwoByTwo(10, 10, 12, 12)) == {TableTest.FISHER: 1.0}
    assert chi_square_of_groups([(0, 10), (0, 12), (0, 3)]) is None


@settings(deadline=None)
@given(st.lists(tables(60), min_size=1, max_size=4))
def test_more_than_two_groups_are_tested_as_scipy_does(pairs: list[TwoByTwo]) -> None:
    groups = [
        pair for table in pairs for pair in ((table.events1, table.total1), (table.events2, table.total2))
    ]
    p = chi_square_of_groups(groups)
    if p is None:
        assert sum(events for events, _ in groups) in (0, sum(total for _, total in groups))
        return
    observed = [[events, total - events] for events, total in groups]
    expected = stats.chi2_contingency(observed, correction=False).pvalue
    assert p == pytest.approx(float(expected), rel=1e-9, abs=1e-14)


@given(st.floats(0, 200), st.integers(1, 30))
def test_the_chi_square_distribution_is_that_of_scipy(statistic: float, degrees: int) -> None:
    assert chi_square_p(statistic, degrees) == pytest.approx(special.chdtrc(degrees, statistic), abs=1e-12)


@pytest.mark.parametrize(
    ("counts", "message"),
    [
        ((1, 0, 1, 5), "at least 1 patient, not 0"),
        ((1, 5, 1, -5), "at least 1 patient, not -5"),
        ((6, 5, 1, 5), "6 events cannot be among 5 patients"),
        ((1, 5, -1, 5), "-1 events cannot be among 5 patients"),
    ],
)
def test_impossible_tables_are_refused(counts: tuple[int, int, int, int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        TwoByTwo(*counts)
    with pytest.raises(ValueError, match=message):
        chi_square_of_groups([counts[:2], counts[2:]])


def test_impossible_statistics_are_refused() -> None:
    with pytest.raises(ValueError, match="at least two groups"):
        chi_square_of_groups([(1, 5)])
    with pytest.raises(ValueError, match="no chi-square of -1"):
        chi_square_p(-1)
    with pytest.raises(ValueError, match="with 0 degrees"):
        chi_square_p(1, 0)
