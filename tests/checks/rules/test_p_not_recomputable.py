"""p values that cannot be computed again are named, with the reason."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.p_not_recomputable import check_p_not_recomputable
from tests.builders.studies import study

RECORD = {
    "arms": {"cryo": {"n": 25}, "rfa": {"n": 31}},
    "populations": {"matched": {"kind": "matched"}},
    "contrasts": {
        "cryo-rfa": {"index": "cryo", "reference": "rfa"},
        "model": {"index": "cryo", "reference": "rfa", "method": "multivariable"},
        "size": {"factor": "tumor size"},
    },
}


def found_in(*results: dict[str, Any], **further: Any) -> list[CheckProblem]:
    return list(check_p_not_recomputable(study({**RECORD, **further, "results": list(results)})))


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ({"outcome": "overall-survival", "cryo": "50%", "rfa": "40%", "at": "1 y"}, "times to an event"),
        (
            {"outcome": "overall-survival", "cryo": "median 5 months", "rfa": "median 6 months"},
            "times to an event",
        ),
        ({"outcome": "recurrence", "cryo": "50%", "rfa": "40%", "at": "1 y"}, "times to an event"),
        ({"outcome": "pain", "cryo": "50%", "rfa": "40%", "estimator": "cumulative-incidence"}, "times to"),
        (
            {"outcome": "pain", "cryo": "50%", "rfa": "40%", "adjusted": True},
            "further variables were adjusted",
        ),
        ({"outcome": "pain", "cryo": "median 5 d", "rfa": "median 6 d"}, "measured values are compared"),
        ({"outcome": "pain", "cryo": "mean 5 d (SD 2)", "rfa": "mean 6 d (SD 2)"}, "by a t test or one"),
        ({"outcome": "pain", "cryo": "12%"}, "not printed for both groups"),
        ({"outcome": "pain", "cryo": "50%", "rfa": "40%", "population": "matched"}, "size of a group"),
        ({"outcome": "pain", "counted": "lesions", "cryo": "50%", "rfa": "40%"}, "size of a group"),
    ],
)
def test_the_reason_is_told(entry: dict[str, Any], reason: str) -> None:
    (problem,) = found_in({**entry, "cryo-rfa": "p .04"})
    assert problem.severity is Severity.NOTE
    assert reason in problem.message
    assert problem.found == "p=.04"


def test_models_factors_and_other_questions() -> None:
    problems = found_in(
        {
            "outcome": "pain",
            "cryo": "50%",
            "rfa": "40%",
            "cryo-rfa": "p .04 for interaction",
            "model": "p .3",
        },
        {"outcome": "recurrence", "size": "associated; p .029"},
    )
    assert [problem.message.partition(": ")[2] for problem in problems] == [
        "interaction, a trend, noninferiority or many outcomes at once were tested.",
        "further variables were adjusted for.",
        "the groups that the factor makes are not printed.",
    ]


def test_results_with_one_reason_are_one_note() -> None:
    results = [
        {"outcome": "overall-survival", "at": at, "cryo": "50%", "rfa": "40%", "cryo-rfa": f"p .0{n}"}
        for n, at in enumerate(["1 y", "2 y", "3 y", "4 y", "5 y", "6 y", "7 y"], 1)
    ]
    (problem,) = found_in(*results)
    assert problem.message.startswith("p cannot be computed again for overall survival")
    assert problem.message.count("(p=") == 5
    assert "(p=.05) and 2 more: times" in problem.message
    assert len(problem.figures) == 7


def test_the_range_is_told_where_sizes_are_unknown() -> None:
    entry = {"outcome": "pain", "cryo": "50%", "rfa": "40%", "population": "matched", "cryo-rfa": "p .04"}
    (problem,) = found_in(entry)
    assert "(p=.04; chi-square could give .46 to .81)" in problem.message


@pytest.mark.parametrize(
    "entry",
    [
        {"outcome": "pain", "cryo": "28%", "rfa": "67.7%", "cryo-rfa": "p .007"},
        {"outcome": "overall-survival", "cryo": "7/25", "rfa": "21/31", "cryo-rfa": "p .007"},
        {"outcome": "recurrence", "cryo-rfa": "HR 0.3 (95% CI 0.1-0.9); p .02"},
        {"outcome": "recurrence", "adjusted": True, "model": "HR 0.3 (95% CI 0.1-0.9); p .02"},
        {"outcome": "pain", "cryo": "50%", "rfa": "40%", "cryo-rfa": "comparable; p not reported"},
    ],
)
def test_what_is_recomputed_is_not_named(entry: dict[str, Any]) -> None:
    assert found_in(entry) == []


@given(st.integers(5, 90), st.integers(5, 90), st.data(), st.floats(0.001, 0.999))
def test_p_of_counts_is_never_named_and_p_of_curves_always(
    first: int, second: int, data: st.DataObject, p: float
) -> None:
    events = data.draw(st.integers(0, first)), data.draw(st.integers(0, second))
    cells = {"cryo": f"{events[0]}/{first}", "rfa": f"{events[1]}/{second}", "cryo-rfa": f"p {p:.3f}"}
    assert found_in({"outcome": "pain", **cells}) == []
    percents = {"cryo": f"{100 * events[0] / first:.1f}%", "rfa": f"{100 * events[1] / second:.1f}%"}
    assert len(found_in({"outcome": "overall-survival", "at": "1 y", **cells, **percents})) == 1


def test_sizes_that_are_solved_for_are_not_unknown() -> None:
    entry = {"outcome": "pain", "cryo": "30%", "rfa": "11%", "cryo-rfa": "p .052"}
    assert found_in(entry, arms={"cryo": {}, "rfa": {}}, enrolled=58) == []
    assert found_in(entry, arms={"cryo": {}, "rfa": {}}, enrolled=580) != []
