"""What was printed wrong in real policies is found, and what looks odd and is right raises no alarm.

The cases are a third of a collection (``printed/errors.yaml``, ``printed/sound.yaml``), each as a record
would hold it; what records cannot hold is listed with the reason. Grade A is certain from what is printed, B
is likely.
"""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from kb.checks.problem import Severity
from tests.checks.printed.reading import Case, cases, told

ERRORS, SOUND = cases("errors"), cases("sound")


def _share(chosen: Iterable[Case]) -> float:
    """Percent of errors of which something is said."""
    said = [bool(told(case)) for case in chosen]
    return 100 * sum(said) / len(said)


@pytest.mark.parametrize("key", ERRORS)
def test_a_printed_error_is_told_by_the_rules_that_know_its_kind(key: str) -> None:
    """The worst that is said has the severity of the table; where none knows it, the table says why."""
    case = ERRORS[key]
    assert ("missed" in case) == (not told(case)), case.get("missed")
    if "missed" not in case:
        assert set(case["rules"]) <= {problem.rule for problem in told(case)}
        assert told(case)[0].severity is Severity(case["severity"])


@pytest.mark.parametrize("key", SOUND)
def test_a_sound_passage_raises_no_warning(key: str) -> None:
    """A note may ask."""
    assert [one.message for one in told(SOUND[key]) if one.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(("grade", "least"), [("A", 80), ("B", 60)])
def test_most_printed_errors_are_told(grade: str, least: int) -> None:
    """In percent of those of a grade that records can hold."""
    assert _share(case for case in ERRORS.values() if case["grade"] == grade) >= least


def test_what_records_cannot_hold_is_no_case() -> None:
    """It is listed with the reason, and nowhere else."""
    listed = cases("not_expressible")
    assert not listed.keys() & (ERRORS.keys() | SOUND.keys())
    assert all(reason.endswith(".") for reason in listed.values())
