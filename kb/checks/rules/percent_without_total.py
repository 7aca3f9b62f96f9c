"""A percentage printed with a count but without a total is a share of a number that is in the study.

Why: ``76 (82.6%)`` in a study of 124 is not 76 of 124: some participants were left out, and the reader is
not told how many or why. The count and the percentage together tell the total.

How: the totals are solved for. Error: no whole number at all gives the percentage, or only numbers larger
than the whole study do. Warning: the size of the set (arm, population) is printed, and neither it nor the
size of the arm or of the study gives the percentage; the message says which totals do. Note: the size of
the set is not printed, so the totals found are the only clue to it; or the total that fits is printed
elsewhere in the study, as a total or as a count (complications of those who were biopsied); or the percentage
of the whole set was cut off, not rounded.

No alarm: percentages that are not simple proportions (see percent-of-count), and events, of which one
participant may have several. A survival or recurrence percentage at a stated time is at most a warning, and
what is not counted in participants only has to have some whole total. When only cutting off would give a
whole total, that is a warning, unless other percentages of the study must have been rounded.

Limits: with few digits many totals fit ("12%"), so that a wrong one is seldom found.

Source: CONSORT 2025 (doi:10.1136/bmj-2024-081123) and SAMPL (doi:10.1016/j.ijnurstu.2014.09.006): numbers
analyzed, and percentages with numerator and denominator.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, stretch
from kb.checks.rule import Subject, rule
from kb.checks.shares import REPEATED, Share, all_shares, rounds, whole_number
from kb.evidence.study import Study
from kb.notation import Figure
from kb.statistics.proportions import percentage, totals_for
from kb.statistics.rounding import Rounding

_MOST = 10**9


@dataclass(frozen=True, slots=True)
class _Unstated:
    """A share without a total: its count, and the sizes that are printed, by what they are the size of."""

    study: Study
    share: Share
    percent: Figure
    events: int
    own: int | None
    sizes: dict[int, str]

    def totals(self, rounding: Rounding = Rounding.NEAREST) -> range:
        return totals_for(self.events, self.share.printed, 1, _MOST, rounding)

    def problem(self, severity: Severity, sentence: str, expected: str = "") -> CheckProblem:
        return CheckProblem(
            severity=severity,
            record=self.study.record,
            place=self.percent.id,
            message=f"{described(self.study, self.share.result)}: {sentence}",
            found=self.share.text,
            expected=expected,
            figures=self.share.figures,
        )


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="doi:10.1136/bmj-2024-081123",
    title="A count with a percentage is a share of a number that is in the study",
)
def check_percent_without_total(study: Study) -> Iterator[CheckProblem]:
    """Problems of percentages that are printed with a count and no total."""
    for share in all_shares(study):
        if share.unit in REPEATED:
            continue
        if share.percent is not None and share.events and share.total is None:
            sizes, own = _sizes(study, share) if share.of_persons else ({}, None)
            yield from _problems(_Unstated(study, share, share.percent, share.events, own, sizes))


def _sizes(study: Study, share: Share) -> tuple[dict[int, str], int | None]:
    """The printed sizes that may be the total, and that of the very set the share is of."""
    column, population = share.result.column, share.result.population
    own = whole_number(study.size_of(column, population))
    sizes: dict[int, str] = {}
    if own is not None and population != "whole":
        sizes[own] = "in that group"
    for size, name in ((study.enrolled, "in the study"), (study.size_of(column), "in the arm")):
        if (number := whole_number(size)) is not None:
            sizes.setdefault(number, name)
    return sizes, own


def _problems(unstated: _Unstated) -> Iterator[CheckProblem]:
    totals = unstated.totals()
    if any(size in totals for size in unstated.sizes):
        return
    cut = unstated.totals(Rounding.CUT)
    group = next((size for size in unstated.sizes if size in cut), None)
    if group is not None:
        exact = percentage(unstated.events, group, max(unstated.share.printed.decimals, 0) + 2)
        sentence = (
            f"{unstated.events:,} of the {group:,} {unstated.sizes[group]} is {exact}%:"
            f" {unstated.percent.text} is cut off"
        )
        yield unstated.problem(Severity.NOTE, f"{sentence}, not rounded.", f"{exact}%")
    elif not totals:
        yield _without_any(unstated, cut)
    else:
        yield from _other_total(unstated, totals)


def _without_any(unstated: _Unstated, cut: range) -> CheckProblem:
    severity = Severity.WARNING if unstated.share.may_be_estimated else Severity.ERROR
    sentence = f"{unstated.events:,} is {unstated.percent.text} of no whole number of {unstated.share.noun}."
    if not cut:
        near = _nearest(unstated)
        return unstated.problem(severity, f"{sentence} {near}.", near)
    exact = percentage(unstated.events, cut[0], max(unstated.share.printed.decimals, 0) + 2)
    sentence += f" Of {stretch(cut)} it is {exact}%, which only reads {unstated.percent.text} when cut off"
    if rounds(unstated.study):
        return unstated.problem(
            severity, f"{sentence}, and other percentages of the study are rounded.", _nearest(unstated)
        )
    return unstated.problem(Severity.WARNING, f"{sentence}.", _nearest(unstated))


def _nearest(unstated: _Unstated) -> str:
    """What the two totals beside the printed percentage give."""
    low = (
        int(unstated.events * 100 / unstated.share.printed.value)
        if unstated.share.printed.value > 0
        else unstated.events
    )
    decimals = max(unstated.share.printed.decimals, 0)
    near = [total for total in (low, low + 1) if total >= unstated.events]
    return " and ".join(f"{percentage(unstated.events, total, decimals)}% of {total:,}" for total in near)


def _other_total(unstated: _Unstated, totals: range) -> Iterator[CheckProblem]:
    noun, largest = unstated.share.noun, max(unstated.sizes, default=None)
    more = f"{totals[0]:,} or more" if totals[-1] == _MOST else stretch(totals)
    sentence = f"no total is printed; {unstated.events:,} is {unstated.percent.text} of {more} {noun}"
    if largest is not None and totals[0] > largest:
        certain = largest == whole_number(unstated.study.enrolled) and not unstated.share.may_be_estimated
        certain = certain and unstated.share.result.domain != "flow"
        sentence = f"{sentence}, more than the {largest:,} {unstated.sizes[largest]}."
        yield unstated.problem(
            Severity.ERROR if certain else Severity.WARNING, sentence, f"a total of {more}"
        )
        return
    if largest is None:
        return
    totals = range(totals[0], min(totals[-1], largest) + 1)
    expected = f"a total of {stretch(totals)}"
    sentence = (
        f"no total is printed; only {stretch(totals)} {noun} would give {unstated.percent.text}"
        f" for {unstated.events:,}"
    )
    if unstated.own is None:
        if _have_one_total(unstated):
            return
        yield unstated.problem(Severity.NOTE, f"{sentence}; the size of the group is not printed.", expected)
        return
    printed = _printed_elsewhere(unstated, totals)
    decimals = max(unstated.share.printed.decimals, 0)
    of_own = (
        f"{unstated.own:,} are {unstated.sizes[unstated.own]}, of whom it is"
        f" {percentage(unstated.events, unstated.own, decimals)}%"
    )
    if printed is not None:
        sentence = f"{sentence}, a number printed for {printed}; {of_own}. If it is the total, enter it."
        yield unstated.problem(Severity.NOTE, sentence, expected)
    else:
        yield unstated.problem(Severity.WARNING, f"{sentence}; {of_own}.", expected)


def _have_one_total(unstated: _Unstated) -> bool:
    """Whether one number is the total of this and of every other share of the group that prints none."""
    own, common = unstated.share.result, set(unstated.totals())
    others = [
        share
        for share in all_shares(unstated.study)
        if (share.result.column, share.result.population) == (own.column, own.population)
        and share.of_persons
        and share.events
        and share.of is None
        and share.percent is not None
    ]
    for share in others:
        common &= set(totals_for(share.events or 0, share.printed, 1, _MOST, Rounding.NEAREST))
    return len(others) > 1 and bool(common)


def _printed_elsewhere(unstated: _Unstated, totals: range) -> str | None:
    """What one of these totals is printed for: another total, or a number of participants; null for none."""
    own = unstated.share.result
    for share in all_shares(unstated.study):
        if not share.of_persons or share.result.column not in (own.column, "all"):
            continue
        is_another = share.result.outcome != own.outcome
        if share.of in totals or (share.events in totals and is_another):
            return described(unstated.study, share.result)
    return None
