"""Differences against the means they are of."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.difference_of_means import check_difference_of_means
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint


def found_in(cryo: str, rfa: str, cell: str, **further: Any) -> list[CheckProblem]:
    contrast = {"index": "cryo", "reference": "rfa", "method": further.pop("method", "not-stated")}
    entry = {"outcome": "pain", "cryo": cryo, "rfa": rfa, "cryo-rfa": cell, **further}
    record = {"arms": {"cryo": {}, "rfa": {}}, "contrasts": {"cryo-rfa": contrast}}
    return list(check_difference_of_means(study({**record, "results": [entry]})))


@pytest.mark.parametrize(
    ("cells", "further"),
    [
        (("mean 5.1 cm", "mean 4.2 cm", "MD 0.9 cm"), {}),
        (("mean 5.1 cm", "mean 4.2 cm", "MD 1.0 cm"), {}),
        (("mean 5.1 cm", "mean 4.2 cm", "MD 9 mm"), {}),
        (("mean 5.1 cm", "mean 4.2 cm", "MD 2.0 cm adjusted"), {}),
        (("mean 5.1 cm", "mean 4.2 cm", "MD 2.0 cm"), {"adjusted": True}),
        (("mean 5.1 cm", "mean 4.2 cm", "MD 2.0 cm"), {"method": "multivariable"}),
        (("mean 5.1 cm; mean change -1.0 cm", "mean 4.2 cm; mean change -3.0 cm", "MD 2.0 cm"), {}),
        (("LSM change -6.0", "LSM change -1.1", "LSMD -4.9 (95% CI -6.7 to -3.1)"), {}),
        (("median 5.1 cm", "median 4.2 cm", "MD 2.0 cm"), {}),
        (("mean 5.1 cm", "not reported", "MD 2.0 cm"), {}),
    ],
)
def test_differences_of_the_means_pass(cells: tuple[str, str, str], further: dict[str, Any]) -> None:
    assert found_in(*cells, **further) == []


def test_another_difference_is_a_note_as_it_may_be_adjusted() -> None:
    (problem,) = found_in("mean 5.1 cm", "mean 4.2 cm", "MD 2.0 cm")
    assert problem.severity is Severity.NOTE
    assert problem.expected == "0.9"
    assert problem.message == (
        "pain, mean difference 2.0 cm: 5.1 less 4.2 is 0.9, not 2.0. It may be adjusted for the values at the"
        " start; if so, enter that."
    )


def test_exchanged_groups_are_a_warning() -> None:
    (problem,) = found_in("mean 5.1 cm", "mean 4.2 cm", "MD -0.9 cm")
    assert problem.severity is Severity.WARNING
    assert "the groups exchanged" in problem.message


def test_least_squares_means_give_their_difference() -> None:
    (problem,) = found_in("LSM change -6.0", "LSM change -1.1", "LSMD -3.9", adjusted=True)
    assert problem.severity is Severity.WARNING
    assert problem.expected == "-4.9"


@given(st.floats(-99, 99), st.floats(-99, 99), st.integers(0, 2), st.integers(0, 2))
def test_no_real_difference_alarms(first: float, second: float, decimals: int, of_means: int) -> None:
    cells = [f"mean {value:.{of_means}f} cm" for value in (first, second)]
    assert found_in(*cells, f"MD {first - second:.{decimals}f} cm") == []


def test_most_misprints_alarm() -> None:
    """Of changed digits more than nine in ten are told."""

    def case(random: Random) -> bool:
        values = random.uniform(10, 99), random.uniform(10, 99)
        numbers = [f"{value:.1f}" for value in (*values, values[0] - values[1])]
        first, second, difference = with_one_misprint(numbers, random)
        return bool(found_in(f"mean {first} cm", f"mean {second} cm", f"MD {difference} cm"))

    assert alarm_rate(case) > 0.9


def test_in_a_randomized_trial_another_difference_is_a_warning() -> None:
    """0.3 less -0.17 is 0.47, not 0.2; 2.6 less 0.01 is 2.59, not 2.4."""
    for cells, expected in ((("0.3", "-0.17", "0.2"), "0.47"), (("2.6", ".01", "2.4"), "2.59")):
        entry = {"outcome": "pain", "cryo": f"mean {cells[0]}", "rfa": f"mean {cells[1]}"}
        record = {
            "design_group": "randomized",
            "arms": {"cryo": {}, "rfa": {}},
            "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa", "method": "randomized"}},
            "results": [{**entry, "cryo-rfa": f"MD {cells[2]}"}],
        }
        (problem,) = check_difference_of_means(study(record))
        assert (problem.severity, problem.expected) == (Severity.WARNING, expected)
