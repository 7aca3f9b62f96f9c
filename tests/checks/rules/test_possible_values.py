"""Numbers lie where numbers of their kind can lie."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.possible_values import check_possible_values
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate


def found_in(cell: str, outcome: str = "recurrence") -> list[CheckProblem]:
    made = study({"arms": {"cryo": {}}, "results": [{"outcome": outcome, "cryo": cell}]})
    return list(check_possible_values(made))


@pytest.mark.parametrize(
    "cell",
    [
        "HR 0.3 (95% CI 0.0-0.9)",
        "RR 0 (95% CI 0-1.2)",
        "MD -3.2 (95% CI -5 to -1.4)",
        "RD -18.0% (95% CI -42.0 to 5.9)",
        "percent change -12% (range -90 to 150)",
        "AUC 0.98",
        "AUC 87%",
        "kappa -0.04",
        "NNT -12",
        "I2 0%",
        "mean 5.1 (SD 0.0)",
        "range across studies 0%-100%",
    ],
)
def test_possible_numbers_pass(cell: str) -> None:
    """Numbers within the limits of their kind are passed, the limits included."""
    assert found_in(cell) == []


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("HR -0.3", "a hazard ratio cannot be negative, as -0.3 is."),
        (
            "HR 0.3 (95% CI -0.1 to 0.9)",
            "a 95% confidence interval of a hazard ratio cannot be negative, as -0.1 is.",
        ),
        ("mean 5.1 (SD -2.0)", "a standard deviation cannot be negative, as -2.0 is."),
        ("I2 112%", "an I-squared is from 0% to 100%, not 112%."),
        ("AUC 1.20", "an area under the curve is from 0 to 1, not 1.20."),
        ("NNT 0.4", "a number needed to treat is at least 1, not 0.4."),
        ("range across studies -12% to 39%", "a range of a share of patients is from 0% to 100%, not -12%."),
        ("25% (range 12%-139%)", "a range of a share of patients is from 0% to 100%, not 139%."),
    ],
)
def test_impossible_numbers_are_errors(cell: str, said: str) -> None:
    (problem,) = found_in(cell)
    assert problem.severity is Severity.ERROR
    assert problem.message == f"recurrence: {said}"
    assert problem.place in problem.figures


def test_a_length_of_time_is_not_negative() -> None:
    (problem,) = found_in("median -36.7 months", "follow-up")
    assert problem.message == "follow-up: a length of time cannot be negative, as -36.7 is."
    assert found_in("median -36.7 months", "age") == []


def test_a_wald_interval_below_zero_is_only_a_note() -> None:
    (problem,) = found_in("3% (95% CI -1 to 7)")
    assert problem.severity is Severity.NOTE
    assert "Wilson" in problem.message


@given(st.floats(0.001, 500), st.floats(0.001, 2), st.integers(0, 3))
def test_no_ratio_with_its_interval_alarms(ratio: float, spread: float, decimals: int) -> None:
    low, high = ratio / (1 + spread), ratio * (1 + spread)
    numbers = [f"{value:.{decimals}f}" for value in (ratio, low, high)]
    assert found_in("OR {} (95% CI {}-{})".format(*numbers)) == []


def test_every_sign_put_before_a_ratio_alarms() -> None:
    def case(random: Random) -> bool:
        return bool(found_in(f"HR -{random.uniform(0.1, 5):.2f}"))

    assert alarm_rate(case) == 1


def p_problems(p: str) -> list[CheckProblem]:
    """What is said of a p value between two arms."""
    record = {
        "arms": {"cryo": {}, "rfa": {}},
        "contrasts": {"cryo-rfa": {"index": "cryo", "reference": "rfa"}},
        "results": [{"outcome": "recurrence", "cryo-rfa": p}],
    }
    return list(check_possible_values(study(record)))


@pytest.mark.parametrize(
    ("p", "instead"),
    [
        ("p=0.000", "p <.001"),
        ("p .000", "p <.001"),
        ("p<.000", "p <.001"),
        ("p <.0000", "p <.0001"),
        ("p=0.00", "p <.01"),
        ("p=0", "p <.001"),
        ("p<0", "p <.001"),
        ("p<=0.000", "p <.001"),
        ("p~0", "p <.001"),
        ("HR 0.7 (95% CI 0.5-0.9); p=0.000", "p <.001"),
    ],
)
def test_no_p_value_is_nought(p: str, instead: str) -> None:
    """A program printed what it had rounded; the message says what to write."""
    (problem,) = p_problems(p)
    assert problem.severity is Severity.ERROR
    assert problem.expected == instead
    assert problem.message.startswith("recurrence: no p value is 0, as ")
    assert problem.message.endswith(f"What was rounded to it is {instead}.")


@pytest.mark.parametrize(
    "p",
    [
        "p=1.000",
        "p 1.0",
        "p>.99",
        "p=1",
        "p>0",
        "p .001",
        "p <.001",
        "p=1.9x10^-4",
        "p not significant",
    ],
)
def test_p_values_that_can_be_pass(p: str) -> None:
    assert p_problems(p) == []


def test_a_p_value_below_one_says_nothing() -> None:
    """It is true of every p value, and may have lost its digits: a note."""
    (problem,) = p_problems("p<1")
    assert problem.severity is Severity.NOTE
    assert "p<1 is true of every p value. Digits may be lost" in problem.message


def test_no_p_value_is_above_one() -> None:
    (problem,) = p_problems("p>1.0")
    assert problem.message == "recurrence: a p value is at most 1, not p>1.0."


def test_a_ratio_in_percent_is_of_another_column() -> None:
    """36% in the row of the hazard ratio is a rate of the row above it."""
    contrast = {"a-b": {"index": "a", "reference": "b"}}
    record = {"arms": {"a": "40", "b": "40"}, "contrasts": contrast}
    (problem,) = check_possible_values(study({**record, "results": [{"outcome": "pain", "a-b": "HR 36%"}]}))
    assert "hazard ratio 36%: a ratio is no percentage" in problem.message
