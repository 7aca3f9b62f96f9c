"""The standard deviations of one measure are of one size.

Why: how far participants lie apart in a measure is much the same in every group of a study. A deviation of 81
beside one of 18 is a digit wrong, or a standard error printed as a standard deviation, which in a
meta-analysis gives the study far too much weight.

How: of each outcome the standard deviations of means (and, apart, of changes) of all groups and times are
compared; a standard error counts as a deviation by the size of its group. A warning: one is larger or smaller
than all others of its kind by more than twice (of changes and after treatment: two and a half times) what
chance makes of groups of their sizes. Where one printed as a deviation would fit as an error, or the reverse,
it says so.

What fits: everything that the printed numbers are rounded from; small groups may differ more (by the variance
of the logarithm of a deviation); means that differ three times may have such deviations too.

Limits: groups of fewer than 8 participants are left out, as are least-squares means, whose errors come from a
model, and reviews. Where sizes are not printed, the arms are taken to share the participants.

Source: Altman and Bland 2005, doi:10.1136/bmj.331.7521.903; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, section 6.5.2.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kb.checks.compared_means import MeanOfGroup, group_size, mean_of_group
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study

_KINDS = ("mean", "mean-change")
_AT_START, _LATER = 2.0, 2.5
_CHANCE = 3.0
"""How many standard errors of the logarithm of a deviation chance is given."""
_SMALLEST, _ALIKE = 8, 2.0
"""Participants of a group at least; how near the others have to be to one another."""
_MEANS_DIFFER = 3


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="doi:10.1136/bmj.331.7521.903; Cochrane Handbook 6.4, section 6.5.2",
)
def check_spreads_of_one_measure(study: Study) -> Iterator[CheckProblem]:
    """One problem for each deviation or error that is far from all others of its outcome."""
    if is_review(study):
        return
    for results in study.by_outcome.values():
        for statistic in _KINDS:
            groups = list(_groups(study, results, statistic))
            for group in groups:
                others = [other for other in groups if other is not group]
                if others and _is_far(group, others):
                    yield _problem(study, group, others)
                    break


def _groups(study: Study, results: Sequence[Result], statistic: str) -> Iterator[MeanOfGroup]:
    """The means of one unit with their spreads; the first unit that is printed tells which."""
    unit: str | None = None
    for result in results:
        mean = result.get(statistic) if result.scope != "contrast" and not result.adjusted else None
        size = group_size(study, result)
        if mean is None or result.unit_of_analysis or size is None or size < _SMALLEST:
            continue
        group = mean_of_group(result, mean, size)
        if group is not None and unit in (None, mean.unit):
            unit = mean.unit
            yield group


def _is_far(group: MeanOfGroup, others: Sequence[MeanOfGroup]) -> bool:
    """Whether one deviation is too far from each other one, which are near to one another."""
    lows, highs = [other.deviation[0] for other in others], [other.deviation[1] for other in others]
    if min(lows) <= 0 or max(lows) > _ALIKE * min(highs) or group.deviation[1] <= 0:
        return False
    return all(_is_beyond(group, other) for other in others)


def _is_beyond(group: MeanOfGroup, other: MeanOfGroup) -> bool:
    at_start = all(_is_at_start(each.result) for each in (group, other))
    chance = math.hypot(*(1 / math.sqrt(2 * (each.size - 1)) for each in (group, other)))
    factor = (_AT_START if at_start else _LATER) * math.exp(_CHANCE * chance)
    means = abs(float(group.mean.value or 0)), abs(float(other.mean.value or 0))
    if group.mean.statistic == "mean" and not at_start and min(means) * _MEANS_DIFFER < max(means):
        return False
    (low1, high1), (low2, high2) = group.deviation, other.deviation
    return low1 > factor * high2 or high1 * factor < low2


def _is_at_start(result: Result) -> bool:
    return result.time.kind == "baseline" or result.role == "baseline"


def _problem(study: Study, group: MeanOfGroup, others: Sequence[MeanOfGroup]) -> CheckProblem:
    root = math.sqrt(group.size)
    middle = sum(sum(other.deviation) / 2 for other in others) / len(others)
    own = sum(group.deviation) / 2
    texts = listed(other.text for other in others[:3])
    reading = " Compare it with the source."
    if group.spread.statistic == "sd" and 1 / _ALIKE < own * root / middle < _ALIKE:
        reading = " It would fit as a standard error."
    elif group.spread.statistic == "se" and 1 / _ALIKE < own / root / middle < _ALIKE:
        reading = " It would fit as a standard deviation."
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=group.spread.id,
        message=(
            f"{described(study, group.result)}: the spread of {group.text} is"
            f" {'larger' if own > middle else 'smaller'} than that of {texts} by more than such groups"
            f" differ.{reading}"
        ),
        found=f"{group.text}; {texts}",
        expected=f"standard deviation about {middle:.{group.mean.decimals}f}",
        figures=(*group.figures, *(figure for other in others[:3] for figure in other.figures)),
    )
