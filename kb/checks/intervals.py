"""The intervals of a result: ranges, interquartile ranges, confidence intervals, with their estimates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kb.evidence.study import Result
from kb.notation import Figure
from kb.notation.statistics import SPREADS, STATISTICS

NAMES = {
    "ci": "confidence interval",
    "credible": "credible interval",
    "prediction": "prediction interval",
    "range": "range",
    "iqr": "interquartile range",
}
"""Kinds of intervals: the beginning of the statistics of their ends, and what a reader calls them."""

CENTERS = frozenset({"median", "mean", "geometric-mean", "least-squares-mean", "quantity"})
"""What an interval that is in a statement of its own may belong to."""

_PAIRS = ({"baseline", "final"}, {"quantity", "duration"}, {"count", "total"})


@dataclass(frozen=True, slots=True)
class Interval:
    """One printed interval. An end is null when it is not printed as a number (one-sided, not reached).

    ``estimate`` is the number that it is printed with; null when there is none, when that is no number, or
    when it could belong to several.
    """

    kind: str
    low: Figure | None
    high: Figure | None
    estimate: Figure | None
    is_across: bool
    """Whether it spans studies, not participants."""

    @property
    def level(self) -> Decimal | None:
        """Level in percent; null when not stated, and for ranges."""
        return self._end.level

    @property
    def unit(self) -> str:
        """Unit of its ends."""
        return self._end.unit

    @property
    def is_one_sided(self) -> bool:
        """Whether it is said to be one-sided."""
        return "one-sided" in self._end.qualifiers

    @property
    def name(self) -> str:
        """What a reader calls it: ``95% confidence interval``."""
        return NAMES[self.kind] if self.level is None else f"{self.level:f}% {NAMES[self.kind]}"

    @property
    def text(self) -> str:
        """Its ends as printed: ``8.4 to 16.2``."""
        return " to ".join(end.text if end is not None else "no number" for end in (self.low, self.high))

    @property
    def with_estimate(self) -> str:
        """As a reader sees it: ``median 12.3 months (range 8.4 to 16.2)``."""
        if self.estimate is None:
            unit = "" if self.unit == "%" else self.unit
            return f"{NAMES[self.kind]} {self.text} {unit}".rstrip()
        return f"{named(self.estimate)} ({self.name} {self.text})"

    @property
    def place(self) -> str:
        """Id of its first end: names the interval, where an estimate has several."""
        return self._end.id

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of its figures, in reading order."""
        return tuple(figure.id for figure in (self.estimate, self.low, self.high) if figure is not None)

    @property
    def _end(self) -> Figure:
        end = self.low if self.low is not None else self.high
        assert end is not None  # intervals_of makes none without an end
        return end


def named(figure: Figure) -> str:
    """The figure with its name and unit: ``median 12.3 months``."""
    name = "" if figure.statistic in {"percent", "quantity", "count"} else STATISTICS[figure.statistic].name
    unit = "" if figure.unit == "%" else figure.unit
    return " ".join(part for part in (name, figure.text, unit, figure.counted) if part)


def intervals_of(result: Result) -> tuple[Interval, ...]:
    """The intervals of a result that have at least one end, in printed order."""
    if not any(figure.statistic in SPREADS for figure in result.figures):
        return ()
    return tuple(_intervals(result))


def _intervals(result: Result) -> Iterator[Interval]:
    for statement in result.statements:
        estimates = [figure for figure in statement.figures if figure.statistic not in SPREADS]
        for kind, low, high in _ends(statement.figures):
            end = low or high
            if end is None:
                continue
            across = "across-studies" in end.qualifiers
            estimate = _estimate_of(end, estimates) if estimates else _center(result, end, across)
            yield Interval(
                kind,
                low,
                high,
                estimate if estimate is not None and estimate.value is not None else None,
                across,
            )


def _ends(figures: tuple[Figure, ...]) -> Iterator[tuple[str, Figure | None, Figure | None]]:
    """Kind, low and high end of each interval. An end without a number is null."""
    low: dict[str, Figure | None] = {}
    for figure in figures:
        kind, _, side = figure.statistic.rpartition("-")
        if kind not in NAMES:
            continue
        end = None if figure.value is None else figure
        if side == "low":
            if kind in low:
                yield kind, low.pop(kind), None
            low[kind] = end
        else:
            yield kind, low.pop(kind, None), end
    for kind, end in low.items():
        yield kind, end, None


def _estimate_of(end: Figure, estimates: list[Figure]) -> Figure | None:
    """The estimate in the unit of the interval; null when there is not exactly one."""
    fitting = [figure for figure in estimates if figure.unit == end.unit]
    return fitting[0] if len(fitting) == 1 and {f.statistic for f in estimates} not in _PAIRS else None


def _center(result: Result, end: Figure, across: bool) -> Figure | None:
    """The only center in the unit of an interval that is alone: ``mean 41.5 months; range 6-113``."""
    wanted = {"mean-of-study-rates"} if across else CENTERS
    centers = [f for f in result.figures if f.statistic in wanted and f.unit == end.unit]
    return centers[0] if len(centers) == 1 else None
