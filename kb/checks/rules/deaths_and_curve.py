"""The deaths of a group go with its survival curve.

Why: 12 of 120 dead beside a 5-year survival of 31%, or a median survival "not reached" of a group of whom 70%
have died, are of two groups or two dates, or a digit is wrong.

How: counts of deaths without a time of their own are held against the survival of the same arm and
population. An error: more than half have died, and the median survival is said not to be reached, since a
curve ends at or below the share of those who did not die. A warning: a survival rate leaves more than 10
percentage points above three times as many dead as are counted (censoring makes a curve fall faster than
deaths are counted, but not so much faster); or, where follow-up ends soon after the last rate, 20 percentage
points more have died than that rate leaves.

What fits: everything that the printed numbers are rounded from; deaths after the last rate.

Limits: deaths of one cause, deaths at a time, reviews, adjusted survival and groups without a printed size
are left out.

Source: Kaplan and Meier 1958, doi:10.1080/01621459.1958.10501452; Altman, De Stavola, Love and Stepniewska
1995, doi:10.1038/bjc.1995.364.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.follow_up import FollowUp
from kb.checks.lengths_of_time import months
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import TimedRate, at_any_time, is_review, timed_rates
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_FASTER, _ROOM, _LATE, _SOON = 3.0, 10.0, 20.0, 1.1


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="doi:10.1080/01621459.1958.10501452; doi:10.1038/bjc.1995.364",
)
def check_deaths_and_curve(study: Study) -> Iterator[CheckProblem]:
    """At most one problem for each count of deaths."""
    if is_review(study):
        return
    follow_up = FollowUp(study)
    for deaths in study.by_outcome.get("mortality", ()):
        if deaths.scope == "contrast" or deaths.time.kind not in {"none", "end"} or deaths.unit_of_analysis:
            continue
        dead = _dead(study, deaths)
        if dead is not None:
            yield from list(_problems(study, deaths, dead, follow_up))[:1]


def _dead(study: Study, deaths: Result) -> tuple[Figure, float] | None:
    """The printed figure, and the share of the group that died, in percent."""
    percent, count = deaths.get("percent"), deaths.get("count")
    size = whole_number(deaths.get("total") or study.size_of(deaths.column, deaths.population))
    number = whole_number(count)
    if count is not None and number is not None and size:
        return count, 100 * number / size
    if percent is not None and percent.is_exact and percent.unit == "%":
        return percent, float(percent.value or 0)
    return None


def _problems(
    study: Study, deaths: Result, dead: tuple[Figure, float], follow_up: FollowUp
) -> Iterator[CheckProblem]:
    figure, share = dead
    curve = [
        result
        for result in study.by_outcome.get("overall-survival", ())
        if (result.column, result.population) == (deaths.column, deaths.population)
        and not result.adjusted
        and result.role == "outcome"
    ]
    for result in curve:
        median = next((f for f in result.figures if f.statistic == "median"), None)
        if (
            median is not None
            and median.absent == "not-reached"
            and share > 50
            and result.time.kind == "none"
        ):
            sentence = "more than half died, so the median survival was reached, though it is said not to be"
            yield _problem(study, deaths, (figure, median), sentence, Severity.ERROR)
    rates = sorted(timed_rates(curve), key=lambda rate: rate.months)
    for rate in rates:
        gone = 100 - float_ends(rate.percent.printed)[1]
        if gone > _FASTER * share + _ROOM:
            sentence = f"{share:.0f}% died, which does not go with a survival of {rate.text}"
            yield _problem(study, deaths, (figure, rate.percent), sentence, Severity.WARNING)
    if rates and _ends_soon(follow_up, deaths, rates[-1]):
        gone = 100 - float_ends(rates[-1].percent.printed)[0]
        if share > gone + _LATE:
            sentence = (
                f"{share:.0f}% died, more than a survival of {rates[-1].text} leaves when follow-up ends"
            )
            yield _problem(study, deaths, (figure, rates[-1].percent), sentence, Severity.WARNING)


def _ends_soon(follow_up: FollowUp, deaths: Result, rate: TimedRate) -> bool:
    """Whether the longest follow-up is hardly later than a rate."""
    reach = follow_up.reach(deaths)
    longest = months(reach.high) if reach is not None else None
    return longest is not None and longest.high is not None and longest.high < rate.months * _SOON


def _problem(
    study: Study, deaths: Result, figures: tuple[Figure, Figure], sentence: str, severity: Severity
) -> CheckProblem:
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=figures[0].id,
        message=(
            f"{described(study, at_any_time(deaths))}: {sentence}. Compare groups and dates with the source."
        ),
        found=f"{figures[0].text}; {figures[1].text or 'median not reached'}",
        figures=tuple(each.id for each in figures),
    )
