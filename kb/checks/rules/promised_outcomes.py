"""The outcomes of the question are answered, and what is answered was asked.

Why: the conclusion names its relevant outcomes. When none of the studies reports one of them, the reader is
led to believe that it was weighed. And when studies report outcomes of a kind that the question leaves out,
results were found that nobody asked for, or the question is too narrow.

How: an outcome of the question is answered by a result, in words or as a number, of a study used for the
indication, of the same outcome or of one that is a case of it. A case is what the vocabulary names as a form
of it at any remove (``broader``: a walking test of function). By the names it is survival free of disease by
any event-free survival (tumor-free, recurrence-free, progression-free); disease-specific survival by cancer-
or cause-specific survival; recurrence by any outcome of recurrence or progression; morbidity, morbid events,
complications, adverse events, toxicity and safety by any harm but death; treatment-related or perioperative
mortality by any death among the harms; symptoms and their reduction by any symptom; functional outcomes,
quality of life, health status, test accuracy or validity and use of resources by any outcome of their domain;
change in disease status by any response, recurrence, symptom, function or marker; a general outcome
(survival, response) by one whose name holds its words. Unanswered relevant outcomes are a warning, the others
a note. Results in the domains of survival, recurrence, response, symptoms, function, quality of life, harm
and accuracy are a note when the question names no outcome of that domain, nor one that they answer.

What fits: an indication without studies. Results that are not reported, or not extracted, answer nothing.

Limits: what reviews report of their studies counts, single studies inside them do not. Whether a study
measures an outcome well is for its limitations.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 3.2.4.2 and 14.1.3
(outcomes are chosen beforehand, and shown whether or not data were found); PRISMA 2020, item 10a.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.answered_outcomes import answers
from kb.evidence.policy import Indication
from kb.evidence.vocabulary import Outcome, name_of

_IMPORTANT = {
    "survival": "survival",
    "recurrence": "recurrence or progression",
    "response": "response to treatment",
    "symptom": "symptoms",
    "function": "function",
    "quality-of-life": "quality of life",
    "harm": "harms",
    "accuracy": "accuracy of a test",
}


@rule(
    Subject.POLICY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, sections 3.2.4.2 and 14.1.3; PRISMA 2020, item 10a",
)
def check_promised_outcomes(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each unanswered outcome and for each domain that was not asked for."""
    for indication in policy.indications:
        used = [policy.studies[key] for key in indication.studies if key in policy.studies]
        known = policy.vocabulary.outcomes
        reported = {key: known[key] for study in used for key in study.outcomes_reported if key in known}
        if reported:
            yield from _unanswered(policy, indication, reported)
            yield from _not_asked(policy, indication, reported)


def _unanswered(
    policy: CheckedPolicy, indication: Indication, reported: dict[str, Outcome]
) -> Iterator[CheckProblem]:
    for promised in indication.outcomes:
        outcome = policy.vocabulary.outcomes.get(promised.key)
        terms = policy.vocabulary.outcome_terms
        if outcome is None or any(answers(answer, outcome, terms) for answer in reported.values()):
            continue
        near = sorted(answer.name for answer in reported.values() if answer.domain == outcome.domain)
        which = "a relevant outcome" if promised.relevant else "an outcome"
        instead = f" The studies report {listed(near[:_SHOWN])} instead." if near else ""
        message = (
            f"{_capital(outcome.name)} is {which} of the question, but no study used reports it.{instead}"
        )
        yield CheckProblem(
            severity=Severity.WARNING if promised.relevant else Severity.NOTE,
            record=indication.record,
            place=f"{indication.id}/{promised.key}",
            message=message + (" Say so, or take it out." if promised.relevant else ""),
            found="not reported",
        )


_SHOWN = 4
"""Outcomes that a message names."""


def _not_asked(
    policy: CheckedPolicy, indication: Indication, reported: dict[str, Outcome]
) -> Iterator[CheckProblem]:
    known = policy.vocabulary.outcomes
    promised = [known[outcome.key] for outcome in indication.outcomes if outcome.key in known]
    terms = policy.vocabulary.outcome_terms
    domains = {outcome.domain for outcome in promised}
    for domain, words in _IMPORTANT.items():
        if domain in domains or not indication.outcomes:
            continue
        of_domain = [(key, outcome) for key, outcome in sorted(reported.items()) if outcome.domain == domain]
        keys = [key for key, outcome in of_domain if not any(answers(outcome, p, terms) for p in promised)]
        if keys:
            names = listed(name_of(policy.vocabulary.outcome_terms, key) for key in keys[:_SHOWN])
            yield CheckProblem(
                severity=Severity.NOTE,
                record=indication.record,
                place=f"{indication.id} {domain}",
                message=f"Studies report {words} ({names}), which the question does not name.",
                found=", ".join(keys),
            )


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
