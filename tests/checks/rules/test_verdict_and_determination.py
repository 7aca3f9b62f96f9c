"""Verdicts and determinations that point apart are said, never judged."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import codes
from kb.checks.problem import Severity
from kb.checks.rules.verdict_and_determination import check_verdict_and_determination
from tests.builders.policies import DETERMINATIONS, policy, statement


def _found(verdict: str | None, *determinations: str) -> list[str]:
    statements = tuple(statement(word, "hcc", key=f"s{n}") for n, word in enumerate(determinations))
    one = policy(indications=[{"verdict": verdict, "title": "Liver cancer"}], statements=statements)
    problems = list(check_verdict_and_determination(one))
    assert all(problem.severity is Severity.NOTE for problem in problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(("verdict", "determination"), list(product(codes.VERDICT, DETERMINATIONS)))
def test_only_opposite_words_are_told(verdict: str, determination: str) -> None:
    apart = {("sufficient", "investigational"), ("insufficient", "medically-necessary")}
    assert bool(_found(verdict, determination)) == ((verdict, determination) in apart)


def test_the_message_says_both_words() -> None:
    assert _found("insufficient", "medically-necessary") == [
        "The evidence on Liver cancer is called insufficient, the service medically necessary. Is that meant?"
    ]


def test_one_statement_of_several_that_fits_is_enough() -> None:
    assert _found("sufficient", "investigational", "medically-necessary") == []


def test_what_is_missing_is_told() -> None:
    assert _found("sufficient") == [
        "The review of Liver cancer has a verdict, but no statement decides on it."
    ]
    assert _found(None, "investigational") == [
        "A statement decides on Liver cancer, but its review has no verdict."
    ]
    assert _found(None) == []


def test_statements_that_name_no_indication_are_left_alone() -> None:
    one = policy(indications=[{"verdict": "sufficient"}], statements=(statement("investigational"),))
    assert not list(check_verdict_and_determination(one))


def test_a_general_statement_may_decide_on_what_no_other_names() -> None:
    statements = (statement("medically-necessary", "other"), statement("investigational", key="s2"))
    one = policy(indications=[{"verdict": "insufficient"}], statements=statements)
    assert not list(check_verdict_and_determination(one))


@given(st.sampled_from(sorted(codes.VERDICT)), st.lists(st.sampled_from(sorted(DETERMINATIONS)), max_size=4))
def test_one_statement_that_fits_is_enough_whatever_the_others(verdict: str, others: list[str]) -> None:
    fitting = "medically-necessary" if verdict == "sufficient" else "investigational"
    assert not _found(verdict, *others, fitting)
    apart = "investigational" if verdict == "sufficient" else "medically-necessary"
    assert len(_found(verdict, *(apart for _ in others), apart)) == 1


@pytest.mark.parametrize(
    ("verdict", "effect", "determination", "told"),
    [
        ("sufficient", "unlikely-to-improve", "investigational", False),
        ("sufficient", "unlikely-to-improve", "medically-necessary", True),
        ("sufficient", "worsens-net-health-outcome", "medically-necessary", True),
        ("insufficient", "unlikely-to-improve", "medically-necessary", True),
        ("sufficient", "as-good", "medically-necessary", False),
        ("sufficient", "as-good", "investigational", True),
    ],
)
def test_evidence_against_a_service_fits_with_its_refusal(
    verdict: str, effect: str, determination: str, told: bool
) -> None:
    asked = {"verdict": verdict, "effect": effect}
    made = policy(indications=[asked], statements=(statement(determination, "hcc"),))
    assert bool(list(check_verdict_and_determination(made))) == told


def test_findings_may_stand_without_a_verdict() -> None:
    asked = {"findings": {"a": "They differ."}}
    made = policy(indications=[asked], statements=(statement("investigational", "hcc"),))
    assert not list(check_verdict_and_determination(made))
