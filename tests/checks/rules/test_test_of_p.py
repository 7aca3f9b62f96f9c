"""Which test gives a p value."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.test_of_p import check_test_of_p
from kb.statistics.two_by_two import USUAL, TableTest, TwoByTwo, p_values
from tests.builders.studies import study

WORDS = {
    TableTest.CHI_SQUARE: "chi-square",
    TableTest.YATES: "chi-square with Yates' correction",
    TableTest.FISHER: "Fisher's exact test",
}


def _found(
    *results: tuple[str, str, str], sizes: tuple[int, int] = (61, 50), **further: Any
) -> list[CheckProblem]:
    entries = [
        {"outcome": f"outcome-{n}", "cryo": cryo, "rfa": rfa, "cryo-rfa": p} | further
        for n, (cryo, rfa, p) in enumerate(results)
    ]
    record = {
        "arms": {"cryo": {"n": str(sizes[0])}, "rfa": {"n": str(sizes[1])}},
        "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
        "results": entries,
    }
    return list(check_test_of_p(study(record)))


def test_the_tests_of_a_study_are_named_and_told_apart() -> None:
    (note,) = _found(("9.8%", "16.0%", "p .493"), ("3.3%", "12.0%", "p .137"))
    assert note.severity is Severity.NOTE
    assert "outcome 0 (p=.493): chi-square with Yates' correction;" in note.message
    assert "outcome 1 (p=.137): Fisher's exact test." in note.message
    assert note.message.endswith("No single test gives all of them.")
    assert note.found == "p=.493, p=.137"


def test_one_test_for_all_is_no_remark() -> None:
    (note,) = _found(("28%", "67.7%", "p .007"), sizes=(25, 31))
    assert "No single test" not in note.message


def test_what_no_test_gives_is_left_to_another_rule() -> None:
    assert not _found(("9.8%", "16.0%", "p .9"))


def test_bounds_adjusted_results_and_times_to_events_are_left_alone() -> None:
    assert not _found(("9.8%", "16.0%", "p >.2"))
    assert not _found(("9.8%", "16.0%", "p .493"), adjusted=True)
    assert not _found(("9.8%", "16.0%", "p .493"), estimator="kaplan-meier")


SIZES = st.integers(10, 400)


@given(SIZES, SIZES, st.data(), st.sampled_from(USUAL))
def test_the_test_that_was_used_is_always_named_and_no_p_of_chance_is(
    n1: int, n2: int, data: st.DataObject, test: TableTest
) -> None:
    table = TwoByTwo(data.draw(st.integers(1, n1 - 1)), n1, data.draw(st.integers(1, n2 - 1)), n2)
    p = p_values(table, [test])[test]
    assume(0.001 < p < 0.99)
    cells = (f"{table.events1}/{n1}", f"{table.events2}/{n2}")
    (note,) = _found((*cells, f"p {p:.4f}"), sizes=(n1, n2))
    assert WORDS[test] in note.message
    near = list(p_values(table).values())
    other = next(q for q in (0.0104, 0.1237, 0.4561, 0.8012) if all(abs(q - value) > 0.001 for value in near))
    assert not _found((*cells, f"p {other:.4f}"), sizes=(n1, n2))
