"""A number lies where numbers of its kind can lie.

Why: a ratio below zero, a correlation above one or a negative standard deviation is a lost decimal point, a
minus sign read from a dash, or a number put into the wrong column.

How: each statistic has its limits. Ratios (hazard, odds, risk, rate, likelihood) and their intervals are not
negative; standard deviations and errors, tau-squared and Cochran Q neither; I-squared lies between 0% and
100%, correlation and kappa between -1 and 1, the area under the curve and the C-index between 0 and 1 (or 50%
and 100%); a number needed to treat is at least 1; lengths of survival and follow-up are not negative; ranges
and intervals of the percentages of those who survive, have a recurrence or are harmed lie between 0% and
100%. A ratio in percent is told, for it may be the number of a column beside it. No p value is 0 or below, or
above 1: what a program printed as .000 is a p below .001.

What fits: a ratio printed as 0 or 0.0 was rounded to it. The simple formula for the confidence interval of a
percentage can go below 0% or above 100%: that is a note, because it is the formula that fails, not the print.
A p of 1.000 was rounded to it. That p is below 1 is true of nearly all: a note, since digits may be lost.

Limits: the estimates that are percentages of a total are looked at by ``share-over-whole``; a p value of more
than 1 is refused when it is entered. Values that are possible but absurd pass.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.4.1, 6.5.2, 10.10.2
(measures and their scales); for p values the SAMPL guidelines (doi:10.1016/j.ijnurstu.2014.09.006); for
intervals of percentages Newcombe 1998,
doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kb.checks.intervals import Interval, intervals_of
from kb.checks.lengths_of_time import TIME_UNITS
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.scales import RATIOS
from kb.notation.statistics import PROPORTIONS, STATISTICS

Limits = tuple[int | None, int | None]

_LIMITS: dict[str, Limits] = {
    **dict.fromkeys(RATIOS, (0, None)),
    **dict.fromkeys(("sd", "se", "tau-squared", "cochran-q"), (0, None)),
    "i-squared": (0, 100),
    "correlation": (-1, 1),
    "kappa": (-1, 1),
}
_LENGTHS = frozenset({"median", "mean", "quantity", "range-low", "iqr-low"})
_DISCRIMINATION = frozenset({"auc", "c-index"})
_NEEDED = frozenset({"nnt", "nnh", "number-needed-to-test"})
_SHARE_DOMAINS = frozenset({"survival", "recurrence", "harm", "accuracy"})
_SHARES = PROPORTIONS | {"mean-of-study-rates"}
_FROM_ZERO = (">", ">=")
"""Signs with which a p of 0 says little, but nothing wrong."""
_WALD = " The simple formula for it gives such ends; a Wilson or exact interval would not."


@rule(Subject.STUDY, Severity.ERROR, source="Cochrane Handbook 6.4, sections 6.4.1, 6.5.2 and 10.10.2")
def check_possible_values(study: Study) -> Iterator[CheckProblem]:
    """One problem for each number that cannot be, as what it is said to be."""
    for result in study.results:
        for figure in result.figures:
            if figure.value is not None and (complaint := _impossible(result, figure)):
                yield _problem(study, result, figure, complaint)
            if figure.statistic in RATIOS and figure.unit == "%":
                complaint = f"{STATISTICS[figure.statistic].name} {figure.text}: a ratio is no percentage."
                complaint += " The number may be of the row or column beside it."
                yield _problem(study, result, figure, complaint, Severity.WARNING)
            if figure.statistic == "p-value" and figure.value == 0 and figure.sign not in _FROM_ZERO:
                yield _of_zero_p(study, result, figure)
            if figure.statistic == "p-value" and figure.value == 1 and figure.sign in ("<", "<="):
                complaint = f"{figure.text} is true of every p value. Digits may be lost: .1, .01 or .001."
                yield replace(_problem(study, result, figure, complaint), severity=Severity.NOTE)
        for interval in intervals_of(result):
            yield from _of_interval(study, result, interval)


def _impossible(result: Result, figure: Figure) -> str:
    """What cannot be about a number, in words; empty when nothing is amiss."""
    statistic = figure.statistic
    name = STATISTICS[statistic].name
    if statistic in _LIMITS:
        return _outside(figure, _LIMITS[statistic], name)
    if statistic in _DISCRIMINATION:
        return _outside(figure, (0, 1), name) if _outside(figure, (50, 100), name) else ""
    if statistic == "p-value":
        return f"a p value is at most 1, not {figure.text}." if _is_above_one(figure) else ""
    if statistic in _NEEDED:
        return f"a {name} is at least 1, not {figure.text}." if _is_within_one(figure) else ""
    is_length = statistic in _LENGTHS and figure.unit in TIME_UNITS
    if is_length and result.domain in {"survival", "follow-up"}:
        return _outside(figure, (0, None), "length of time")
    return ""


def _is_above_one(figure: Figure) -> bool:
    return figure.value == 1 and figure.sign == ">"


def _of_zero_p(study: Study, result: Result, figure: Figure) -> CheckProblem:
    """A p printed as 0, or as below it; by its digits it is below .001, or as far as it was printed."""
    digits = len(figure.reported.partition(".")[2])
    instead = f"p <.{'0' * (digits - 1)}1" if digits > 1 else "p <.001"
    complaint = f"no p value is 0, as {figure.text} says. What was rounded to it is {instead}."
    return replace(_problem(study, result, figure, complaint), expected=instead)


def _is_within_one(figure: Figure) -> bool:
    stands_for = figure.printed.envelope()
    low, high = stands_for.low, stands_for.high
    return low is not None and high is not None and low > -1 and high < 1


def _of_interval(study: Study, result: Result, interval: Interval) -> Iterator[CheckProblem]:
    """Ends below 0 of intervals of ratios, and outside 0% to 100% of those of shares."""
    estimate = interval.estimate
    ends = [end for end in (interval.low, interval.high) if end is not None]
    if estimate is not None and estimate.statistic in RATIOS:
        name = f"{interval.name} of a {STATISTICS[estimate.statistic].name}"
        for end in ends:
            if complaint := _outside(end, (0, None), name):
                yield _problem(study, result, end, complaint)
    elif _is_of_share(result, interval):
        for end in ends:
            if complaint := _outside(end, (0, 100), f"{interval.name} of a share of patients"):
                by_formula = interval.kind == "ci"
                severity = Severity.NOTE if by_formula else Severity.ERROR
                yield _problem(study, result, end, complaint + (_WALD if by_formula else ""), severity)


def _is_of_share(result: Result, interval: Interval) -> bool:
    """Whether an interval is one of percentages of participants, not of changes or levels in percent."""
    if interval.unit != "%" or result.domain not in _SHARE_DOMAINS:
        return False
    if interval.estimate is None:
        return interval.is_across
    return interval.estimate.statistic in _SHARES


def _outside(figure: Figure, limits: Limits, name: str) -> str:
    """That a number is outside its limits, however it was rounded; empty when it need not be."""
    low, high = limits
    stands_for = figure.printed.envelope()
    too_low = low is not None and stands_for.high is not None and stands_for.high < low
    too_high = high is not None and stands_for.low is not None and stands_for.low > high
    if not too_low and not too_high:
        return ""
    article = "an" if name[0].lower() in "aeiou" else "a"
    if high is None:
        return f"{article} {name} cannot be negative, as {figure.text} is."
    unit = "%" if "%" in figure.text else ""
    return f"{article} {name} is from {low}{unit} to {high}{unit}, not {figure.text}."


def _problem(
    study: Study, result: Result, figure: Figure, complaint: str, severity: Severity = Severity.ERROR
) -> CheckProblem:
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=figure.id,
        message=f"{described(study, result)}: {complaint}",
        found=figure.text,
        figures=(figure.id,),
    )
