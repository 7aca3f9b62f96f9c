"""A confidence interval and its p value say the same.

Why: a 95% interval that leaves out "no difference" and a p value above .05 contradict each other, and a
reader who sees only one of them draws the opposite conclusion of a reader who sees the other. Most such pairs
are misprints: an interval of another analysis, a p value of another row, a lost digit.

How: the interval tells the standard error, estimate and standard error tell p (on the scale of logarithms for
ratios), within all that the printed numbers can be rounded from. An error: interval and p contradict each
other on significance, and at most a quite different test would explain it. A warning: they contradict each
other on significance, but two usual tests would explain it (0.75, 0.55 to 1.02, beside p=.04); or they agree,
but no usual test gives both, or only a quite different one. A note: they contradict each other at the very
limit (0.70, 0.49 to 0.99, beside p=.051). At another level than 95%, p is compared with that level. One-sided
p values and intervals are taken as such.

What fits: p and interval often come from different tests (log-rank or likelihood ratio beside a regression).
Usual tests: z values within 1.25 times and 0.3 of each other; quite different ones: 1.5 times and 0.5, so
that beside an interval with p=.05 anything from .0006 to .42 can be explained. Of random 2x2 tables no more
than 0.2% have an interval and a p value of any test that are farther apart. Exact tests of very few events
can be strained, so for odds, risk and rate ratios and risk differences that is a warning; where the counts of
both groups are printed and a usual test gives p for them, nothing is said.

Limits: p values for interaction, for trend or for noninferiority and those adjusted for false discovery are
not of the plain comparison and are left out. An interval without a level is taken to be of 95%, unless 90% or
99% agrees with p.

Source: Altman and Bland 2011, doi:10.1136/bmj.d2304; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, section 6.3.2; SAMPL guidelines, doi:10.1016/j.ijnurstu.2014.09.006.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kb.checks.intervals import Interval
from kb.checks.p_values import effects_with_p, p_span, printed_p, sides_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.recomputing import counts_give
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.scales import LOG_RATIOS, null_of
from kb.statistics.intervals import PrintedInterval as Analyzed
from kb.statistics.intervals import Scale
from kb.statistics.p_from_interval import PValueAgreement, is_within, p_agreement, p_from_ci
from kb.statistics.rounding import Printed

_LEVELS = (95.0, 90.0, 99.0)
_USUAL = frozenset({PValueAgreement.REPRODUCED, PValueAgreement.EXPLICABLE})
_OF_COUNTS = frozenset({"odds-ratio", "risk-ratio", "rate-ratio", "risk-difference"})
_CLOSE = 0.06
"""How far apart z values of two tests of one comparison mostly are."""
_COMPUTING = 1e-9
"""Error of floating point: what is printed as at least .05 contradicts an interval of 95%."""


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1136/bmj.d2304; Cochrane Handbook 6.4, section 6.3.2")
def check_interval_and_p(study: Study) -> Iterator[CheckProblem]:
    """One problem for each p value that its confidence interval contradicts."""
    for result in study.results:
        if result.scope == "contrast":
            for interval, p in effects_with_p(result):
                for problem in _problems(study, result, interval, p):
                    if not _is_of_counts(study, result, interval, p):
                        yield problem


def _problems(study: Study, result: Result, interval: Interval, p: Figure) -> Iterator[CheckProblem]:
    printed = printed_p(p)
    estimate = interval.estimate
    possible = [
        analyzed for level in _levels(interval) if (analyzed := _analyzed(interval, level)) is not None
    ]
    if printed is None or estimate is None or not possible:
        return
    judged = [_judged(analyzed, estimate, printed, sides_of(p)) for analyzed in possible]
    if None in judged:
        return
    severity, template = judged[0] or (Severity.NOTE, "")
    low, high = p_from_ci(possible[0], estimate.printed, sides=sides_of(p))
    span = p_span(low, high)
    yield CheckProblem(
        severity=severity,
        record=study.record,
        place=p.id,
        message=(
            f"{described(study, result)}: {interval.with_estimate} {template.format(p=p.text, span=span)}"
        ),
        found=f"{interval.with_estimate}, {p.text}",
        expected=f"p {span}" if span.startswith("<") else f"p={span}",
        figures=(*interval.figures, p.id),
    )


def _is_of_counts(study: Study, result: Result, interval: Interval, p: Figure) -> bool:
    """Whether the p value is that of the counts, beside an interval that the same counts may give."""
    estimate = interval.estimate
    return estimate is not None and estimate.statistic in _OF_COUNTS and counts_give(study, result, p)


def _levels(interval: Interval) -> tuple[float, ...]:
    return _LEVELS if interval.level is None else (float(interval.level),)


def _analyzed(interval: Interval, level: float) -> Analyzed | None:
    """The interval for arithmetic; null when it cannot be one (other rules tell that)."""
    low, high, estimate = interval.low, interval.high, interval.estimate
    if estimate is None or (interval.is_one_sided and low is not None and high is not None):
        return None
    scale = Scale.LOG if estimate.statistic in LOG_RATIOS else Scale.LINEAR
    figures = [figure for figure in (low, high, estimate) if figure is not None]
    if scale is Scale.LOG and any((figure.value or Decimal(0)) < 0 for figure in figures):
        return None
    ends = [None if end is None else end.printed for end in (low, high)]
    analyzed = Analyzed(ends[0], ends[1], scale, level)
    return None if analyzed.is_reversed else analyzed


def _judged(interval: Analyzed, estimate: Figure, p: Printed, sides: int) -> tuple[Severity, str] | None:
    """How bad it is, and what to say of the interval; null when they agree."""
    agreement = p_agreement(p, interval, estimate.printed, sides=sides)
    error = (1 - interval.level / 100) * sides / (1 if interval.is_one_sided else 2)
    if agreement is PValueAgreement.SIGNIFICANCE or _disagree(interval, p, error):
        verb = "leaves out" if interval.excludes_no_effect else "includes"
        null = null_of(estimate.statistic)
        template = f"{verb} {null} (no difference), which contradicts {{p}}: it gives p {{span}}"
        if agreement in _USUAL:
            is_close = is_within(p, interval, estimate.printed, sides=sides, room=_CLOSE)
            severity = Severity.NOTE if is_close else Severity.WARNING
            return severity, f"{template}. Two different tests would explain it."
        by_few = agreement is PValueAgreement.STRAINED and estimate.statistic in _OF_COUNTS
        severity = Severity.WARNING if by_few else Severity.ERROR
        return severity, f"{template}. Compare both with the source."
    if agreement is PValueAgreement.FAR_APART:
        return Severity.WARNING, "gives p {span}; no usual test would give {p} beside it."
    if agreement is PValueAgreement.STRAINED:
        return Severity.WARNING, "gives p {span}; only a quite different test would give {p} beside it."
    return None


def _disagree(interval: Analyzed, p: Printed, error: float) -> bool:
    """Whether they differ on significance, however both were rounded."""
    stands_for = p.envelope()
    excludes = interval.excludes_no_effect
    if excludes is True:
        return stands_for.low is not None and float(stands_for.low) > error - _COMPUTING
    return excludes is False and stands_for.high is not None and float(stands_for.high) < error
