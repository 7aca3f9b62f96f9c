"""Effective date, history and statements of a policy."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks import clock
from kb.checks.problem import Severity
from kb.checks.rules.history_and_versions import check_history
from tests.builders.policies import entry, policy, statement

HISTORY = (entry("2015-02-27", "Policy adopted"), entry("2021-11-01", "Annual review; statement unchanged"))


def _found(**given: object) -> list[str]:
    fields = {"history": HISTORY, "original_date": "2015-02-27"}
    with clock.set_to(date(2022, 1, 1)):
        return [problem.message for problem in check_history(policy(**(fields | given)))]


def test_dates_that_follow() -> None:
    """Dates in order are passed, and so are those that are not stated."""
    assert not _found()
    assert not _found(history=tuple(reversed(HISTORY)))
    assert not _found(history=())
    assert not _found(original_date=None, effective_date=None)
    assert not _found(effective_date="2022-03-01")  # still to come


def test_an_effective_date_that_was_forgotten() -> None:
    assert _found(effective_date="2020-12-01") == [
        "The effective date is 2020-12-01, but the newest history entry is of 2021-11-01."
    ]
    assert len(_found(effective_date="2021-12-01")) == 1


def test_a_history_that_begins_elsewhere() -> None:
    assert _found(original_date="2014-02-27") == [
        "The original date is 2014-02-27, but the history begins on 2015-02-27."
    ]


CHANGED = statement("investigational", previous="It was necessary.")


@pytest.mark.parametrize(
    "words",
    [
        "statement unchanged",
        "Annual review. No change to policy statement.",
        "Policy revised; position unchanged",
        "Policy revision without position change",
        "Policy revised with no position change",
        "No policy statement was changed",
        "The statement was not revised",
    ],
)
def test_an_entry_that_denies_a_change(words: str) -> None:
    history = (HISTORY[0], entry("2021-11-01", words))
    (message,) = _found(history=history, statements=(CHANGED,))
    assert message.endswith("but the statement 1.01/s1 reads otherwise than before.")
    assert not _found(history=history, statements=(statement("investigational"),))


@pytest.mark.parametrize(
    "words",
    [
        "Policy revised; position changed",
        "Policy revision with position change",
        "Policy statements have been revised",
    ],
)
def test_an_entry_that_claims_a_change(words: str) -> None:
    history = (HISTORY[0], entry("2021-11-01", words))
    (message,) = _found(history=history, statements=(statement("investigational"),))
    assert message.endswith("but every statement reads as before.")
    assert not _found(history=history, statements=(CHANGED,))
    assert not _found(history=history, statements=(statement("investigational", previous=None),))


@pytest.mark.parametrize(
    "words", ["Statement revised without position change", "Position unchanged; policy statement changed"]
)
@pytest.mark.parametrize("previous", ["It was necessary.", "A treatment is considered."])
def test_an_entry_that_says_both_is_not_judged(words: str, previous: str) -> None:
    one = statement("investigational", previous=previous)
    assert not _found(history=(HISTORY[0], entry("2021-11-01", words)), statements=(one,))


def test_each_problem_has_a_place_of_its_own() -> None:
    only = (entry("2020-01-01", "Statement unchanged"),)
    fields = {"history": only, "original_date": "2019-01-01", "statements": (CHANGED,)}
    found = list(check_history(policy(**fields)))
    assert {problem.place for problem in found} == {
        "1.01 effective_date",
        "1.01 original_date",
        only[0].id,
    }
    assert len(found) == 3


def test_old_entries_may_have_been_dropped() -> None:
    late = policy(history=HISTORY, original_date="2014-02-27")
    early = policy(history=HISTORY, original_date="2016-02-27")
    assert [problem.severity for problem in check_history(late)] == [Severity.NOTE]
    assert [problem.severity for problem in check_history(early)] == [Severity.WARNING]


DAYS = st.lists(st.dates(date(2000, 1, 1), date(2021, 12, 1)), min_size=1, max_size=9, unique=True)


@given(DAYS)
def test_dates_that_belong_together_never_alarm_and_a_forgotten_entry_always_does(days: list[date]) -> None:
    entries = tuple(entry(f"{day}", "Annual review") for day in days)
    first, last = f"{min(days)}", f"{max(days)}"
    assert not _found(history=entries, original_date=first, effective_date=last)
    older = tuple(entry for entry in entries if entry.date != last)
    assert bool(_found(history=older, original_date=first, effective_date=last)) == bool(older)
