"""The numbers of one statement are printed with as many digits as one another.

Why: "0.83 (95% CI 0.488 to 1.42)" and "median 9.44 months (7.1 to 12.0)" have a digit too many: one that was
typed twice, or a decimal point that slipped.

How: of an estimate and both ends of its interval, and of the means of two arms with their deviations, a
number that has more decimals than all others is a warning. A whole number between numbers with decimals that
is at least ten times as large as every one of them is one as well: it lost its point.

What fits: numbers that all have as many significant digits (0.98 to 1.4), one with decimals between whole
numbers, zeros that were left out at the end (0.1 to 1.19), 100%, and anything where two numbers share the
longer form, where the odd one is less than a tenth of the others, or where a digit more tells on which side
of 1 an end lies (1.8, 1.02 to 3.2). A median may have half a unit more than the ends of its range.

Limits: p values, counts, sizes and percentages are left out; so are statements of fewer than three numbers.

Source: SAMPL guidelines, doi:10.1016/j.ijnurstu.2014.09.006 (numbers with appropriate precision); Cole 2015,
doi:10.1136/archdischild-2014-307149 (too many digits).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from kb.checks.intervals import intervals_of, named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure

_MEANS = ("mean", "least-squares-mean", "mean-change", "least-squares-mean-change")
_LOST_POINT = 10
_NEAR_ONE = Decimal("0.1")
_ENOUGH = 3
_OF_PEOPLE = frozenset({"range", "iqr"})
"""Ends that are values of participants: whole numbers, whose median may have half a one more."""


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="doi:10.1016/j.ijnurstu.2014.09.006; doi:10.1136/archdischild-2014-307149",
)
def check_digits_of_one_statement(study: Study) -> Iterator[CheckProblem]:
    """At most one problem for each interval, and for each pair of means."""
    told: set[str] = set()
    for result in study.results:
        for numbers in (*_of_intervals(result), *_of_arms(study, result)):
            odd = _odd(numbers)
            if odd is not None and odd.id not in told:
                told.add(odd.id)
                yield _problem(study, result, odd, numbers)


def _of_intervals(result: Result) -> Iterator[list[Figure]]:
    for interval in intervals_of(result):
        if interval.kind in {"ci", "credible", "iqr", "range"} and interval.estimate is not None:
            numbers = [interval.estimate, interval.low, interval.high]
            known = [figure for figure in numbers if figure is not None and figure.is_exact]
            if "%" in {figure.unit for figure in known}:
                continue
            if len(known) == _ENOUGH and (interval.kind not in _OF_PEOPLE or known[1].decimals):
                yield known


def _of_arms(study: Study, result: Result) -> Iterator[list[Figure]]:
    """The means of both arms with their spreads: told for the first arm only, of all of them."""
    arms = list(study.arms_of(result)) if result.scope == "arm" else []
    if len(arms) < 2 or arms[0].id != result.id:
        return
    for statistic in _MEANS:
        for spread in ("sd", "se"):
            pairs = [(arm.get(statistic), arm.get(spread)) for arm in arms]
            of_means = [mean for mean, _ in pairs if mean is not None and mean.is_exact]
            of_spreads = [sd for _, sd in pairs if sd is not None and sd.is_exact]
            if len(of_means) == len(of_spreads) == len(arms):
                yield [*of_means, *of_spreads]


def _odd(numbers: Sequence[Figure]) -> Figure | None:
    """The one number with more digits than all others, or without the point that the others have."""
    for figure in numbers:
        others = [other for other in numbers if other is not figure]
        if any("x10^" in other.reported for other in numbers):
            return None
        is_small = 10 * abs(float(figure.value or 0)) < min(abs(float(other.value or 0)) for other in others)
        most = max(other.decimals for other in others)
        if figure.decimals > most and not is_small and not _is_near_one(figure, most):
            lengths = {_significant(number) for number in numbers}
            has_zeros = most == 0 or len(lengths) == 1
            if not has_zeros or _significant(figure) > 1 + max(map(_significant, others)):
                return figure
        elif not figure.decimals and all(other.decimals for other in others):
            largest = max(abs(float(other.value or 0)) for other in others)
            if 0 < _LOST_POINT * largest <= abs(float(figure.value or 0)):
                return figure
    return None


def _is_near_one(figure: Figure, most: int) -> bool:
    """Whether an end has one digit more so that a reader sees on which side of 1 it lies."""
    return figure.decimals == most + 1 and figure.value is not None and abs(figure.value - 1) < _NEAR_ONE


def _significant(figure: Figure) -> int:
    return len(str(figure.value).replace(".", "").lstrip("-0")) or 1


def _problem(study: Study, result: Result, odd: Figure, numbers: Sequence[Figure]) -> CheckProblem:
    others = [figure for figure in numbers if figure is not odd]
    beside = ", ".join(figure.text for figure in others)
    what = "more digits than" if odd.decimals else "no decimals, unlike"
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=odd.id,
        message=(
            f"{described(study, result)}: {named(odd)} has {what} the numbers beside it ({beside})."
            " A digit may be typed twice, or a decimal point lost. Compare it with the source."
        ),
        found=f"{odd.text} beside {beside}",
        figures=tuple(figure.id for figure in numbers),
    )
