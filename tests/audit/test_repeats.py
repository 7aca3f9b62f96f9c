"""Numbers that say again what a figure says, and time points of a study's results."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kb.audit.claims import FigureClaim
from kb.audit.repeats import repeated, time_spans
from kb.audit.text_numbers import numbers_in
from tests.audit.editions import claim

MONTHS = frozenset({12.0, 36.0, 60.0, 0.9856, 5.5195})
SIZE = replace(claim("size", "40 patients", 0, 0, "40"), is_size=True, outcome="participants")
DFS = replace(
    claim("dfs", "9 months", 0, 0, "9"), unit="months", outcome="disease-free survival", abbreviation="DFS"
)
RATE = replace(claim("rate", "31%", 0, 0, "31%"), outcome="local recurrence", abbreviation="")


def times(text: str, ages: frozenset[float] = frozenset()) -> list[str]:
    """The times of a text that are time points at 1, 3 and 5 years, 30 days or 24 weeks."""
    return [text[start:stop] for start, stop in time_spans(text, 0, len(text), MONTHS, ages)]


@pytest.mark.parametrize(
    "text",
    [
        "1-, 3-, and 5-year",
        "1, 3, and 5 years",
        "One-, 3-, and 5-year",
        "1 and 3 years",
        "5 years",
        "30-day",
        "30 days",
        "week 24",
        "years 1 and 3",
        "24 weeks",
        "1 to 5 years",
    ],
)
def test_times_of_results_are_no_figures(text: str) -> None:
    assert times(f"Rates at {text} were high.") == [text]


@pytest.mark.parametrize("text", ["2 years", "1, 2, and 3 years", "25 months", "week 12", "60 patients"])
def test_other_times_are_figures(text: str) -> None:
    assert times(f"Rates at {text} were high.") == []


def test_an_age_of_results_is_no_figure() -> None:
    assert times("by age 80", frozenset({80.0})) == ["age 80"]
    assert times("by age 80") == []


def again(text: str, figures: list[FigureClaim]) -> str | None:
    """The figure that the first number of a text says again."""
    found = repeated(text, (0, len(text)), next(iter(numbers_in(text))), figures)
    return found.figure if found else None


@pytest.mark.parametrize(
    "text",
    [
        "of the 40 patients, some",
        "the total sample of 40 patients",
        "40 of these patients",
        "(n=40 patients)",
    ],
)
def test_the_size_of_an_arm_or_study_may_be_said_again(text: str) -> None:
    assert again(text, [SIZE]) == "size"


@pytest.mark.parametrize(
    "text", ["40 deaths", "40% of patients", "in 40 months", "of 41 patients", "40 lesions"]
)
def test_the_same_number_of_other_things_is_no_size(text: str) -> None:
    assert again(text, [SIZE]) is None


def test_an_outcome_may_be_said_again_with_its_number() -> None:
    assert again("a median DFS of 9 months was seen", [DFS]) == "dfs"
    assert again("9 months of disease-free survival", [DFS]) == "dfs"
    assert again("the local recurrence rate of 31%", [RATE]) == "rate"


@pytest.mark.parametrize(
    "text", ["9 months of follow-up", "a DFS of 9 weeks", "DFS in 9%", "31 local recurrence"]
)
def test_the_same_number_of_another_outcome_or_unit_is_a_figure(text: str) -> None:
    assert again(text, [DFS, RATE]) is None
