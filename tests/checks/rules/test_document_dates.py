"""Dates of what went into a policy."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks import clock
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.document_dates import check_document_dates
from tests.builders.policies import clinical_input, policy, trial_search


def problems(**fields: Any) -> list[CheckProblem]:
    with clock.set_to(date(2022, 6, 1)):
        return list(check_document_dates(policy(**fields)))


@pytest.mark.parametrize(
    "fields",
    [
        {"trial_searches": (trial_search("2021-07", "ClinicalTrials.gov"),)},
        {"trial_searches": (trial_search("2021-11", "ClinicalTrials.gov"),)},
        {"trial_searches": (trial_search("2021", "ClinicalTrials.gov"),)},
        {"input": (clinical_input(2008), clinical_input(2021))},
        {"references": [("a-2021", {"accessed": "2021-11-01"}), ("b-2022", {"issued": "2022-10"})]},
        {"references": [("b-2022", {"issued": "2022"})]},
        {"effective_date": None, "references": [("a-2022", {"accessed": "2022-05-01"})]},
    ],
)
def test_what_came_before_the_policy_is_no_problem(fields: dict[str, Any]) -> None:
    assert not problems(**fields)


@pytest.mark.parametrize(
    ("fields", "severity", "words"),
    [
        (
            {"trial_searches": (trial_search("2021-12", "ClinicalTrials.gov"),)},
            Severity.NOTE,
            "The search of ClinicalTrials.gov",
        ),
        ({"trial_searches": (trial_search("2022-07", "ISRCTN"),)}, Severity.ERROR, "has not come yet"),
        ({"input": (clinical_input(2022),)}, Severity.NOTE, "The round of clinical input is dated 2022"),
        (
            {"references": [("a", {"accessed": "2021-11-02"})]},
            Severity.NOTE,
            "Reference a (A et al, 2020) was read on 2021-11-02",
        ),
        ({"references": [("a", {"issued": "2022-12"})]}, Severity.NOTE, "more than a year after the policy"),
    ],
)
def test_what_comes_after_is_told(fields: dict[str, Any], severity: Severity, words: str) -> None:
    (problem,) = problems(**fields)
    assert problem.severity is severity
    assert words in problem.message


@given(st.dates(date(1990, 1, 1), date(2021, 11, 1)), st.integers(0, 2))
def test_any_earlier_day_however_precise_never_alarms(day: date, less: int) -> None:
    printed = day.isoformat()[: 10 - 3 * less]
    assert not problems(
        trial_searches=(trial_search(printed, "A registry"),), references=[("a", {"issued": printed})]
    )
