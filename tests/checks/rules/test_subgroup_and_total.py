"""Percentages of a subgroup against each other and against all participants."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.subgroup_and_total import check_subgroup_and_total
from tests.builders.studies import study
from tests.checks.simulated import STAGES, alarm_rate, alarms, simulated


def found(*results: dict[str, Any], size: str = "31", kind: str = "subgroup") -> list[CheckProblem]:
    record = {
        "arms": {"cryo": {"n": size, "label": "cryotherapy"}, "rfa": {"label": "RFA"}},
        "populations": {"hcc": {"kind": kind, "label": "patients with HCC"}},
        "results": results,
    }
    return list(check_subgroup_and_total(study(record)))


def of_all(cell: str, outcome: str = "local-recurrence", **entry: Any) -> dict[str, Any]:
    return {"outcome": outcome, "cryo": cell, **entry}


def of_hcc(cell: str, outcome: str = "local-recurrence", **entry: Any) -> dict[str, Any]:
    return {"outcome": outcome, "population": "hcc", "cryo": cell, **entry}


@pytest.mark.parametrize(
    "results",
    [
        (of_all("26/31 (84%)"), of_hcc("38%")),  # 3 of 8
        (of_all("26/31 (84%)"), of_hcc("38%"), of_hcc("62%", "complete-response")),  # 5 of 8
        (of_all("26/31 (84%)"), of_hcc("65%", "complete-response")),
        (of_all("84%"), of_hcc("38%")),
        (of_hcc("38%"), of_hcc("65%", "complete-response")),  # 10 and 17 of 26
        (of_all("26/31"), of_hcc("38% (8/21)", "complete-response")),
    ],
)
def test_what_some_size_allows_is_passed(results: tuple[dict[str, Any], ...]) -> None:
    assert found(*results) == []


def test_a_subgroup_that_would_need_two_sizes() -> None:
    (problem,) = found(
        of_all("26/31 (84%)", at="within 1 y"), of_hcc("65%", "complete-response"), of_hcc("38%")
    )
    assert problem.severity is Severity.WARNING
    assert problem.place == "made-up-2020/local-recurrence/cryo,hcc:percent"
    assert problem.found == "complete response 65%; local recurrence 38%; local recurrence 26/31 (84%)"
    assert problem.message == (
        "patients with HCC (cryotherapy): complete response 65% is possible for 17, 20, 23 or more of them "
        "only; local recurrence 38% is possible for 8 of them only (since 5 of 31 in all were without it). "
        "These cannot all be right, unless lesions, or only some of them (those at risk, those measured), "
        "are counted."
    )


def test_two_percentages_without_a_common_size() -> None:
    (problem,) = found(of_hcc("10%"), of_hcc("67%", "complete-response"), size="20")
    assert (
        "recurrence 10% is possible for 10, 19 or 20 of them only; complete response 67%" in problem.message
    )
    assert found(of_hcc("10%"), of_hcc("67%", "complete-response"), size="21") == []


def test_a_percentage_that_no_part_of_the_arm_gives() -> None:
    (problem,) = found(of_hcc("1.3%", "pain"))
    assert "pain 1.3% is possible for no number of them. This cannot be right, unless" in problem.message


def test_a_printed_size_is_taken() -> None:
    size = {"outcome": "participants", "population": "hcc", "cryo": "20"}
    assert found(size, of_all("12", "pain"), of_hcc("55%", "pain")) == []
    (problem,) = found(size, of_all("12", "pain"), of_hcc("70%", "pain"))
    assert problem.severity is Severity.ERROR
    assert "pain 70% of the 20 cannot be (since 12 of 31 in all had it" in problem.message
    assert problem.expected == "of 20, at most 12 with it and at most 19 without it"


def test_those_without_the_outcome_are_counted_too() -> None:
    (problem,) = found(of_all("28/31", "pain"), of_hcc("3/8 (38%)", "pain"))
    assert problem.severity is Severity.ERROR
    assert "3 of 31 in all were without it" in problem.message
    (problem,) = found(of_all("28/31"), of_hcc("3/8 (38%)"))
    assert problem.severity is Severity.WARNING  # of those at risk only, perhaps


def test_events_add_up_over_time() -> None:
    size = {"outcome": "participants", "population": "hcc", "cryo": "20"}
    # Who had none at the end had none before, and who had one had it later too.
    assert found(size, of_all("12", at="within 1 y"), of_hcc("16 (80%)")) == []
    assert len(found(size, of_all("27", at="within 1 y"), of_hcc("40%"))) == 1
    assert found(size, of_all("27"), of_hcc("8 (40%)", at="within 1 y")) == []
    assert found(size, of_all("27", "pain", at="1 y"), of_hcc("40%", "pain")) == []


@pytest.mark.parametrize("kind", ["matched", "interim", "itt", "safety"])
def test_other_sets_are_left_alone(kind: str) -> None:
    assert found(of_hcc("1.3%", "pain"), kind=kind) == []


@pytest.mark.parametrize(
    "result",
    [
        of_hcc("1.3%", "overall-survival"),
        of_hcc("1.3%", at="1 y"),
        of_hcc("1.3%", adjusted=True),
        of_hcc("1.3%", counted="lesions"),
        of_hcc("1.3%", estimator="cumulative-incidence"),
    ],
)
def test_what_is_no_share_of_participants_is_left_alone(result: dict[str, Any]) -> None:
    assert found(result) == []


def test_without_a_size_there_is_no_limit() -> None:
    assert found(of_hcc("1.3%"), size="not reported") == []
    nobody = {"outcome": "participants", "population": "hcc", "cryo": "none"}
    assert found(nobody, of_all("26/31"), of_hcc("38%")) == []


@given(st.integers(0, 10**6), st.booleans())
def test_what_was_counted_never_alarms(seed: int, sized: bool) -> None:
    styles = ["p%", "c (p%)", "c/n (p%)"]
    assert alarms(check_subgroup_and_total, simulated(Random(seed), styles, sized=sized), Severity.NOTE) == []


def with_a_wrong_percentage(random: Random) -> dict[str, Any]:
    """A simulated study in which one percentage of each subgroup, of unprinted size, is any other."""
    record = simulated(random, ["p%"], arms=1, sized=False)
    for entry in record["results"]:
        if entry["outcome"] == "pain" and entry.get("population") in STAGES and "arm-1" in entry:
            decimals = len(entry["arm-1"].partition(".")[2].removesuffix("%"))
            entry["arm-1"] = f"{random.uniform(0, 100):.{decimals}f}%"
    return record


def test_wrong_percentages_are_often_found() -> None:
    # In arms of hundreds whole percentages are possible for most sizes.
    assert alarm_rate(check_subgroup_and_total, with_a_wrong_percentage, trials=60) >= 0.85
