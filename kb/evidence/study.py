"""A study as read from the database: its design, and every number with what it is a number of.

``StudyOutline`` is all of a study but its numbers; ``Study`` has them too. Keys are those of the record.
Small parts are named tuples, because they are made some ten times faster than dataclasses at start-up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import NamedTuple

from kb.notation import Figure, Time, parse_time
from kb.notation.time_words import times_in_words

GROUPS_OF_PEOPLE = frozenset({"cohort", "cases", "controls"})
"""Kinds of arms that are told as groups of participants, not as what they received."""
EXTERNAL_CONTROL = "external-control"
"""Kind of an arm whose participants are not those of the study: they are in none of its numbers."""
PARTICIPANTS = "participants"
"""The outcome whose counts are the sizes of a study, its arms and its population sets."""


class Arm(NamedTuple):
    """One arm; ``label`` reads within a sentence. ``interventions`` are keys, in order.

    ``intervention_names`` are what the vocabulary calls them.

    ``kind`` is a code of ARM_KIND, null where what it received says it. ``dose``, ``schedule``, ``route`` and
    ``duration`` are as stated; null when not stated. ``test`` is the key of the index test
    that it had, ``threshold`` the limit from which that counted as positive; null for none.
    """

    key: str
    label: str
    interventions: tuple[str, ...] = ()
    dose: str | None = None
    kind: str | None = None
    schedule: str | None = None
    route: str | None = None
    duration: str | None = None
    intervention_names: tuple[str, ...] = ()
    test: str | None = None
    test_name: str | None = None
    test_version: str | None = None
    threshold: str | None = None

    @property
    def is_treatment(self) -> bool:
        """Whether its label names what was received, rather than a group of people."""
        return self.kind not in GROUPS_OF_PEOPLE

    @property
    def is_external(self) -> bool:
        """Whether its participants are those of another study."""
        return self.kind == EXTERNAL_CONTROL

    @property
    def given(self) -> str:
        """Dose, route, schedule and duration as stated, parted by commas; empty when none is."""
        return ", ".join(part for part in (self.dose, self.route, self.schedule, self.duration) if part)


class Target(NamedTuple):
    """What index tests are to find; ``name`` reads after "for". All but key and name is null if not stated.

    ``condition`` is a key, ``blinding`` a code of READER_BLINDING, ``verification`` one of VERIFICATION.
    """

    key: str
    name: str
    condition: str | None
    reference_standard: str | None
    threshold: str | None
    timing: str | None
    blinding: str | None
    verification: str | None
    unit: str | None
    note: str | None


class Population(NamedTuple):
    """One population set; the key ``whole`` means all participants, with an empty label.

    ``kind`` is a code of POPULATION_KIND. ``by_outcome`` is the outcome that a value of which puts a
    participant into the set; null when none does.
    """

    key: str
    kind: str
    label: str
    by_outcome: str | None = None
    by_outcome_name: str | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One comparison. ``kind`` is a code of CONTRAST_KIND; ``index`` and ``reference`` are keys of arms or
    of populations; ``factor`` is null when two sides are compared. Of a factor, ``reference`` is null, and
    ``index`` the set of those who have it, null where that is not entered.
    """

    key: str
    kind: str
    method: str
    index: str | None
    reference: str | None
    factor: str | None


class Timepoint(NamedTuple):
    """When: ``key`` such as 1y or 1y+3y+5y, ``kind`` a code of TIME_KIND.

    ``months`` is null when it is no single length of follow-up.
    """

    key: str
    kind: str
    label: str
    months: float | None

    @property
    def steps(self) -> tuple[str, ...]:
        """The times as written (``1 y``): several for a whole series, none when no time is stated."""
        return tuple(part.strip() for part in self.label.split(",") if part.strip())

    @property
    def parsed(self) -> tuple[Time, ...]:
        """The times: several for a whole series, none when no time is stated."""
        return tuple(parse_time(step) for step in self.steps)

    @property
    def words(self) -> str:
        """As a sentence says it: ``at 8 to 10.5 months``, ``at age 13 months``; empty for none."""
        return times_in_words(self.parsed)


class PrintedStatement(NamedTuple):
    """The figures of one statement of a cell: ``7/180 (3.9%)`` is one, ``; p .776`` another."""

    figures: tuple[Figure, ...]

    def get(self, *statistics: str) -> Figure | None:
        """The first figure with a number that is one of these statistics; null when there is none."""
        for figure in self.figures:
            if figure.statistic in statistics and figure.value is not None:
                return figure
        return None

    @property
    def text(self) -> str:
        """The statement as printed, its parts joined by spaces."""
        return " ".join(figure.text for figure in self.figures)


