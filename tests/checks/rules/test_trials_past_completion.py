"""Trials that are listed as ongoing and may have ended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks import clock
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.trials_past_completion import check_trials
from tests.builders.policies import policy, trial

TODAY = date(2022, 6, 15)


def _found(**given: object) -> list[CheckProblem]:
    with clock.set_to(TODAY):
        return list(check_trials(policy(trials=(trial(**given),))))


@pytest.mark.parametrize("completion", [None, "2022-06-15", "2022-06", "2022", "2023-01-31", "2030"])
def test_a_trial_may_still_be_under_way(completion: str | None) -> None:
    assert not _found(completion=completion, status="recruiting")


def test_a_trial_that_should_have_ended_lately_is_a_note() -> None:
    (problem,) = _found(completion="2022-05")
    assert (problem.severity, problem.found) == (Severity.NOTE, "NCT01234567, 2022-05")


def test_results_are_asked_for_after_a_year() -> None:
    (problem,) = _found(completion="2020")
    assert problem.severity is Severity.WARNING
    assert problem.message == "NCT01234567 was planned to end 2020. Look for its results."


def test_a_published_or_ended_trial_is_not_ongoing() -> None:
    (published,) = _found(study="doe-2021", completion="2030")
    assert "is on file as doe-2021" in published.message
    (ended,) = _found(status="Completed", completion="2030")
    assert "its status is Completed" in ended.message


def test_a_suspended_trial_may_begin_again() -> None:
    assert not _found(status="suspended", completion="2030")


@given(st.integers(-2000, 2000))
def test_the_day_decides(days: int) -> None:
    """A trial is late from the day after the date of its completion on."""
    found = _found(completion=(TODAY + timedelta(days=days)).isoformat())
    assert len(found) == (1 if days < 0 else 0)
    if days < -366:
        assert found[0].severity is Severity.WARNING


def test_a_trial_listed_as_unpublished_may_have_ended() -> None:
    """What ended without a publication is listed for that; a publication on file is told all the same."""
    over = {"group": "unpublished", "status": "completed", "completion": "2019", "completed": "2020-01"}
    assert not _found(**over)
    (published,) = _found(study="doe-2021", **over)
    assert published.message == "NCT01234567 is listed as unpublished, but is on file as doe-2021."


def test_an_actual_completion_is_no_trial_under_way() -> None:
    (ended,) = _found(group="ongoing", completed="2022-01", completion="2030")
    assert ended.message == "NCT01234567 is listed as ongoing, but ended 2022-01."
