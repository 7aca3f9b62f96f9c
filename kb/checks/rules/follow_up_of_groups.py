"""Groups that were followed together were followed about as long.

Why: the arms of one trial begin and end on the same days. A longest follow-up of 602 months in one arm and of
58.0 in the other lost its decimal point; a median of 4.1 beside one of 24.3 is a digit short.

How: the longest follow-up and the median follow-up of the arms are compared; and a follow-up of all
participants with those of its arms: none of them can be longer than it, and its median lies between theirs. A
warning: the longest follow-up of one randomized arm is more than six times that of another one (groups of 20
or more), its median more than eight times, or either more than three times and without the decimals of the
other; or an arm was followed longer than all participants. A longest follow-up more than 25 times the median
is a warning, too, where it lacks the decimals of the median.

What fits: everything that the printed numbers are rounded from. Arms that enrolled at other times (cohorts,
historical controls) may be followed as they like.

Limits: the arms of studies that are not randomized are compared only with the follow-up of all.

Source: Schemper and Smith 1996, doi:10.1016/0197-2456(96)00075-X; CONSORT 2025, doi:10.1136/bmj-2024-081123
(dates of recruitment and follow-up).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from kb.checks.follow_up import FOLLOW_UP
from kb.checks.lengths_of_time import months
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope

_LONGEST, _MEDIAN = "range-high", "median"
_TIMES = {_LONGEST: 6, _MEDIAN: 8}
_TIMES_WITHOUT_POINT = 3
_WITHOUT_POINT = 25
_ENOUGH = 20


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1016/0197-2456(96)00075-X; doi:10.1136/bmj-2024-081123")
def check_follow_up_of_groups(study: Study) -> Iterator[CheckProblem]:
    """At most one problem for each longest and each median follow-up."""
    if is_review(study):
        return
    for results in study.by_outcome.values():
        if results[0].domain != FOLLOW_UP:
            continue
        told: set[str] = set()
        for problem in _problems(study, [r for r in results if r.scope != "contrast"]):
            if problem.place not in told:
                told.add(problem.place)
                yield problem


def _problems(study: Study, results: list[Result]) -> Iterator[CheckProblem]:
    for result in results:
        yield from _lost_point(study, result)
    for first, second in permutations(results, 2):
        if first.like == second.like and first.time.key == second.time.key and first.scope == "arm":
            for statistic in (_LONGEST, _MEDIAN):
                yield from _compared(study, first, second, statistic)


def _compared(study: Study, first: Result, second: Result, statistic: str) -> Iterator[CheckProblem]:
    own, other = first.get(statistic), second.get(statistic)
    length, other_length = _length(own), _length(other)
    if own is None or other is None or length is None or other_length is None:
        return
    is_whole = not own.decimals and other.decimals > 0 and own.unit == other.unit
    times = _TIMES_WITHOUT_POINT if is_whole else _TIMES[statistic]
    beside = f"{other.text} {other.unit}"
    if second.scope == "arm" and _are_together(study, first, second):
        if other_length.scaled(times).is_below(length):
            whose = study.arms[second.column].label
            yield _problem(study, first, (own, other), f"is more than {times} times the {beside} of {whose}")
    elif second.scope == "study" and statistic == _LONGEST and other_length.is_below(length):
        yield _problem(study, first, (own, other), f"is longer than the {beside} of all participants")


def _lost_point(study: Study, result: Result) -> Iterator[CheckProblem]:
    median, longest = result.get(_MEDIAN), result.get(_LONGEST)
    if median is None or longest is None or median.unit != longest.unit or not median.decimals:
        return
    if not longest.decimals and (longest.value or 0) > _WITHOUT_POINT * (median.value or 0) > 0:
        sentence = f"is very long beside a median of {median.text}, and has no decimals"
        yield _problem(study, result, (longest, median), sentence)


def _length(figure: Figure | None) -> Envelope | None:
    return months(figure) if figure is not None and figure.is_exact else None


def _are_together(study: Study, first: Result, second: Result) -> bool:
    """Whether both arms were followed together, and chance cannot part them."""
    sizes = [whole_number(study.size_of(side.column, side.population)) for side in (first, second)]
    total = whole_number(study.enrolled)
    enough = all(size is not None and size >= _ENOUGH for size in sizes) or (
        None in sizes and total is not None and total >= 2 * _ENOUGH
    )
    return study.design_group == "randomized" and enough


def _problem(study: Study, result: Result, figures: tuple[Figure, Figure], sentence: str) -> CheckProblem:
    own, other = figures
    what = "longest" if own.statistic == _LONGEST else "median"
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=own.id,
        message=(
            f"{described(study, result)}: the {what} follow-up of {own.text} {own.unit} {sentence}. Compare"
            " both with the source."
        ),
        found=f"{what} {own.text} {own.unit}; {other.text} {other.unit}",
        figures=(own.id, other.id),
    )
