"""Classes of response beside the overall response."""

from __future__ import annotations

from typing import Any

from kb.checks.problem import CheckProblem
from kb.checks.rule import Rule
from kb.checks.rules.classes_of_response import check_classes_of_response
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(rule: Rule, *entries: dict[str, Any], **given: Any) -> list[CheckProblem]:
    """What a rule finds in a trial of 80 and 80."""
    record = {
        "design_group": "randomized",
        "enrolled": "160",
        "arms": {"a": "80", "b": "80"},
        "contrasts": {"a-b": {"index": "a", "reference": "b", "method": "randomized"}},
        "results": list(entries),
        **given,
    }
    return list(rule(study(record)))


def test_complete_and_partial_responses_make_the_overall_response() -> None:
    """12 + 20 are 32; with another number, two rows may be exchanged."""

    def told(overall: str) -> list[CheckProblem]:
        rows = {
            "complete-response": "12/80 (15%)",
            "partial-response": "20/80 (25%)",
            "overall-response": overall,
        }
        return found(check_classes_of_response, *({"outcome": key, "a": cell} for key, cell in rows.items()))

    assert told("32/80 (40%)") == []
    (problem,) = told("23/80 (29%)")
    assert "23/80 (29%) is not complete response and partial response together" in problem.message


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_classes_of_response) == []


def test_other_totals_further_classes_and_notes_are_left_out() -> None:
    """Criteria with a very good partial response have more than these classes."""

    def told(**further: Any) -> list[CheckProblem]:
        cells = {"complete-response": "12/80 (15%)", "partial-response": "20/80 (25%)"}
        rows: list[dict[str, Any]] = [{"outcome": key, "a": cell} for key, cell in cells.items()]
        rows.append({"outcome": "overall-response", "a": "23/80 (29%)", **further})
        return found(check_classes_of_response, *rows)

    assert len(told()) == 1
    assert told(a="23/70 (33%)") == told(note="confirmed only") == []