@dataclass(frozen=True)
class Result:
    """One outcome of one arm, contrast or the whole study, in one population at one time.

    ``entry`` is which entry of the record it is in (0 for sizes of arms, sets and study), ``step`` which
    time of the entry. ``direction`` says which way the outcome is better; ``whole_numbers``: each
    participant's value is one; ``scale``: the lowest and highest that it can be (``0 to 64``), null when not
    known. ``column`` is the key of an arm or contrast, or ``all`` (``scope`` says which). ``counted`` is the
    unit of analysis, empty for participants. ``text`` is the whole cell as printed. ``target`` is the key of
    what the index test was to find, ``target_name`` its name; null where no test is meant.
    """

    id: str
    entry: int
    step: int
    outcome: str
    outcome_name: str
    domain: str
    direction: str
    whole_numbers: bool
    definition: str | None
    is_primary: bool
    population: str
    target: str | None
    target_name: str | None
    time: Timepoint
    scope: str
    column: str
    role: str
    counted: str
    estimator: str
    adjusted: bool
    flag: str | None
    note: str | None
    text: str
    figures: tuple[Figure, ...]
    scale: str | None = None

    @cached_property
    def times(self) -> tuple[str, ...]:
        """The times as written, several for a value over a whole series, none when not stated."""
        return self.time.steps

    @cached_property
    def statements(self) -> tuple[PrintedStatement, ...]:
        """Its statements, in printed order."""
        groups = groupby(self.figures, key=lambda figure: figure.statement)
        return tuple(PrintedStatement(tuple(figures)) for _, figures in groups)

    def get(self, *statistics: str) -> Figure | None:
        """The first figure with a number that is one of these statistics; null when there is none."""
        return next((f for s in self.statements if (f := s.get(*statistics)) is not None), None)

    @property
    def unit_of_analysis(self) -> str:
        """What is counted: lesions ...; empty for participants or when not stated."""
        return next((f.counted for f in self.figures if f.counted), self.counted)

    @property
    def like(self) -> tuple[str, str, str, str, str, bool, str | None]:
        """What results of different arms share when they are compared, but for the time."""
        dimensions = (self.outcome, self.population, self.role, self.counted, self.estimator)
        return (*dimensions, self.adjusted, self.target)


