"""What is known about one policy, as typed rows.

Named tuples, because they are made some ten times faster than dataclasses at start-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class PolicyHeader(NamedTuple):
    """Title, plan and dates (ISO 8601) of a policy; null where not entered."""

    policy: str
    title: str
    plan: str
    section: str
    original_date: str | None
    effective_date: str | None
    parent_plan: str | None
    parent_number: str | None


class Statement(NamedTuple):
    """One coverage statement and the one of the version before (null when new)."""

    statement: str
    position: int
    determination: str
    text: str
    previous_text: str | None


class Criterion(NamedTuple):
    """One node of a criteria tree; ``depth`` from 0, ``minimum`` for at-least only, groups lack ``text``."""

    id: str
    statement: str
    parent: str | None
    depth: int
    kind: str
    minimum: int | None
    text: str | None


class Code(NamedTuple):
    """One code; ``none`` where a system has none, and then without description and use."""

    system: str
    code: str
    description: str | None
    use: str | None


class Prose(NamedTuple):
    """One authored paragraph with the heading above it, if any."""

    heading: str | None
    text: str


class PicoElement(NamedTuple):
    """One intervention, comparator or outcome of a question."""

    element: str
    name: str
    abbreviation: str | None
    relevant: bool


class StudyUse(NamedTuple):
    """One study under an evidence group, as far as counting it goes; ``mark`` as in a Figure."""

    study: str
    design_group: str
    known_through: str | None
    is_empty_review: bool
    mark: str = ""


class Group(NamedTuple):
    """One evidence group with its studies in reading order."""

    key: str
    heading: str
    intro: str | None
    studies: tuple[StudyUse, ...]


class Indication(NamedTuple):
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


class Recommendation(NamedTuple):
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


class ClinicalInput(NamedTuple):
    """One round of clinical input; numbers as printed, null when not stated."""

    year: int
    societies: str | None
    centers: str | None
    summary: str


class SearchStrategy(NamedTuple):
    """A search that every review repeats."""

    source: str
    platform: str | None
    query: str
    limits: str | None
    through: str | None
    """Day through which the published version has searched, as precise as known; None when never."""


class TrialSearch(NamedTuple):
    """One search for ongoing and unpublished trials; ``date`` ISO 8601, as precise as known."""

    registry: str
    date: str
    found: int
    text: str | None


class OngoingTrial(NamedTuple):
    """One ongoing or unpublished trial."""

    number: str
    title: str
    planned: int | None
    completion: str | None
    status: str | None


class Cited(NamedTuple):
    """One reference of the list of a policy."""

    reference: str
    number: int
    text: str
    retracted: bool


class Policy(NamedTuple):
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
    searches: tuple[SearchStrategy, ...]
    trial_searches: tuple[TrialSearch, ...]
    trials: tuple[OngoingTrial, ...]
    history: tuple[tuple[str, str], ...]
    definitions: tuple[tuple[str, str], ...]
    references: tuple[Cited, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """Citation number of every reference."""
        return {cited.reference: cited.number for cited in self.references}
