"""A median time and the rates around it agree.

Why: median survival is the time by which half have died. So more than half are alive at any earlier time and
less than half at any later one. When a median of 20 months is next to 30% at 1 year, one of them is wrong,
belongs to another group, or is the median of something else (of the observed times, of those who died).

How: every median in months, years, weeks or days of an outcome that can only fall with time (survival,
freedom from an event) is compared with all rates of the same outcome, arm and population. A rate below 50%
before the median, or above 50% after it, is an error; so is a rate below 50% where the median is said not to
be reached.

What fits: everything that the printed numbers are rounded from. A curve may stay at 50% for a while.

Limits: reviews of studies are left out, because their medians and rates come from different studies. Nothing
can be said when the median or the rates of an arm are not printed.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.8.1 (time-to-event
data); Altman and Bland 1998, doi:10.1136/bmj.317.7172.1572 (survival probabilities and the median).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.lengths_of_time import months
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import TimedRate, falls, is_review, same_patients, timed_rates
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.survival import median_against_rates


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="Cochrane Handbook 6.4, section 6.8.1; doi:10.1136/bmj.317.7172.1572",
)
def check_median_and_rates(study: Study) -> Iterator[CheckProblem]:
    """One problem for each median that some rates of the same patients contradict."""
    if is_review(study):
        return
    for result in study.results:
        if result.time.kind != "none" or not falls(result) or result.scope == "contrast":
            continue
        for median in result.figures:
            if median.statistic == "median":
                wrong = _contradicting(study, result, median)
                if wrong:
                    yield _problem(study, result, median, wrong)


def _contradicting(study: Study, result: Result, median: Figure) -> list[TimedRate]:
    is_reached = median.absent != "not-reached"
    length = months(median)
    if is_reached and length is None:
        return []
    rates = list(timed_rates(same_patients(study, result)))
    wrong = median_against_rates(length if is_reached else None, [rate.analyzed for rate in rates])
    return [rate for rate in rates if rate.analyzed in wrong]


def _problem(study: Study, result: Result, median: Figure, wrong: list[TimedRate]) -> CheckProblem:
    rates = listed(rate.text for rate in wrong)
    if median.absent is not None:
        sentence = f"the median is said not to be reached, yet fewer than half are left: {rates}."
    else:
        sentence = (
            f"half are left at the median of {median.text} {median.unit}, so {rates} cannot hold for the same"
            " patients. The median may be of other patients, or of the observed times."
        )
    return CheckProblem(
        severity=Severity.ERROR,
        record=study.record,
        place=median.id,
        message=f"{described(study, result)}: {sentence}",
        found=f"median {median.text} {median.unit}".rstrip() + f"; {rates}",
        figures=(median.id, *(rate.percent.id for rate in wrong)),
    )
