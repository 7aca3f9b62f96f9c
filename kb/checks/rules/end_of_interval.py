"""Both ends of an interval are as far from the estimate as the p value says.

Why: estimate, interval and p value of one comparison say the same thing three times. When one end of the
interval goes with the estimate and p and the other end does not, that end is wrong, and nothing else has to
be.

How: on the scale on which the effect was analyzed, each end gives a standard error of its own, and so does p
with the estimate. A warning: the two ends differ by more than 1.15 times, within all rounding, and p agrees
within 1.08 times with one of them only.

What fits: everything that the printed numbers are rounded from.

Limits: estimates near no difference, where p tells nothing of the error; p values that are bounds, adjusted
for several tests, for interaction or for noninferiority; one-sided intervals.

Source: Altman and Bland 2011, doi:10.1136/bmj.d2304; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, section 6.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

from kb.checks.intervals import Interval
from kb.checks.p_values import effects_with_p, printed_p, sides_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.scales import LOG_RATIOS
from kb.statistics.effects import deviate
from kb.statistics.intervals import Scale, analyzed_ends
from kb.statistics.rounding import float_ends

_APART, _AGREES = 1.15, 1.08
_LEAST_Z, _MOST_Z = 0.3, 4.5
Stretch = tuple[float, float]


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1136/bmj.d2304; Cochrane Handbook 6.4, section 6.3")
def check_end_of_interval(study: Study) -> Iterator[CheckProblem]:
    """One problem for each interval of which one end alone goes with estimate and p."""
    for result in study.results:
        if result.scope != "contrast":
            continue
        for interval, p in effects_with_p(result):
            errors = _errors(interval)
            by_p = _error_of_p(interval, p) if errors is not None else None
            if errors is None or by_p is None:
                continue
            low, high = errors
            if _ratio_beyond(low, high, _APART) and (odd := _odd(low, high, by_p)):
                yield _problem(study, result, interval, p, odd)


def _errors(interval: Interval) -> tuple[Stretch, Stretch] | None:
    """The standard error that the low and the high end give, each from smallest to largest."""
    estimate, low, high = interval.estimate, interval.low, interval.high
    if estimate is None or low is None or high is None or interval.is_one_sided:
        return None
    scale = Scale.LOG if estimate.statistic in LOG_RATIOS else Scale.LINEAR
    if scale is Scale.LOG and min(float(f.value or 0) for f in (estimate, low, high)) <= 0:
        return None
    reach = deviate(95.0 if interval.level is None else float(interval.level))
    value, first, last = (analyzed_ends(figure.printed, scale) for figure in (estimate, low, high))
    lower = (value[0] - first[1]) / reach, (value[1] - first[0]) / reach
    upper = (last[0] - value[1]) / reach, (last[1] - value[0]) / reach
    return (lower, upper) if lower[0] > 0 and upper[0] > 0 and math.isfinite(lower[1]) else None


def _error_of_p(interval: Interval, p: Figure) -> Stretch | None:
    """The standard error that p and the estimate give; null where they tell none."""
    printed, estimate = printed_p(p), interval.estimate
    if printed is None or estimate is None or not p.is_exact:
        return None
    scale = Scale.LOG if estimate.statistic in LOG_RATIOS else Scale.LINEAR
    value = analyzed_ends(estimate.printed, scale)
    if value[0] <= 0 <= value[1]:
        return None
    smallest, largest = (min(1.0, max(1e-12, end)) for end in float_ends(printed))
    z = [-NormalDist().inv_cdf(min(0.5, end / sides_of(p))) for end in (largest, smallest)]
    if z[0] < _LEAST_Z or z[1] > _MOST_Z:
        return None
    sizes = sorted(abs(end) for end in value)
    return sizes[0] / z[1], sizes[1] / z[0]


def _ratio_beyond(first: Stretch, second: Stretch, factor: float) -> bool:
    return first[0] > second[1] * factor or second[0] > first[1] * factor


def _odd(low: Stretch, high: Stretch, by_p: Stretch) -> str:
    """Which end p does not go with while it goes with the other: low, high, or neither (empty)."""
    fits_low, fits_high = (not _ratio_beyond(by_p, end, _AGREES) for end in (low, high))
    if fits_low == fits_high:
        return ""
    return "high" if fits_low else "low"


def _problem(study: Study, result: Result, interval: Interval, p: Figure, odd: str) -> CheckProblem:
    end, other = (interval.low, interval.high) if odd == "low" else (interval.high, interval.low)
    assert end is not None and other is not None
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=end.id,
        message=(
            f"{described(study, result)}: of {interval.with_estimate}, {p.text}, estimate and p go with"
            f" {other.text} but not with {end.text}. That end may be misprinted; compare it with the source."
        ),
        found=f"{interval.with_estimate}, {p.text}",
        figures=(*interval.figures, p.id),
    )
