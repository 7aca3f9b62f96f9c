"""Survival falls and the share with an event rises over time.

Why: nobody comes back to life, and a recurrence that has happened has happened. A survival of 43% at 1 year
and 47% at 3 years is a column taken for another, or two groups mixed.

How: the percentages of one outcome, arm, population and way of estimating are put in order of time. Survival
and freedom from an event (domain survival or recurrence, a higher value is better) must not rise; death and
recurrence (a lower value is better), and harms counted within a time, must not fall. A rise of survival and a
fall of a Kaplan-Meier estimate or cumulative incidence is an error. A fall of a recurrence rate that nobody
names an estimator for is a warning, since it may be the rate in each year.

What fits: equal rates, and all that the printed numbers can be rounded from. When the totals are printed and
differ, the rates are of different patients and are not compared.

Limits: how many have a symptom at a time may go up and down, so such outcomes are not looked at; neither are
reviews, whose rates at different times come from different studies.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.8.1; Altman and
Bland 1998, doi:10.1136/bmj.317.7172.1572.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import TimedRate, falls, is_review, rises, timed_rates
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.statistics.survival import rising

_CUMULATIVE = frozenset({"kaplan-meier", "cumulative-incidence"})


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="Cochrane Handbook 6.4, section 6.8.1; doi:10.1136/bmj.317.7172.1572",
)
def check_rates_over_time(study: Study) -> Iterator[CheckProblem]:
    """One problem for each rate that goes the way it cannot go from the time before."""
    if is_review(study):
        return
    for results in study.by_outcome.values():
        timed = [result for result in results if falls(result) or rises(result)]
        for rates in _series(timed):
            for before, after in pairwise(rates):
                yield from _problems(study, before, after)


def _series(results: Iterable[Result]) -> Iterator[list[TimedRate]]:
    """The rates of one outcome in the same patients, in order of time."""
    by_group: dict[tuple[object, ...], list[TimedRate]] = {}
    for rate in timed_rates(results):
        by_group.setdefault((*rate.result.like, rate.result.column), []).append(rate)
    for rates in by_group.values():
        yield sorted(rates, key=lambda rate: rate.months)


def _problems(study: Study, before: TimedRate, after: TimedRate) -> Iterator[CheckProblem]:
    if not rising([before.analyzed, after.analyzed]) or _differ(before.result, after.result):
        return
    certain = not after.is_incidence or after.result.estimator in _CUMULATIVE
    reading = "" if certain else " It may be the rate of each period; then say so in the note."
    share, move = ("with the event", "fall") if after.is_incidence else ("still free of the event", "rise")
    limit = "at least" if after.is_incidence else "at most"
    yield CheckProblem(
        severity=Severity.ERROR if certain else Severity.WARNING,
        record=study.record,
        place=after.percent.id,
        message=(
            f"{described(study, after.result)}: {after.percent.text} after {before.text}: the share {share}"
            f" cannot {move} with time.{reading}"
        ),
        found=f"{before.text}, {after.text}",
        expected=f"{limit} {before.percent.text} at {after.result.time.label}",
        figures=(before.percent.id, after.percent.id),
    )


def _differ(before: Result, after: Result) -> bool:
    """Whether the printed totals say that the patients are others."""
    first, second = before.get("total"), after.get("total")
    return first is not None and second is not None and first.value != second.value
