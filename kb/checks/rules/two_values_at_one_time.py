"""An outcome has one value at one time.

Why: a 5-year survival of 37% in one row and a 60-month survival of 41% in another are the same number read
twice; one of them is wrong, or of another group.

How: results of the same outcome, arm, population, unit and estimator at times that are written differently
but equally long (5 y, 60 mo) are compared, and so are the only arm and all participants of a study with one
arm. Values of one statistic that differ beyond rounding are a warning.

What fits: everything that the printed numbers are rounded from.

Limits: results of another estimator (crude beside Kaplan-Meier), adjusted beside unadjusted ones and reviews
are left out: such values may differ.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 5.5.3 (several values
of one result).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study

_VALUES = ("percent", "mean", "median", "count", "rate", "hazard-ratio", "odds-ratio", "risk-ratio")
_SPANS = frozenset({"at", "within"})


@rule(Subject.STUDY, Severity.WARNING, source="Cochrane Handbook 6.4, section 5.5.3")
def check_two_values_at_one_time(study: Study) -> Iterator[CheckProblem]:
    """One problem for each pair of results that are the same and differ."""
    if is_review(study):
        return
    for results in study.by_outcome.values():
        for first, second in combinations(results, 2):
            if first.entry and second.entry and _is_same(study, first, second):
                yield from _problems(study, first, second)


def _is_same(study: Study, first: Result, second: Result) -> bool:
    if first.like != second.like or first.unit_of_analysis != second.unit_of_analysis:
        return False
    columns = {first.column, second.column}
    one_arm = len(study.arms) == 1 and not study.contrasts and columns == {"all", *study.arms}
    if len(columns) > 1:
        return one_arm and first.time.key == second.time.key
    kinds = {first.time.kind, second.time.kind}
    return len(kinds) == 1 and kinds <= _SPANS and first.time.months == second.time.months is not None


def _problems(study: Study, first: Result, second: Result) -> Iterator[CheckProblem]:
    for statistic in _VALUES:
        one, other = first.get(statistic), second.get(statistic)
        if one is None or other is None or one.unit != other.unit or one.qualifiers != other.qualifiers:
            continue
        if not one.printed.envelope().meets(other.printed.envelope()):
            where = second.time.label or "of all participants"
            yield CheckProblem(
                severity=Severity.WARNING,
                record=study.record,
                place=other.id,
                message=(
                    f"{described(study, first)}: {one.text} there and {other.text} ({where}) are of the same"
                    " participants at the same time. Keep the one that the source gives, or say what differs."
                ),
                found=f"{one.text}; {other.text}",
                figures=(one.id, other.id),
            )
            return
