"""Whether a study fits a PICO question, by the vocabulary that both are described in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class PopulationFit(StrEnum):
    """How the conditions of a study stand to that of a question."""

    FITS = "fits"
    """The same, or a form of it."""
    WIDER = "wider"
    """The study covers a wider condition, of which that of the question is a form."""
    UNKNOWN = "unknown"
    """One of the two names no condition."""


_RANKS = {PopulationFit.FITS: 2, PopulationFit.WIDER: 1, PopulationFit.UNKNOWN: 0}


@dataclass(frozen=True, slots=True)
class PicoKeys:
    """The PICO of an indication, as keys of the vocabulary."""

    policy: str
    indication: str
    condition: str | None
    interventions: tuple[str, ...]
    comparators: tuple[str, ...]
    outcomes: tuple[str, ...]
    relevant: frozenset[str]
    """Those of the outcomes that are named as relevant for the conclusion."""


@dataclass(frozen=True, slots=True)
class StudyContent:
    """What a study is about, as keys of the vocabulary."""

    study: str
    label: str
    conditions: frozenset[str]
    interventions: frozenset[str]
    outcomes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Fit:
    """In what a study fits a question. It fits in population and intervention; the rest raises its rank."""

    population: PopulationFit
    interventions: tuple[str, ...]
    """Interventions of the question that arms of the study received, in any form."""
    comparators: tuple[str, ...]
    outcomes: tuple[str, ...]
    relevant: int
    """How many of the outcomes are relevant ones."""

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """The higher, the better it fits: population, comparators at all, relevant outcomes, outcomes."""
        return (_RANKS[self.population], int(bool(self.comparators)), self.relevant, len(self.outcomes))


class Hierarchy:
    """Which term is a form of which wider one."""

    def __init__(self, broader: Mapping[str, str]) -> None:
        self._broader = broader

    def is_form_of(self, term: str, wider: str) -> bool:
        """Whether a term is another one or a form of it, over any number of steps."""
        seen: set[str] = set()
        step: str | None = term
        while step is not None and step not in seen:
            if step == wider:
                return True
            seen.add(step)
            step = self._broader.get(step)
        return False

    def covered(self, wanted: Iterable[str], present: Iterable[str]) -> tuple[str, ...]:
        """Those of the wanted terms of which a form is present, in their order."""
        terms = tuple(present)
        return tuple(asked for asked in wanted if any(self.is_form_of(term, asked) for term in terms))


def fit(
    content: StudyContent, question: PicoKeys, interventions: Hierarchy, conditions: Hierarchy
) -> Fit | None:
    """In what the study fits the question; None when it does not in population or intervention."""
    received = interventions.covered(question.interventions, content.interventions)
    population = _population(content, question, conditions)
    if not received or population is None:
        return None
    outcomes = tuple(outcome for outcome in question.outcomes if outcome in content.outcomes)
    return Fit(
        population,
        received,
        interventions.covered(question.comparators, content.interventions),
        outcomes,
        len(question.relevant.intersection(outcomes)),
    )


def _population(content: StudyContent, question: PicoKeys, conditions: Hierarchy) -> PopulationFit | None:
    asked = question.condition
    if asked is None or not content.conditions:
        return PopulationFit.UNKNOWN
    if any(conditions.is_form_of(condition, asked) for condition in content.conditions):
        return PopulationFit.FITS
    if any(conditions.is_form_of(asked, condition) for condition in content.conditions):
        return PopulationFit.WIDER
    return None
