"""Two means that a comparison is of, with the spread and size of each: what t tests make of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.intervals import Interval, intervals_of
from kb.checks.recomputing import OF_CLUSTERS, is_crossover
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends
from kb.statistics.students_t import pooled, t_deviate, t_p, welch

Stretch = tuple[float, float]
CRUDE = ("mean", "mean-change", "mean-percent-change")
MODELED = ("least-squares-mean", "least-squares-mean-change")
_FEWEST = 2
_MODELS = frozenset({"multivariable", "propensity-weighted"})


@dataclass(frozen=True, slots=True)
class MeanOfGroup:
    """One mean with its spread. ``deviation`` is what the standard deviation can be; ``spread`` how it is
    printed, ``size`` how many participants the group has."""

    result: Result
    mean: Figure
    spread: Figure
    size: int
    deviation: Stretch

    @property
    def error(self) -> Stretch:
        """What the standard error of the mean can be."""
        root = math.sqrt(self.size)
        return self.deviation[0] / root, self.deviation[1] / root

    @property
    def text(self) -> str:
        """``5.1 (SD 2.0) of 40``."""
        return f"{self.mean.text} ({_SPREAD.get(self.spread.statistic, '95% CI')} {self.spread.text})"

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of mean and spread."""
        return self.mean.id, self.spread.id


_SPREAD = {"sd": "SD", "se": "SE", "ci-low": "confidence interval from"}


@dataclass(frozen=True, slots=True)
class ComparedMeans:
    """Index and reference mean of a comparison, of one statistic and unit."""

    index: MeanOfGroup
    reference: MeanOfGroup

    @property
    def text(self) -> str:
        """Both as printed."""
        return f"{self.index.text} and {self.reference.text}"

    @property
    def figures(self) -> tuple[str, ...]:
        """Ids of all figures, index first."""
        return (*self.index.figures, *self.reference.figures)

    @property
    def sizes(self) -> tuple[int, int]:
        """Participants of both groups."""
        return self.index.size, self.reference.size

    @property
    def difference(self) -> Stretch:
        """What index less reference can be, within rounding."""
        first, second = (float_ends(group.mean.printed) for group in (self.index, self.reference))
        return first[0] - second[1], first[1] - second[0]

    def errors(self, share: float = 1.0) -> Stretch:
        """What the standard error of the difference can be, pooled or by Welch's test.

        ``share``: only that part of the participants may have been measured.
        """
        groups = (self.index, self.reference)
        sizes = self.sizes
        ends = [
            way((groups[0].deviation[end], groups[1].deviation[end]), sizes)[0]
            for way in (pooled, welch)
            for end in (0, 1)
        ]
        return min(ends), max(ends) / math.sqrt(share)

    @property
    def degrees(self) -> Stretch:
        """Degrees of freedom, by Welch's test and pooled."""
        deviations = tuple(sum(group.deviation) / 2 for group in (self.index, self.reference))
        by_welch = welch((deviations[0], deviations[1]), self.sizes)[1]
        return max(1.0, by_welch), float(sum(self.sizes) - 2)

    def reach(self, level: float = 95.0) -> Stretch:
        """How many standard errors an interval of a level can reach: by the normal deviate or by t."""
        low, high = self.degrees
        return t_deviate(level, 1e6), t_deviate(level, min(low, high))

    def p_range(self, difference: Stretch, errors: Stretch) -> Stretch:
        """Smallest and largest two-sided p of a difference with these standard errors."""
        spans = difference[0] <= 0 <= difference[1]
        nearest = 0.0 if spans else min(abs(end) for end in difference)
        farthest = max(abs(end) for end in difference)
        smallest = t_p(farthest / errors[0], 1e6) if errors[0] > 0 else 0.0
        largest = t_p(nearest / errors[1], self.degrees[0]) if errors[1] > 0 else 1.0
        return smallest, largest


def compared_means(study: Study, result: Result) -> Iterator[ComparedMeans]:
    """The means that a comparison can be of: values, changes; none unless spreads and sizes are known."""
    sides = study.sides(result)
    contrast = study.contrasts.get(result.column)
    if sides is None or contrast is None or contrast.kind == "before-after":
        return
    if result.adjusted or contrast.method in _MODELS or contrast.method == "before-after":
        return
    if is_crossover(study) or study.design == OF_CLUSTERS:
        return
    for statistic in CRUDE:
        index, reference = (_group(study, side, statistic) for side in sides)
        if index is not None and reference is not None and index.mean.unit == reference.mean.unit:
            yield ComparedMeans(index, reference)


def _group(study: Study, result: Result, statistic: str) -> MeanOfGroup | None:
    mean = result.get(statistic)
    size = whole_number(study.size_of(result.column, result.population))
    if mean is None or not mean.is_exact or result.unit_of_analysis:
        return None
    if size is None or size < _FEWEST:
        return None
    return mean_of_group(result, mean, size)


def group_size(study: Study, result: Result) -> int | None:
    """The printed size of a group; where none is, its share of all participants."""
    size = whole_number(study.size_of(result.column, result.population))
    total = whole_number(study.enrolled)
    if size is None and total is not None and result.scope == "arm" and result.population == "whole":
        return total // max(1, len(study.arms))
    return size


def mean_of_group(result: Result, mean: Figure, size: int) -> MeanOfGroup | None:
    """A mean with the spread that is printed with it; null when there is none."""
    root = math.sqrt(size)
    for figure in result.figures:
        if figure.statement != mean.statement or not figure.is_exact or not figure.value or figure.value < 0:
            continue
        if figure.statistic == "sd":
            return MeanOfGroup(result, mean, figure, size, _positive(float_ends(figure.printed)))
        if figure.statistic == "se":
            low, high = _positive(float_ends(figure.printed))
            return MeanOfGroup(result, mean, figure, size, (low * root, high * root))
    for interval in intervals_of(result):
        if interval.kind == "ci" and interval.estimate is not None and interval.estimate.id == mean.id:
            return _of_interval(result, mean, interval, size)
    return None


def _of_interval(result: Result, mean: Figure, interval: Interval, size: int) -> MeanOfGroup | None:
    if interval.low is None or interval.high is None or interval.is_one_sided:
        return None
    level = 95.0 if interval.level is None else float(interval.level)
    (low, low_end), (high, high_end) = (float_ends(end.printed) for end in (interval.low, interval.high))
    halves = max(0.0, (high - low_end) / 2), (high_end - low) / 2
    root = math.sqrt(size)
    deviation = halves[0] * root / t_deviate(level, size - 1), halves[1] * root / t_deviate(level, 1e6)
    return MeanOfGroup(result, mean, interval.low, size, deviation)


def _positive(ends: Stretch) -> Stretch:
    return max(ends[0], 0.0), ends[1]
