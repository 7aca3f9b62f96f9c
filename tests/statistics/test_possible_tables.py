"""All tables that printed percentages allow, and the p values between which they lie."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.statistics.possible_tables import p_ranges, possible_tables, reproducing_tables
from kb.statistics.proportions import counts_for, percentage
from kb.statistics.rounding import Printed
from kb.statistics.two_by_two import USUAL, TableTest, TwoByTwo, p_values
from tests.statistics.tables import tables


@settings(deadline=None)
@given(tables(40), st.integers(0, 3))
def test_the_true_table_and_its_p_are_among_those_possible(table: TwoByTwo, unknown: int) -> None:
    groups = []
    for events, total in ((table.events1, table.total1), (table.events2, table.total2)):
        printed = Printed(percentage(events, total, 1), 1)
        groups.append(list(counts_for(printed, range(max(1, total - unknown), total + unknown + 1))))
    possible = possible_tables(*groups)
    assert possible.is_complete
    assert table in possible.tables
    ranges = p_ranges(possible.tables)
    for test, p in p_values(table).items():
        assert ranges[test].low <= p <= ranges[test].high
        assert p_values(ranges[test].low_table)[test] == ranges[test].low
        assert p_values(ranges[test].high_table)[test] == ranges[test].high
        printed_p = Printed.of(f"{p:.3f}")
        found = dict(reproducing_tables(printed_p, possible.tables))
        assert test in found[table]


def test_the_smallest_and_largest_p_are_found_by_trying_all() -> None:
    group1, group2 = [(7, 180), (7, 175)], [(6, 180), (6, 170), (5, 150)]
    possible = possible_tables(group1, group2)
    assert len(possible.tables) == 6
    every = [p_values(table)[TableTest.CHI_SQUARE] for table in possible.tables]
    found = p_ranges(possible.tables)
    assert tuple(found) == USUAL
    assert (found[TableTest.CHI_SQUARE].low, found[TableTest.CHI_SQUARE].high) == (min(every), max(every))


def test_a_test_that_no_table_allows_is_missing() -> None:
    assert list(p_ranges([TwoByTwo(0, 5, 0, 6)])) == [TableTest.FISHER]
    assert p_ranges([]) == {}


@settings(deadline=None)
@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 200))
def test_too_many_tables_are_thinned_and_said_to_be(size1: int, size2: int, most: int) -> None:
    group1 = [(1, total) for total in range(10, 10 + size1)]
    group2 = [(2, total) for total in range(10, 10 + size2)]
    possible = possible_tables(group1, group2, most)
    assert possible.is_complete is (size1 * size2 <= most)
    assert 1 <= len(possible.tables) <= most
    if not possible.is_complete:
        assert len(possible.tables) > most / 4
        assert possible.tables[0] == TwoByTwo(*group1[0], *group2[0])


def test_of_thinned_groups_the_ends_stay() -> None:
    group = [(1, total) for total in range(10, 1010)]
    tables_ = possible_tables(group, group, 400).tables
    assert len(tables_) == 400
    assert tables_[-1] == TwoByTwo(1, 1009, 1, 1009)
