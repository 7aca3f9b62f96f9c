"""The confidence interval of a survival rate goes with the rate and the number of participants.

Why: a rate such as 58% (95% CI 35% to 70%) has its interval far to one side, and one of 58% (57% to 59%) of
80 participants knows more than they can tell. A digit is wrong, or the interval is of another row.

How: for survival and recurrence rates, and for other shares without a count (sensitivity, for example), the
interval is held against the rate on the scales on which it is computed: plain, of the logarithm, of the
logarithm twice, of the odds, and of the root of the arc sine. A warning: on every one of them the rate is off
the middle to the same side by more than a quarter of an arm (of other shares by four fifths, since exact
intervals are skewed). A warning as well: the interval of a survival rate is narrower than that of a share of
all participants, by more than a fifth.

What fits: everything that the printed numbers are rounded from; ends that were set to 0% or 100%.

Limits: rates with a count of their own are looked at by ``interval-of-proportion``; one-sided and adjusted
intervals, those of reviews, and rates of 0% or 100% are left out.

Source: Kalbfleisch and Prentice 2002, doi:10.1002/9781118032985; Borgan and Liestøl 1990 (confidence
intervals of survival on transformed scales), Scandinavian Journal of Statistics 17:35-41.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

from kb.checks.intervals import Interval, intervals_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import falls, is_review, rises
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation.statistics import PROPORTIONS
from kb.statistics.effects import deviate
from kb.statistics.rounding import float_ends

_SKEW, _SKEW_OF_SHARES, _NARROW = 1.25, 1.8, 0.8
_SCALES: tuple[Callable[[float], float], ...] = (
    lambda share: share,
    math.log,
    lambda share: -math.log(-math.log(share)),
    lambda share: math.log(share / (1 - share)),
    lambda share: math.asin(math.sqrt(share)),
    lambda share: -math.log(1 - share),
    lambda share: math.log(-math.log(1 - share)),
)
Stretch = tuple[float, float]


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1002/9781118032985")
def check_interval_of_rate(study: Study) -> Iterator[CheckProblem]:
    """At most one problem for each interval of a rate."""
    if is_review(study):
        return
    for result in study.results:
        if result.scope == "contrast" or result.adjusted or result.get("count", "total") is not None:
            continue
        is_curve = falls(result) or rises(result)
        for interval in intervals_of(result):
            estimate = interval.estimate
            if interval.kind != "ci" or estimate is None or estimate.statistic not in PROPORTIONS:
                continue
            if estimate.unit == "%" and interval.unit == "%" and not interval.is_one_sided:
                yield from _problems(study, result, interval, is_curve=is_curve)


def _problems(study: Study, result: Result, interval: Interval, *, is_curve: bool) -> Iterator[CheckProblem]:
    ends = [_share(figure) for figure in (interval.low, interval.estimate, interval.high)]
    if interval.low is None or interval.high is None or None in ends or interval.estimate is None:
        return
    low, rate, high = (end for end in ends if end is not None)
    if high[0] > 1:
        yield _problem(study, result, interval, f"ends above 100%: {interval.with_estimate}")
        return
    if (
        rate[0] <= 0
        or rate[1] >= 1
        or low[0] <= 0
        or high[1] >= 1
        or not low[1] < rate[0] < rate[1] < high[0]
    ):
        return
    skew = _SKEW if is_curve else _SKEW_OF_SHARES
    sides = {_side(low, rate, high, scale, skew) for scale in _SCALES}
    if len(sides) == 1 and 0 not in sides:
        side = "lower" if sides == {1} else "upper"
        sentence = f"{interval.with_estimate} has the rate far to the {side} end, on whatever scale"
        yield _problem(study, result, interval, sentence)
        return
    size = whole_number(study.size_of(result.column, result.population))
    if is_curve and size is not None and size > 1:
        middle = sum(rate) / 2
        level = 95.0 if interval.level is None else float(interval.level)
        reach = deviate(level) * math.sqrt(middle * (1 - middle) / size)
        if high[1] - low[0] < 2 * reach * _NARROW:
            least = f"{100 * (middle - reach):.0f}% to {100 * (middle + reach):.0f}%"
            sentence = (
                f"{interval.with_estimate} is too narrow for {size:,} participants, who give about {least}"
            )
            yield _problem(study, result, interval, sentence)


def _share(figure: object) -> Stretch | None:
    from kb.notation import Figure

    if not isinstance(figure, Figure) or not figure.is_exact:
        return None
    low, high = float_ends(figure.printed)
    return low / 100, high / 100


def _side(low: Stretch, rate: Stretch, high: Stretch, scale: Callable[[float], float], skew: float) -> int:
    """1 when the rate is nearer to the low end, -1 when to the high one, 0 when it may be in the middle."""
    upper = scale(high[0]) - scale(rate[1]), scale(high[1]) - scale(rate[0])
    lower = scale(rate[0]) - scale(low[1]), scale(rate[1]) - scale(low[0])
    if lower[1] <= 0 or upper[1] <= 0:
        return 0
    if upper[0] > lower[1] * skew:
        return 1
    return -1 if lower[0] > upper[1] * skew else 0


def _problem(study: Study, result: Result, interval: Interval, sentence: str) -> CheckProblem:
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=interval.place,
        message=f"{described(study, result)}: {sentence}. Compare rate and interval with the source.",
        found=interval.with_estimate,
        figures=interval.figures,
    )
