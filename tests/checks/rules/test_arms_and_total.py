"""Sizes of arms against the size of the study."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.arms_and_total import check_arms_and_total
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated


def found(enrolled: str, *arms: str, group: str = "randomized", results: Any = ()) -> list[CheckProblem]:
    record = {
        "design_group": group,
        "enrolled": enrolled,
        "arms": {f"arm-{number}": {"n": size} if size else {} for number, size in enumerate(arms, 1)},
        "results": results,
    }
    return list(check_arms_and_total(study(record)))


@pytest.mark.parametrize(
    ("enrolled", "arms"),
    [
        ("360", ("180", "180")),
        ("201", ("45", "39", "117")),
        ("40", ("40", "40")),  # a crossover trial, or two tests in everybody
        ("100", ("30", "70", "30", "40")),  # the last two are parts of the second
        ("100", ("60", "")),
        ("100", ("", "")),
        ("100", ()),
        ("100", ("100",)),
        ("120 planned", ("60", "70")),
        (">100", ("60", "30")),
        ("100", ("60 eyes", "60 eyes")),
    ],
)
def test_sizes_that_go_together_are_passed(enrolled: str, arms: tuple[str, ...]) -> None:
    assert found(enrolled, *arms) == []


def test_an_arm_larger_than_the_study_is_an_error() -> None:
    (problem,) = found("42", "25", "52")
    assert problem.severity is Severity.ERROR
    assert problem.place == "made-up-2020/participants/arm-2:count"
    assert (problem.found, problem.expected) == ("25 + 52 of 42", "at most 42")


@pytest.mark.parametrize("size", ["52", "25"])
def test_an_external_control_is_none_of_its_participants(size: str) -> None:
    arms = {"drug": {"n": "42"}, "history": {"n": size, "kind": "external-control"}}
    made = study({"design_group": "nonrandomized-comparative", "enrolled": "42", "arms": arms, "results": ()})
    assert list(check_arms_and_total(made)) == []


def test_arms_that_overlap_unsaid_are_a_warning() -> None:
    (problem,) = found("42", "25", "22")
    assert problem.severity is Severity.WARNING
    assert problem.place == "made-up-2020/participants/all:count"
    assert problem.message == (
        "The arms have 25 + 22 = 47 participants, 5 more than the 42 of the study. "
        "If some are in several arms, enter how many as crossover-participants; "
        "if an arm is of another study, its kind is external-control."
    )


def test_an_overlap_may_be_said() -> None:
    def crossed(count: str) -> list[CheckProblem]:
        return found("42", "25", "22", results=[{"outcome": "crossover-participants", "all": count}])

    assert crossed("5") == []
    (problem,) = crossed("4")
    assert "4 are said to be in several arms" in problem.message


def test_in_several_of_three_arms() -> None:
    results = [{"outcome": "crossover-participants", "all": "5"}]
    assert found("42", "25", "22", "2", results=results) == []  # 7 more: two of the five are in all three


def test_participants_missing_from_a_randomized_trial_are_a_warning() -> None:
    (problem,) = found("360", "170", "180")
    assert (problem.severity, problem.found) == (Severity.WARNING, "170 + 180 of 360")
    assert "10 are not accounted for" in problem.message
    (problem,) = found("360", "170", "180", group="nonrandomized-comparative")
    assert problem.severity is Severity.NOTE


@pytest.mark.parametrize(
    "result",
    [
        {"outcome": "combined", "all": "39/665 (5.9%)"},
        {"outcome": "pain", "arm-1": "3/39"},
        {"outcome": "age", "all": "626"},
    ],
)
def test_a_printed_number_explains_who_is_missing(result: dict[str, str]) -> None:
    assert found("665", "19", "20", results=[result]) == []


def test_procedures_are_not_participants() -> None:
    results = [{"outcome": "procedures", "arm-1": "33 procedures", "arm-2": "30 procedures"}]
    assert found("47", "25", "22", results=results) == []


def test_reviews_are_left_alone() -> None:
    assert found("42", "25", "22", group="systematic-review") == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_arms_and_total, simulated(Random(seed)), Severity.NOTE) == []


def with_a_slip(random: Random) -> dict[str, Any]:
    """A randomized trial in which the size of one arm is off."""
    sizes = [random.randrange(15, 300) for _ in range(random.randrange(2, 4))]
    enrolled = sum(sizes)
    sizes[0] += random.choice((-10, -3, -2, -1, 1, 2, 3, 10))
    arms = {f"arm-{number}": str(size) for number, size in enumerate(sizes, 1)}
    return {"design_group": "randomized", "enrolled": str(enrolled), "arms": arms}


def test_slips_are_found() -> None:
    """A size that is one off is always told."""
    assert alarm_rate(check_arms_and_total, with_a_slip) == 1.0
