"""What is known about one policy, as typed rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PolicyHeader:
    """Title, plan and dates (ISO 8601) of a policy; null where not entered."""

    policy: str
    title: str
    plan: str
    section: str
    original_date: str | None
    effective_date: str | None
    parent_plan: str | None
    parent_number: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One coverage statement and the one of the version before (null when new)."""

    statement: str
    position: int
    determination: str
    text: str
    previous_text: str | None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One node of a criteria tree, ``depth`` from 0; ``minimum`` for at-least only, groups have no ``text``."""

    id: str
    statement: str
    parent: str | None
    depth: int
    kind: str
    minimum: int | None
    text: str | None


@dataclass(frozen=True, slots=True)
class Code:
    """One code; ``none`` where a system has none, and then without description and use."""

    system: str
    code: str
    description: str | None
    use: str | None


@dataclass(frozen=True, slots=True)
class Prose:
    """One authored paragraph with the heading above it, if any."""

    heading: str | None
    text: str


@dataclass(frozen=True, slots=True)
class PicoElement:
    """One intervention, comparator or outcome of a question."""

    element: str
    name: str
    abbreviation: str | None
    relevant: bool


@dataclass(frozen=True, slots=True)
class StudyUse:
    """One study under an evidence group, as far as counting it goes."""

    study: str
    design_group: str
    known_through: str | None
    is_empty_review: bool


@dataclass(frozen=True, slots=True)
class Group:
    """One evidence group with its studies in reading order."""

    key: str
    heading: str
    intro: str | None
    studies: tuple[StudyUse, ...]


@dataclass(frozen=True, slots=True)
class Indication:
    """One indication: question, prose by section, groups, findings; verdict null while there is none."""

    key: str
    title: str
    population_verb: str
    population: str
    verdict: str | None
    effect: str | None
    pico: tuple[PicoElement, ...]
    prose: Mapping[str, tuple[Prose, ...]]
    criteria: tuple[str, ...]
    groups: tuple[Group, ...]
    findings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One recommendation of a guideline that the policy reports."""

    indication: str | None
    organization: str
    abbreviation: str | None
    guideline: str
    title: str
    version: str | None
    recommendation: str
    category: str | None
    text: str
    reference: str | None
    summary: str | None


@dataclass(frozen=True, slots=True)
class ClinicalInput:
    """One round of clinical input; numbers as printed, null when not stated."""

    year: int
    societies: str | None
    centers: str | None
    summary: str


@dataclass(frozen=True, slots=True)
class TrialSearch:
    """One search for ongoing and unpublished trials; ``date`` ISO 8601, as precise as known."""

    registry: str
    date: str
    found: int
    text: str | None


@dataclass(frozen=True, slots=True)
class OngoingTrial:
    """One ongoing or unpublished trial."""

    number: str
    title: str
    planned: int | None
    completion: str | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Cited:
    """One reference of the list of a policy."""

    reference: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Policy:
    """All of one policy but its studies."""

    header: PolicyHeader
    statements: tuple[Statement, ...]
    criteria: tuple[Criterion, ...]
    codes: tuple[Code, ...]
    related: tuple[tuple[str, str | None], ...]
    prose: Mapping[str, tuple[Prose, ...]]
    indications: tuple[Indication, ...]
    recommendations: tuple[Recommendation, ...]
    input: tuple[ClinicalInput, ...]
    coverage: tuple[tuple[str, str, str | None], ...]
    trial_searches: tuple[TrialSearch, ...]
    trials: tuple[OngoingTrial, ...]
    history: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]
    references: tuple[Cited, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """Citation number of every reference."""
        return {cited.reference: cited.number for cited in self.references}
