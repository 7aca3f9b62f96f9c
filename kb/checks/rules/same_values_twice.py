"""Two outcomes do not share all their numbers.

Why: a table is filled by copying a row and typing over it. Two different outcomes with the same means and the
same deviations in every group were copied and not typed over; and a specificity that equals the sensitivity
to the digit is often the same cell read twice.

How: of each arm, or of all arms at the same time, the rows of different outcomes are compared. It is a
warning when two of them print exactly the same numbers, there are at least four of them with decimals, and
they are not shares of participants. Sensitivity and specificity (or the two predictive values) that are the
same number with a decimal and the same interval are a warning, too, and so are two different estimates with
the same interval, both ends with decimals. One number of an outcome with decimals and two units is told as
well.

What fits: counts and percentages, which small groups share by chance; rows of the same outcome at two times,
where nothing may have changed.

Limits: only rows whose numbers are all alike are told; columns that were shifted by one are not.

Source: Carlisle 2017, doi:10.1111/anae.13938; Bordewijk et al 2020, doi:10.1016/j.ejogrb.2020.09.042
(identical values in tables).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.intervals import Interval, intervals_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.statistics import PROPORTIONS

_ENOUGH = 4
_TENTH = 0.1
_NO_UNIT = ("", "%", "units")
_PAIRS = (("sensitivity", "specificity"), ("ppv", "npv"))
_SHARES = PROPORTIONS | {"count", "total", "p-value"}


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1111/anae.13938; doi:10.1016/j.ejogrb.2020.09.042")
def check_same_values_twice(study: Study) -> Iterator[CheckProblem]:
    """One problem for each row that repeats another one, and for each pair of measures of a test."""
    if is_review(study):
        return
    seen: dict[tuple[object, ...], tuple[Result, list[Figure]]] = {}
    for row in _rows(study):
        figures = [figure for result in row for figure in result.figures if figure.value is not None]
        telling = [f for f in figures if f.decimals and f.statistic not in _SHARES]
        if len(telling) < _ENOUGH or any(f.statistic in _SHARES for f in figures):
            continue
        values = tuple((result.column, result.text) for result in row)
        key = (*values, row[0].population, row[0].time.key)
        before = seen.setdefault(key, (row[0], figures))
        if before[0].outcome != row[0].outcome:
            yield _problem(study, row[0], before, figures)
    for result in study.results:
        yield from _of_test(study, result)
    yield from _of_intervals(study)
    yield from _of_units(study)


def _rows(study: Study) -> Iterator[list[Result]]:
    """Arms side by side, of one outcome and time."""
    for result in study.results:
        row = list(study.arms_of(result)) if result.scope == "arm" else []
        if row and row[0].id == result.id:
            yield row


def _problem(
    study: Study, result: Result, before: tuple[Result, list[Figure]], figures: list[Figure]
) -> CheckProblem:
    other, others = before
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=figures[0].id,
        message=(
            f"{described(study, result)}: all numbers are those of {other.outcome_name}. One of the two rows"
            " may be a copy; compare both with the source."
        ),
        found="; ".join(figure.text for figure in figures),
        figures=(*(f.id for f in figures), *(f.id for f in others)),
    )


def _of_intervals(study: Study) -> Iterator[CheckProblem]:
    """Problems of different estimates with one interval."""
    seen: dict[tuple[str, str, str], Interval] = {}
    for result in study.results:
        for interval in intervals_of(result):
            estimate, low, high = interval.estimate, interval.low, interval.high
            if interval.kind != "ci" or estimate is None or low is None or high is None:
                continue
            if not low.decimals or not high.decimals or low.value == high.value:
                continue
            before = seen.setdefault((low.text, high.text, low.unit), interval)
            other = before.estimate
            if other is not None and _are_apart(other, estimate, interval):
                yield CheckProblem(
                    severity=Severity.WARNING,
                    record=study.record,
                    place=estimate.id,
                    message=(
                        f"{described(study, result)}: {estimate.text} has the {interval.name} of"
                        f" {other.text} ({interval.text}). One of the two may be the cell of the"
                        " other; compare both with the source."
                    ),
                    found=f"{interval.text} twice",
                    figures=(*interval.figures, *before.figures),
                )


def _of_units(study: Study) -> Iterator[CheckProblem]:
    """Problems of one number of an outcome that is printed with two units."""
    for results in study.by_outcome.values():
        seen: dict[tuple[object, ...], Figure] = {}
        for result in results:
            for figure in result.figures:
                if not figure.decimals or figure.statistic in _SHARES or figure.unit in _NO_UNIT:
                    continue
                key = (figure.statistic, figure.reported, result.population, result.column)
                before = seen.setdefault(key, figure)
                if before.unit != figure.unit:
                    yield CheckProblem(
                        severity=Severity.WARNING,
                        record=study.record,
                        place=figure.id,
                        message=(
                            f"{described(study, result)}: {figure.text} is in {figure.unit} here and in"
                            f" {before.unit} elsewhere. Compare the units with the source."
                        ),
                        found=f"{figure.text} {figure.unit}; {before.text} {before.unit}",
                        figures=(figure.id, before.id),
                    )


def _are_apart(first: Figure, second: Figure, interval: Interval) -> bool:
    """Whether two estimates are more than a tenth of the interval apart: nearer ones may share it, adjusted
    and not."""
    low, high = interval.low, interval.high
    if None in (first.value, second.value) or low is None or high is None:
        return False
    values = [float(figure.value or 0) for figure in (first, second, low, high)]
    return abs(values[0] - values[1]) > _TENTH * abs(values[3] - values[2])


def _of_test(study: Study, result: Result) -> Iterator[CheckProblem]:
    intervals = {i.estimate.id: i for i in intervals_of(result) if i.estimate is not None and i.kind == "ci"}
    for first, second in _PAIRS:
        pair = result.get(first), result.get(second)
        if pair[0] is None or pair[1] is None or not pair[0].decimals or pair[0].value in (100, 0):
            continue
        ends = intervals.get(pair[0].id), intervals.get(pair[1].id)
        if pair[0].value == pair[1].value and ends[0] and ends[1] and ends[0].text == ends[1].text:
            yield CheckProblem(
                severity=Severity.WARNING,
                record=study.record,
                place=pair[1].id,
                message=(
                    f"{described(study, result)}: {first} and {second} are both {pair[0].text}"
                    f" ({ends[0].text}). One of the two may be the cell of the other; compare both with the"
                    " source."
                ),
                found=f"{pair[0].text} twice",
                figures=(*ends[0].figures, *ends[1].figures),
            )
