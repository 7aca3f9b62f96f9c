"""Which outcomes that studies report answer one of a question; the rule ``promised-outcomes`` says how."""

from __future__ import annotations

import re

from kb.evidence.vocabulary import Outcome, Terms, is_form_of

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
