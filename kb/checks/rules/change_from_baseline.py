"""A change is the one between the printed values before and after.

Why: "from 11.1 to 0.4 events per year, a reduction of 98.2%" has three numbers of which each follows from the
other two. A change that does not follow is of other participants, or one number is wrong.

How: where a value before and after is printed (``from 11.1 to 0.4``) with a change, a percent change or a
reduction in the same result, the change is computed and compared. The wrong direction is a warning; another
size is a note, because the mean of changes in percent is not the change of the means.

What fits: everything that the printed numbers are rounded from; a reduction with or without a minus sign.

Limits: mean and median changes in percent, and medians of changes, do not follow from values before and after
and are left out.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.5.2.8 and 10.5.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kb.checks.intervals import named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope

_CHANGES = frozenset({"change", "percent-change", "reduction", "mean-change"})


@rule(Subject.STUDY, Severity.WARNING, source="Cochrane Handbook 6.4, sections 6.5.2.8 and 10.5.2")
def check_change_from_baseline(study: Study) -> Iterator[CheckProblem]:
    """One problem for each change that the values before and after do not give."""
    for result in study.results:
        before, after = result.get("baseline"), result.get("final")
        if before is None or after is None or not before.is_exact or not after.is_exact:
            continue
        for figure in result.figures:
            if figure.statistic in _CHANGES and figure.value is not None:
                yield from _problems(study, result, (before, after), figure)


def _problems(
    study: Study, result: Result, values: tuple[Figure, Figure], figure: Figure
) -> Iterator[CheckProblem]:
    before, after = values
    relative = figure.unit == "%" and before.unit != "%"
    given = _change(before, after, relative=relative)
    if given is None:
        return
    printed = figure.printed.envelope()
    if figure.statistic == "reduction":
        given = given.scaled(-1)
        if printed.scaled(-1).meets(given):
            return
    if printed.meets(given):
        return
    middle = [end for end in (given.low, given.high) if end is not None]
    value = float(sum(middle) / len(middle))
    change = f"{value:.{figure.decimals}f}{'%' if figure.unit == '%' else ''}"
    opposite = figure.statistic != "reduction" and value * float(figure.value or 0) < 0
    yield CheckProblem(
        severity=Severity.WARNING if opposite else Severity.NOTE,
        record=study.record,
        place=figure.id,
        message=(
            f"{described(study, result)}: from {before.text} to {after.text} is {change},"
            f" not {named(figure)}."
            + (" The direction is the opposite." if opposite else " It may be the mean of single changes.")
        ),
        found=f"from {before.text} to {after.text}, {named(figure)}",
        expected=change,
        figures=(before.id, after.id, figure.id),
    )


def _change(before: Figure, after: Figure, *, relative: bool) -> Envelope | None:
    """After less before, in percent of before if so; null where before may be 0 or negative."""
    first, last = before.printed.envelope(), after.printed.envelope()
    if not relative:
        return last.plus(first.scaled(-1))
    if first.low is None or first.high is None or last.low is None or last.high is None or first.low <= 0:
        return None
    ratios = [Fraction(end) / start for end in (last.low, last.high) for start in (first.low, first.high)]
    return Envelope(100 * (min(ratios) - 1), 100 * (max(ratios) - 1))
