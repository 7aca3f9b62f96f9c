"""Sets, totals and counts larger than the group they are of."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.population_sizes import check_population_sizes
from tests.builders.studies import study
from tests.checks.simulated import alarm_rate, alarms, simulated

ARMS = {"cryo": {"n": "60", "label": "cryoablation"}, "rfa": {"n": "50", "label": "RFA"}}


def found(*results: dict[str, Any], kind: str = "subgroup", **record: Any) -> list[CheckProblem]:
    populations = {"hcc": {"kind": kind, "label": "patients with HCC"}}
    shape = {"arms": ARMS, "enrolled": "110", "populations": populations, "results": results, **record}
    return list(check_population_sizes(study(shape)))


def sizes(**columns: str) -> dict[str, Any]:
    return {"outcome": "participants", "population": "hcc", **columns}


@pytest.mark.parametrize(
    "result",
    [
        sizes(cryo="60", rfa="12"),
        sizes(cryo="45", rfa="40", all="85"),
        {"outcome": "complications", "cryo": "60/60", "rfa": "12"},
        {"outcome": "complications", "cryo": "75 events"},
        {"outcome": "recurrence", "cryo": "80/120 lesions (67%)"},
        {"outcome": "lesions", "cryo": "120 tumors"},
        {"outcome": "age", "cryo": "63 years"},
        {"outcome": "follow-up", "all": "2008"},
        {"outcome": "participants", "role": "flow", "all": "110/240"},
    ],
)
def test_what_there_can_be_is_passed(result: dict[str, Any]) -> None:
    assert found(result) == []


def test_a_subgroup_larger_than_its_arm_is_an_error() -> None:
    (problem,) = found(sizes(cryo="62"))
    assert problem.severity is Severity.ERROR
    assert problem.place == "made-up-2020/participants/cryo,hcc:count"
    assert (problem.found, problem.expected) == ("62 of 60", "at most 60")
    assert problem.message == (
        "Patients with HCC (cryoablation) has 62 participants, all participants are 60."
    )


def test_a_matched_set_larger_than_its_arm_is_a_warning() -> None:
    (problem,) = found(sizes(cryo="62"), kind="matched")
    assert problem.severity is Severity.WARNING
    assert "Matching with replacement" in problem.message


@pytest.mark.parametrize("kind", ["safety", "interim", "itt"])
def test_other_sets_may_be_of_other_participants(kind: str) -> None:
    assert found(sizes(cryo="62"), kind=kind) == []


def test_matched_arms_of_unlike_size_are_a_note() -> None:
    assert found(sizes(cryo="40", rfa="40"), kind="matched") == []
    assert found(sizes(cryo="40", rfa="20"), kind="matched") == []
    (problem,) = found(sizes(cryo="41", rfa="45"), kind="matched")
    assert problem.severity is Severity.NOTE
    assert "41 and 45 participants are neither as many nor a whole multiple" in problem.message


def test_the_arms_of_a_set_make_up_the_set() -> None:
    (problem,) = found(sizes(cryo="45", rfa="40", all="80"))
    assert (problem.severity, problem.expected) == (Severity.WARNING, "80 in all")
    assert "patients with HCC: the arms have 85 participants, all 80" in problem.message
    (problem,) = found(sizes(cryo="45", rfa="40", all="90"))
    assert problem.severity is Severity.NOTE
    crossed = {"outcome": "crossover-participants", "all": "5"}
    assert found(sizes(cryo="45", rfa="40", all="80"), crossed) == []


def test_a_total_larger_than_the_group() -> None:
    (problem,) = found({"outcome": "complications", "cryo": "12/75 (16%)"})
    assert (problem.severity, problem.found) == (Severity.WARNING, "75 of 60")
    assert "75 is more than the 60 participants. If events or lesions are counted, say so" in problem.message
    (problem,) = found(sizes(cryo="20"), {"outcome": "pain", "population": "hcc", "cryo": "12/25"})
    assert problem.expected == "at most 20"


def test_more_with_an_event_than_there_are() -> None:
    (problem,) = found({"outcome": "complications", "cryo": "75"})
    assert (problem.severity, problem.found) == (Severity.WARNING, "75 of 60")


def test_planned_sizes_are_left_alone() -> None:
    assert found(sizes(cryo="62 planned")) == []


def test_reviews_are_left_alone() -> None:
    assert found(sizes(cryo="62"), design_group="systematic-review") == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_population_sizes, simulated(Random(seed)), Severity.NOTE) == []


def of_a_larger_group(random: Random) -> dict[str, Any]:
    """A set, a total or a count that is one to nine above the size of its arm."""
    size = random.randrange(5, 400)
    more = size + random.randrange(1, 10)
    result = random.choice(
        (
            sizes(cryo=str(more)),
            {"outcome": "pain", "cryo": f"{random.randrange(more)}/{more}"},
            {"outcome": "recurrence", "cryo": str(more)},
        )
    )
    return {"arms": {"cryo": str(size)}, "populations": {"hcc": {}}, "results": [result]}


def test_larger_groups_are_found() -> None:
    assert alarm_rate(check_population_sizes, of_a_larger_group) == 1.0