class Breakdown(NamedTuple):
    """A whole that the study gives in parts, each participant or lesion in one of them.

    ``whole`` is an outcome in the population set ``population``; null means the participants themselves.
    Each of ``parts`` is an outcome (null likewise) in a population set. ``kind`` is a code of BREAKDOWN_KIND:
    what the parts differ in. ``complete``: they are all there is.
    """

    id: str
    kind: str
    whole: str | None
    population: str
    parts: tuple[tuple[str | None, str], ...]
    complete: bool

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The parts that are outcomes; empty when the parts are population sets."""
        by_outcome = self.kind == "outcomes"
        return tuple(outcome for outcome, _ in self.parts if by_outcome and outcome is not None)

    @property
    def sets(self) -> tuple[str, ...]:
        """The parts that are population sets; empty when the parts are outcomes."""
        return () if self.kind == "outcomes" else tuple(population for _, population in self.parts)

    @property
    def parts_in(self) -> str:
        """The population set of the first part."""
        return self.parts[0][1]


class Inclusion(NamedTuple):
    """One study, or count of unnamed studies, that a review names, and what it did with it.

    ``study`` is null for a study that is not entered, which has a label. ``reference`` is its primary report.
    ``state`` is a code of INCLUSION_STATE. ``notice`` is the most serious notice in force on it, a code of
    NOTICE_KIND, null for none. Of unnamed studies all but their number, state and reason is null.
    """

    study: str | None
    label: str | None
    design_group: str | None
    reference: str | None
    unnamed: int | None
    state: str
    reason: str | None
    notice: str | None = None


class AppraisalItem(NamedTuple):
    """One limitation or strength; ``indication`` is null when it concerns the conduct of the study.

    One of the kind ``none`` says that limitations were looked for, and none was found.
    """

    policy: str | None
    indication: str | None
    kind: str
    table_name: str
    domain: str
    code: str | None
    label: str | None
    note: str | None
    edition: str = ""
    """Edition that the code is of; empty for a strength."""


class JudgedDomain(NamedTuple):
    """The judgement of one domain; ``place`` is that of the judgement from the best, from 1."""

    label: str
    heading: str | None
    critical: bool
    judgement: str
    place: int
    note: str | None


class StudyJudgement(NamedTuple):
    """How an instrument judges a study, or its results on an outcome.

    ``outcome`` is a name, null for the study as a whole; ``judged_by`` the label of the review whose
    judgement it is, null for one of ours; ``overall`` null where there is none; ``domains`` in the order of
    the instrument.
    """

    id: str
    edition: str
    instrument: str
    outcome: str | None = None
    judged_by: str | None = None
    overall: str | None = None
    score: str | None = None
    note: str | None = None
    domains: tuple[JudgedDomain, ...] = ()


class Report(NamedTuple):
    """One publication of a study; ``role`` is a code of REPORT_ROLE.

    ``name`` is how brackets name it, ``Kolb et al, 2017``. ``notice`` is the most serious notice in force on
    it, a code of NOTICE_KIND, null for none.
    """

    reference: str
    role: str
    citation_text: str
    pmid: str | None
    name: str = ""
    notice: str | None = None


class Registration(NamedTuple):
    """One entry of a study in a trial registry."""

    registry: str
    number: str


class Margin(NamedTuple):
    """A margin that was set beforehand, as stated. ``met`` is a code of MARGIN_MET, null when not entered.

    ``contrast`` is null where the study has one only; ``population`` is ``whole`` unless told.
    ``hypothesis`` is a code of MARGIN_HYPOTHESIS.
    """

    outcome: str
    outcome_name: str
    contrast: str | None
    population: str
    hypothesis: str
    margin: str
    met: str | None
    note: str | None


class SharedCohort(NamedTuple):
    """Another study with the same participants; ``relation`` is a code of COHORT_RELATION."""

    study: str
    label: str
    relation: str


@dataclass(frozen=True, eq=False)
class StudyOutline:
    """All of one study but its numbers.

    ``known_through`` is the review through which alone it is known (null: read itself), ``document`` the key
    of the document that its figures were read from (null: its reports). ``sponsor`` is who
    sponsored or paid for it, ``funding`` a code of FUNDING, each null when not stated. So are ``masking`` (a
    code of MASKING), ``allocation_ratio``, ``conducted`` (as written) and ``sites``; ``masked`` are codes of
    MASKED_ROLE. ``stopped_because`` is a code of STOP_REASON, null when it was not stopped early. ``notice``
    is the most serious notice in force on its primary report, a code of NOTICE_KIND, null for none, and
    ``known_through_notice`` the same of that review. ``conditions`` are keys, ``reports`` its publications,
    the primary one first, ``registrations`` entries in registries.
    ``outcomes_reported`` are the outcomes that it has a result of, in words or as a number.
    """

    id: str
    record: str
    label: str
    design: str
    design_name: str
    design_group: str
    data_direction: str | None = None
    population: str | None = None
    setting: str | None = None
    acronym: str | None = None
    sites: int | None = None
    conducted: str | None = None
    conducted_from: str | None = None
    conducted_to: str | None = None
    ongoing: bool = False
    allocation_ratio: str | None = None
    masking: str | None = None
    stopped_because: str | None = None
    stopped_note: str | None = None
    extension_of: str | None = None
    extension_of_label: str | None = None
    sponsor: str | None = None
    funding: str | None = None
    conflicts: str | None = None
    document: str | None = None
    known_through: str | None = None
    known_through_label: str | None = None
    conclusion: str | None = None
    notice: str | None = None
    known_through_notice: str | None = None
    conditions: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    masked: tuple[str, ...] = ()
    margins: tuple[Margin, ...] = ()
    shared_cohorts: tuple[SharedCohort, ...] = ()
    reports: tuple[Report, ...] = ()
    registrations: tuple[Registration, ...] = ()
    outcomes_reported: frozenset[str] = frozenset()
    arms: Mapping[str, Arm] = field(default_factory=dict)
    populations: Mapping[str, Population] = field(default_factory=dict)
    targets: Mapping[str, Target] = field(default_factory=dict)
    contrasts: Mapping[str, Contrast] = field(default_factory=dict)
    inclusions: tuple[Inclusion, ...] = ()

    @property
    def primary(self) -> str | None:
        """Key of its primary report, null when there is none."""
        return next((report.reference for report in self.reports if report.role == "primary"), None)

    @property
    def includes(self) -> tuple[str, ...]:
        """Keys of the studies that a review includes by name and pools or describes."""
        states = {"included", "included-not-pooled"}
        return tuple(
            inclusion.study
            for inclusion in self.inclusions
            if inclusion.study is not None and inclusion.state in states
        )

    @property
    def pools(self) -> tuple[str, ...]:
        """Keys of the studies that a review pools; empty unless it names all of them."""
        pooled = [inclusion.study for inclusion in self.inclusions if inclusion.state == "included"]
        return () if None in pooled else tuple(study for study in pooled if study is not None)


@dataclass(frozen=True, eq=False)
class Study(StudyOutline):
    """All of one study; ``results`` and ``breakdowns`` in the order of its record.

    ``answers`` are limitations and strengths, of conduct and for every indication, ``judgements`` those by
    instruments such as RoB 2. ``pooled`` are the studies
    that a review pools, with what they report, where they were read along.
    """

    results: tuple[Result, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    answers: tuple[AppraisalItem, ...] = ()
    judgements: tuple[StudyJudgement, ...] = ()
    pooled: tuple[Study, ...] = ()

    @cached_property
    def enrolled(self) -> Figure | None:
        """The printed size of the whole study; null when there is none."""
        return next((r.get("count") for r in self.results if r.entry == 0 and r.scope == "study"), None)

    @cached_property
    def arm_sizes(self) -> dict[str, Figure]:
        """The printed number of participants of each arm that has one, by its key."""
        own = ((r.column, r.get("count")) for r in self.results if r.entry == 0 and r.scope == "arm")
        return {arm: size for arm, size in own if size is not None}

    @cached_property
    def by_outcome(self) -> dict[str, tuple[Result, ...]]:
        """Results by the key of their outcome, in the order of the record."""
        results_by_outcome: dict[str, list[Result]] = {}
        for result in self.results:
            results_by_outcome.setdefault(result.outcome, []).append(result)
        return {key: tuple(results) for key, results in results_by_outcome.items()}

    @cached_property
    def _by_side(self) -> dict[tuple[object, ...], Result]:
        return {(*r.like, r.time.key, r.column): r for r in self.results}

    def side(self, like: Result, column: str, *, time: str | None = None) -> Result | None:
        """The result of another column (arm, contrast or ``all``) that goes with this one; null for none.

        It has the same outcome, population, unit of analysis, estimator and adjustment, and the same time
        unless another is given.
        """
        return self._by_side.get((*like.like, time or like.time.key, column))

    def sides(self, result: Result) -> tuple[Result, Result] | None:
        """Index and reference result that a contrast's result compares; null when one is not reported."""
        contrast = self.contrasts.get(result.column)
        if contrast is None or contrast.index is None or contrast.reference is None:
            return None
        if contrast.kind == "arms":
            pair = [self.side(result, key) for key in (contrast.index, contrast.reference)]
        else:
            pair = [self._of_population(result, key) for key in (contrast.index, contrast.reference)]
        index, reference = pair
        return None if index is None or reference is None else (index, reference)

    def _of_population(self, result: Result, population: str) -> Result | None:
        """The one arm's (or the study's) result in another population set."""
        _, _, *remaining = result.like
        matches = [
            r
            for r in self.by_outcome[result.outcome]
            if r.population == population
            and r.scope != "contrast"
            and r.time.key == result.time.key
            and r.like[2:] == tuple(remaining)
        ]
        return matches[0] if len(matches) == 1 else None

    def arms_of(self, result: Result) -> Iterator[Result]:
        """The results of all arms that go with this one, in the order of arms."""
        for key in self.arms:
            if (arm_result := self.side(result, key)) is not None:
                yield arm_result

    def size_of(self, column: str, population: str = "whole") -> Figure | None:
        """The printed number of participants of an arm, or of all, in a population set; null for none.

        In a set other than the whole it is what an outcome of participants says of it. The only arm of a
        study has the size of the study.
        """
        if population == "whole":
            size = self.arm_sizes.get(column) if column in self.arms else self.enrolled
            return self.enrolled if size is None and list(self.arms) == [column] else size
        for result in self.by_outcome.get(PARTICIPANTS, ()):
            if (result.column, result.population) == (column, population):
                return result.get("count")
        return None
