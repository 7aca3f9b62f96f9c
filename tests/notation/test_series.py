"""A spreadsheet cell may hold a curve: values and their times in one line."""

import pytest

from kb.notation import NotationError, parse_series, render

SERIES = [
    ("97%, 67%, 40% at 1, 3, 5 y", {"1 y": "97%", "3 y": "67%", "5 y": "40%"}),
    ("97, 67, 40% at 1, 3, 5 y", {"1 y": "97%", "3 y": "67%", "5 y": "40%"}),
    (
        "97%, 67%, and 40% at 1, 3, and 5 years; p .747",
        {"1 y": "97%", "3 y": "67%", "5 y": "40%", "": "p .747"},
    ),
    ("59.5% at 5 y", {"5 y": "59.5%"}),
    ("32.83% by age 80", {"by age 80": "32.83%"}),
    ("3% within 30 d", {"within 30 d": "3%"}),
    (
        "73% (95% CI 63-80), 60% (95% CI 50-70) at 1, 2 y",
        {"1 y": "73% (95% CI 63-80)", "2 y": "60% (95% CI 50-70)"},
    ),
    ("21% at 2 y; p .006 at 2 y", {"2 y": "21%; p .006"}),
    ("7/180 (3.9%)", {"": "7/180 (3.9%)"}),
    ("HR 0.3 (95% CI 0.1-0.9); p .02", {"": "HR 0.3 (95% CI 0.1-0.9); p .02"}),
    ("1,944, 1,819 at baseline, 4 wk", {"baseline": "1,944", "4 wk": "1,819"}),
]


@pytest.mark.parametrize(("text", "cells"), SERIES)
def test_series(text: str, cells: dict[str, str]) -> None:
    """One line becomes a cell for each of its times."""
    read = {"" if time is None else str(time): render(figures) for time, figures in parse_series(text)}
    assert read == cells


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("97%, 67%", "the times of a list of values"),
        ("97% at 1, 2 y", "one time for the one value"),
        ("HR 0.3, 67% at 1, 2 y", "a percent like the last value of the list"),
        ("97% at noon", "a time such as 1 y"),
    ],
)
def test_refused(text: str, expected: str) -> None:
    """A line that is no series is told with what was expected."""
    with pytest.raises(NotationError, match=expected):
        parse_series(text)
