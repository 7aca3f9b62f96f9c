"""The confidence interval of a difference of means is as wide as the spreads of the groups make it.

Why: how far the participants of two groups lie apart, and how many they are, says how well the difference of
their means is known. An interval that does not follow betrays a standard error printed as a standard
deviation (or the reverse), a lost digit, or numbers of another row.

How: of a difference of means with its confidence interval and of the standard deviations (or standard errors,
or intervals) and sizes of both groups, the standard error of the difference is computed, pooled and by
Welch's test. The printed interval has to reach so many of them to both sides as its level says. A warning
tells what would fit: that a deviation is an error, or an error a deviation.

What fits: everything that the printed numbers are rounded from; Student's t or the normal deviate; up to
three tenths of the participants may not have been measured. A difference that starts from the values before
has an interval down to less than half as wide; where such values are printed and the difference is not that
of the means, that fits too.

Limits: crossover and cluster trials, comparisons said to be adjusted, of models or before and after,
least-squares means, medians and standardized differences are left out; so are groups without a printed size.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.5.2.2 and 6.5.2.3;
Altman and Bland 2005, doi:10.1136/bmj.331.7521.903.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from kb.checks.compared_means import ComparedMeans, Stretch, compared_means
from kb.checks.intervals import Interval, intervals_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.statistics.rounding import float_ends

_MEASURED, _ROUGH, _FROM_BASELINE = 0.7, 1.05, 0.4
"""Share that was measured at least; by what a width may be off; how narrow a start from baseline makes it."""
_MIXED_UP = 1.25
"""By what a width may be off that a mixed-up spread explains."""


class _Fit(NamedTuple):
    """The printed standard error of a difference over the one that the groups give.

    ``is_crude``: the printed difference is that of the means, so nothing was adjusted.
    """

    low: float
    high: float
    is_crude: bool

    def is_within(self, least: float, most: float) -> bool:
        return self.low <= most and self.high >= least


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, sections 6.5.2.2 and 6.5.2.3; doi:10.1136/bmj.331.7521.903",
)
def check_interval_of_means(study: Study) -> Iterator[CheckProblem]:
    """One problem for each interval of a difference that the spreads of both groups do not give."""
    if is_review(study):
        return
    for result in study.results:
        for interval in intervals_of(result) if result.scope == "contrast" else ():
            estimate = interval.estimate
            if estimate is None or estimate.statistic != "mean-difference" or interval.kind != "ci":
                continue
            if "adjusted" in estimate.qualifiers or interval.is_one_sided:
                continue
            compared = [m for m in compared_means(study, result) if m.index.mean.unit == estimate.unit]
            fits = [_fit(interval, means) for means in compared]
            if compared and None not in fits and not any(_passes(study, result, fit) for fit in fits if fit):
                yield _problem(study, result, interval, compared[0])


def _fit(interval: Interval, means: ComparedMeans) -> _Fit | None:
    if interval.low is None or interval.high is None:
        return None
    level = 95.0 if interval.level is None else float(interval.level)
    (low, low_end), (high, high_end) = (float_ends(end.printed) for end in (interval.low, interval.high))
    halves: Stretch = (max(0.0, (high - low_end) / 2), (high_end - low) / 2)
    errors, reach = means.errors(), means.reach(level)
    if errors[0] <= 0:
        return None
    difference = float_ends(interval.estimate.printed) if interval.estimate is not None else (1.0, 0.0)
    is_crude = difference[0] <= means.difference[1] and means.difference[0] <= difference[1]
    return _Fit(halves[0] / (errors[1] * reach[1]), halves[1] / (errors[0] * reach[0]), is_crude)


def _passes(study: Study, result: Result, fit: _Fit) -> bool:
    narrowest = 1 / _ROUGH
    has_start = any(other.time.kind == "baseline" for other in study.by_outcome[result.outcome])
    if has_start and not fit.is_crude:
        narrowest = _FROM_BASELINE
    return fit.is_within(narrowest, _ROUGH / math.sqrt(_MEASURED))


def _problem(study: Study, result: Result, interval: Interval, means: ComparedMeans) -> CheckProblem:
    errors, reach = means.errors(), means.reach()
    half = sum(errors) / 2 * sum(reach) / 2
    middle = sum(means.difference) / 2
    estimate = interval.estimate
    assert estimate is not None
    expected = f"{middle - half:.{estimate.decimals}f} to {middle + half:.{estimate.decimals}f}"
    sizes = " and ".join(f"{size:,}" for size in means.sizes)
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=interval.place,
        message=(
            f"{described(study, result)}: {means.text} of {sizes} give a {interval.name} of about {expected},"
            f" not {interval.text}.{_reading(interval, means)}"
        ),
        found=f"{interval.with_estimate}; {means.text}",
        expected=expected,
        figures=(*interval.figures, *means.figures),
    )


def _reading(interval: Interval, means: ComparedMeans) -> str:
    """What would fit, in words."""
    fit = _fit(interval, means)
    root = math.sqrt(sum(means.sizes) / 2)
    if fit is not None and fit.is_within(root / _MIXED_UP, root * _MIXED_UP):
        return " It fits when the standard deviations are standard errors."
    if fit is not None and fit.is_within(1 / root / _MIXED_UP, _MIXED_UP / root):
        return " It fits when the standard errors are standard deviations."
    return " Compare all of them with the source."
