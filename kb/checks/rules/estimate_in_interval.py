"""An estimate lies inside its interval, and the interval runs from low to high.

Why: an estimate outside its interval, or an interval that runs backwards, is a slip of the keyboard (a digit
turned round, a minus sign lost, a line of a table taken for the next), and it is copied from paper to review
unseen because each number alone looks sound.

How: every interval printed with an estimate is looked at: confidence, credible and prediction intervals,
ranges and interquartile ranges. The low end may not exceed the high end; the estimate may not lie outside; an
interquartile range may not reach beyond the range of the same values. A median or mean that is next to a
range in a statement of its own (``median 25 months; range 8-64 months``) is compared with it when there is
only one it can belong to. The mean of study rates is compared with the range across studies.

What fits: a printed number represents everything that is rounded to it, so 0.9 is not outside 0.94-1.5.
Bounds (``<0.1``, ``>99.9``) are respected. A mean may lie outside the interquartile range of skewed values. A
``reduction`` may be printed without the minus sign that its interval has.

Limits: the number needed to treat is left out, because its interval passes through infinity. A count is not
compared with a range, which may be per patient. An interval of a statement with two values (from 11 to 4) is
left out, because it could belong to either.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 15.3.1 (what an
interval is), 6.5.2 (means, medians, ranges and interquartile ranges).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.intervals import Interval, intervals_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure

_PASSES_INFINITY = frozenset({"nnt", "nnh"})
_MAY_LIE_OUTSIDE = {
    "iqr": frozenset({"mean", "geometric-mean", "least-squares-mean", "mean-change", "mean-of-study-rates"}),
    "range": frozenset({"count", "total"}),
}


@rule(Subject.STUDY, Severity.ERROR, source="Cochrane Handbook 6.4, sections 6.5.2 and 15.3.1")
def check_estimate_in_interval(study: Study) -> Iterator[CheckProblem]:
    """One problem for each interval that runs backwards, misses its estimate or leaves its range."""
    for result in study.results:
        intervals = intervals_of(result)
        for interval in intervals:
            if interval.estimate is None or interval.estimate.statistic not in _PASSES_INFINITY:
                yield from _problems(study, result, interval)
        yield from _quartiles(study, result, intervals)


def _problems(study: Study, result: Result, interval: Interval) -> Iterator[CheckProblem]:
    low, high, estimate = interval.low, interval.high, interval.estimate
    if low is not None and high is not None and low.exceeds(high):
        yield _problem(
            study,
            result,
            interval,
            f"the {interval.name} runs from {low.text} down to {high.text}: the ends are turned round, or a"
            " minus sign or a digit is wrong.",
            f"{high.text} to {low.text}",
        )
        return
    if estimate is None or estimate.statistic in _MAY_LIE_OUTSIDE.get(interval.kind, ()):
        return
    if _is_outside(estimate, low, high) and not _is_reduction_inside(interval):
        yield _problem(
            study,
            result,
            interval,
            f"{estimate.text} lies outside its {interval.name}, {interval.text}."
            " Compare both with the source.",
            f"a value in {interval.text}",
        )


def _is_outside(estimate: Figure, low: Figure | None, high: Figure | None) -> bool:
    return (low is not None and low.exceeds(estimate)) or (high is not None and estimate.exceeds(high))


def _is_reduction_inside(interval: Interval) -> bool:
    """Whether a reduction is printed as a positive number, its interval as a negative change."""
    estimate, low, high = interval.estimate, interval.low, interval.high
    if estimate is None or estimate.statistic != "reduction" or low is None or high is None:
        return False
    turned = estimate.printed.envelope().scaled(-1)
    ends = low.printed.envelope().low, high.printed.envelope().high
    return (ends[0] is None or turned.high is None or turned.high >= ends[0]) and (
        ends[1] is None or turned.low is None or turned.low <= ends[1]
    )


def _quartiles(study: Study, result: Result, intervals: tuple[Interval, ...]) -> Iterator[CheckProblem]:
    """An interquartile range that reaches beyond the range of the same values."""
    for inner in intervals:
        for outer in intervals:
            if (inner.kind, outer.kind) != ("iqr", "range") or not _is_of_the_same(inner, outer):
                continue
            too_low = inner.low is not None and outer.low is not None and outer.low.exceeds(inner.low)
            too_high = inner.high is not None and outer.high is not None and inner.high.exceeds(outer.high)
            if too_low or too_high:
                yield _problem(
                    study,
                    result,
                    inner,
                    f"the interquartile range, {inner.text}, reaches beyond the range, {outer.text}, although"
                    " the range holds all values. They may be interchanged.",
                    f"within {outer.text}",
                    place=inner.figures[0],
                )


def _is_of_the_same(first: Interval, second: Interval) -> bool:
    if first.estimate is None or second.estimate is None:
        return False
    return first.estimate.id == second.estimate.id and first.is_across == second.is_across


def _problem(
    study: Study, result: Result, interval: Interval, sentence: str, expected: str, place: str = ""
) -> CheckProblem:
    return CheckProblem(
        severity=Severity.ERROR,
        record=study.record,
        place=place or interval.place,
        message=f"{described(study, result)}: {sentence}",
        found=interval.with_estimate,
        expected=expected,
        figures=interval.figures,
    )
