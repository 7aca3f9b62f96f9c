"""The percentages of categories that exclude each other add up to 100%.

Why: each participant is in one category of response, one stage, one cause. Percentages of them that come to
107% or to 91% are of different denominators, leave a category out, or one is wrong.

How: three kinds of categories are added, in each arm and at each time: those that a breakdown of the study
record gives of all participants; women and men, and races, where they are named so; and complete response,
partial response, stable and progressive disease, where all four are printed. The sum is compared with 100%
within what rounding (or cutting off) each of them can hide; categories that are not all there are, or not all
printed, only must not exceed 100%. Counts of the four against their common total likewise.

Error: the sum exceeds 100% (the count its total), or a complete breakdown falls short. Warning: the four
categories of response fall short: a fifth, not evaluable, may have been left out.

No alarm: percentages of different totals or of different things (lesions, patients); estimates from models
or curves.

Limits: two errors may cancel.

Source: RECIST 1.1 (Eisenhauer 2009, doi:10.1016/j.ejca.2008.10.026), which puts each patient into one
category of response, those not evaluable included; SAMPL (doi:10.1016/j.ijnurstu.2014.09.006).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import circumstances, listed
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, shares_of
from kb.checks.splits import PARTICIPANTS, splits_of
from kb.evidence.study import Study
from kb.statistics.rounding import Envelope, Rounding

_HUNDRED = Fraction(100)
NAMED = (
    frozenset({"female", "women", "girls", "male", "men", "boys"}),
    frozenset({"white", "caucasian", "black", "asian"}),
)
"""Words of outcomes that exclude each other, whoever says so. People of Hispanic origin are of any race."""
_BESIDE = frozenset({"sex", "race", "gender", "patients", "participants", "or", "african", "american"})
RESPONSES = ("complete-response", "partial-response", "stable-disease", "progressive-disease")


@dataclass(frozen=True, slots=True)
class _Categories:
    """Shares of categories that exclude each other.

    ``are_all``: they are all there are, and all are printed. ``of_response``: there may be one more, of those
    who could not be evaluated.
    """

    shares: Sequence[Share]
    are_all: bool
    of_response: bool = False


@dataclass(frozen=True, slots=True)
class _Sum:
    """What shares add up to and what they ought to, as text; ``falls_short`` when it is less."""

    shares: Sequence[Share]
    text: str
    wanted: str
    falls_short: bool


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1016/j.ejca.2008.10.026")
def check_percentages_of_one_arm(study: Study) -> Iterator[CheckProblem]:
    """Problems of categories whose percentages, or counts, do not add up."""
    seen: set[tuple[str, ...]] = set()
    for categories in (*_of_breakdowns(study), *_of_named(study), *_of_responses(study)):
        key = tuple(sorted(share.result.id for share in categories.shares))
        if key not in seen:
            seen.add(key)
            wrong = _wrong_percentages(categories) or _wrong_counts(categories)
            if wrong is not None:
                yield _problem(study, categories, wrong)


def _of_breakdowns(study: Study) -> Iterator[_Categories]:
    for split in splits_of(study):
        breakdown = split.breakdown
        is_of_all = breakdown.whole in (None, PARTICIPANTS) and breakdown.parts_in == breakdown.population
        if breakdown.outcomes and is_of_all:
            shares = [part.share for part in split.parts if part.share is not None]
            yield _Categories(shares, breakdown.complete and len(shares) == len(split.parts))


def _of_named(study: Study) -> Iterator[_Categories]:
    for names in NAMED:
        outcomes = [key for key in study.by_outcome if _words(key) & names and len(_words(key)) == 1]
        for shares in _side_by_side(study, outcomes):
            yield _Categories(shares, are_all=False)


def _words(outcome: str) -> set[str]:
    return set(outcome.split("-")) - _BESIDE


def _of_responses(study: Study) -> Iterator[_Categories]:
    for shares in _side_by_side(study, RESPONSES):
        yield _Categories(shares, len(shares) == len(RESPONSES), of_response=True)


def _side_by_side(study: Study, outcomes: Iterable[str]) -> Iterator[list[Share]]:
    """The shares of some outcomes in one arm and set at one time, one of each outcome."""
    by_group: dict[tuple[str, ...], dict[str, Share]] = {}
    for outcome in outcomes:
        for result in study.by_outcome.get(outcome, ()):
            shares = list(shares_of(result))
            if len(shares) == 1:
                spot = (result.population, result.column, result.time.key, result.role, shares[0].unit)
                by_group.setdefault(spot, {})[outcome] = shares[0]
    yield from (list(by_outcome.values()) for by_outcome in by_group.values())


def _wrong_percentages(categories: _Categories) -> _Sum | None:
    shares = [share for share in categories.shares if share.percent is not None]
    if len(shares) < 2 or len({share.of for share in shares}) > 1:
        return None
    if any(share.may_be_estimated for share in shares):
        return None
    sums = [_sum(shares, rounding) for rounding in Rounding]
    above = not any(sum.meets(Envelope(None, _HUNDRED)) for sum in sums)
    below = not any(sum.meets(Envelope(_HUNDRED, None)) for sum in sums)
    are_all = categories.are_all and len(shares) == len(categories.shares)
    if not above and not (below and are_all):
        return None
    total = sum((share.printed.value for share in shares), Decimal(0))
    return _Sum(shares, f"{total}%", "100%", below)


def _wrong_counts(categories: _Categories) -> _Sum | None:
    shares = [share for share in categories.shares if share.events is not None and share.of is not None]
    totals = {share.of for share in shares}
    if not categories.of_response or len(shares) < 2 or len(totals) > 1:
        return None
    total, counted = totals.pop() or 0, sum(share.events or 0 for share in shares)
    are_all = categories.are_all and len(shares) == len(categories.shares)
    if counted <= total and not (counted < total and are_all):
        return None
    return _Sum(shares, f"{counted:,}", f"{total:,}", counted < total)


def _sum(shares: Sequence[Share], rounding: Rounding) -> Envelope:
    total = Envelope(Fraction(0), Fraction(0))
    for share in shares:
        total = total.plus(share.printed.envelope(rounding))
    return total


def _problem(study: Study, categories: _Categories, wrong: _Sum) -> CheckProblem:
    first = wrong.shares[0]
    place = first.percent or first.count
    assert place is not None
    names = listed(share.result.outcome_name for share in wrong.shares)
    sentence = " ".join(part for part in (names, circumstances(study, first.result)) if part)
    sentence += f" add up to {wrong.text}, {'not' if wrong.falls_short else 'more than'} {wrong.wanted}."
    if wrong.falls_short and categories.of_response:
        sentence += " Were some participants not evaluable?"
    uncertain = wrong.falls_short and categories.of_response
    return CheckProblem(
        severity=Severity.WARNING if uncertain else Severity.ERROR,
        record=study.record,
        place=place.id,
        message=f"{sentence[0].upper()}{sentence[1:]}",
        found=" + ".join(share.text for share in wrong.shares),
        expected=wrong.wanted,
        figures=tuple(id for share in wrong.shares for id in share.figures),
    )
