"""Arms without a printed size: which split of the participants gives their percentages."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.group_sizes import check_group_sizes
from kb.statistics.two_by_two import USUAL, TableTest, TwoByTwo, p_values
from tests.builders.studies import study
from tests.checks.simulated import Printer, alarm_rate


def made(*entries: dict[str, Any], enrolled: str = "58", **contrast: Any) -> dict[str, Any]:
    return {
        "enrolled": enrolled,
        "arms": {"cryo": {"label": "cryoablation"}, "rfa": {"label": "RFA"}},
        "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa", **contrast}},
        "results": list(entries),
    }


def rates(cryo: str, rfa: str, p: str = "", **entry: Any) -> dict[str, Any]:
    cells = {"cryo": cryo, "rfa": rfa} | ({"cryo-rfa": p} if p else {})
    return {"outcome": "complications", **cells, **entry}


def found(*entries: dict[str, Any], **given: Any) -> list[CheckProblem]:
    return list(check_group_sizes(study(made(*entries, **given))))


def test_no_split_gives_them() -> None:
    (problem,) = found(rates("30%", "11%", "p .052"))
    assert problem.severity is Severity.WARNING
    assert problem.place == "made-up-2020/complications/cryo-rfa:p-value"
    assert problem.found == "complications 30% and 11%, p=.052; 58 in all"
    assert problem.message == (
        "No split of the 58 participants into cryoablation and RFA gives complications 30% and 11%, p=.052. "
        "Nearest: 6/20 and 4/38, p=.062 by the chi-square test. "
        "Were some left out, or is something else than participants counted?"
    )
    assert len(problem.figures) == 4


def test_the_only_splits_are_named() -> None:
    (problem,) = found(rates("30%", "11%", "p .070"))
    assert (problem.severity, problem.expected) == (Severity.NOTE, "23 + 35 or 30 + 28")
    assert problem.message == (
        "The sizes of cryoablation and RFA are not printed; of the 58 participants 23 + 35 or 30 + 28 would "
        "give complications 30% and 11%, p=.070 by the chi-square test, no other split by a usual test."
    )
    (problem,) = found(rates("30%", "11%", "p .051"))
    assert problem.expected == "20 + 38"
    assert "mid-p" in problem.message


def test_several_outcomes_narrow_it_down() -> None:
    (problem,) = found(rates("30.0%", "10.7%"), rates("46.7%", "32.1%", outcome="pain"))
    assert problem.expected == "30 + 28"
    (problem,) = found(rates("30.0%", "10.7%"), rates("46.7%", "33.3%", outcome="pain"))
    assert problem.severity is Severity.WARNING
    assert "Of 57 it is possible (30 + 27)." not in problem.message


def test_a_smaller_total_that_would_do() -> None:
    (problem,) = found(rates("30.0%", "10.7%", "p .070"), enrolled="60")
    assert problem.severity is Severity.WARNING
    assert "Of 58 it is possible (30 + 28)." in problem.message


def test_many_splits_say_nothing() -> None:
    assert found(rates("30%", "11%"), enrolled="180") == []
    assert found(rates("50%", "50%", "p not significant")) == []


@pytest.mark.parametrize(
    ("entry", "given"),
    [
        (rates("30%", "11%", "p .052", counted="lesions"), {}),
        (rates("30%", "11%", "p .052", outcome="overall-survival"), {}),
        (rates("30%", "11%", "p .052", outcome="recurrence", at="2 y"), {}),
        (rates("30%", "11%", "p .052", adjusted=True), {}),
        (rates("30%", "11%", "p .052"), {"enrolled": "not reported"}),
        (rates("30%", "11%", "p .052"), {"enrolled": "580"}),
        (rates("30% (9/30)", "11% (3/28)", "p .052"), {}),
    ],
)
def test_what_cannot_be_solved_is_left_alone(entry: dict[str, Any], given: dict[str, Any]) -> None:
    assert found(entry, **given) == []


def test_adjusted_p_values_are_not_used() -> None:
    problems = found(rates("30%", "11%", "p .052"), method="multivariable")
    assert [problem.severity for problem in problems] == []


def test_arms_with_sizes_are_left_alone() -> None:
    record = made(rates("30%", "11%", "p .052"))
    record["arms"]["cryo"]["n"] = "30"
    assert list(check_group_sizes(study(record))) == []


def consistent(random: Random, tests: Sequence[TableTest]) -> tuple[dict[str, Any], int]:
    """Two arms, the percentages of some outcomes and the p value of the first, and the size of one arm."""
    sizes = [random.randrange(5, 80) for _ in range(2)]
    printer = Printer(random)
    entries: list[dict[str, Any]] = []
    for outcome in ("complications", "pain", "bleeding")[: random.randrange(1, 4)]:
        events = [random.randrange(size + 1) for size in sizes]
        cells = [printer.share(count, size, "p%") for count, size in zip(events, sizes, strict=True)]
        p = ""
        if not entries:
            test = random.choice(tests)
            value = p_values(TwoByTwo(events[0], sizes[0], events[1], sizes[1]), [test]).get(test)
            p = "" if value is None else f"p {value:.3f}" if value >= 0.001 else "p <.001"
        entries.append(rates(cells[0], cells[1], p, outcome=outcome))
    return made(*entries, enrolled=str(sum(sizes))), sizes[0]


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    record, _ = consistent(Random(seed), list(TableTest))
    assert all(problem.severity is Severity.NOTE for problem in check_group_sizes(study(record)))


@given(st.integers(0, 10**6))
def test_the_true_split_is_among_those_named(seed: int) -> None:
    record, size = consistent(Random(seed), USUAL)
    for problem in check_group_sizes(study(record)):
        assert problem.severity is Severity.NOTE
        assert f"{size} + " in problem.expected


def with_another_percentage(random: Random) -> dict[str, Any]:
    """Two small arms; one percentage with one decimal is any other."""
    sizes = [random.randrange(8, 50) for _ in range(2)]
    events = [random.randrange(1, size) for size in sizes]
    shares = [f"{100 * count / size:.1f}%" for count, size in zip(events, sizes, strict=True)]
    p = p_values(TwoByTwo(events[0], sizes[0], events[1], sizes[1]))[TableTest.FISHER]
    wrong = f"{random.uniform(0, 100):.1f}%"
    return made(rates(wrong, shares[1], f"p {max(p, 0.001):.3f}"), enrolled=str(sum(sizes)))


def test_wrong_percentages_are_found() -> None:
    assert alarm_rate(check_group_sizes, with_another_percentage, trials=100) >= 0.9
