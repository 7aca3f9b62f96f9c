"""Changes against the values before and after."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.change_from_baseline import check_change_from_baseline
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint


def found_in(cell: str) -> list[CheckProblem]:
    made = study({"arms": {"cryo": {}}, "results": [{"outcome": "pain", "cryo": cell}]})
    return list(check_change_from_baseline(made))


@pytest.mark.parametrize(
    "cell",
    [
        "from 11.1 to 0.4 per year; reduction 96.4%",
        "from 11.1 to 0.4 per year; reduction -96.4%",
        "from 11.1 to 0.4 per year; percent change -96%",
        "from 11.1 to 0.4 per year; change -10.7 per year",
        "from 11 to 0 per year; reduction 98.2%",
        "from 11.1 to 0.4 per year; mean percent change -50%",
        "from 0 to 4 per year; percent change 50%",
        "from 60% to 40%; reduction 20%",
        "change -3.0 points",
    ],
)
def test_changes_that_follow_pass(cell: str) -> None:
    assert found_in(cell) == []


def test_another_size_is_a_note() -> None:
    (problem,) = found_in("from 11.1 to 0.4 per year; reduction 86.4%")
    assert problem.severity is Severity.NOTE
    assert problem.expected == "96.4%"
    assert problem.found == "from 11.1 to 0.4, reduction 86.4%"


def test_another_direction_is_a_warning() -> None:
    (problem,) = found_in("from 11.1 to 0.4 per year; change 10.7 per year")
    assert problem.severity is Severity.WARNING
    assert problem.expected == "-10.7"


@given(st.floats(0.1, 99), st.floats(0, 99), st.integers(0, 2), st.integers(0, 2))
def test_no_real_change_alarms(before: float, after: float, decimals: int, of_values: int) -> None:
    start = f"from {before:.{of_values}f} to {after:.{of_values}f} cm"
    assert found_in(f"{start}; change {after - before:.{decimals}f} cm") == []
    relative = 100 * (after - before) / before
    assert found_in(f"{start}; percent change {relative:.{decimals}f}%") == []
    assert found_in(f"{start}; reduction {-relative:.{decimals}f}%") == []


def test_most_misprints_alarm() -> None:
    """Of changed digits more than seven in ten are told."""

    def case(random: Random) -> bool:
        before, after = random.uniform(20, 99), random.uniform(1, 20)
        numbers = [f"{value:.1f}" for value in (before, after, 100 * (before - after) / before)]
        first, last, reduction = with_one_misprint(numbers, random)
        return bool(found_in(f"from {first} to {last} cm; reduction {reduction}%"))

    assert alarm_rate(case) > 0.7
