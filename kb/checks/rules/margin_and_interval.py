"""A margin of noninferiority is kept when the interval of the effect says so.

Why: a trial of noninferiority is decided by one comparison: whether the confidence interval crosses the
margin. "Margin met" beside an interval that reaches past it is the opposite of what was shown.

How: for each margin of a study (``noninferiority``), the interval of the effect of that outcome, contrast and
population is held against it, on the side that is worse for the patient: by the direction of the outcome, and
for ratios of hazards by that of the event. A warning: the record says that the margin was kept and the
interval crosses it, or that it was not kept and the interval stays clear of it. A p value for noninferiority
is held against the interval in the same way.

What fits: everything that the printed numbers are rounded from; any level of the interval that is printed.

Limits: margins that are no single number, or on another scale than the effect (a margin in percent beside a
hazard ratio), outcomes of which no direction is better, and results that are adjusted in several ways are
left out.

Source: CONSORT extension for noninferiority and equivalence trials, Piaggio et al 2012,
doi:10.1001/jama.2012.87802.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.intervals import Interval, intervals_of
from kb.checks.p_values import is_significant
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Margin, Result, Study
from kb.notation.effect_direction import OutcomeMeaning, better_sign
from kb.notation.scales import DIFFERENCES, LOG_RATIOS
from kb.statistics.rounding import float_ends

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_RATIO = re.compile(r"\b(?:HR|OR|RR|IRR|hazard ratio|odds ratio|risk ratio|rate ratio)\b", re.IGNORECASE)


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1001/jama.2012.87802")
def check_margin_and_interval(study: Study) -> Iterator[CheckProblem]:
    """One problem for each margin that its interval contradicts."""
    for margin in study.margins:
        numbers = _NUMBER.findall(margin.margin.replace("\N{MINUS SIGN}", "-"))
        if len(numbers) != 1 or margin.hypothesis != "noninferiority":
            continue
        for result in _results(study, margin):
            for interval in intervals_of(result):
                kept = _is_kept(result, interval, margin, float(numbers[0]))
                if kept is not None:
                    yield from _problems(study, result, interval, margin, kept=kept)
                    return


def _results(study: Study, margin: Margin) -> Iterator[Result]:
    contrasts = [margin.contrast] if margin.contrast is not None else list(study.contrasts)
    for result in study.by_outcome.get(margin.outcome, ()):
        if result.column in contrasts and result.population == margin.population and len(contrasts) == 1:
            yield result


def _is_kept(result: Result, interval: Interval, margin: Margin, number: float) -> bool | None:
    """Whether the worse end of an interval is on the right side of the margin; null when that is open."""
    estimate = interval.estimate
    if estimate is None or interval.kind != "ci":
        return None
    outcome = OutcomeMeaning(result.outcome, result.outcome_name, result.domain, result.direction)
    better = better_sign(estimate.statistic, outcome, estimate.unit)
    is_ratio = estimate.statistic in LOG_RATIOS
    if not better or is_ratio != bool(_RATIO.search(margin.margin)):
        return None
    if not is_ratio and estimate.statistic not in DIFFERENCES:
        return None
    limit = number if is_ratio else -better * abs(number)
    if is_ratio and (limit > 1) == (better > 0):
        limit = 1 / limit
    worse = interval.low if better > 0 else interval.high
    if worse is None:
        return None
    low, high = float_ends(worse.printed)
    if better > 0:
        return True if low >= limit else False if high < limit else None
    return True if high <= limit else False if low > limit else None


def _problems(
    study: Study, result: Result, interval: Interval, margin: Margin, *, kept: bool
) -> Iterator[CheckProblem]:
    sentence = f"the {interval.name} {interval.text} {'stays clear of' if kept else 'crosses'} the margin"
    by_p = [p for p in result.figures if "for-noninferiority" in p.qualifiers]
    significant = is_significant(by_p[0]) if len(by_p) == 1 else None
    said = {"yes": True, "no": False}.get(margin.met or "")
    place = interval.place
    if said is not None and said is not kept:
        words = "was kept" if said else "was not kept"
        yield _problem(
            study, result, place, f"the record says that the margin {words}, but {sentence}", margin
        )
    elif significant is not None and significant is not kept:
        words = f"{by_p[0].text} for noninferiority, but {sentence}"
        yield _problem(study, result, by_p[0].id, words, margin)


def _problem(study: Study, result: Result, place: str, sentence: str, margin: Margin) -> CheckProblem:
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=place,
        message=(
            f"{described(study, result)}: {sentence} of {margin.margin}. Compare all of them with the source."
        ),
        found=f"{result.text}; margin {margin.margin}, met {margin.met or 'not entered'}",
        figures=(place,),
    )
