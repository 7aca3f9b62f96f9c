"""What a study prints about a test in one place: its counts, and its measures with what they represent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from kb.checks.shares import whole_number
from kb.evidence.study import Result
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
    """The counts and measures of a test in one result; those printed twice there are left out."""

    counts: dict[str, Figure]
    measures: dict[str, Measure]

    @property
    def printed_table(self) -> Accuracy | None:
        """The test with the four printed counts; null when one is missing."""
        numbers = [whole_number(self.counts.get(name)) for name in COUNTS]
        return _table(*numbers)

    @property
    def implied_table(self) -> tuple[Accuracy, tuple[Measure, Measure]] | None:
        """The test by the counts printed with two measures, and these; null when there are none."""
        for names in (("sensitivity", "specificity"), ("ppv", "npv")):
            first, second = (self.measures.get(name) for name in names)
            if first is None or second is None:
                continue
            right, wrong = (first.count, second.count), (first.remainder, second.remainder)
            by_disease = (right[0], wrong[1], wrong[0], right[1])
            by_result = (right[0], wrong[0], wrong[1], right[1])
            table = _table(*(by_disease if names[0] == "sensitivity" else by_result))
            if table is not None:
                return table, (first, second)
        return None


def evaluation_of(result: Result) -> Evaluation | None:
    """What a result prints about a test; null when it prints nothing."""
    if _OF_TESTS.isdisjoint(figure.statistic for figure in result.figures):
        return None
    seen = Counter(figure.statistic for figure in result.figures if figure.value is not None)
    counts: dict[str, Figure] = {}
    measures: dict[str, Measure] = {}
    for statement in result.statements:
        for figure in statement.figures:
            name = figure.statistic
            if seen[name] != 1 or figure.value is None or not _NOT_COUNTED.isdisjoint(figure.qualifiers):
                continue
            if name in COUNTS:
                counts[name] = figure
            elif name in MEASURES:
                count, total = statement.get("count"), statement.get("total")
                measures[name] = Measure(figure, whole_number(count), whole_number(total))
    units = {figure.counted for figure in counts.values()} | {m.figure.counted for m in measures.values()}
    return Evaluation(counts, measures) if len(units - {""}) <= 1 else None


def _table(*numbers: int | None) -> Accuracy | None:
    known: Sequence[int] = [number for number in numbers if number is not None]
    return Accuracy(*known) if len(known) == len(COUNTS) and any(known) else None
