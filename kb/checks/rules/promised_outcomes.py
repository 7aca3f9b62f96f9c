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

import re
from collections.abc import Iterator

from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.evidence.policy import Indication
from kb.evidence.vocabulary import Outcome, Terms, is_form_of, name_of

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
_DEATH = re.compile(r"\b(?:deaths?|mortality|fatal\w*)\b", re.IGNORECASE)
_ANY_HARM = re.compile(
    r"\b(?:morbidity|morbid events?|complications?"
    r"|adverse (?:events?|effects?)|toxicit\w+|harms?|side effects?|safety)\b",
    re.IGNORECASE,
)
_ALIVE = re.compile(r"surviv|mortality|\bdeaths?\b|\balive\b", re.IGNORECASE)
_ANY_SYMPTOM = re.compile(r"\bsymptoms?\b", re.IGNORECASE)
_GENERAL = {
    r"(?:change in )?disease status": {"response", "recurrence", "symptom", "function", "biomarker"},
    r"(?:physical |motor )?function|functional (?:outcomes?|ability|status|capacity|measures?)": {"function"},
    r"(?:health-related )?quality of life": {"quality-of-life"},
    r"health status(?: measures?)?": {"quality-of-life", "function"},
    r"(?:(?:other )?test |diagnostic |clinical |analytic )?(?:accuracy|validity|performance)"
    r"(?: measures?| (?:and|or) (?:accuracy|validity))?": {"accuracy"},
    r"(?:resource|health ?care) (?:use|utilization)|use of (?:resources|care)": {"utility"},
}
"""Names of outcomes that stand for whole domains: pattern of the name -> domains."""
_FREE = re.compile(r"[- ]free survival\b", re.IGNORECASE)
_SPECIFIC = re.compile(r"[- ]specific (?:survival|mortality)\b", re.IGNORECASE)
_EMPTY = frozenset({"rate", "rates", "of", "the", "and", "or", "in", "to"})


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


def answers(reported: Outcome, promised: Outcome, terms: Terms) -> bool:
    """Whether an outcome that a study reports is the one asked for, or a case of it."""
    if is_form_of(terms, reported.key, promised.key) or reported.domain in _domains_of(promised):
        return True
    return reported.domain == promised.domain and _is_case_by_name(reported, promised)


def _domains_of(promised: Outcome) -> set[str]:
    """The domains that an outcome stands for by its name; none for a particular outcome."""
    kinds = (domains for pattern, domains in _GENERAL.items() if re.fullmatch(pattern, promised.name, re.I))
    return next(kinds, set())


def _is_case_by_name(reported: Outcome, promised: Outcome) -> bool:
    if promised.domain == "harm":
        if _DEATH.search(promised.name):
            return _DEATH.search(reported.name) is not None
        if _ANY_HARM.search(promised.name):
            return _DEATH.search(reported.name) is None
    if promised.domain == "symptom" and _ANY_SYMPTOM.search(promised.name):
        return True
    if promised.domain == "recurrence" and len(_words(promised)) == 1:
        return True
    if any(kind.search(promised.name) and kind.search(reported.name) for kind in (_FREE, _SPECIFIC)):
        return True
    if _is_of_any_cause(promised) and _is_of_any_cause(reported):
        return True
    return bool(_words(promised)) and _words(promised) <= _words(reported)


def _is_of_any_cause(outcome: Outcome) -> bool:
    """Whether it is survival or death, whatever the cause."""
    return _ALIVE.search(outcome.name) is not None and not (
        _FREE.search(outcome.name) or _SPECIFIC.search(outcome.name)
    )


def _words(outcome: Outcome) -> set[str]:
    return set(re.split(r"[\W_]+", outcome.name.lower())) - _EMPTY


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
