"""Sign-offs that no longer cover the conclusion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.stale_conclusion import check_stale_conclusion
from kb.db.connect import read
from kb.evidence.basis import basis_hash
from kb.evidence.policies import policy_numbers
from tests.builders.folders import Folder, change_in_database
from tests.builders.policies import policy


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
    assert (
        '"insufficient" on 2022-01-02. It is gone now, and what it rests on has changed too.'
        in problem.message
    )


VERDICTS = st.sampled_from(["sufficient", "insufficient", None])


@given(VERDICTS, st.sampled_from(["sufficient", "insufficient"]), st.booleans())
def test_exactly_what_moved_since_the_signature_is_told(now: str | None, signed: str, moved: bool) -> None:
    found = _found(now, "def" if moved else "abc", (signed, "abc"))
    assert bool(found) == (moved or now != signed)


def test_both_engines_tell_a_changed_figure(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    with read(engine_url) as reader:
        basis = basis_hash(reader, "1.01/hcc")
    change_in_database(
        engine_url,
        "INSERT INTO approval (id, indication_id, who, approved_at, verdict, basis_hash)"  # noqa: S608
        f" VALUES ('a', '1.01/hcc', 'Ann', '2022-01-02T00:00:00Z', 'insufficient', '{basis}')",
    )
    assert _of_database(engine_url) == []
    folder.change(
        "studies/doe-2020", "results:\n", "results:\n  - {outcome: tumor-size, cryo: median 3 cm}\n"
    )
    folder.load(engine_url)
    assert _of_database(engine_url) == [Severity.WARNING]


def _of_database(url: str) -> list[Severity]:
    with read(url) as reader:
        (one,) = read_policies(reader, policy_numbers(reader))
    return [problem.severity for problem in check_stale_conclusion(one)]
