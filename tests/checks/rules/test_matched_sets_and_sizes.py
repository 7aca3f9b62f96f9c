"""Shares before and after matching beside the two sizes."""

from __future__ import annotations

from kb.checks.problem import CheckProblem
from kb.checks.rules.matched_sets_and_sizes import check_matched_sets_and_sizes
from tests.builders.studies import study
from tests.checks.invented_cases import false_warnings


def found(before: tuple[str, str], after: tuple[str, str]) -> list[CheckProblem]:
    """Two outcomes of an arm of 150, of whom 60 were matched."""
    results: list[dict[str, str]] = [{"outcome": "participants", "population": "matched", "a": "60"}]
    for outcome, whole, matched in zip(("pain", "bleeding"), before, after, strict=True):
        results.append({"outcome": outcome, "a": whole})
        results.append({"outcome": outcome, "population": "matched", "a": matched})
    record = {"arms": {"a": "150"}, "populations": {"matched": {"kind": "matched"}}, "results": results}
    return list(check_matched_sets_and_sizes(study(record)))


def test_shares_of_their_own_size_are_passed() -> None:
    """31/150 is 21%, 47/150 31%; 13/60 is 22%, 19/60 32%."""
    assert found(("31 (21%)", "47 (31%)"), ("13 (22%)", "19 (32%)")) == []


def test_shares_of_the_other_size_are_told_of_both_sets() -> None:
    """The columns before and after matching are exchanged."""
    problems = found(("13 (22%)", "19 (32%)"), ("31 (21%)", "47 (31%)"))
    assert len(problems) == 2
    assert "are shares of the 150 of all participants" in problems[0].message


def test_one_share_alone_says_nothing() -> None:
    """A single one may be a misprint, which other rules tell."""
    assert found(("31 (21%)", "47 (31%)"), ("31 (21%)", "19 (32%)")) == []


def test_sound_trials_are_passed() -> None:
    """Invented ones, of all kinds."""
    assert false_warnings(check_matched_sets_and_sizes) == []
