"""Groups that are compared are alike at the start, the more so when chance formed them.

Why: at the start, randomized groups differ only by chance. Mean values of 347 and 3,343, or 63% women in one
group and 6% in the other, are a digit wrong, or a column of another table.

How: of randomized arms, means before treatment are compared by the standard error of their difference, and
shares of participants by the chi-square test; medians by how many times they differ. A warning: the means are
five or more standard errors apart, the shares have a p below one in a million, or (where only medians, or no
spread, are printed, in groups of 20 or more) one number is five times the other. Of other groups it is a
warning when the means are six standard deviations apart, which no two groups that are compared are.

What fits: everything that the printed numbers are rounded from, and what chance does once in a million. Where
the size of an arm is not printed, the arms are taken to share the participants.

Limits: sets other than all participants are left out; so are reviews.

Source: CONSORT 2025, doi:10.1136/bmj-2024-081123 (baseline table); Carlisle 2017, doi:10.1111/anae.13938
(what randomized groups can look like).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from kb.checks.compared_means import MeanOfGroup, group_size, mean_of_group
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import shares_of, whole_number
from kb.checks.tables import counts_of
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.two_by_two import TableTest, TwoByTwo, p_values

_ERRORS, _LEAST_P, _TIMES = 5.0, 1e-6, 5
_DEVIATIONS = 6.0
_ENOUGH = 20
_CENTERS = ("median", "mean")


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1136/bmj-2024-081123; doi:10.1111/anae.13938")
def check_groups_alike_at_start(study: Study) -> Iterator[CheckProblem]:
    """One problem for each measure in which two randomized groups differ at the start."""
    if study.design_group == "systematic-review":
        return
    for contrast in study.contrasts.values():
        if contrast.kind != "arms":
            continue
        for result in study.results:
            is_first = result.column == contrast.index and result.population == "whole"
            other = study.side(result, contrast.reference or "") if is_first and _at_start(result) else None
            if other is not None and not result.unit_of_analysis:
                yield from _problems(study, result, other)


def _at_start(result: Result) -> bool:
    return result.time.kind == "baseline" or (result.role == "baseline" and result.time.kind == "none")


def _problems(study: Study, first: Result, second: Result) -> Iterator[CheckProblem]:
    by_chance = is_by_chance(study)
    if by_chance:
        yield from _shares(study, first, second)
    for statistic in _CENTERS:
        values = first.get(statistic), second.get(statistic)
        if values[0] is None or values[1] is None or values[0].unit != values[1].unit:
            continue
        sizes = [group_size(study, side) for side in (first, second)]
        groups = [
            mean_of_group(side, value, size)
            if size is not None and size > 1 and statistic == "mean"
            else None
            for side, value, size in zip((first, second), values, sizes, strict=True)
            if value is not None
        ]
        if groups[0] is not None and groups[1] is not None:
            apart = _deviations_apart(groups[0], groups[1])
            by_errors = apart / math.sqrt(1 / groups[0].size + 1 / groups[1].size)
            if by_chance and by_errors >= _ERRORS and not _is_alike(values[0], values[1]):
                yield _problem(study, first, (values[0], values[1]), f"{by_errors:.0f} standard errors apart")
            elif apart >= _DEVIATIONS:
                yield _problem(study, first, (values[0], values[1]), f"{apart:.0f} standard deviations apart")
        elif by_chance and _is_times_apart(study, values[0], values[1]):
            yield _problem(study, first, (values[0], values[1]), f"more than {_TIMES} times apart")


def is_by_chance(study: Study) -> bool:
    """Whether the groups of a study were formed by chance."""
    return study.design_group == "randomized"


def _deviations_apart(first: MeanOfGroup, second: MeanOfGroup) -> float:
    """At least so many standard deviations, of the larger ones, since a wrong one may be far too small."""
    low = float(first.mean.value or 0) - float(second.mean.value or 0)
    units = 10.0**-first.mean.decimals / 2 + 10.0**-second.mean.decimals / 2
    spread = max(first.deviation[1], second.deviation[1])
    return max(0.0, abs(low) - units) / spread if spread > 0 else 0.0


def _is_alike(first: Figure, second: Figure) -> bool:
    """Whether two values are within a hundredth of each other: a spread is wrong rather than a mean."""
    a, b = abs(float(first.value or 0)), abs(float(second.value or 0))
    return abs(a - b) <= 0.01 * max(a, b)


def _is_times_apart(study: Study, first: Figure, second: Figure) -> bool:
    a, b = float(first.value or 0), float(second.value or 0)
    total = whole_number(study.enrolled) or 0
    if min(a, b) <= 0 or total < 2 * _ENOUGH or not (first.is_exact and second.is_exact):
        return False
    return max(a, b) > _TIMES * min(a, b)


def _shares(study: Study, first: Result, second: Result) -> Iterator[CheckProblem]:
    shares = [list(shares_of(side)) for side in (first, second)]
    if any(len(of_side) != 1 for of_side in shares) or not all(of[0].of_persons for of in shares):
        return
    counts = [counts_of(study, of_side[0]) for of_side in shares]
    if any(len(of_side) == 0 for of_side in counts):
        return
    least = 0.0
    for events1, total1 in counts[0]:
        for events2, total2 in counts[1]:
            table = TwoByTwo(events1, total1, events2, total2)
            least = max(least, p_values(table, (TableTest.CHI_SQUARE,)).get(TableTest.CHI_SQUARE, 1.0))
    if least < _LEAST_P:
        figures = shares[0][0], shares[1][0]
        yield CheckProblem(
            severity=Severity.WARNING,
            record=study.record,
            place=figures[0].figures[0],
            message=_message(
                study, first, (figures[0].text, figures[1].text), "further apart than by chance"
            ),
            found=f"{figures[0].text} and {figures[1].text}",
            figures=(*figures[0].figures, *figures[1].figures),
        )


def _problem(study: Study, result: Result, values: tuple[Figure, Figure], how: str) -> CheckProblem:
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=values[0].id,
        message=_message(study, result, (values[0].text, values[1].text), how),
        found=f"{values[0].text} and {values[1].text}",
        figures=(values[0].id, values[1].id),
    )


def _message(study: Study, result: Result, texts: tuple[str, str], how: str) -> str:
    groups = "randomized groups" if is_by_chance(study) else "groups"
    return (
        f"{described(study, result)}: at the start the {groups} have {texts[0]} and {texts[1]},"
        f" which is {how}. Compare both with the source."
    )
