"""Words of a comparison against its numbers."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.verbal_and_numbers import check_verbal_and_numbers
from tests.builders.studies import study
from tests.checks.misprints import alarm_rate


def found_in(
    words: str, cryo: str = "", rfa: str = "", outcome: str = "complications", **record: Any
) -> list[CheckProblem]:
    entry = {"outcome": outcome, "cryo-rfa": words, **record.pop("entry", {})}
    entry |= {"cryo": cryo, "rfa": rfa} if cryo else {}
    contrasts = {"cryo-rfa": {"index": "cryo", "reference": "rfa"}, "size": {"factor": "tumor size"}}
    arms = {"arms": {"cryo": {}, "rfa": {}}}
    return list(
        check_verbal_and_numbers(study({**arms, "contrasts": contrasts, "results": [entry], **record}))
    )


@pytest.mark.parametrize(
    "cells",
    [
        ("no significant difference; p .20",),
        ("no significant difference; p .05",),
        ("no significant difference; p .01 for interaction",),
        ("comparable; p not significant",),
        ("associated; p .029",),
        ("associated; p <.05",),
        ("not associated; HR 1.2 (95% CI 0.8-1.9)",),
        ("associated; HR 1.00 (95% CI 1.00-1.90)",),
        ("no significant difference; HR 0.8 (90% CI 0.7-0.9)",),
        ("higher", "12%", "11%"),
        ("higher", "12%", "12%"),
        ("favors index", "11%", "12%"),
        ("favors reference", "median 6 months", "median 10 months", "disease-free-survival"),
        ("favors reference", "median 10 months", "median 6 months", "tumor-number"),
        ("favors index; HR 0.6",),
        ("favors index; HR 0.6", "", "", "overall-survival"),
        ("favors index; RR 1.6", "", "", "overall-survival"),
        ("higher; RR 1.6",),
        ("comparable", "26/31", "24/33"),
        ("comparable", "26/31", "24/33", "overall-survival"),
        ("comparable", "80%", "10%"),
        ("comparable", "90%", "20%", "overall-survival"),
    ],
)
def test_words_that_agree_pass(cells: tuple[str, ...]) -> None:
    assert found_in(*cells) == []


@pytest.mark.parametrize(
    ("cells", "severity", "against"),
    [
        (("no significant difference; p .01",), Severity.ERROR, "p=.01"),
        (("not associated; p <.05",), Severity.ERROR, "p<.05"),
        (("comparable; p .01",), Severity.WARNING, "p=.01"),
        (("associated; p .06",), Severity.WARNING, "p=.06"),
        (("associated; p not significant",), Severity.WARNING, "p not significant"),
        (("higher", "10%", "12%"), Severity.ERROR, "10% and 12%"),
        (("lower; p .20", "median 5 d", "median 3 d", "pain"), Severity.ERROR, "5 and 3"),
        (("favors index", "15%", "12%"), Severity.ERROR, "15% and 12%"),
        (("favors reference", "90%", "40%", "overall-survival"), Severity.ERROR, "90% and 40%"),
        (("favors index; HR 1.6", "", "", "overall-survival"), Severity.WARNING, "1.6"),
        (("higher; RD -5%",), Severity.WARNING, "-5%"),
        (("comparable", "40/50", "20/50"), Severity.WARNING, "40/50 and 20/50"),
        (("no significant difference", "40/50 (80%)", "20/50 (40%)"), Severity.WARNING, None),
    ],
)
def test_words_that_do_not_agree_are_told(
    cells: tuple[str, ...], severity: Severity, against: str | None
) -> None:
    (problem,) = found_in(*cells)
    assert problem.severity is severity
    words = cells[0].partition(";")[0]
    assert problem.found.startswith(f"{words}; {against or ''}")
    assert problem.message.startswith(f'{problem.message.partition(":")[0]}: the words are "{words}", but ')


def test_an_interval_counts_where_no_p_is_printed() -> None:
    (problem,) = found_in("no significant difference; HR 0.6 (95% CI 0.4-0.9)")
    assert problem.severity is Severity.ERROR
    assert "0.4 to 0.9, leaves out 1" in problem.message
    (problem,) = found_in("associated; OR 1.2 (95% CI 0.8-1.9)")
    assert problem.severity is Severity.WARNING


def test_all_times_of_a_series_have_to_contradict() -> None:
    def series(cryo: list[str]) -> list[CheckProblem]:
        entry = {"at": ["1 y", "3 y"], "cryo": cryo, "rfa": ["80%", "60%"]}
        return found_in("favors index", outcome="overall-survival", entry=entry)

    assert series(["85%", "50%"]) == []
    (problem,) = series(["75%", "50%"])
    assert problem.found == "favors index; 75% and 80%"


def test_counts_of_known_arms_are_tested() -> None:
    sized = {"arms": {"cryo": {"n": 60}, "rfa": {"n": 48}}}
    (problem,) = found_in("comparable", "88.3%", "66.7%", **sized)
    assert "differ significantly by the chi-square test, with and without correction" in problem.message
    assert found_in("comparable", "88.3%", "76.7%", **sized) == []
    modeled = {"cryo-rfa": {"index": "cryo", "reference": "rfa", "method": "propensity-weighted"}}
    assert found_in("comparable", "88.3%", "66.7%", **sized, contrasts=modeled) == []


def test_two_arms_that_differ_however_they_were_split() -> None:
    (problem,) = found_in("comparable", "78%", "66%", "recurrence", enrolled=415)
    assert problem.severity is Severity.WARNING
    assert (
        "of 415 patients, 78% and 66% differ significantly unless one arm had fewer than 106"
        in problem.message
    )
    assert found_in("comparable", "78%", "66%", "recurrence", enrolled=150) == []
    assert found_in("comparable", "78%", "66%", "overall-survival", enrolled=415) == []


def test_factors_have_no_sides() -> None:
    assert found_in("comparable", entry={"size": "higher; p .5"}) == []


@given(st.integers(10, 80), st.integers(10, 80), st.data())
def test_true_words_never_alarm(first: int, second: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, first)), data.draw(st.integers(0, second))
    rates = events[0] / first, events[1] / second
    words = "higher" if rates[0] > rates[1] else "lower" if rates[0] < rates[1] else "comparable"
    cells = [f"{n}/{size} ({100 * n / size:.1f}%)" for n, size in zip(events, (first, second), strict=True)]
    assert found_in(words, *cells) == []


def test_most_exchanged_words_alarm() -> None:
    def case(random: Random) -> bool:
        first, second = random.uniform(5, 95), random.uniform(5, 95)
        words = "lower" if first > second else "higher"
        return bool(found_in(words, f"{first:.0f}%", f"{second:.0f}%"))

    assert alarm_rate(case) > 0.95
