"""A p value of two means is the one that a t test gives for them.

Why: means, standard deviations and sizes of two groups give the p value of their difference. One that does
not follow is of other numbers, or a digit of one of them is wrong.

How: for a comparison of two groups that print a mean (or mean change) each, with a standard deviation,
standard error or confidence interval, and have a printed size, p is computed by Student's t test with pooled
variance, by Welch's and by the normal distribution. A warning: no way of rounding and none of these tests
comes near the printed p. Where the difference is printed and is that of the means, nothing was adjusted, and
"near" is a z value within 1.1 times and 0.15; else z may be away by 1.25 times and 0.3, which is what a rank
test gives, and of final values that were measured at the start too, by 1.5 times and 0.5.

What fits: everything that the printed numbers are rounded from; up to three tenths of a group may not have
been measured. One-sided p values are taken as such.

Limits: crossover and cluster trials, comparisons said to be adjusted, of models or before and after, and p
values for interaction, trend or noninferiority are left out; so are medians, groups without a printed size,
and positive values whose deviation is larger than their mean, as of costs: those are compared by ranks.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.5.2.3; Welch 1947,
doi:10.1093/biomet/34.1-2.28; Altman and Bland 1995, doi:10.1136/bmj.310.6975.298.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

from kb.checks.compared_means import ComparedMeans, Stretch, compared_means
from kb.checks.p_values import p_span, plain_p_values, printed_p, sides_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_MEASURED = 0.7
"""Share of a group that was measured at least."""
_CRUDE, _OTHER, _FROM_BASELINE = (1.1, 0.15), (1.25, 0.3), (1.5, 0.5)
"""By which factor z may differ, and what it may differ beside."""
_ENOUGH = 4.0
"""A z value beyond it counts as it: what is overwhelming may differ by any factor."""
_LEAST_P = 2 * NormalDist().cdf(-_ENOUGH)


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, section 6.5.2.3; doi:10.1093/biomet/34.1-2.28",
)
def check_p_from_means(study: Study) -> Iterator[CheckProblem]:
    """One problem for each p value that the means, spreads and sizes of both groups do not give."""
    if is_review(study):
        return
    for result in study.results:
        if result.scope != "contrast":
            continue
        values = list(plain_p_values(result))
        if len(values) != 1 or printed_p(values[0]) is None or "adjusted" in values[0].qualifiers:
            continue
        if any("adjusted" in figure.qualifiers for figure in result.figures):
            continue
        compared = list(compared_means(study, result))
        if any(_is_skewed(means) for means in compared):
            continue
        if compared and not any(_is_near(study, result, values[0], means) for means in compared):
            yield _problem(study, result, values[0], compared[0])


def _is_skewed(means: ComparedMeans) -> bool:
    """Whether both deviations are larger than their means, none of which is below zero."""
    return all(
        group.mean.statistic == "mean" and group.deviation[0] > (group.mean.value or 0) > 0
        for group in (means.index, means.reference)
    )


def _is_near(study: Study, result: Result, p: Figure, means: ComparedMeans) -> bool:
    printed = printed_p(p)
    if printed is None:
        return True
    low, high = _p_range(means, p)
    smallest, largest = (min(1.0, max(0.0, end)) for end in float_ends(printed))
    if smallest <= high and low <= largest:
        return True
    factor, room = _room(study, result, means)
    given, stated = (_z(high), _z(low)), (_z(largest), _z(smallest))
    return given[0] / factor - room <= stated[1] and stated[0] <= given[1] * factor + room


def _p_range(means: ComparedMeans, p: Figure) -> Stretch:
    low, high = means.p_range(means.difference, means.errors(_MEASURED))
    return low * sides_of(p) / 2, high * sides_of(p) / 2


def _room(study: Study, result: Result, means: ComparedMeans) -> tuple[float, float]:
    difference = result.get("mean-difference")
    if difference is not None and difference.value is not None:
        low, high = float_ends(difference.printed)
        if low <= means.difference[1] and means.difference[0] <= high:
            return _CRUDE
    is_final = means.index.mean.statistic == "mean"
    return _FROM_BASELINE if is_final and _has_baseline(study, result) else _OTHER


def _has_baseline(study: Study, result: Result) -> bool:
    """Whether the same was measured at the start."""
    return any(
        other.time.kind == "baseline" or other.role == "baseline" or other.get("baseline") is not None
        for other in study.by_outcome[result.outcome]
    )


def _z(p: float) -> float:
    return _ENOUGH if p < _LEAST_P else -NormalDist().inv_cdf(min(1.0, p) / 2)


def _problem(study: Study, result: Result, p: Figure, means: ComparedMeans) -> CheckProblem:
    low, high = _p_range(means, p)
    ends = means.p_range(_middle(means), (sum(means.errors()) / 2,) * 2)
    span = p_span(*(end * sides_of(p) / 2 for end in ends))
    sizes = " and ".join(f"{size:,}" for size in means.sizes)
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=p.id,
        message=(
            f"{described(study, result)}: {means.text} of {sizes} give p {span} by a t test, not {p.text}."
            " Compare means, spreads, sizes and p with the source."
        ),
        found=f"{p.text}; {means.text}",
        expected=f"p {p_span(low, high)}",
        figures=(p.id, *means.figures),
    )


def _middle(means: ComparedMeans) -> Stretch:
    middle = sum(means.difference) / 2
    return (middle, middle) if not math.isinf(middle) else means.difference
