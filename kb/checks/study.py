"""A study as its rules see it: everything it reports, with the printed numbers as exact decimals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from kb.statistics.rounding import Printed


@dataclass(frozen=True, slots=True)
class Figure:
    """One printed number.

    ``reported`` is as printed, ``text`` as a reader sees it; ``value`` is null when absent or in words,
    ``decimals`` its decimal places as printed. ``comparator`` is =, <, >, <=, >= or ~. ``counted`` is the
    unit of analysis where the number itself names it. ``level`` is that of an interval, in percent.
    ``absent`` says why there is no number; null when there is one.
    """

    id: str
    statement: int
    statistic: str
    reported: str
    text: str
    value: Decimal | None
    decimals: int
    comparator: str
    unit: str
    counted: str
    level: Decimal | None
    qualifiers: tuple[str, ...]
    per: str
    absent: str | None

    @property
    def exact(self) -> bool:
        """Whether it is a plain printed value, neither a bound nor approximate."""
        return self.value is not None and self.comparator == "="

    @property
    def printed(self) -> Printed:
        """What it can stand for (1.2x10^3: whole hundreds). Raises ValueError when there is no number."""
        if self.value is None:
            raise ValueError(f"{self.id} has no number")
        mantissa, _, power = self.reported.partition("x10^")
        decimals = self.decimals
        if power:
            decimals = len(mantissa.rstrip("%").partition(".")[2]) - int(power.rstrip("%"))
        return Printed(self.value, decimals, self.comparator)

    def exceeds(self, other: Figure) -> bool:
        """Whether it is larger than another of the same unit, however the two were rounded."""
        if self.value is None or other.value is None:
            return False
        if self.exact and other.exact and self.value <= other.value:
            return False
        low, high = self.printed.envelope().low, other.printed.envelope().high
        return low is not None and high is not None and low > high


@dataclass(frozen=True, slots=True)
class Statement:
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of the vocabulary. ``whole_numbers``: each participant's value is a whole number."""

    key: str
    name: str
    domain: str
    direction: str
    whole_numbers: bool


@dataclass(frozen=True, slots=True)
class Time:
    """When: ``key`` such as 1y or 1y+3y+5y, ``kind`` a code of TIME_KIND, months null when not on a scale."""

    key: str
    kind: str
    label: str
    months: float | None


@dataclass(frozen=True)
class Result:
    """One outcome of one arm, contrast or the whole study, in one population at one time.

    ``counted`` is the unit of analysis, empty for participants. ``column`` is the key of the arm or contrast,
    ``all`` for the whole study. ``entry`` is which entry of the record it stands in, 0 for sizes of arms and
    study.
    """

    id: str
    entry: int
    outcome: Outcome
    population: str
    time: Time
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

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Its statements, in printed order."""
        groups = groupby(self.figures, key=lambda figure: figure.statement)
        return tuple(Statement(tuple(figures)) for _, figures in groups)

    def get(self, *statistics: str) -> Figure | None:
        """The first figure with a number that is one of these statistics; null when there is none."""
        return next((f for s in self.statements if (f := s.get(*statistics)) is not None), None)

    @property
    def unit_of_analysis(self) -> str:
        """What is counted: lesions ...; empty for participants or when not stated."""
        return next((f.counted for f in self.figures if f.counted), self.counted)

    @property
    def like(self) -> tuple[str, str, str, str, str, bool]:
        """What results of different arms share when they are compared, but for the time."""
        return (self.outcome.key, self.population, self.role, self.counted, self.estimator, self.adjusted)


@dataclass(frozen=True, slots=True)
class Arm:
    """An arm. ``size`` is the figure of its number of participants, null when not printed."""

    key: str
    label: str
    interventions: tuple[str, ...]
    size: Figure | None


@dataclass(frozen=True, slots=True)
class Population:
    """A set of participants; ``whole`` is all of them. ``kind`` is a code of POPULATION_KIND."""

    key: str
    kind: str
    label: str


@dataclass(frozen=True, slots=True)
class Contrast:
    """A comparison. ``kind`` is a code of CONTRAST_KIND, ``index`` and ``reference`` are keys of arms or of
    populations (null unless two sides are compared), ``factor`` is null when two sides are."""

    key: str
    kind: str
    method: str
    index: str | None
    reference: str | None
    factor: str | None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """Parts that the source gives of a whole, each participant counted once.

    ``whole`` is an outcome, null for all participants of the population set ``population``. The parts are
    outcomes (``parts``, in the population set ``parts_in``) or population sets (``sets``). ``complete``: they
    are all there is.
    """

    id: str
    whole: str | None
    population: str
    parts: tuple[str, ...]
    parts_in: str
    sets: tuple[str, ...]
    complete: bool


@dataclass(frozen=True)
class Study:
    """One study with all it reports. ``reports`` are the keys of its references, the primary one first."""

    id: str
    label: str
    design: str
    design_group: str
    data_direction: str | None
    known_through: str | None
    conditions: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    arms: dict[str, Arm] = field(default_factory=dict)
    populations: dict[str, Population] = field(default_factory=dict)
    contrasts: dict[str, Contrast] = field(default_factory=dict)
    breakdowns: tuple[Breakdown, ...] = ()
    includes: tuple[str, ...] = ()
    """Keys of the studies that a review includes by name and pools or describes."""
    pools: tuple[str, ...] = ()
    """Keys of the studies that a review pools; empty unless it names all of them."""
    pooled: tuple[Study, ...] = ()
    """These studies with what they report; empty unless the review prints an effect of a comparison."""
    results: tuple[Result, ...] = ()

    @property
    def record(self) -> str:
        """Id of its record."""
        return f"studies/{self.id}"

    @cached_property
    def enrolled(self) -> Figure | None:
        """The printed size of the whole study; null when there is none."""
        return next((r.get("count") for r in self.results if r.entry == 0 and r.scope == "study"), None)

    @cached_property
    def _by_side(self) -> dict[tuple[object, ...], Result]:
        return {(*r.like, r.time.key, r.column): r for r in self.results}

    @cached_property
    def by_outcome(self) -> dict[str, tuple[Result, ...]]:
        """Results by the key of their outcome, in the order of the record."""
        found: dict[str, list[Result]] = {}
        for result in self.results:
            found.setdefault(result.outcome.key, []).append(result)
        return {key: tuple(results) for key, results in found.items()}

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
        outcome, _, *rest = result.like
        found = [
            r
            for r in self.by_outcome[outcome]
            if r.population == population
            and r.scope != "contrast"
            and r.time.key == result.time.key
            and r.like[2:] == tuple(rest)
        ]
        return found[0] if len(found) == 1 else None

    def arms_of(self, result: Result) -> Iterator[Result]:
        """The results of all arms that go with this one, in the order of arms."""
        for key in self.arms:
            if (found := self.side(result, key)) is not None:
                yield found

    def size_of(self, column: str, population: str = "whole") -> Figure | None:
        """The printed number of participants of an arm, or of all, in a population set; null for none.

        In a set other than the whole it is what an outcome of participants says of it. The only arm of a
        study has the size of the study.
        """
        if population == "whole":
            own = self.arms[column].size if column in self.arms else self.enrolled
            return self.enrolled if own is None and list(self.arms) == [column] else own
        for result in self.by_outcome.get("participants", ()):
            if (result.column, result.population) == (column, population):
                return result.get("count")
        return None
