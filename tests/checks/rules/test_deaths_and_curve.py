"""Counts of deaths beside the survival of the same group."""

from __future__ import annotations

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.deaths_and_curve import check_deaths_and_curve
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(deaths: str, *survival: tuple[str | None, str], longest: str = "90") -> list[CheckProblem]:
    """Of one arm of 120; survival by time, none for the median."""
    results = [
        {"outcome": "mortality", "a": deaths},
        {"outcome": "follow-up", "a": f"range 1 to {longest} months"},
        *({"outcome": "overall-survival", **({"at": at} if at else {}), "a": cell} for at, cell in survival),
    ]
    return list(check_deaths_and_curve(study({"arms": {"a": "120"}, "results": results})))


def test_deaths_that_a_curve_can_have_are_passed() -> None:
    """Censoring makes a curve fall faster than deaths are counted."""
    assert found("30/120 (25%)", ("5 y", "55%")) == []
    assert found("80/120 (67%)", ("2 y", "70%")) == []  # they died later
    assert found("40/120 (33%)", (None, "median not reached")) == []


def test_a_median_that_is_not_reached_when_most_have_died_is_an_error() -> None:
    (problem,) = found("84/120 (70%)", (None, "median not reached"))
    assert problem.severity is Severity.ERROR
    assert problem.message == (
        "mortality: more than half died, so the median survival was reached, though it is said not to be."
        " Compare groups and dates with the source."
    )


def test_far_fewer_and_far_more_deaths_than_the_curve_shows_are_warnings() -> None:
    """12 of 120 beside 31% at 5 years; 96 of 120 beside 60% when follow-up ends."""
    assert (
        "10% died, which does not go with a survival of 31% at 5 y"
        in found("12/120", ("5 y", "31%"))[0].message
    )
    assert found("96/120 (80%)", ("5 y", "60%"), longest="62") != []
    assert found("96/120 (80%)", ("5 y", "60%"), longest="90") == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_deaths_and_curve) == []
