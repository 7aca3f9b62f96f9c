"""A median follow-up fits the survival of the same patients.

Why: when follow-up ends with death, at least half of the patients were alive at the median follow-up, because
at least half were followed that long. A median follow-up of 36.7 months beside a 3-year survival of 32%
cannot be counted like this. It then counts survivors only, or the time that patients would have been followed
had they lived, and says less about the deaths than it seems to.

How: every median follow-up is compared with the overall survival of the same arm and population: a survival
rate below 50% before it, and a median survival before it, contradict it. Where several medians of follow-up
are printed, all of them have to be contradicted. A follow-up that is said to be by the reverse Kaplan-Meier
method (``estimator: reverse-kaplan-meier``) counts how long patients would have been followed had they lived,
and is not looked at. One said to be of the times as they are (``estimator: crude``) is a warning; where
nothing is said it is a note that asks to say it, since both ways of counting are common and sound.

What fits: everything that the printed numbers are rounded from; between the two middle patients of a small
group there may be a gap, so 7 parts in the number of patients (a seventh where it is not printed) are allowed
for between the medians.

Limits: only overall survival is looked at, since follow-up goes on after a recurrence. Follow-up of all arms
together is not compared with single arms.

Source: Schemper and Smith 1996, doi:10.1016/0197-2456(96)00075-X; Altman, De Stavola, Love and Stepniewska
1995, doi:10.1038/bjc.1995.364.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kb.checks.follow_up import FollowUp
from kb.checks.lengths_of_time import months
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import at_any_time, is_review, same_patients, timed_rates
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure

_SURVIVAL = frozenset({"overall-survival", "survival"})
_HALF = 50
_REVERSE = "reverse-kaplan-meier"


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1016/0197-2456(96)00075-X; doi:10.1038/bjc.1995.364")
def check_median_follow_up(study: Study) -> Iterator[CheckProblem]:
    """One problem for each arm and population whose survival contradicts its median follow-up."""
    follow_up = FollowUp(study)
    if is_review(study) or not follow_up:
        return
    seen: set[tuple[str, str]] = set()
    for key in sorted(_SURVIVAL & study.by_outcome.keys()):
        for result in study.by_outcome[key]:
            spot = (result.column, result.population)
            if result.scope == "contrast" or result.role != "outcome" or spot in seen:
                continue
            seen.add(spot)
            medians = follow_up.medians(result)
            wrong = [_contradicting(study, result, median) for median in medians]
            way = follow_up.estimator(result)
            if medians and all(wrong) and way != _REVERSE:
                yield _problem(study, result, medians, wrong[0], is_said=way == "crude")


def _contradicting(study: Study, result: Result, follow_up: Figure) -> list[tuple[Figure, str]]:
    """Figures of survival that a median follow-up contradicts, each with how a reader says it."""
    least = months(follow_up)
    if least is None or least.low is None:
        return []
    contradicting = []
    size = whole_number(study.size_of(result.column, result.population))
    room = 1 - (Fraction(1, 7) if size is None else min(Fraction(7, size), Fraction(9, 10)))
    same = same_patients(study, result)
    for survival in same:
        for median in survival.figures:
            length = months(median) if median.statistic == "median" and survival.time.kind == "none" else None
            if length is not None and length.is_below(least.scaled(room)):
                contradicting.append((median, f"a median survival of {median.text} {median.unit}"))
    for rate in timed_rates(same):
        high = rate.percent.printed.envelope().high
        if rate.months < least.low and high is not None and high < _HALF:
            contradicting.append((rate.percent, rate.text))
    return contradicting


def _problem(
    study: Study,
    result: Result,
    medians: tuple[Figure, ...],
    wrong: list[tuple[Figure, str]],
    *,
    is_said: bool,
) -> CheckProblem:
    followed = listed((f"{median.text} {median.unit}" for median in medians), "or")
    reasons = listed(reason for _, reason in wrong)
    name = described(study, at_any_time(result))
    return CheckProblem(
        severity=Severity.WARNING if is_said else Severity.NOTE,
        record=study.record,
        place=medians[0].id,
        message=(
            f"{name}: a median follow-up of {followed} means that at least half were alive then, which does"
            f" not fit {reasons}. Follow-up may be counted only in survivors, or by the reverse Kaplan-Meier"
            " method: say which (`estimator`)."
        ),
        found=f"median follow-up {followed}; {reasons}",
        figures=(*(median.id for median in medians), *(figure.id for figure, _ in wrong)),
    )
