"""The range that a review gives over its studies holds the studies that are on file.

Why: "0% to 83% across studies" beside a study of that review with 88.3% leaves somebody wrong: the review
took another result, the study is not in it, or a digit is wrong.

How: where a review prints a range across studies of an outcome, the values of the studies that it pools and
that are on file are looked up: the same statistic of the same outcome, in arms with an intervention that the
arm of the review has, at the same time where the review names one. A value outside of the range is a warning.

What fits: everything that the printed numbers are rounded from. Where a study has several such values (times,
sets), one of them has to lie in the range.

Limits: studies that the review names but that are not entered with results cannot be looked up.

Source: PRISMA 2020, doi:10.1136/bmj.n71, items 19 and 20 (results of individual studies, and of syntheses).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.intervals import Interval, intervals_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure

_VALUES = ("percent", "median", "mean", "rate")


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1136/bmj.n71, items 19 and 20")
def check_ranges_of_reviews(review: Study) -> Iterator[CheckProblem]:
    """One problem for each range that studies on file lie outside of."""
    if not is_review(review):
        return
    for result in review.results:
        for interval in intervals_of(result):
            if interval.kind == "range" and interval.is_across and result.scope != "contrast":
                outside = list(_outside(review, result, interval))
                if outside:
                    yield _problem(review, result, interval, outside)


def _outside(review: Study, result: Result, interval: Interval) -> Iterator[tuple[Study, list[Figure]]]:
    """The pooled studies of which no value lies in a range, with their values."""
    for study in review.pooled:
        values = [value for other in _results(review, result, study) for value in _values(other, interval)]
        if values and not any(_is_inside(value, interval) for value in values):
            yield study, values


def _problem(
    review: Study, result: Result, interval: Interval, outside: list[tuple[Study, list[Figure]]]
) -> CheckProblem:
    texts = listed(f"{study.label} with {listed(v.text for v in values)}" for study, values in outside)
    return CheckProblem(
        severity=Severity.WARNING,
        record=review.record,
        place=interval.place,
        message=(
            f"{described(review, result)}: the range across studies is {interval.text}, but of the studies"
            f" that the review pools, outside of it are {texts}. Compare them with their sources."
        ),
        found=f"{interval.text}; {texts}",
        figures=(*interval.figures, *(value.id for _, values in outside for value in values)),
    )


def _results(review: Study, result: Result, study: Study) -> Iterator[Result]:
    """The results of a study that the range of a review has to hold."""
    arm = review.arms.get(result.column)
    wanted = set(arm.interventions) if arm is not None else set()
    for other in study.by_outcome.get(result.outcome, ()):
        own = study.arms.get(other.column)
        if other.scope == "contrast" or other.unit_of_analysis != result.unit_of_analysis:
            continue
        if wanted and (own is None or not wanted & set(own.interventions)):
            continue
        if other.target == result.target and (
            result.time.kind == "none" or other.time.key == result.time.key
        ):
            yield other


def _values(result: Result, interval: Interval) -> Iterator[Figure]:
    for statistic in _VALUES:
        figure = result.get(statistic)
        if figure is not None and figure.unit == interval.unit and figure.is_exact:
            yield figure


def _is_inside(value: Figure, interval: Interval) -> bool:
    stands_for = value.printed.envelope()
    if interval.low is not None and stands_for.is_below(interval.low.printed.envelope()):
        return False
    return interval.high is None or not interval.high.printed.envelope().is_below(stands_for)
