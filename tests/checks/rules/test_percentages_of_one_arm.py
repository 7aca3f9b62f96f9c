"""Categories that exclude each other."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.percentages_of_one_arm import RESPONSES, check_percentages_of_one_arm
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated


def responses(*cells: str, **entry: Any) -> list[CheckProblem]:
    results = [{"outcome": o, "cryo": c, **entry} for o, c in zip(RESPONSES, cells, strict=False) if c]
    return list(check_percentages_of_one_arm(study({"arms": {"cryo": "280"}, "results": results})))


def stages(*cells: str, complete: bool = True) -> list[CheckProblem]:
    names = ("early-stage", "middle-stage", "late-stage")
    results = [{"outcome": o, "cryo": c} for o, c in zip(names, cells, strict=False)]
    breakdowns = [{"parts": names[: len(cells)], "complete": complete}]
    record = {"arms": {"cryo": "124"}, "breakdowns": breakdowns, "results": results}
    return list(check_percentages_of_one_arm(study(record)))


@pytest.mark.parametrize(
    "cells",
    [
        ("41/280 (14.6%)", "115/280 (41.1%)", "68/280 (24.3%)", "56/280 (20%)"),
        ("33%", "33%", "33%", "0%"),
        ("33%", "33%", "33%", ""),  # progressive disease is not printed
        ("16.6%", "16.6%", "16.6%", "50.0%"),  # 16.67 cut off
        ("41", "115", "68", "56"),
        ("30%", "<5%", "30%", "38%"),
        ("10/80 (12.5%)", "60/280 (21.4%)", "30/280 (10.7%)", "40%"),
    ],
)
def test_responses_of_all_are_passed(cells: tuple[str, ...]) -> None:
    assert responses(*cells) == []


def test_more_than_all_is_an_error_even_when_some_are_missing() -> None:
    (problem,) = responses("14.6%", "61.1%", "24.9%")
    assert problem.severity is Severity.ERROR
    assert problem.place == "made-up-2020/complete-response/cryo:percent"
    assert (problem.found, problem.expected) == ("14.6% + 61.1% + 24.9%", "100%")
    assert problem.message == (
        "Complete response, partial response and stable disease add up to 100.6%, more than 100%."
    )


def test_the_four_responses_fall_short_when_some_could_not_be_evaluated() -> None:
    (problem,) = responses("14.6%", "41.1%", "24.3%", "10%", at="3 mo")
    assert problem.severity is Severity.WARNING
    assert "at 3 mo add up to 90.0%, not 100%. Were some participants not evaluable?" in problem.message


def test_counts_of_responses_are_added_too() -> None:
    (problem,) = responses("41/280", "115/280", "68/280", "66/280")
    assert (problem.severity, problem.expected) == (Severity.ERROR, "280")
    (problem,) = responses("41/280", "115/280", "68/280", "46/280")
    assert problem.severity is Severity.WARNING


def test_a_breakdown_of_all_participants_makes_up_all() -> None:
    assert stages("33.1%", "41.9%", "25.0%") == []
    (problem,) = stages("33.1%", "31.9%", "25.0%")
    assert problem.severity is Severity.ERROR
    assert "add up to 90.0%, not 100%." in problem.message
    assert stages("33.1%", "31.9%", "25.0%", complete=False) == []
    assert len(stages("33.1%", "51.9%", "25.0%", complete=False)) == 1


@pytest.mark.parametrize("entry", [{"estimator": "model"}, {"adjusted": True}])
def test_estimates_are_left_alone(entry: dict[str, Any]) -> None:
    assert responses("54.6%", "41.1%", "24.3%", "10%", **entry) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_percentages_of_one_arm, simulated(Random(seed)), Severity.NOTE) == []


def with_a_slip(random: Random) -> dict[str, Any]:
    """A simulated study in which one percentage of a category is off by one to nine percent points."""
    record = simulated(random, styles=["p%"], arms=1)
    (entry,) = (e for e in record["results"] if e["outcome"] == RESPONSES[0] and "population" not in e)
    percent = float(entry["arm-1"].removesuffix("%")) + random.randrange(1, 10)
    entry["arm-1"] = f"{percent:.6g}%"
    return record


def test_slips_are_found() -> None:
    """Nearly every slip in a share of one arm is told."""
    # Four whole percentages hide up to two points by rounding, four by cutting off.
    assert alarm_rate(check_percentages_of_one_arm, with_a_slip, trials=100) >= 0.9


def test_categories_that_their_names_tell_exclude_each_other() -> None:
    """Women and men, and races, need no breakdown; Hispanic people are of any race."""

    def told(**shares: str) -> int:
        results = [{"outcome": key, "role": "baseline", "a": share} for key, share in shares.items()]
        return len(list(check_percentages_of_one_arm(study({"arms": {"a": "100"}, "results": results}))))

    assert (told(female="57%", male="53%"), told(female="57%", male="43%")) == (1, 0)
    assert (told(white="77%", asian="33%"), told(white="77%", hispanic="33%")) == (1, 0)
