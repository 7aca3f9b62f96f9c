"""The percentages of one group share one denominator.

Why: a paper takes its percentages of all treated patients in one sentence and of those with a result in the
next, and prints one number, or none, for both. A review that copies them compares what cannot be compared.
One wrong percentage is a slip; several that agree on an unprinted total point at the total that was really
used.

How: each count with its percentage allows a few totals. Those of one arm (or study) and one time that do not
fit the total printed with them, or the size of their group where none is printed, are compared with each
other: which total gives most of them, and which of them it does not give. They may belong to different sets
of participants.

No alarm: when every percentage fits its own printed total, or the printed size of its group (arm, study),
totals may differ as much as they like, since the reader is told. Counts of different things (patients,
lesions) are compared apart. Percentages that are not simple proportions, or may not be (recurrence at a
stated time), are left out, as are those cut off, not rounded.

Limits: two percentages that do not fit are needed; one alone is for percent-of-count and
percent-without-total. With few digits the common total is a long stretch of totals.

Source: SAMPL (Lang and Altman 2015, doi:10.1016/j.ijnurstu.2014.09.006), percentages with numerator and
denominator; CONSORT 2025 (doi:10.1136/bmj-2024-081123), numbers analyzed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed, stretch
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, all_shares, whole_number
from kb.evidence.study import Study
from kb.statistics.proportions import totals_for
from kb.statistics.rounding import Rounding

_MOST = 10**9
_Group = tuple[str, str, str]
"""Arm or study, time, what is counted."""


@dataclass(frozen=True, slots=True)
class _Item:
    """A count with its percentage, and the totals that give it. ``is_explained``: a printed number does."""

    share: Share
    totals: range
    is_explained: bool


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1016/j.ijnurstu.2014.09.006")
def check_changing_denominators(study: Study) -> Iterator[CheckProblem]:
    """Problems of groups whose percentages need totals that are not printed, or several."""
    groups: defaultdict[_Group, list[_Item]] = defaultdict(list)
    for share in all_shares(study):
        if share.percent is not None and share.events and not share.may_be_estimated:
            totals = totals_for(share.events, share.printed, 1, _MOST)
            if totals:
                unit = "" if share.of_persons else share.unit
                item = _Item(share, totals, _is_explained(study, share, share.events))
                groups[share.result.column, share.result.time.key, unit].append(item)
    for items in groups.values():
        unexplained = [item for item in items if not item.is_explained]
        if len(unexplained) >= 2:
            yield _problem(study, unexplained, _together(items, unexplained))


def _is_explained(study: Study, share: Share, events: int) -> bool:
    """Whether the printed total gives the percentage, or, when none is printed, a printed size does."""
    if share.total is not None:
        sizes = [share.of]
    elif share.of_persons:
        column, population = share.result.column, share.result.population
        figures = (study.size_of(column, population), study.size_of(column), study.enrolled)
        sizes = [whole_number(figure) for figure in figures]
        if sizes[0] is None:
            return True
    else:
        return True
    fitting = [totals_for(events, share.printed, 1, _MOST, rounding) for rounding in Rounding]
    return any(size in totals for size in sizes if size is not None for totals in fitting)


def _together(items: Sequence[_Item], unexplained: Sequence[_Item]) -> list[_Item]:
    """The unexplained percentages, and the explained ones of the same sets of participants and total."""
    groups = {(item.share.result.population, item.share.of) for item in unexplained}
    return [
        item
        for item in items
        if not item.is_explained or (item.share.result.population, item.share.of) in groups
    ]


def _common(items: Sequence[_Item]) -> range:
    """The stretch of totals that gives most of the percentages, the narrowest of several."""
    starts = sorted({item.totals.start for item in items})
    best, most = range(0), 0
    for start in starts:
        over = [item.totals for item in items if start in item.totals]
        overlap = range(start, min(totals.stop for totals in over))
        if (len(over), -len(overlap)) > (most, -len(best)):
            best, most = overlap, len(over)
    return best


def _problem(study: Study, unexplained: Sequence[_Item], items: Sequence[_Item]) -> CheckProblem:
    common = _common(items)
    giving = [item for item in items if common[0] in item.totals]
    outside = [item for item in items if common[0] not in item.totals]
    printed = sorted({item.share.of for item in items if item.share.of is not None})
    if len(giving) == 1:
        sentence = "no two of these percentages have a total in common"
        outside = list(items)
    else:
        sentence = f"{listed(_named(item) for item in giving)} fit a total of {stretch(common)}"
        sentence += (
            f", but {listed(map(str, printed), 'or')} is printed" if printed else ", which is not printed"
        )
    if outside:
        needed = [f"{_named(item)} needs {_needed(item.totals)}" for item in outside]
        sentence += f"; {listed(needed)}"
    place = unexplained[0].share.percent
    assert place is not None
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=place.id,
        message=f"{sentence[0].upper()}{sentence[1:]}. Which participants is each percentage of?",
        found="; ".join(item.share.text for item in items),
        expected=f"a total of {stretch(common)}" if len(giving) > 1 else "",
        figures=tuple(id for item in items for id in item.share.figures),
    )


def _named(item: _Item) -> str:
    assert item.share.percent is not None
    return f"{item.share.percent.text} ({item.share.result.outcome_name}, {item.share.events:,})"


def _needed(totals: range) -> str:
    return f"{totals[0]:,} or more" if totals[-1] == _MOST else stretch(totals)
