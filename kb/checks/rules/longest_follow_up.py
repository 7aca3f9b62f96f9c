"""Nothing is reported for a time after the longest follow-up.

Why: who was followed for 61 months at most has no 62nd month, and no 6-year survival rate can come from such
patients. When the two do not fit, the follow-up belongs to another analysis than the result beside it, or one
of the numbers is wrong.

How: the longest follow-up (the upper end of a range, of the arm, else of all, of the population set, else of
the whole study) is compared, in months, with every time for which a number is given, and with the upper end
of every range of survival or of another time to an event. A longer one is a warning. The lower ends are
compared too: who died at 3 months was followed for 3 months. A follow-up that begins later is a note, because
many sources count follow-up only in those still alive; with that reading a death after the longest follow-up
is possible too, which is why neither is an error.

What fits: everything that the printed numbers are rounded from. Cumulative times ("within 5 years"),
estimates from models, and ranges across studies are left out.

Limits: most studies print a median follow-up only; then nothing can be said here (see ``median-follow-up``).

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.8.1; Schemper and
Smith 1996, doi:10.1016/0197-2456(96)00075-X (how follow-up can be counted).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kb.checks.follow_up import FollowUp, Reach
from kb.checks.intervals import Interval, intervals_of
from kb.checks.lengths_of_time import TIME_UNITS, months, rated_at
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import at_any_time, is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure

_LENGTHS = frozenset({"survival", "recurrence"})
_ALIVE = "Follow-up may be counted only in those still alive, or be that of another analysis: say which."


@dataclass
class _Late:
    """The first result of some participants after their follow-up, and all such times."""

    result: Result
    reach: Reach
    labels: list[str] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, section 6.8.1; doi:10.1016/0197-2456(96)00075-X",
)
def check_longest_follow_up(study: Study) -> Iterator[CheckProblem]:
    """One problem for the late times of an outcome in one arm, one for each range beyond the follow-up."""
    follow_up = FollowUp(study)
    if is_review(study) or not follow_up:
        return
    late: dict[tuple[str, str, str], _Late] = {}
    for result in study.results:
        if result.role != "outcome" or result.scope == "contrast":
            continue
        reach = follow_up.reach(result)
        if reach is None:
            continue
        if _is_late(result, reach):
            key = (result.outcome, result.column, result.population)
            entry = late.setdefault(key, _Late(result, reach))
            entry.labels.append(result.time.label)
            entry.figures.append(result.figures[0])
        if result.domain in _LENGTHS:
            yield from _ranges(study, result, reach)
    yield from (_late_problem(study, entry) for entry in late.values())


def _is_late(result: Result, reach: Reach) -> bool:
    at, longest = rated_at(result), months(reach.high)
    if at is None or result.time.kind != "at" or result.estimator == "model" or longest is None:
        return False
    return longest.high is not None and at > longest.high and any(f.value is not None for f in result.figures)


def _late_problem(study: Study, late: _Late) -> CheckProblem:
    high = late.reach.high
    times = listed(late.labels)
    name = described(study, at_any_time(late.result))
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=late.figures[0].id,
        message=(
            f"{name}: numbers are given for {times}, but the longest follow-up is {high.text} {high.unit}."
            f" {_ALIVE}"
        ),
        found=f"at {times}; follow-up to {high.text} {high.unit}",
        expected=f"a follow-up of at least {late.labels[-1]}",
        figures=(high.id, *(figure.id for figure in late.figures)),
    )


def _ranges(study: Study, result: Result, reach: Reach) -> Iterator[CheckProblem]:
    for interval in intervals_of(result):
        if interval.kind != "range" or interval.is_across or interval.unit not in TIME_UNITS:
            continue
        longer, earlier = _longer(interval.high, reach.high), _longer(reach.low, interval.low)
        if longer or earlier:
            yield _range_problem(study, result, interval, reach, longer=longer)


def _longer(first: Figure | None, second: Figure | None) -> bool:
    """Whether the first is a longer time than the second, however both were rounded."""
    if first is None or second is None:
        return False
    first_months, second_months = months(first), months(second)
    return first_months is not None and second_months is not None and second_months.is_below(first_months)


def _is_later(first: Figure, second: Figure) -> bool:
    """Whether the printed number is larger, were it not rounded."""
    return first.unit == second.unit and first.value is not None and first.value > (second.value or 0)


def _range_problem(
    study: Study, result: Result, interval: Interval, reach: Reach, *, longer: bool
) -> CheckProblem:
    low, high = reach.low, reach.high
    followed = f"{high.text} {high.unit}" if low is None else f"{low.text} to {high.text} {high.unit}"
    earlier = _longer(low, interval.low)
    later = longer or (interval.high is not None and _is_later(interval.high, high))
    verbs = " and ".join(["begins before"] * earlier + ["ends after"] * later)
    return CheckProblem(
        severity=Severity.WARNING if later else Severity.NOTE,
        record=study.record,
        place=interval.place,
        message=(
            f"{described(study, result)}: the range, {interval.text} {interval.unit}, {verbs} the follow-up,"
            f" {followed}. {_ALIVE}"
        ),
        found=f"{interval.with_estimate}; follow-up {followed}",
        figures=(*interval.figures, *(end.id for end in (low, high) if end is not None)),
    )
