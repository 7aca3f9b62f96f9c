"""The confidence interval of a percentage is near those that its count gives.

Why: an interval of a percentage depends on the count and the total only. One far from all usual methods is of
another number, of another level, or its digits are wrong.

How: where count (or percentage) and total are printed with a confidence interval, the intervals of Wald and
Wilson, with and without continuity correction, and of Agresti and Coull are computed. An end beyond all of
them by more than half their width is a warning; so is an interval less than half as wide as all of them.

What fits: everything that the printed numbers are rounded from. Exact, mid-p, Bayesian and likelihood
intervals lie within the half. No level is taken for 95%.

Limits: only percentages of participants (not of lesions, which can be clustered) that are no Kaplan-Meier
estimates; most misprints of one digit stay within the half.

Source: Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.intervals import Interval, intervals_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, shares_of
from kb.evidence.study import Study
from kb.notation import Figure
from kb.statistics.proportion_intervals import ProportionInterval, proportion_intervals
from kb.statistics.proportions import events_for
from kb.statistics.rounding import float_ends

_BEYOND = 0.5
_NARROWER = 2
"""How many times narrower than all that the count gives no interval of another method is."""


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E",
)
def check_interval_of_proportion(study: Study) -> Iterator[CheckProblem]:
    """One problem for each interval that is far from all that the count gives."""
    if study.design_group == "systematic-review":
        return
    for result in study.results:
        intervals = [i for i in intervals_of(result) if i.kind == "ci" and not i.is_one_sided]
        for share in shares_of(result) if intervals else ():
            if share.of is None or not share.of_persons or share.may_be_estimated or share.percent is None:
                continue
            for interval in intervals:
                if interval.estimate is not None and interval.estimate.id == share.percent.id:
                    yield from _problems(study, share, interval)


def _problems(study: Study, share: Share, interval: Interval) -> Iterator[CheckProblem]:
    given = _intervals(share, interval)
    if not given or interval.low is None or interval.high is None:
        return
    lows, highs = [low for low, _ in given], [high for _, high in given]
    reach = _BEYOND * (max(highs) - min(lows))
    is_wide = _width(interval.low, interval.high) * _NARROWER >= min(high - low for low, high in given)
    if is_wide and _is_near(interval.low, lows, reach) and _is_near(interval.high, highs, reach):
        return
    expected = f"{given[0][0]:.1f}% to {given[0][1]:.1f}%"
    yield CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=interval.place,
        message=(
            f"{described(study, share.result)}: {share.text} gives a {interval.name} of about {expected}"
            f" (Wilson), not {interval.text}. Compare the numbers with the source."
        ),
        found=f"{share.text}, {interval.name} {interval.text}",
        expected=expected,
        figures=(*share.figures, interval.low.id, interval.high.id),
    )


def _width(low: Figure, high: Figure) -> float:
    """The greatest width that the printed ends allow, in percent."""
    per = 1 if low.unit == "%" else 100
    return per * (float_ends(high.printed)[1] - float_ends(low.printed)[0])


def _is_near(end: Figure, given: list[float], reach: float) -> bool:
    per = 1 if end.unit == "%" else 100
    low, high = float_ends(end.printed)
    return per * high >= min(given) - reach and per * low <= max(given) + reach


def _intervals(share: Share, interval: Interval) -> list[tuple[float, float]]:
    """The intervals of all methods and counts, Wilson's first; none when the percentage fits no count."""
    total = share.of or 0
    events = [share.events] if share.events is not None else list(events_for(total, share.printed))
    level = 95.0 if interval.level is None else float(interval.level)
    counts = [count for count in events if count is not None and count <= total]
    by_count = [proportion_intervals(count, total, level) for count in counts]
    wilson = [intervals[ProportionInterval.WILSON] for intervals in by_count]
    return [*wilson, *(ends for intervals in by_count for ends in intervals.values())]
