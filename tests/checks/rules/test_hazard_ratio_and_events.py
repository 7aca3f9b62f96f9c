"""Hazard ratios beside their intervals, p values and events."""

from __future__ import annotations

from kb.checks.problem import CheckProblem
from kb.checks.rules.hazard_ratio_and_events import check_hazard_ratio_and_events
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(ratio: str, deaths: tuple[str, str] | None = None) -> list[CheckProblem]:
    """Of a trial with two arms of 100, and the deaths of both where given."""
    results: list[dict[str, str]] = [{"outcome": "overall-survival", "a-b": ratio}]
    if deaths is not None:
        results.append({"outcome": "mortality", "a": deaths[0], "b": deaths[1]})
    record = {
        "arms": {"a": "100", "b": "100"},
        "contrasts": {"a-b": {"index": "a", "reference": "b"}},
        "results": results,
    }
    return list(check_hazard_ratio_and_events(study(record)))


def test_an_interval_as_wide_as_the_events_make_it_is_passed() -> None:
    """40 and 50 deaths: the error is the root of 1/40 + 1/50 = 0.21, so 0.75 has about 0.50 to 1.13."""
    assert found("HR 0.75 (95% CI 0.50 to 1.13)", ("40/100", "50/100")) == []
    assert found("HR 0.75 (95% CI 0.50 to 1.13)") == []
    assert found("HR 0.75; p .17", ("40/100", "50/100")) == []
    assert found("HR 0.75 (95% CI 0.70 to 0.80) adjusted") == []


def test_an_interval_that_asks_for_more_events_than_participants_is_a_warning() -> None:
    """All 200 dead would give an error of 0.14; 0.70 to 0.80 needs 0.034."""
    (problem,) = found("HR 0.75 (95% CI 0.70 to 0.80)")
    assert problem.message == (
        "overall survival: hazard ratio 0.75 (95% confidence interval 0.70 to 0.80) is too narrow for 100 and"
        " 100 participants. Compare ratio, interval, p and counts with the source."
    )


def test_an_interval_of_far_fewer_events_than_are_printed_is_a_warning() -> None:
    (problem,) = found("HR 0.75 (95% CI 0.31 to 1.80)", ("40/100", "50/100"))
    assert "is too wide for 40 and 50 events" in problem.message


def test_a_p_value_that_the_events_cannot_give_is_a_warning() -> None:
    """A ratio of 0.95 with 200 events has z of about 0.36, p .7."""
    (problem,) = found("HR 0.95; p .002")
    assert "p=.002 is too small for hazard ratio 0.95 with 100 and 100 participants" in problem.message


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_hazard_ratio_and_events) == []
