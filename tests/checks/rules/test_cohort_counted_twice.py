"""Studies of one registered trial whose participants would be counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import Severity
from kb.checks.rules.cohort_counted_twice import check_cohort_counted_twice
from tests.builders.policies import policy

TRIAL = {"label": "Madeup et al (2021)", "registrations": ["NCT99000001"], "design_group": "randomized"}
LATER = {"label": "Madeup et al (2023)", "registrations": ["NCT99000001"]}


def test_two_studies_of_one_registration_that_say_nothing_of_it_are_told() -> None:
    one = policy(studies={"madeup-2021": TRIAL, "madeup-2023": LATER}, indications=[{}])
    (problem,) = check_cohort_counted_twice(one)
    assert problem.severity is Severity.WARNING
    assert problem.place == "1.01/hcc/madeup-2021/madeup-2023"
    assert problem.message == (
        "Madeup et al (2021) and Madeup et al (2023) are both registered as NCT99000001, and both count their"
        " participants. If they are the same people, say so in one of them: `extension_of` or"
        " `shares_cohort_with`."
    )
    assert problem.found == "madeup-2021, madeup-2023: NCT99000001"


@pytest.mark.parametrize(
    "change",
    [
        {"registrations": ["NCT99000002"]},
        {"registrations": []},
        {"shares_cohort_with": ["madeup-2021"]},
        {"design_group": "systematic-review"},
        {"design_group": "other"},
        {"known_through": "madeup-review"},
    ],
)
def test_what_is_said_or_counts_nobody_is_no_problem(change: dict[str, Any]) -> None:
    told = {"shares_cohort_with": ["madeup-2023"]} if "shares_cohort_with" in change else {}
    studies = {"madeup-2021": {**TRIAL, **told}, "madeup-2023": {**LATER, **change}}
    assert not list(check_cohort_counted_twice(policy(studies=studies, indications=[{}])))


@given(st.integers(0, 3), st.integers(0, 3))
def test_two_studies_are_told_exactly_when_they_have_one_registration(first: int, second: int) -> None:
    studies = {
        "madeup-2021": TRIAL | {"registrations": [f"NCT9900000{first}"]},
        "madeup-2023": LATER | {"registrations": [f"NCT9900000{second}"]},
    }
    told = list(check_cohort_counted_twice(policy(studies=studies, indications=[{}])))
    assert bool(told) == (first == second)
