"""How many digits the numbers of a statement have."""

from __future__ import annotations

from typing import Any

import pytest

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.digits_of_one_statement import check_digits_of_one_statement
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(rule: Rule, *entries: dict[str, Any], **given: Any) -> list[CheckProblem]:
    """What a rule finds in a trial of 80 and 80."""
    record = {
        "design_group": "randomized",
        "enrolled": "160",
        "arms": {"a": "80", "b": "80"},
        "contrasts": {"a-b": {"index": "a", "reference": "b", "method": "randomized"}},
        "results": list(entries),
        **given,
    }
    return list(rule(study(record)))


@pytest.mark.parametrize(
    "cell",
    [
        "HR 1.2 (95% CI 0.98 to 1.4)",
        "HR 0.65 (95% CI 0.1 to 1.19)",
        "HR 0.13 (95% CI 0.015 to 1.108)",
        "RR 1.8 (95% CI 1.02 to 3.2)",
    ],
)
def test_numbers_of_as_many_significant_digits_and_lost_zeros_are_passed(cell: str) -> None:
    assert found(check_digits_of_one_statement, {"outcome": "overall-survival", "a-b": cell}) == []


@pytest.mark.parametrize(
    ("cell", "odd"),
    [
        ("HR 0.83 (95% CI 0.488 to 1.42)", "0.488"),
        ("HR 0.83 (95% CI 0.48 to 142)", "142"),
        ("MD 4.4 points (95% CI 2.1 to 6.77)", "6.77"),
    ],
)
def test_a_digit_too_many_or_a_lost_point_is_a_warning(cell: str, odd: str) -> None:
    (problem,) = found(check_digits_of_one_statement, {"outcome": "overall-survival", "a-b": cell})
    assert problem.found.startswith(f"{odd} beside ")


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_digits_of_one_statement) == []
