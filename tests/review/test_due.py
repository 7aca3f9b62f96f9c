"""When the literature review of a policy is due."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.db.connect import read
from kb.review.due import months_after, read_due
from kb.store.edits import amend
from tests.builders.reviews import Review
from tests.command_line import Kb


def test_a_policy_is_due_twelve_months_after_its_newest_version(seed_url: str) -> None:
    with read(seed_url) as reader:
        (one,) = read_due(reader, date(2022, 10, 2))
    assert (one.policy, one.reviewed, one.due, one.days_left, one.under_way) == (
        "7.01.75",
        "2021-11-01",
        "2022-11-01",
        30,
        None,
    )


def test_its_record_may_say_how_often(seed_url: str) -> None:
    change = ("policies/7.01.75/policy", lambda policy: policy.model_copy(update={"review_months": 6}))
    amend(seed_url, [change], "rita", "twice a year")
    with read(seed_url) as reader:
        (one,) = read_due(reader, date(2022, 10, 2))
    assert (one.months, one.due, one.days_left) == (6, "2022-05-01", -154)


def test_a_review_under_way_is_told(seed_url: str) -> None:
    Review(seed_url).open()
    with read(seed_url) as reader:
        (one,) = read_due(reader, date(2022, 10, 2))
    assert one.under_way == "2022-09-01"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(1, 60))
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and months_after(later, 0).day == later.day)


@pytest.mark.parametrize(("within", "listed"), [("10d", False), ("5w", True), ("2m", True)])
def test_only_what_is_due_in_a_time(
    kb: Kb, within: str, listed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.checks.clock.today", lambda: date(2022, 10, 2))
    result = kb("review", "due", "--within", within)
    assert result.exit_code == 0
    assert ("7.01.75" in result.stdout) is listed


def test_a_time_that_is_none_is_told(kb: Kb) -> None:
    result = kb("review", "due", "--within", "soon")
    assert result.exit_code == 1
    assert "90d, 12w or 3m" in result.stderr
