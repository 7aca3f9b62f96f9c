"""Sign-offs that no longer cover the conclusion."""

from __future__ import annotations

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.stale_conclusion import check_stale_conclusion
from tests.checks.policies import policy


def _found(verdict: str | None, basis: str | None, signed: tuple[str, str] | None) -> list[CheckProblem]:
    one = {"verdict": verdict, "basis": basis, "approval": signed}
    return list(check_stale_conclusion(policy(indications=[one])))


def test_what_was_signed_still_stands() -> None:
    assert not _found("insufficient", "abc", ("insufficient", "abc"))
    assert not _found("insufficient", None, None)


def test_a_changed_basis_asks_for_another_look() -> None:
    (problem,) = _found("insufficient", "def", ("insufficient", "abc"))
    assert problem.severity is Severity.WARNING
    assert problem.message.startswith(
        "What the conclusion rests on has changed since Ann signed it on 2022-01-02."
    )
    assert (problem.found, problem.expected) == ("insufficient on def", "insufficient on abc")


def test_a_verdict_that_changed_by_itself_is_an_error() -> None:
    (problem,) = _found("sufficient", "abc", ("insufficient", "abc"))
    assert problem.severity is Severity.ERROR
    assert "nothing that it rests on has changed" in problem.message


def test_a_new_verdict_on_new_evidence_has_to_be_signed() -> None:
    (problem,) = _found(None, "def", ("insufficient", "abc"))
    assert problem.severity is Severity.WARNING
    assert "The verdict is gone now, and has not been signed." in problem.message
