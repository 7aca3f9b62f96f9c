"""What a study prints about a test in one place: its counts, and its measures with what they represent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kb.checks.shares import is_counted, whole_number
from kb.evidence.study import PrintedStatement, Result, Study
from kb.notation import Figure
from kb.notation.statistics import STATISTICS
from kb.statistics.accuracy import Accuracy
from kb.statistics.rounding import Envelope, Rounding, fits

COUNTS = ("true-positives", "false-positives", "false-negatives", "true-negatives")
MEASURES = frozenset(
    {"sensitivity", "specificity", "ppv", "npv", "accuracy", "agreement", "prevalence", "kappa", "yield"}
    | {"detection-rate", "false-positive-rate", "false-negative-rate", "diagnostic-odds-ratio"}
    | {"positive-likelihood-ratio", "negative-likelihood-ratio"}
)

_OF_TESTS = MEASURES.union(COUNTS)
COUNTS_OF = {
    "sensitivity": ("true-positives", "false-negatives"),
    "specificity": ("true-negatives", "false-positives"),
    "ppv": ("true-positives", "false-positives"),
    "npv": ("true-negatives", "false-negatives"),
}
"""Measure -> the counts that are its numerator, and that make up its denominator with it."""
_NOT_COUNTED = frozenset({"imputed", "adjusted", "across-studies", "planned", "read-from-graph"})


@dataclass(frozen=True, slots=True)
class Measure:
    """A printed measure of a test, with the count and the total printed beside it; null for none."""

    figure: Figure
    count: int | None
    total: int | None

    @property
    def name(self) -> str:
        """What a reader calls it."""
        return STATISTICS[self.figure.statistic].name

    @property
    def remainder(self) -> int | None:
        """Those of the total who are not in the count; null when it cannot be known."""
        if self.count is None or self.total is None or self.count > self.total:
            return None
        return self.total - self.count

    def is_printed_for(self, value: Fraction) -> bool:
        """Whether a proportion or ratio is printed like this, rounded or cut off."""
        shown = value * 100 if self.figure.unit == "%" else value
        return any(fits(shown, self.figure.printed, rounding) for rounding in Rounding)

    def meets(self, span: Envelope) -> bool:
        """Whether some value of a stretch of proportions or ratios is printed like this."""
        return any(self._envelope(rounding).meets(span) for rounding in Rounding)

    @property
    def span(self) -> tuple[Fraction, Fraction]:
        """The smallest and the largest proportion that it represents, from 0 to 1."""
        envelopes = [self._envelope(rounding) for rounding in Rounding]
        lows = [Fraction(0) if envelope.low is None else envelope.low for envelope in envelopes]
        highs = [Fraction(1) if envelope.high is None else envelope.high for envelope in envelopes]
        return max(Fraction(0), min(lows)), min(Fraction(1), max(highs))

    def _envelope(self, rounding: Rounding) -> Envelope:
        factor = Fraction(1, 100) if self.figure.unit == "%" else Fraction(1)
        return self.figure.printed.envelope(rounding).scaled(factor)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The counts and measures of a test in one place; those printed twice there are left out."""

    counts: dict[str, Figure]
    measures: dict[str, Measure]
    results: Mapping[str, Result]
    """Key of a figure -> the result that prints it."""

    def add(self, figure: Figure, statement: PrintedStatement) -> None:
        """Add a figure that is a count or a measure, with what is printed beside it."""
        if figure.statistic in COUNTS and not figure.unit:
            self.counts[figure.statistic] = figure
        elif figure.statistic in MEASURES:
            count, total = (whole_number(statement.get(name)) for name in ("count", "total"))
            self.measures[figure.statistic] = Measure(figure, count, total)

    @property
    def printed_table(self) -> Accuracy | None:
        """The test with the four printed counts; null when one is missing."""
        return _table(*self._printed)

    @property
    def implied_table(self) -> tuple[Accuracy, tuple[Measure, ...]] | None:
        """The test by its printed counts and those printed with two measures, and these; null without such.

        A measure whose count and total contradict a printed count tells nothing.
        """
        contradicted = {measure for measure, _ in self.contradictions()}
        for names in (("sensitivity", "specificity"), ("ppv", "npv")):
            pair = [self.measures.get(name) for name in names]
            sources = tuple(m for m in pair if m is not None and m not in contradicted)
            told: dict[str, int | None] = {}
            for measure in sources:
                right, wrong = COUNTS_OF[measure.figure.statistic]
                told |= {right: measure.count, wrong: measure.remainder}
            numbers = [
                told.get(name) if printed is None else printed
                for name, printed in zip(COUNTS, self._printed, strict=True)
            ]
            table = _table(*numbers)
            if table is not None:
                return table, sources
        return None

    def contradictions(self) -> Iterator[tuple[Measure, tuple[Figure, ...]]]:
        """The measures whose count or total is not what counts printed beside them say, with these."""
        for name, pair in COUNTS_OF.items():
            measure = self.measures.get(name)
            if measure is None or measure.remainder is None:
                continue
            figures = [self.counts.get(count) for count in pair]
            told = zip(figures, (measure.count, measure.remainder), strict=True)
            wrong = [f for f, number in told if f is not None and whole_number(f) != number]
            if wrong:
                yield measure, tuple(figure for figure in figures if figure is not None)

    @property
    def _printed(self) -> list[int | None]:
        return [whole_number(self.counts.get(name)) for name in COUNTS]


def evaluations_of(study: Study) -> Iterator[Evaluation]:
    """What a study prints about each index test, arm, target, population and unit, from all its entries.

    Estimates of models, of reviews and adjusted ones are no counts, and left out.
    """
    places: dict[tuple[object, ...], list[Result]] = {}
    for result in study.results:
        if is_counted(result) and not _OF_TESTS.isdisjoint(figure.statistic for figure in result.figures):
            about = result.outcome if result.target is None else ""
            place = (result.target, about, result.role, result.column, result.population, result.time.key)
            places.setdefault((*place, result.counted, result.estimator), []).append(result)
    for results in places.values():
        evaluation = _evaluation(results)
        if evaluation is not None:
            yield evaluation


def _evaluation(results: Sequence[Result]) -> Evaluation | None:
    """What some results print together; null when they count in different units."""
    figures = [(result, figure) for result in results for figure in result.figures]
    seen = Counter(figure.statistic for _, figure in figures if figure.value is not None)
    evaluation = Evaluation({}, {}, {figure.id: result for result, figure in figures})
    for result in results:
        for statement in result.statements:
            for figure in statement.figures:
                usable = figure.value is not None and _NOT_COUNTED.isdisjoint(figure.qualifiers)
                if usable and seen[figure.statistic] == 1:
                    evaluation.add(figure, statement)
    known = [*evaluation.counts.values(), *(m.figure for m in evaluation.measures.values())]
    return evaluation if len({figure.counted for figure in known} - {""}) <= 1 else None


def _table(*numbers: int | None) -> Accuracy | None:
    known: Sequence[int] = [number for number in numbers if number is not None]
    return Accuracy(*known) if len(known) == len(COUNTS) and any(known) else None
