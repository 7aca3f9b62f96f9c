"""A mean change is the mean after less the mean before.

Why: a change is printed apart from the values that it lies between. One that does not follow has a wrong sign
or digit, or is of the other group.

How: where a study prints the mean of an arm before treatment, the mean at a later time and the mean change to
that time, the change is computed and compared. It is a warning when the printed change has the opposite
direction, or is away from the computed one by more than half a standard deviation (and by more than
rounding); without a deviation, by more than half of both. Where the change of another arm follows from its
means, nobody left in between, and this one has to follow as well.

What fits: everything that the printed numbers are rounded from. Participants who left make means differ a
little from changes, which are of those who stayed.

Limits: least-squares means are left out, since a model moves them; ``change-from-baseline`` looks at values
before and after in one cell.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.5.2.8.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.intervals import named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_OF_DEVIATION, _OF_VALUES = 0.5, 0.5


@rule(Subject.STUDY, Severity.WARNING, source="Cochrane Handbook 6.4, section 6.5.2.8")
def check_change_of_means(study: Study) -> Iterator[CheckProblem]:
    """One problem for each mean change that the means before and after do not give."""
    if is_review(study):
        return
    for result in study.results:
        change = result.get("mean-change")
        if result.scope == "contrast" or change is None or not change.is_exact or result.adjusted:
            continue
        before, after = _before(study, result), _after(study, result)
        if before is None or after is None or not before.unit == after.unit == change.unit:
            continue
        yield from _problems(study, result, change, (before, after))


def _before(study: Study, result: Result) -> Figure | None:
    """The mean of the same participants before treatment."""
    for other in study.by_outcome[result.outcome]:
        same = (other.column, other.population, other.counted) == (
            result.column,
            result.population,
            result.counted,
        )
        if same and (other.time.kind == "baseline" or other.role == "baseline"):
            mean = other.get("mean")
            return mean if mean is not None and mean.is_exact else None
    return None


def _after(study: Study, result: Result) -> Figure | None:
    """The mean at the time of a change: in its own cell, or in another row of the same time."""
    rows = [result, *study.by_outcome[result.outcome]]
    place = (result.column, result.population, result.counted, result.time.key)
    for other in rows:
        mean = other.get("mean")
        if (other.column, other.population, other.counted, other.time.key) == place and mean is not None:
            return mean if mean.is_exact and other.time.kind != "baseline" else None
    return None


def _others_follow(study: Study, result: Result) -> bool:
    """Whether the change of another arm at that time is what its means give: nobody left in between."""
    for other in study.arms_of(result):
        change, before, after = other.get("mean-change"), _before(study, other), _after(study, other)
        if other.id == result.id or change is None or before is None or after is None or not change.value:
            continue
        given = float(after.value or 0) - float(before.value or 0)
        if abs(given - float(change.value)) <= 1.5 * 10.0**-change.decimals < abs(float(change.value)):
            return True
    return False


def _problems(
    study: Study, result: Result, change: Figure, means: tuple[Figure, Figure]
) -> Iterator[CheckProblem]:
    before, after = means
    (low1, high1), (low2, high2), (low, high) = (float_ends(f.printed) for f in (before, after, change))
    given = low2 - high1, high2 - low1
    if low <= given[1] and given[0] <= high:
        return
    middle, printed = sum(given) / 2, float(change.value or 0)
    spread = next((f for f in result.figures if f.statistic == "sd" and f.value), None)
    room = _OF_VALUES * max(abs(middle), abs(printed))
    if spread is not None:
        room = _OF_DEVIATION * float(spread.value or 0)
    if _others_follow(study, result):
        room = 0.0
    is_opposite = middle * printed < 0 and abs(middle + printed) <= (high - low) + (given[1] - given[0])
    if abs(middle - printed) <= room and not is_opposite:
        return
    expected = f"{middle:.{change.decimals}f}"
    reading = " The sign may be wrong." if is_opposite else ""
    yield CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=change.id,
        message=(
            f"{described(study, result)}: from a mean of {before.text} to one of {after.text} is {expected},"
            f" not {named(change)}.{reading} Compare all three with the source."
        ),
        found=f"{named(change)}; {before.text} and {after.text}",
        expected=expected,
        figures=(change.id, before.id, after.id),
    )
