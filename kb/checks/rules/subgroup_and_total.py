"""The percentages of a subgroup are possible for one number of participants, and go with those of all.

Why: of 31 patients 26 had a recurrence. When only 38% of those with one kind of tumor had, 62% of them had
none; as only 5 of all 31 had none, they were 8 at most. If another percentage of the same patients needs at
least 17, the two cannot both be right. Nobody sees that in a text that prints no size of the subgroup.

How: in each arm, for each subgroup (responders, per-protocol set): every size from 1 to that of the arm is
tried, or the printed one. A size is possible when each percentage of the subgroup is a whole number of it
(rounded or cut off), when no more of the subgroup than of all have the outcome, and no more than of all
have it not. Results of all participants at another time still say something about events that add up over
time: who had none at the end had none before.

A warning, since a percentage may be of lesions, or only of those at risk (recurrence of those whose tumor
was ablated), without saying so. An error when both sizes are printed and the outcome is a harm, a symptom,
a treatment or a baseline characteristic.

No alarm: survival, and recurrence at a stated time (Kaplan-Meier estimates); adjusted and model-based
percentages; numbers that say that they count something else; arms without a printed size.

Limits: with few digits most sizes are possible. Percentages of which each has other participants missing
are warned about too: say how many they are of.

Source: the granularity of percentages, after the GRIM test (Brown and Heathers 2017,
doi:10.1177/1948550616673876); Cochrane Handbook, section 5.5.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed, population_named
from kb.checks.rule import Subject, rule
from kb.checks.shares import COUNTED_DOMAINS, Share, all_shares, shares_of, whole_number
from kb.checks.splits import possible_counts
from kb.evidence.study import Result, Study
from kb.statistics.proportions import events_for
from kb.statistics.rounding import Rounding

_SUBSETS = frozenset({"subgroup", "responders", "per-protocol"})
_ADDING_UP = frozenset({"harm", "recurrence"})
"""Domains whose events, once they have happened, have happened."""
_AT_RISK = frozenset({"recurrence", "response"})
_MOST = 20_000
"""Sizes that are tried. In larger arms the printed digits decide nothing."""


@dataclass(slots=True)
class _Limited:
    """A percentage of a subgroup, with the most of them that can have the outcome, or have it not."""

    share: Share
    most_with: int | None = None
    most_without: int | None = None
    why: list[str] = field(default_factory=list)
    wholes: list[Share] = field(default_factory=list)

    def allows(self, size: int) -> bool:
        """Whether the subgroup can have so many participants."""
        return any(self._allows(size, rounding) for rounding in Rounding)

    def fits(self, size: int) -> bool:
        """Whether the percentage is one of so many, whatever is said of all."""
        return _Limited(self.share).allows(size)

    def _allows(self, size: int, rounding: Rounding) -> bool:
        counts = events_for(size, self.share.printed, rounding)
        if not counts:
            return False
        low, high = counts[0], counts[-1]
        if self.share.events is not None:
            low, high = max(low, self.share.events), min(high, self.share.events)
        if self.most_with is not None:
            high = min(high, self.most_with)
        if self.most_without is not None:
            low = max(low, size - self.most_without)
        return low <= high


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="doi:10.1177/1948550616673876",
    title="Percentages of a subgroup are possible for one size of it, and go with those of all",
)
def check_subgroup_and_total(study: Study) -> Iterator[CheckProblem]:
    """Problems of subgroups whose percentages no number of participants gives."""
    groups: defaultdict[tuple[str, str], list[Share]] = defaultdict(list)
    for share in all_shares(study):
        population = study.populations.get(share.result.population)
        if population is not None and population.kind in _SUBSETS and _is_of_participants(share):
            groups[population.key, share.result.column].append(share)
    for (population_key, column), shares in groups.items():
        size = whole_number(study.size_of(column)) or whole_number(study.enrolled)
        if size is not None and size <= _MOST:
            limited = [_limited(study, share, size) for share in shares]
            printed = whole_number(study.size_of(column, population_key))
            yield from _of_group(study, limited, size, printed)


def _is_of_participants(share: Share) -> bool:
    if share.percent is None or not share.of_persons or share.may_be_estimated:
        return False
    return share.result.domain in COUNTED_DOMAINS


def _limited(study: Study, share: Share, size: int) -> _Limited:
    """The share with what the results of all participants say about it."""
    limited = _Limited(share)
    for whole in _of_all(study, share.result):
        counts, total = possible_counts(study, whole), whole.of or size
        if counts is None or counts[-1] > total:
            continue
        earlier, later = _order(whole.result, share.result)
        if later:
            limited.most_with = _least(counts[-1], limited.most_with)
            limited.why.append(f"{counts[-1]} of {total} in all had it")
        if earlier:
            limited.most_without = _least(total - counts[0], limited.most_without)
            limited.why.append(f"{total - counts[0]} of {total} in all were without it")
        if earlier or later:
            limited.wholes.append(whole)
    return limited


def _least(number: int, known: int | None) -> int:
    return number if known is None else min(number, known)


def _of_all(study: Study, result: Result) -> Iterator[Share]:
    for of_whole in study.by_outcome[result.outcome]:
        if (of_whole.population, of_whole.column, of_whole.role, of_whole.target) == (
            "whole",
            result.column,
            result.role,
            result.target,
        ):
            yield from (share for share in shares_of(of_whole) if share.of_persons)


def _order(whole: Result, part: Result) -> tuple[bool, bool]:
    """Whether the result of all is from the same time as that of the part or earlier; or later."""
    if whole.time.key == part.time.key:
        return True, True
    times = [_months(result) for result in (whole, part)]
    if whole.domain not in _ADDING_UP or None in times:
        return False, False
    first, second = (time or 0.0 for time in times)
    return first <= second, first >= second


def _months(result: Result) -> float | None:
    """Months by which events are counted; without a time, those of the whole follow-up."""
    if result.time.kind in ("none", "end"):
        return math.inf
    return result.time.months if result.time.kind in ("at", "within") else None


def _of_group(
    study: Study, limited: Sequence[_Limited], size: int, printed: int | None
) -> Iterator[CheckProblem]:
    unsized = []
    for in_subgroup in limited:
        own = in_subgroup.share.of or printed
        if not own:
            unsized.append(in_subgroup)
        elif in_subgroup.wholes and in_subgroup.fits(own) and not in_subgroup.allows(own):
            certain = in_subgroup.share.result.domain not in _AT_RISK
            yield _problem(study, [in_subgroup], Severity.ERROR if certain else Severity.WARNING, size, own)
    if unsized and not any(
        all(in_subgroup.allows(tried) for in_subgroup in unsized) for tried in range(1, size + 1)
    ):
        yield _problem(study, unsized, Severity.WARNING, size, None)


def _problem(
    study: Study, limited: Sequence[_Limited], severity: Severity, size: int, printed: int | None
) -> CheckProblem:
    first = next((in_subgroup for in_subgroup in limited if in_subgroup.wholes), limited[0]).share
    result, percent = first.result, first.percent
    assert percent is not None
    name = population_named(study, result.population)
    arm = (
        f" ({study.arms[result.column].label})" if len(study.arms) > 1 and result.column in study.arms else ""
    )
    needs = "; ".join(_needs(in_subgroup, size, printed) for in_subgroup in limited)
    end = "These cannot all be right" if len(limited) > 1 else "This cannot be right"
    shares = [share for in_subgroup in limited for share in (in_subgroup.share, *in_subgroup.wholes)]
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=percent.id,
        message=(
            f"{name}{arm}: {needs}. {end}, unless lesions, or only some of them (those at risk, those "
            "measured), are counted."
        ),
        found="; ".join(_named(share) for share in shares),
        expected="" if printed is None else f"of {printed:,}, {_bounds(limited[0])}",
        figures=tuple(id for share in shares for id in share.figures),
    )


def _needs(in_subgroup: _Limited, size: int, printed: int | None) -> str:
    """For how many participants a percentage is possible, in words, and why."""
    because = f" (since {listed(dict.fromkeys(in_subgroup.why))})" if in_subgroup.why else ""
    if printed is not None:
        return f"{_named(in_subgroup.share)} of the {printed:,} cannot be{because}"
    sizes = [tried for tried in range(1, size + 1) if in_subgroup.allows(tried)]
    if not sizes:
        return f"{_named(in_subgroup.share)} is possible for no number of them{because}"
    few = listed(map(str, sizes), "or") if len(sizes) <= 3 else f"{sizes[0]}, {sizes[1]}, {sizes[2]} or more"
    return f"{_named(in_subgroup.share)} is possible for {few} of them only{because}"


def _bounds(in_subgroup: _Limited) -> str:
    limits = ((in_subgroup.most_with, "with"), (in_subgroup.most_without, "without"))
    return " and ".join(f"at most {most:,} {word} it" for most, word in limits if most is not None)


def _named(share: Share) -> str:
    return f"{share.result.outcome_name} {share.text}"
