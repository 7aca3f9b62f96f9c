"""A policy as read from the database. Keys are those of the record, ids those of rows.

The parts are named tuples, because they are made some ten times faster than dataclasses at start-up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from kb.evidence.plan import OwnBoilerplate


class StatementCode(NamedTuple):
    """A code that a statement applies to: its id, the days on which the statement does, what it adds."""

    code: str
    valid_from: str | None = None
    valid_to: str | None = None
    note: str | None = None


class Statement(NamedTuple):
    """One coverage statement.

    ``determination`` is a key of the vocabulary, with its name as printed and its group, a code of
    DETERMINATION_GROUP; ``previous_text`` that of the version before (null when new); ``indications`` are
    ids, ``requires`` keys of statements; ``lines`` are lines of business, none for all of them.
    """

    id: str
    key: str
    position: int
    determination: str
    determination_name: str
    determination_group: str
    text: str
    previous_text: str | None
    heading: str | None = None
    population: str | None = None
    phase: str | None = None
    duration: str | None = None
    quantity: str | None = None
    service_from: str | None = None
    service_to: str | None = None
    indications: tuple[str, ...] = ()
    codes: tuple[StatementCode, ...] = ()
    requires: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()


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
    """One code or range; ``none`` where a system has none, and then without description and use (a CODE_USE).

    ``status`` is a CODE_STATUS; it may be billed from ``valid_from`` to ``valid_to``, where told.
    """

    id: str
    system: str
    code: str
    description: str | None
    use: str | None
    status: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None


class Prose(NamedTuple):
    """One authored paragraph with the heading above it, if any."""

    heading: str | None
    text: str


class PicoElement(NamedTuple):
    """One intervention, comparator or outcome of a question.

    ``relevant``: the conclusion names it. ``interest`` is how the question names an outcome, a code of
    OUTCOME_INTEREST; null for interventions and comparators.
    """

    element: str
    key: str
    name: str
    abbreviation: str | None
    relevant: bool
    interest: str | None


class StudyUse(NamedTuple):
    """One study under an evidence group, as far as counting it goes.

    ``notice`` is the most serious notice in force on it, a code of NOTICE_KIND; null for none.
    ``counted_with`` is a larger study of the indication with the same participants, null for none. ``design``
    is the name of its design in the singular and the plural.
    """

    study: str
    design_group: str
    known_through: str | None
    is_empty_review: bool
    notice: str | None = None
    counted_with: str | None = None
    design: tuple[str, str] = ("", "")


class EvidenceGroup(NamedTuple):
    """One evidence group with its studies in reading order.

    ``question`` is a code of EVIDENCE_QUESTION, null when not told.
    """

    id: str
    key: str
    heading: str
    intro: str | None
    studies: tuple[StudyUse, ...]
    question: str | None = None
    none_identified: bool = False
    """Studies were looked for, and none was found."""

    @property
    def study_keys(self) -> tuple[str, ...]:
        """Keys of its studies in reading order."""
        return tuple(use.study for use in self.studies)


class Finding(NamedTuple):
    """One finding, with the tokens of its figures."""

    id: str
    key: str
    text: str


class RatingReason(NamedTuple):
    """Why certainty was rated ``down`` or ``up``: a domain in words, by how many levels, and why."""

    direction: str
    domain: str
    levels: int
    note: str | None


class OutcomeCertainty(NamedTuple):
    """How certain the evidence on an outcome is.

    ``comparator`` is null where it is the same for all, ``starts`` the level before rating down and up (null
    when not told), ``importance`` a code of OUTCOME_IMPORTANCE.
    """

    id: str
    instrument: str
    outcome: str
    comparator: str | None
    level: str
    starts: str | None = None
    importance: str | None = None
    note: str | None = None
    reasons: tuple[RatingReason, ...] = ()


class Indication(NamedTuple):
    """One indication: question, prose by section, groups, findings; verdict null while there is none.

    ``plan_criteria`` is 1 where those of the plan hold when it lists no criteria."""

    id: str
    record: str
    key: str
    title: str
    condition: str | None
    population_verb: str
    population: str
    plan_criteria: int
    verdict: str | None
    effect: str | None
    pico: tuple[PicoElement, ...]
    prose: Mapping[str, tuple[Prose, ...]]
    criteria: tuple[str, ...]
    groups: tuple[EvidenceGroup, ...]
    findings: tuple[Finding, ...]
    certainty: tuple[OutcomeCertainty, ...] = ()
    chain_of_evidence: str | None = None
    """A code of CHAIN_OF_EVIDENCE; null when not told."""
    sentence: str | None = None
    """The verdict in words of the plan; null for ours."""
    concluded_with: str | None = None
    """Key of the indication whose conclusion this one has; null for one of its own."""

    def asked(self, element: str) -> tuple[PicoElement, ...]:
        """The interventions, comparators or outcomes (a code of PICO_ELEMENT) of its question, in order."""
        return tuple(element_asked for element_asked in self.pico if element_asked.element == element)

    @property
    def interventions(self) -> tuple[str, ...]:
        """Keys of its interventions."""
        return tuple(element.key for element in self.asked("intervention"))

    @property
    def comparators(self) -> tuple[str, ...]:
        """Keys of its comparators."""
        return tuple(element.key for element in self.asked("comparator"))

    @property
    def outcomes(self) -> tuple[PicoElement, ...]:
        """Its outcomes."""
        return self.asked("outcome")

    @property
    def studies(self) -> tuple[str, ...]:
        """Keys of its studies in reading order."""
        return tuple(study for group in self.groups for study in group.study_keys)


class RecommendationGrade(NamedTuple):
    """The grade of a recommendation by one grading system; ``printed`` as a text says it: category 2A."""

    grading: str
    name: str
    rank: int
    printed: str
    meaning: str


class Recommendation(NamedTuple):
    """One recommendation of a guideline that the policy reports; ``category`` as a text says its grade."""

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
    date: str | None = None
    grades: tuple[RecommendationGrade, ...] = ()
    """By each grading system; empty when ungraded, or when no grading system is entered for the grade."""


class GuidelineSearch(NamedTuple):
    """A search for guidelines that found none, or a guideline that was read and recommends nothing here.

    ``organization`` and ``indications`` (keys) are empty for all of them.
    """

    id: str
    organization: str | None
    guideline: str | None
    title: str | None
    abbreviation: str | None
    reference: str | None
    date: str | None
    text: str | None
    indications: tuple[str, ...] = ()


class ClinicalInput(NamedTuple):
    """One round of clinical input; numbers as printed with the ids of their figures, null when not stated."""

    id: str
    year: int
    societies: str | None
    societies_figure: str | None
    centers: str | None
    centers_figure: str | None
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

    id: str
    registry: str
    date: str
    found: int
    text: str | None
    indications: tuple[str, ...] = ()
    """Keys of the indications it was for; empty for all of them."""


class OngoingTrial(NamedTuple):
    """One ongoing or unpublished trial, as the registry told on the day ``read_on``.

    Dates are ISO 8601, as precise as known; ``planned`` and ``completion`` were announced, ``enrolled`` and
    ``completed`` came about. ``study`` is the key of a study of the base with the same number that was not
    under way when it was reported, null when there is none; ``group`` a code of TRIAL_GROUP, null when not
    told apart.
    """

    id: str
    number: str
    title: str
    planned: int | None
    completion: str | None
    status: str | None
    sponsor: str | None
    study: str | None
    registry: str = "ClinicalTrials.gov"
    acronym: str | None = None
    group: str | None = None
    enrolled: int | None = None
    start: str | None = None
    completed: str | None = None
    results_posted: bool = False
    industry_sponsored: bool = False
    read_on: str | None = None
    note: str | None = None
    indications: tuple[str, ...] = ()


class HistoryEntry(NamedTuple):
    """One entry of the history; ``date`` ISO 8601, as precise as known."""

    id: str
    date: str
    action: str


class CitedReference(NamedTuple):
    """One reference of the list, with its citation number and its printed form.

    ``notice`` is the most serious notice in force, a code of NOTICE_KIND, null for none.
    ``listed_only``: in the list without being cited in the text. ``authors`` counts those that are named;
    ``family`` is null for an organization (``literal``).
    """

    reference: str
    number: int
    text: str
    notice: str | None
    listed_only: bool
    type: str
    issued: str | None
    accessed: str | None
    authors: int
    authors_truncated: bool
    family: str | None
    literal: str | None

    @property
    def named(self) -> str:
        """What a message calls it: ``Reference doe-2020 (Doe et al, 2020)``."""
        name = self.literal or self.family
        if name is None:
            return f"Reference {self.reference}"
        several = self.authors > 2 or self.authors_truncated
        year = (self.issued or "n.d.")[:4]
        return f"Reference {self.reference} ({name}{' et al' if several else ''}, {year})"


@dataclass(frozen=True)
class Policy:
    """All of one policy but its studies. Dates are ISO 8601, null where not entered; ``plan`` is the name of
    the plan, ``plan_key`` its key, ``id`` the key of the policy, and ``number`` what the plan prints: the key
    where the record does not say."""

    id: str
    record: str
    title: str
    plan: str
    plan_key: str
    section: str
    original_date: str | None
    effective_date: str | None
    parent_plan: str | None
    parent_number: str | None
    number: str
    statements: tuple[Statement, ...]
    criteria: tuple[Criterion, ...]
    codes: tuple[Code, ...]
    related: tuple[tuple[str, str | None], ...]
    prose: Mapping[str, tuple[Prose, ...]]
    indications: tuple[Indication, ...]
    recommendations: tuple[Recommendation, ...]
    guideline_searches: tuple[GuidelineSearch, ...]
    input: tuple[ClinicalInput, ...]
    coverage: tuple[tuple[str, str, str | None], ...]
    searches: tuple[SearchStrategy, ...]
    trial_searches: tuple[TrialSearch, ...]
    trials: tuple[OngoingTrial, ...]
    history: tuple[HistoryEntry, ...]
    boilerplate: tuple[OwnBoilerplate, ...]
    definitions: tuple[tuple[str, str], ...]
    references: tuple[CitedReference, ...]

    @property
    def numbers(self) -> dict[str, int]:
        """Citation number of every reference."""
        return {cited.reference: cited.number for cited in self.references}
