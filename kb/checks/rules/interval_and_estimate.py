"""An estimate is in the middle of its confidence interval, on the scale on which it was computed.

Why: almost every interval of an effect is the estimate plus and minus the same distance: of the logarithm for
ratios, of the value itself for differences and means. An estimate far from the middle is a misprint in one of
the three numbers, a difference entered as a ratio (or the other way around), or an interval of something
else.

How: the distances from the estimate to the two ends are compared, for hazard, odds, risk and rate ratios and
geometric means as logarithms, for differences, means and coefficients as they are. When no rounding of the
three printed numbers makes the distances equal, and one is more than 1.25 times the other, it is a note; from
twice on it is a warning. The message says where the middle is, and whether the other scale would fit.

What fits: exact, likelihood and bootstrap intervals are a little lopsided, but not twice; hence the two
steps. Medians, percentages, survival rates, correlations, areas under the curve and credible intervals are
left out, because their intervals need no middle (those of percentages: see ``interval-of-proportion``).

Limits: two misprints that make up for each other are not found, nor is a wrong level.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.3.1, 6.3.2 and
6.4.1; Altman and Bland 2011, doi:10.1136/bmj.d2304.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal

from kb.checks.intervals import Interval, intervals_of, named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.scales import DIFFERENCES, LOG_RATIOS
from kb.statistics.intervals import PrintedInterval as Analyzed
from kb.statistics.intervals import Scale, arm_ratios, estimate_range_from_ci, is_inside

_MEANS = {"mean", "least-squares-mean", "mean-change", "least-squares-mean-change"}
_LINEAR = (DIFFERENCES | _MEANS) - {"median-difference"}
_LOG = LOG_RATIOS | {"geometric-mean"}
_SLIGHT, _CLEAR = 1.25, 2.0


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, sections 6.3.1, 6.3.2 and 6.4.1; doi:10.1136/bmj.d2304",
    title="An estimate is in the middle of its confidence interval",
)
def check_interval_and_estimate(study: Study) -> Iterator[CheckProblem]:
    """One problem for each estimate that is not in the middle of its confidence interval."""
    for result in study.results:
        for interval in intervals_of(result):
            analyzed = _analyzed(interval)
            estimate = interval.estimate
            if analyzed is None or estimate is None or not is_inside(estimate.printed, analyzed):
                continue
            if (times := _lopsided(estimate, analyzed)) > _SLIGHT:
                yield _problem(study, result, interval, analyzed, times)


def _analyzed(interval: Interval, *, turned: bool = False) -> Analyzed | None:
    """The interval on the scale of its estimate, or the other one; null where it need not have a middle."""
    low, high, estimate = interval.low, interval.high, interval.estimate
    if interval.kind != "ci" or low is None or high is None or estimate is None or interval.is_one_sided:
        return None
    is_log = estimate.statistic in _LOG
    if not is_log and estimate.statistic not in _LINEAR:
        return None
    scale = Scale.LOG if is_log is not turned else Scale.LINEAR
    if scale is Scale.LOG and any((figure.value or Decimal(0)) <= 0 for figure in (low, high, estimate)):
        return None
    return Analyzed(low.printed, high.printed, scale)


def _lopsided(estimate: Figure, interval: Analyzed) -> float:
    """How many times the longer distance is the shorter one, at least; 1 when they can be equal."""
    smallest, largest = arm_ratios(estimate.printed, interval)
    if smallest <= 1 <= largest:
        return 1
    if smallest > 1:
        return smallest
    return 1 / largest if largest > 0 else math.inf


def _problem(
    study: Study, result: Result, interval: Interval, analyzed: Analyzed, times: float
) -> CheckProblem:
    estimate = interval.estimate
    assert estimate is not None
    low, high = (f"{end:.{estimate.decimals + 1}f}" for end in estimate_range_from_ci(analyzed))
    middle = low if low == high else f"{low} to {high}"
    is_log = analyzed.scale is Scale.LOG
    return CheckProblem(
        severity=Severity.WARNING if times > _CLEAR else Severity.NOTE,
        record=study.record,
        place=interval.place,
        message=(
            f"{described(study, result)}: {named(estimate)} is not in the middle of its {interval.name},"
            f" {interval.text}; the middle{' of a ratio' if is_log else ''} would be {middle}."
            f"{_explained(interval, times)}"
        ),
        found=interval.with_estimate,
        expected=f"an estimate of {middle}",
        figures=interval.figures,
    )


def _explained(interval: Interval, times: float) -> str:
    """What could explain it: the other scale, or a method whose intervals are lopsided."""
    turned_round = _analyzed(interval, turned=True)
    estimate = interval.estimate
    if turned_round is not None and estimate is not None and _lopsided(estimate, turned_round) == 1:
        if turned_round.scale is Scale.LOG:
            return " It would be the middle if these were ratios: check which effect it is."
        return " It would be the middle without logarithms: check which effect it is, or how it was computed."
    return (
        " Compare all three numbers with the source."
        if times > _CLEAR
        else (" Exact, likelihood and bootstrap intervals can be like this.")
    )
