"""Group sizes found from percentages and p values alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.statistics import splits
from kb.statistics.proportions import percentage
from kb.statistics.rounding import Printed
from kb.statistics.splits import GroupComparison, GroupSplit, SplitQuestion, possible_splits
from kb.statistics.two_by_two import USUAL, TableTest, TwoByTwo, p_values


def printed(table: TwoByTwo, places: int, test: TableTest | None) -> GroupComparison:
    """A comparison as a paper prints it, with p from a test or without."""
    percents = [
        Printed(percentage(events, total, places), places)
        for events, total in ((table.events1, table.total1), (table.events2, table.total2))
    ]
    found = p_values(table).get(test) if test is not None else None
    return GroupComparison(*percents, None if found is None else Printed.of(f"{found:.3f}"))


@given(st.data(), st.integers(2, 40), st.integers(2, 40), st.integers(0, 1))
def test_the_true_split_is_found_with_its_test(
    data: st.DataObject, size1: int, size2: int, places: int
) -> None:
    comparisons = []
    tests = []
    for _ in range(data.draw(st.integers(1, 3))):
        table = TwoByTwo(data.draw(st.integers(0, size1)), size1, data.draw(st.integers(0, size2)), size2)
        test = data.draw(st.sampled_from([None, *USUAL]))
        comparisons.append(printed(table, places, test))
        if comparisons[-1].p is not None:
            tests.append(test)
    around = range(size1 + size2, size1 + size2 + 2)
    answer = possible_splits(SplitQuestion(around, comparisons))
    true = [split for split in answer.splits if (split.size1, split.size2) == (size1, size2)]
    if answer.is_complete:
        assert len(true) == 1
    for split in true:
        assert all(test in giving for test, giving in zip(tests, split.tests, strict=True))


def test_a_split_solved_for() -> None:
    # 67.7% against 28.0%, p = .007, 56 patients: 31 and 25, and nothing else
    comparison = GroupComparison(Printed.of("67.7"), Printed.of("28.0"), Printed.of(".007"))
    answer = possible_splits(SplitQuestion(range(56, 57), [comparison]))
    assert answer.is_complete
    assert answer.splits == (GroupSplit(31, 25, ((TableTest.YATES, TableTest.FISHER),)),)


def test_an_unstated_total_is_narrowed_too() -> None:
    shares = [("16.0", "9.8", ".493"), ("12.0", "3.3", ".137")]
    bare = [GroupComparison(Printed.of(first), Printed.of(second)) for first, second, _ in shares]
    answer = possible_splits(SplitQuestion(range(100, 120), bare))
    assert answer.splits == (GroupSplit(50, 61, ()), GroupSplit(25, 92, ()))
    tested = [
        GroupComparison(Printed.of(first), Printed.of(second), Printed.of(p)) for first, second, p in shares
    ]
    answer = possible_splits(SplitQuestion(range(100, 120), tested))
    # Each p value has a test, though not both the same.
    assert answer.splits == (GroupSplit(50, 61, ((TableTest.YATES,), (TableTest.FISHER,))),)


def test_known_sizes_narrow_the_search() -> None:
    comparison = GroupComparison(Printed.of("50"), Printed.of("50"))
    every = possible_splits(SplitQuestion(range(20, 21), [comparison])).splits
    assert [split.size1 for split in every] == [2, 4, 6, 8, 10, 12, 14, 16, 18]
    some = possible_splits(SplitQuestion(range(20, 21), [comparison], range(8, 11))).splits
    assert [split.size1 for split in some] == [8, 10]


def test_percentages_of_no_split_at_all() -> None:
    comparison = GroupComparison(Printed.of("33.33"), Printed.of("14.29"))
    assert possible_splits(SplitQuestion(range(11, 12), [comparison])).splits == ()
    assert possible_splits(SplitQuestion(range(10, 11), [comparison])).splits == (GroupSplit(3, 7, ()),)


def test_one_percentage_is_enough_to_narrow() -> None:
    comparison = GroupComparison(Printed.of("14.3"), None)
    found = possible_splits(SplitQuestion(range(16, 17), [comparison])).splits
    assert [split.size1 for split in found] == [7, 14]


def test_how_many_wrong_p_values_leave_no_split() -> None:
    """Two outcomes of 60 patients at one decimal; one p value is changed by more than half."""
    source = random.Random(3)
    refused = tries = 0
    while tries < 60:
        size1 = source.randint(20, 40)
        tables = [
            TwoByTwo(source.randint(2, size1 - 2), size1, source.randint(2, 58 - size1), 60 - size1)
            for _ in range(2)
        ]
        comparisons = [printed(table, 1, TableTest.CHI_SQUARE) for table in tables]
        p = p_values(tables[0])[TableTest.CHI_SQUARE]
        if not 0.01 < p < 0.5:
            continue
        wrong = GroupComparison(comparisons[0].percent1, comparisons[0].percent2, Printed.of(f"{p / 3:.3f}"))
        refused += possible_splits(SplitQuestion(range(60, 61), [wrong, comparisons[1]])).splits == ()
        tries += 1
    assert refused / tries >= 0.9


def test_too_much_work_is_cut_short_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splits, "MOST_TABLES", 100)
    comparison = GroupComparison(Printed.of("40"), Printed.of("50"), Printed.of(".05", "<"))
    answer = possible_splits(SplitQuestion(range(1000, 1001), [comparison]))
    assert not answer.is_complete


def test_impossible_questions_are_refused() -> None:
    with pytest.raises(ValueError, match="percentages of both groups"):
        GroupComparison(Printed.of("40"), None, Printed.of(".05"))
    with pytest.raises(ValueError, match="total of at least 2"):
        SplitQuestion(range(1, 5), [])
    with pytest.raises(ValueError, match="total of at least 2"):
        SplitQuestion(range(5, 5), [])
