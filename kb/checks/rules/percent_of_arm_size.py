"""A percentage of an arm is a whole number of its participants.

Why: of 25 participants none are 67.7%. A percentage that no whole number of the printed participants gives
is of other participants (some were not measured, or another group is meant), of lesions or procedures, an
estimate, or wrong. Whoever recomputes a risk ratio from it needs to know.

How: for percentages without a count, where the size of the arm (or of the set of participants) is printed:
is there a whole number of participants that is printed like this, rounded either way or cut off? The
message names the nearest percentages that there are, and the next smaller group that would give the printed
one.

No alarm: survival outcomes, and recurrence at a stated time (Kaplan-Meier estimates); markers, accuracy and
other outcomes whose percentage may be a level; adjusted, imputed or model-based percentages; lesions,
procedures and whatever else is not counted in participants; reviews.

Limits: from a hundred participants on, every whole percentage is possible, with one decimal from a thousand
on.

Source: the granularity of percentages, after the GRIM test (Brown and Heathers 2017,
doi:10.1177/1948550616673876); denominators after SAMPL (doi:10.1016/j.ijnurstu.2014.09.006).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import COUNTED_DOMAINS, Share, all_shares, whole_number
from kb.evidence.study import Study
from kb.notation import Figure
from kb.statistics.proportions import events_for, is_attainable, percentage
from kb.statistics.rounding import Rounding

_COUNTED = COUNTED_DOMAINS | {"flow"}


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1177/1948550616673876")
def check_percent_of_arm_size(study: Study) -> Iterator[CheckProblem]:
    """Problems of percentages without a count that no whole number of participants gives."""
    for share in all_shares(study):
        if share.percent is None or share.count is not None or not _is_of_participants(share):
            continue
        size = whole_number(study.size_of(share.result.column, share.result.population))
        if size and not _is_possible(share, size):
            yield _problem(study, share, share.percent, size)


def _is_of_participants(share: Share) -> bool:
    return share.of_persons and share.result.domain in _COUNTED and not share.may_be_estimated


def _is_possible(share: Share, size: int) -> bool:
    printed = share.printed
    return is_attainable(size, printed) or is_attainable(size, printed, Rounding.CUT)


def _problem(study: Study, share: Share, percent: Figure, size: int) -> CheckProblem:
    printed = share.printed
    decimals = max(printed.decimals, 0)
    below = min(size, max(0, int(size * printed.value / 100)))
    near = {count: f"{percentage(count, size, decimals)}%" for count in (below, min(size, below + 1))}
    expected = " or ".join(f"{text} ({count} of {size:,})" for count, text in near.items())
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=percent.id,
        message=(
            f"{described(study, share.result)}: no whole number of the {size:,} participants is "
            f"{percent.text}; the nearest are {expected}.{_smaller(share, size)}"
        ),
        found=f"{percent.text} of {size:,}",
        expected=expected,
        figures=(percent.id, *_size_figure(study, share)),
    )


def _smaller(share: Share, size: int) -> str:
    """The next smaller group that gives the percentage, in words; empty when there is none."""
    for total in range(size - 1, 0, -1):
        if counts := events_for(total, share.printed):
            return (
                f" {counts[0]} of {total:,} would be: say so if some are left out, or if it is an estimate."
            )
    return " If lesions or procedures are counted, or if it is an estimate, say so."


def _size_figure(study: Study, share: Share) -> tuple[str, ...]:
    size: Figure | None = study.size_of(share.result.column, share.result.population)
    return () if size is None else (size.id,)
