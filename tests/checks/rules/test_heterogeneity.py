"""I-squared and Q."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.heterogeneity import check_heterogeneity
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate, with_one_misprint


def found_in(cell: str, included: int | None = None) -> list[CheckProblem]:
    results = [{"outcome": "recurrence", "cryo": cell}]
    if included is not None:
        results.append({"outcome": "included-studies", "cryo": str(included)})
    return list(check_heterogeneity(study({"arms": {"cryo": {}}, "results": results})))


@pytest.mark.parametrize(
    ("cell", "included"),
    [
        ("RR 0.49; I2 92.12%; Q 152.233", 13),
        ("RR 0.49; I2 92%; Q 152.23", None),
        ("RR 0.49; I2 0%; Q 3.1", 5),
        ("RR 0.49; I2 40%", 5),
        ("RR 0.49; Q 4.2", 5),
        ("RR 0.49; I2 29%; Q 4.2", 5),  # three degrees of freedom: four of the five
    ],
)
def test_possible_pairs_pass(cell: str, included: int | None) -> None:
    """I-squared that follows from Q is passed."""
    assert found_in(cell, included) == []


def test_an_i_squared_that_q_does_not_give_is_a_warning() -> None:
    (problem,) = found_in("RR 0.49; I2 65%; Q 4.2", 4)
    assert problem.severity is Severity.WARNING
    assert problem.expected == "29% with all 4 studies"
    assert "for any number of studies up to 4; it would be 29%" in problem.message
    (problem,) = found_in("RR 0.49; I2 65%; Q 4.2")
    assert problem.expected == ""


@given(st.integers(2, 40), st.floats(0, 400), st.integers(0, 2))
def test_no_real_pair_alarms(studies: int, q: float, decimals: int) -> None:
    i2 = 100 * max(0.0, 1 - (studies - 1) / q) if q else 0
    assert found_in(f"I2 {i2:.{decimals}f}%; Q {q:.{decimals}f}", studies) == []


def test_most_misprints_alarm() -> None:
    """Most changed digits of I-squared or Q are told."""

    def case(random: Random) -> bool:
        studies = random.randrange(3, 9)
        q = random.uniform(studies, 5 * studies)
        numbers = with_one_misprint([f"{100 * (1 - (studies - 1) / q):.0f}", f"{q:.2f}"], random)
        if float(numbers[0]) > 100:
            return True
        return bool(found_in("I2 {}%; Q {}".format(*numbers), studies))

    assert alarm_rate(case) > 0.5
