"""Outcomes of sets of participants against those of all."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.sets_and_whole import check_sets_and_whole
from tests.builders.studies import study
from tests.checks.simulated import STAGES, alarm_rate, alarms, simulated


def found(whole: str, early: str, late: str = "", *, sets: bool = False, **entry: Any) -> list[CheckProblem]:
    kind = entry.pop("kind", "subgroup")
    fixed = {"outcome": "complications", **entry}
    cells = {"early": early, "late": late}
    record = {
        "arms": {"cryo": "300"},
        "populations": {key: {"kind": kind, "label": f"{key}-stage disease"} for key in cells},
        "breakdowns": [{"sets": ["early", "late"]}] if sets else [],
        "results": [
            {**fixed, "cryo": whole},
            *({**fixed, "population": key, "cryo": cell} for key, cell in cells.items() if cell),
        ],
    }
    return list(check_sets_and_whole(study(record)))


@pytest.mark.parametrize(
    ("whole", "early", "late"),
    [
        ("20", "8", "12"),
        ("20/300 (6.7%)", "8/100 (8%)", "12/200 (6%)"),
        ("6.7%", "8%", "6%"),
        ("8%", "8%", "8%"),
        ("7.9%", "8.0%", "8.4%"),  # 7.95 may be printed as either
        ("20%", "20.4%", "35%"),
        ("mean 3.4", "mean 2.1", "mean 3.9"),
        ("20", "8", "12 events"),
    ],
)
def test_sets_that_make_up_the_whole_are_passed(whole: str, early: str, late: str) -> None:
    assert found(whole, early, late, sets=True) == []


def test_a_set_has_no_more_than_all() -> None:
    (problem,) = found("12", "15/100 (15%)")
    assert problem.severity is Severity.ERROR
    assert problem.place == "made-up-2020/complications/cryo,early:count"
    assert (problem.found, problem.expected) == ("15/100 (15%); 12", "at most 12")
    assert (
        problem.message == "complications in early-stage disease: 15 is more than the 12 in all participants."
    )


@pytest.mark.parametrize("kind", ["matched", "interim", "safety", "design"])
def test_sets_that_are_no_part_of_it_may_have_more(kind: str) -> None:
    assert found("12", "15", kind=kind) == []


def test_counts_of_the_sets_add_up() -> None:
    (problem,) = found("20", "8", "11", sets=True)
    assert (problem.severity, problem.found, problem.expected) == (Severity.ERROR, "20; 8; 11", "19")
    assert "8 and 11 in early-stage disease and late-stage disease are 19, not 20" in problem.message


def test_a_rate_of_all_lies_between_those_of_the_sets() -> None:
    (problem,) = found("40%", "20%", "22%", sets=True)
    assert (problem.severity, problem.expected) == (Severity.WARNING, "from 20% to 22%")
    assert problem.message == (
        "complications: 40% in all, but 20% and 22% in early-stage disease and late-stage disease, "
        "of whom they consist."
    )
    assert found("40%", "20%", "22%") == []
    (problem,) = found("mean 4.2", "mean 2.1", "mean 3.9", sets=True)
    assert problem.found == "4.2; 2.1, 3.9"


@pytest.mark.parametrize(
    "entry",
    [
        {"outcome": "recurrence", "at": "2 y"},
        {"outcome": "overall-survival", "at": "2 y"},
        {"adjusted": True},
        {"estimator": "kaplan-meier"},
    ],
)
def test_estimates_are_left_alone(entry: dict[str, Any]) -> None:
    assert found("40%", "20%", "22%", sets=True, **entry) == []


@pytest.mark.parametrize("outcome", ["participants", "follow-up"])
def test_numbers_that_do_not_add_up_are_left_alone(outcome: str) -> None:
    assert found("12", "15", "15", sets=True, outcome=outcome) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_sets_and_whole, simulated(Random(seed)), Severity.NOTE) == []


def with_a_slip(random: Random) -> dict[str, Any]:
    """A simulated study in which one count of one stage is off by one to three."""
    record = simulated(random, styles=["c"], arms=2)
    entries = [e for e in record["results"] if e["outcome"] == "pain" and e.get("population") in STAGES]
    full = [arm for arm in record["arms"] if all(arm in entry for entry in entries)]
    entry = random.choice(entries)
    for arm in full:
        entry[arm] = str(int(entry[arm]) + random.randrange(1, 4))
    return record


def test_miscounts_are_found() -> None:
    """Nearly every miscount in a set of participants is told."""
    # Where all participants of an arm are of one stage there is nothing to add.
    assert alarm_rate(check_sets_and_whole, with_a_slip, trials=100) >= 0.95


def swapped(random: Random) -> dict[str, Any]:
    """The percentages of one set and of the whole changed places."""
    record = simulated(random, styles=["p%"], arms=1)
    whole, early, _ = (e for e in record["results"] if e["outcome"] == "pain")
    if "arm-1" in early:
        whole["arm-1"], early["arm-1"] = early["arm-1"], whole["arm-1"]
    return record


def test_swapped_percentages_are_often_found() -> None:
    # Not where the rates of the stages are alike.
    assert alarm_rate(check_sets_and_whole, swapped, trials=100) >= 0.7
