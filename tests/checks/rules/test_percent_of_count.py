"""Percentages against the counts and totals beside them."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.percent_of_count import check_percent_of_count
from tests.builders.studies import study
from tests.checks.simulated import Printer, alarm_rate, alarms, simulated


def found(cell: str, **entry: Any) -> list[CheckProblem]:
    result = {"outcome": "complications", "cryo": cell, **entry}
    return list(check_percent_of_count(study({"arms": {"cryo": "180"}, "results": [result]})))


@pytest.mark.parametrize(
    "cell",
    [
        "7/180 (3.9%)",
        "41% (16/39)",
        "205/222 lesions (92.3%)",
        "440 (17.5%) of 2,517",
        "sensitivity 93.3% (14/15)",
        "1/8 (12%)",  # 12.5, halves to even
        "1/8 (13%)",  # 12.5, halves up
        "0/31 (0%)",
        "none",
        "1/180 (<1%)",
        "11/180 (~6%)",
        "59/76 (~80%)",  # 77.6, said to be about
        "33/25 events (132%)",
        "7/180",
        "3.9%",
    ],
)
def test_what_agrees_is_passed(cell: str) -> None:
    assert found(cell) == []


def test_a_wrong_percentage_is_an_error_that_names_what_would_agree() -> None:
    (problem,) = found("502/832 (60.2%)")
    assert problem.severity is Severity.ERROR
    assert problem.place == "made-up-2020/complications/cryo:percent-2"
    assert problem.found == "502/832 (60.2%)"
    assert problem.expected == "60.3%; or a total of 834; or 501 of 832"
    assert problem.message == (
        "complications: 502 of 832 participants is 60.3%, not 60.2%. "
        "It would take a total of 834 or 501 of 832."
    )
    assert [figure.rpartition(":")[2] for figure in problem.figures] == ["count", "total-1", "percent-2"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("396/832 (44.5%)", "47.6%; or a total of 889 to 890; or 370 of 832"),
        ("7/832 (0.85%)", "0.84%; or a total of 819 to 828"),
        ("5/180 (<1%)", "2.8%; or a total of 501 or more; or 0 to 1 of 180"),
        ("specificity 82% (40/50)", "80%; or a total of 49; or 41 of 50"),
        ("12/40 lesions (35%)", "30%; or a total of 34; or 14 of 40"),
    ],
)
def test_the_numbers_that_would_agree(cell: str, expected: str) -> None:
    (problem,) = found(cell)
    assert problem.expected == expected


def test_a_percentage_that_was_cut_off_is_a_note() -> None:
    (problem,) = found("216/832 (25.9%)")
    assert problem.severity is Severity.NOTE
    assert problem.message == "complications: 216 of 832 is 25.962%: 25.9% is cut off, not rounded."
    assert problem.expected == "26.0%"


def test_a_survival_rate_at_a_time_may_be_an_estimate() -> None:
    (problem,) = found("20/40 (55%)", outcome="overall-survival", at="1 y")
    assert problem.severity is Severity.WARNING
    assert "Kaplan-Meier" in problem.message
    (problem,) = found("20/40 (55%)", outcome="overall-survival")
    assert problem.severity is Severity.ERROR


@pytest.mark.parametrize(
    "entry", [{"estimator": "kaplan-meier"}, {"estimator": "cumulative-incidence"}, {"adjusted": True}]
)
def test_what_is_no_simple_proportion_is_left_alone(entry: dict[str, Any]) -> None:
    assert found("20/40 (55%)", **entry) == []


@pytest.mark.parametrize("cell", ["20/40 (55%) imputed", "20/40 (55%) planned", "20/40 (55%) adjusted"])
def test_qualified_numbers_are_left_alone(cell: str) -> None:
    assert found(cell) == []


def test_reviews_are_left_alone() -> None:
    record = {"design_group": "systematic-review", "results": [{"outcome": "pain", "all": "20/40 (55%)"}]}
    assert list(check_percent_of_count(study(record))) == []


@given(st.integers(0, 10**6))
def test_what_was_counted_never_alarms(seed: int) -> None:
    assert alarms(check_percent_of_count, simulated(Random(seed)), Severity.NOTE) == []


@settings(deadline=None)
@given(st.integers(1, 5000), st.data())
def test_shares_of_any_size_never_alarm(total: int, data: st.DataObject) -> None:
    events = data.draw(st.integers(0, total))
    printed = Printer(Random(data.draw(st.integers()))).share(events, total, "c/n (p%)")
    assert found(printed) == []


def changed_count(random: Random) -> dict[str, Any]:
    """A count that is one to three more or fewer than it was when its percentage was computed."""
    total = random.randrange(10, 600)
    events = random.randrange(1, total)
    decimals = random.choice((0, 1, 2))
    percent = f"{Decimal(100 * events) / total:.{decimals}f}"
    slip = max(0, min(total, events + random.choice((-3, -2, -1, 1, 2, 3))))
    return {"results": [{"outcome": "complications", "all": f"{slip}/{total} ({percent}%)"}]}


def test_most_slips_are_found() -> None:
    # What is missed is printed with too few digits for the size of its group.
    assert alarm_rate(check_percent_of_count, changed_count) >= 0.85
