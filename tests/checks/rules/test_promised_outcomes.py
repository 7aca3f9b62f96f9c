"""Outcomes of the question against those that studies report."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.checks.policy import read_policies
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rules.promised_outcomes import check_promised_outcomes
from kb.db.connect import read
from kb.evidence.answered_outcomes import answers
from kb.evidence.policies import policy_numbers
from kb.evidence.vocabulary import Outcome, Term
from tests.builders.folders import Folder
from tests.builders.policies import policy, vocabulary


def problems(asked: list[str], *reported: str, cell: str = "12%") -> list[CheckProblem]:
    results = [{"outcome": outcome, "cryo": cell} for outcome in reported]
    study: dict[str, Any] = {"arms": {"cryo": "20"}, "results": results}
    return list(check_promised_outcomes(policy(studies={"doe": study}, indications=[{"outcomes": asked}])))


@pytest.mark.parametrize(
    ("asked", "reported"),
    [
        ("overall-survival", "overall-survival"),
        ("overall-survival", "mortality"),
        ("recurrence", "local-recurrence"),
        ("disease-specific-survival", "cancer-specific-survival"),
        ("treatment-related-morbidity", "bleeding"),
        ("treatment-related-morbidity", "major-complications"),
        ("treatment-related-mortality", "perioperative-mortality"),
        ("symptom-reduction", "pain"),
    ],
)
def test_an_outcome_is_answered_by_itself_or_a_case_of_it(asked: str, reported: str) -> None:
    assert not problems([f"!{asked}"], reported)


@pytest.mark.parametrize(
    ("asked", "reported"),
    [
        ("overall-survival", "disease-free-survival"),
        ("disease-specific-survival", "overall-survival"),
        ("treatment-related-mortality", "bleeding"),
        ("treatment-related-morbidity", "perioperative-mortality"),
        ("quality-of-life", "pain"),
        ("local-recurrence", "distant-recurrence"),
    ],
)
def test_a_relevant_outcome_that_nobody_reports_is_a_warning(asked: str, reported: str) -> None:
    (problem,) = problems([f"!{asked}"], reported)
    assert (problem.severity, problem.place) == (Severity.WARNING, f"1.01/hcc/{asked}")
    assert (
        "is a relevant outcome of the question, but no study used reports it. The studies report"
        in problem.message
    )


def test_another_outcome_is_a_note() -> None:
    (problem,) = problems(["!overall-survival", "quality-of-life"], "overall-survival")
    assert problem.severity is Severity.NOTE
    assert problem.message == "Quality of life is an outcome of the question, but no study used reports it."


def test_results_that_nobody_asked_for_are_a_note() -> None:
    (problem,) = problems(["!overall-survival"], "overall-survival", "complications", "bleeding")
    assert (problem.severity, problem.place) == (Severity.NOTE, "1.01/hcc harm")
    assert "report harms (bleeding and complications), which the question does not name" in problem.message


def test_what_is_not_reported_answers_nothing_and_words_answer() -> None:
    assert problems(["!overall-survival"], "overall-survival", "recurrence", cell="not reported") == []
    study = {
        "arms": {"cryo": "20"},
        "results": [
            {"outcome": "overall-survival", "cryo": "not reported"},
            {"outcome": "local-recurrence", "cryo": "comparable"},
        ],
    }
    one = policy(studies={"doe": study}, indications=[{"outcomes": ["!overall-survival", "recurrence"]}])
    assert [problem.place for problem in check_promised_outcomes(one)] == ["1.01/hcc/overall-survival"]


def test_an_indication_without_studies_is_left_alone() -> None:
    one = policy(indications=[{"outcomes": ["!overall-survival"]}])
    assert not list(check_promised_outcomes(one))


def test_event_free_survivals_are_one_kind() -> None:
    def named(name: str) -> Outcome:
        return Outcome(name, name, "survival", "higher", False)

    for name in ("tumor-free survival", "recurrence-free survival", "progression-free survival"):
        assert answers(named(name), named("disease-free survival"), {})
        assert not answers(named(name), named("overall survival"), {})


@pytest.mark.parametrize(
    ("promised", "domain", "reported", "reported_domain"),
    [
        ("functional outcomes", "function", "six-minute walk distance", "function"),
        ("quality of life", "quality-of-life", "SF-36 physical component", "quality-of-life"),
        ("health status measures", "quality-of-life", "Barthel index", "function"),
        ("change in disease status", "response", "motor milestones", "function"),
        ("morbid events", "harm", "pyrexia", "harm"),
        ("test accuracy and validity", "accuracy", "accuracy for trisomy 21", "accuracy"),
        ("resource utilization", "utility", "invasive procedures", "utility"),
    ],
)
def test_an_outcome_that_stands_for_its_domain_is_answered_by_any_of_it(
    promised: str, domain: str, reported: str, reported_domain: str
) -> None:
    answer = Outcome("a", reported, reported_domain, "higher", False)
    assert answers(answer, Outcome("p", promised, domain, "higher", False), {})
    assert not answers(
        replace(answer, domain="survival"), Outcome("p", promised, domain, "higher", False), {}
    )


def test_a_particular_function_is_answered_by_itself_or_what_the_vocabulary_calls_a_form_of_it() -> None:
    def named(key: str) -> Outcome:
        return Outcome(key, key, "function", "higher", False)

    terms = {key: Term(key, key, None, wider, "function") for key, wider in WIDER.items()}
    assert answers(named("hand-grip"), named("hand-function"), terms)
    assert not answers(named("walking"), named("hand-function"), terms)


WIDER = {"hand-grip": "grip", "grip": "hand-function", "hand-function": None, "walking": None}


OUTCOMES = sorted(
    key
    for key, one in vocabulary().outcomes.items()
    if one.domain in ("survival", "recurrence", "harm", "response", "symptom")
)


@given(st.lists(st.sampled_from(OUTCOMES), min_size=1, max_size=10, unique=True))
def test_what_is_asked_and_reported_never_alarms(outcomes: list[str]) -> None:
    assert not problems([f"!{one}" for one in outcomes], *outcomes)


def test_most_outcomes_that_are_left_out_are_found() -> None:
    chance = random.Random(9)
    found = 0
    for _ in range(200):
        outcomes = chance.sample(OUTCOMES, 4)
        found += bool(problems([f"!{one}" for one in outcomes], *outcomes[1:]))
    assert found / 200 > 0.5


def test_both_engines_know_what_is_reported(folder: Folder, engine_url: str) -> None:
    asked = "  - {outcome: overall-survival}\n  - {outcome: tumor-size, relevant: yes}\n"
    folder.change("policies/1.01/indications/hcc", "  - {outcome: overall-survival}\n", asked)
    folder.load(engine_url)
    with read(engine_url) as reader:
        (one,) = read_policies(reader, policy_numbers(reader))
    assert [problem.place for problem in check_promised_outcomes(one)] == [
        "1.01/hcc/tumor-size",
        "1.01/hcc harm",
    ]
