"""From which day on a strategy is searched."""

from __future__ import annotations

from datetime import date

import pytest

from kb.review.due import window_start


@pytest.mark.parametrize(
    ("through", "start"),
    [
        ("2022-08-31", date(2022, 9, 1)),
        ("2022-02", date(2022, 3, 1)),
        ("2021", date(2022, 1, 1)),
        (None, date(2020, 11, 1)),
    ],
)
def test_a_window_starts_the_day_after_what_was_searched(through: str | None, start: date) -> None:
    assert window_start(through, "2021-11-01") == start


def test_a_leap_day_has_a_year_before() -> None:
    assert window_start(None, "2024-02-29") == date(2023, 2, 28)


def test_what_was_never_searched_is_searched_from_the_beginning() -> None:
    assert window_start(None, None) == date(1800, 1, 1)
    assert window_start("2021", None) == date(2022, 1, 1)
