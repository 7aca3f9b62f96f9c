"""A standard deviation is no standard error, and both fit the confidence interval.

Why: standard deviations say how far participants lie apart, standard errors how well the mean is known. They
differ by the square root of the number of participants, and are taken for each other more often than any
other two statistics. A meta-analysis that takes an error for a deviation gives the study far too much weight.

How: a mean, difference or change with its confidence interval reaches about 1.96 standard errors to both
sides (of 95%; more for small groups, by Student's t). The printed standard error is compared with the
interval; a standard deviation is, by the printed number of participants. Where the two do not fit, the
message says what would: the deviation is an error, the error a deviation, or the interval reaches one error
to both sides.

What fits: everything that the printed numbers are rounded from, t of any group where the size is not printed,
and for deviations half as much again, because intervals are often from a model with a common deviation.

Limits: ratios and medians are left out; so is a deviation with neither interval nor size beside it.

Source: Altman and Bland 2005, doi:10.1136/bmj.331.7521.903; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, sections 6.5.2.2 and 6.5.2.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.intervals import Interval, intervals_of, named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.scales import DIFFERENCES
from kb.statistics.effects import deviate
from kb.statistics.rounding import float_ends

_MEANS = DIFFERENCES - {"median-difference"} | {
    "mean",
    "least-squares-mean",
    "mean-change",
    "least-squares-mean-change",
    "mean-percent-change",
}
_ROUGH, _OF_MODELS = 1.03, 1.5
"""Factors by which an error, and a deviation, may be off beside what rounding explains."""
_SMALLEST = 3
_UNSAID = 5
"""Participants that a group of unprinted size is taken to have at least, beside a standard deviation."""
Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Spread:
    """A deviation or error beside an interval. ``size`` is null when not printed, and for comparisons."""

    study: Study
    result: Result
    interval: Interval
    figure: Figure
    size: int | None

    @property
    def deviates(self) -> Stretch:
        """How many standard errors the interval can reach: normal to Student's t."""
        level = 95.0 if self.interval.level is None else float(self.interval.level)
        z = deviate(level)
        return z, _student(z, (self.size or _SMALLEST) - 1)

    @property
    def times(self) -> Stretch:
        """Half the interval over the printed number."""
        low, high = (float_ends(end.printed) for end in (self.interval.low, self.interval.high) if end)
        halves = max(0.0, (high[0] - low[1]) / 2), (high[1] - low[0]) / 2
        least, most = float_ends(self.figure.printed)
        return halves[0] / most if most > 0 else math.inf, halves[1] / least if least > 0 else math.inf

    def reaches(self, expected: Stretch, factor: float) -> bool:
        """Whether the interval reaches that many times the printed number."""
        low, high = self.times
        return low <= expected[1] * factor and high >= expected[0] / factor


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="doi:10.1136/bmj.331.7521.903; Cochrane Handbook 6.4, sections 6.5.2.2 and 6.5.2.3",
)
def check_standard_errors(study: Study) -> Iterator[CheckProblem]:
    """One problem for each deviation or error that the interval beside it contradicts."""
    for result in study.results:
        intervals = [i for i in intervals_of(result) if i.kind == "ci" and not i.is_one_sided]
        for interval in intervals:
            if interval.estimate is None or interval.estimate.statistic not in _MEANS:
                continue
            for spread in _spreads(study, result, interval):
                yield from _problems(spread)


def _spreads(study: Study, result: Result, interval: Interval) -> Iterator[_Spread]:
    """The deviations and errors in the statement of an interval with two ends."""
    estimate = interval.estimate
    if estimate is None or interval.low is None or interval.high is None:
        return
    size = None
    if result.scope != "contrast" and not result.unit_of_analysis:
        size = whole_number(study.size_of(result.column, result.population))
    for figure in result.figures:
        own = figure.statement == estimate.statement and figure.statistic in {"sd", "se"}
        if own and figure.is_exact and (figure.value or 0) > 0:
            yield _Spread(study, result, interval, figure, None if size is not None and size < 2 else size)


def _problems(spread: _Spread) -> Iterator[CheckProblem]:
    root = None if spread.size is None else math.sqrt(spread.size)
    low, high = spread.deviates
    if spread.figure.statistic == "se":
        if spread.reaches((low, high), _ROUGH):
            return
        reading = ""
        if spread.reaches((1, 1), _ROUGH):
            reading = " The interval reaches one standard error to both sides."
        elif root is not None and spread.reaches((low / root, high / root), _ROUGH):
            reading = " It would fit as a standard deviation."
        yield _problem(spread, f"the standard error does not give the {spread.interval.name}.{reading}")
        return
    as_error = spread.reaches((low, high), _ROUGH)
    if root is None:
        widest = _student(low, _UNSAID - 1) / math.sqrt(_UNSAID)
        if spread.result.scope != "contrast" and spread.times[0] > widest * _ROUGH:
            yield _problem(
                spread, f"the {spread.interval.name} is too wide for a standard deviation.{_ERROR}"
            )
    elif not spread.reaches((low / root, high / root), _OF_MODELS):
        reading = _ERROR if as_error else " Compare all numbers with the source."
        sentence = f"the standard deviation of {spread.size} does not give the {spread.interval.name}."
        yield _problem(spread, sentence + reading)


_ERROR = " It would fit as a standard error."


def _student(z: float, degrees: int) -> float:
    """Student's t for a normal deviate (Abramowitz & Stegun 26.7.5), too high rather than too low."""
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
    )
    quantile = z + sum(term / degrees**power for power, term in enumerate(terms, 1))
    return quantile * 1.1 if degrees > 1 else 6.5 * z


def _problem(spread: _Spread, sentence: str) -> CheckProblem:
    study, result, interval = spread.study, spread.result, spread.interval
    estimate = interval.estimate
    assert estimate is not None
    low, high = (float(end.value or 0) for end in (interval.low, interval.high) if end is not None)
    error = (high - low) / 2 / deviate(95.0 if interval.level is None else float(interval.level))
    expected = f"standard error about {error:.{estimate.decimals + 1}f}"
    if spread.size is not None:
        expected += f", standard deviation about {error * math.sqrt(spread.size):.{estimate.decimals + 1}f}"
    label = "SE" if spread.figure.statistic == "se" else "SD"
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=spread.figure.id,
        message=f"{described(study, result)}, {named(estimate)} ({label} {spread.figure.text}): {sentence}",
        found=f"{label} {spread.figure.text}, {interval.name} {interval.text}",
        expected=expected,
        figures=(*interval.figures, spread.figure.id),
    )
