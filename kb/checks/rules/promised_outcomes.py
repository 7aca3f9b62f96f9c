"""The outcomes of the question are answered, and what is answered was asked.

Why: the conclusion names its relevant outcomes. When none of the studies reports one of them, the reader is
led to believe that it was weighed. And when studies report outcomes of a kind that the question leaves out,
results were found that nobody asked for, or the question is too narrow.

How: an outcome of the question is answered by a result, in words or as a number, of a study used for the
indication, of the same outcome or of one that is a case of it: survival free of disease by any event-free
survival (tumor-free, recurrence-free, progression-free); disease-specific survival by cancer- or
cause-specific survival; recurrence by any outcome of recurrence or progression; morbidity, complications,
adverse events, toxicity and safety by any harm but death; treatment-related or perioperative mortality by
any death among the harms; symptoms and their reduction by any symptom; a general outcome (survival,
response) by one whose name holds its words. Unanswered relevant outcomes are a warning, the others a note.
Results in the domains of survival, recurrence, response, symptoms, harm and accuracy are a note when the
question names no outcome of that domain.

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
from kb.evidence.vocabulary import Outcome, name_of

_IMPORTANT = {
    "survival": "survival",
    "recurrence": "recurrence or progression",
    "response": "response to treatment",
    "symptom": "symptoms or function",
    "harm": "harms",
    "accuracy": "accuracy of a test",
}
_DEATH = re.compile(r"\b(?:deaths?|mortality|fatal\w*)\b", re.IGNORECASE)
_ANY_HARM = re.compile(
    r"\b(?:morbidity|complications?|adverse (?:events?|effects?)|toxicit\w+|harms?|side effects?|safety)\b",
    re.IGNORECASE,
)
_ALIVE = re.compile(r"surviv|mortality|\bdeaths?\b|\balive\b", re.IGNORECASE)
_ANY_SYMPTOM = re.compile(r"\bsymptoms?\b", re.IGNORECASE)
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
        if outcome is None or any(answers(answer, outcome) for answer in reported.values()):
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
    domains = {known[promised.key].domain for promised in indication.outcomes if promised.key in known}
    for domain, words in _IMPORTANT.items():
        keys = sorted(key for key, outcome in reported.items() if outcome.domain == domain)
        if keys and domain not in domains and indication.outcomes:
            names = listed(name_of(policy.vocabulary.outcome_terms, key) for key in keys[:_SHOWN])
            yield CheckProblem(
                severity=Severity.NOTE,
                record=indication.record,
                place=f"{indication.id} {domain}",
                message=f"Studies report {words} ({names}), which the question does not name.",
                found=", ".join(keys),
            )


def answers(reported: Outcome, promised: Outcome) -> bool:
    """Whether an outcome that a study reports is the one asked for, or a case of it."""
    if reported.key == promised.key:
        return True
    if reported.domain != promised.domain:
        return False
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
