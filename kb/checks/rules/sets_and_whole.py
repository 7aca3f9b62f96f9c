"""What is reported of all participants goes with what is reported of sets of them.

Why: 12 complications in all and 15 in a subgroup cannot both be; nor can 40% in all when it was 20% in each
of the two subgroups that they consist of. Numbers of subgroups are often from other tables, dates or
denominators.

How: an outcome with a count in all participants and in a set of them (subgroup, responders, per protocol):
the set has no more. Where a breakdown of the study record says that sets make up a whole, the counts of an
outcome in the sets add up to its count in the whole, and its percentage or mean in the whole lies between
the smallest and the largest of the sets, since it is their average, weighted by their sizes.

No alarm: numbers at other times, in other units, adjusted, from models or Kaplan-Meier curves; sets made by
matching or weighting, interim analyses, safety sets. A percentage may be rounded either way or cut off.

Limits: counts without a whole to compare with, and percentages between those of the sets, pass.

Source: Cochrane Handbook, section 5.5 (checking of extracted data); the law of total probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed, population_named
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, is_counted, shares_of
from kb.checks.splits import PARTICIPANTS
from kb.evidence.study import Breakdown, Result, Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope, Rounding

_SUBSETS = frozenset({"subgroup", "responders", "per-protocol"})
_NOT_OF_PARTICIPANTS = frozenset({"flow", "review", "follow-up"})


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="https://www.cochrane.org/authors/handbooks-and-manuals/handbook/current/chapter-05",
    title="Numbers of all participants go with those of sets of them",
)
def check_sets_and_whole(study: Study) -> Iterator[CheckProblem]:
    """Problems of outcomes in sets of participants and in all of them."""
    if all(population.kind == "whole" for population in study.populations.values()):
        return
    index = {_key(result): result for result in study.results if is_counted(result)}
    for result in index.values():
        yield from _larger_than_whole(study, result, index.get(_key(result, "whole")))
    for breakdown in study.breakdowns:
        if breakdown.sets and breakdown.complete and breakdown.whole is None:
            yield from _of_breakdown(study, breakdown, index)


def _key(result: Result, population: str | None = None) -> tuple[object, ...]:
    outcome, own, *rest = result.like
    return (outcome, population or own, *rest, result.time.key, result.column)


def _larger_than_whole(study: Study, part: Result, whole: Result | None) -> Iterator[CheckProblem]:
    population = study.populations.get(part.population)
    if whole is None or population is None or population.kind not in _SUBSETS:
        return
    of_part, of_whole = _only(part), _only(whole)
    if of_part is None or of_whole is None or of_part.events is None or of_whole.events is None:
        return
    if of_part.unit == of_whole.unit and _adds_up(of_part) and of_part.events > of_whole.events:
        sentence = f"{of_part.events:,} is more than the {of_whole.events:,} in all participants."
        yield _problem(study, part, sentence, [of_part, of_whole], f"at most {of_whole.events:,}")


def _adds_up(share: Share) -> bool:
    """Whether counts of sets make a count of the whole: not numbers of groups or sites, nor dates. Numbers of
    participants are for population-sizes and parts-and-whole."""
    result = share.result
    if result.domain not in _NOT_OF_PARTICIPANTS:
        return True
    return share.unit != "" and result.outcome != PARTICIPANTS


def _of_breakdown(
    study: Study, breakdown: Breakdown, index: dict[tuple[object, ...], Result]
) -> Iterator[CheckProblem]:
    for whole in index.values():
        if whole.population != breakdown.population:
            continue
        sets = [index.get(_key(whole, population)) for population in breakdown.sets]
        parts = [part for part in sets if part is not None]
        if len(parts) == len(sets):
            yield from _of_counts(study, whole, parts)
            yield from _of_averages(study, whole, parts)


def _of_counts(study: Study, whole: Result, parts: Sequence[Result]) -> Iterator[CheckProblem]:
    shares = [share for result in (whole, *parts) if (share := _only(result)) is not None]
    counts = [share.events for share in shares if share.events is not None]
    if len(counts) <= len(parts) or len({share.unit for share in shares}) > 1 or not _adds_up(shares[0]):
        return
    if sum(counts[1:]) != counts[0]:
        sentence = f"{' and '.join(map(str, counts[1:]))} in {_sets(study, parts)} are {sum(counts[1:])}"
        yield _problem(study, whole, f"{sentence}, not {counts[0]}.", shares, str(sum(counts[1:])))


def _of_averages(study: Study, whole: Result, parts: Sequence[Result]) -> Iterator[CheckProblem]:
    for statistic in ("percent", "mean"):
        figures = [_average(result, statistic) for result in (whole, *parts)]
        averages = [figure for figure in figures if figure is not None]
        if len(averages) < len(figures) or len({(figure.unit, figure.counted) for figure in averages}) > 1:
            continue
        if not any(_between(averages, rounding) for rounding in Rounding):
            texts = [figure.text for figure in averages]
            smallest, *_, largest = sorted(averages[1:], key=lambda figure: figure.printed.exact)
            sentence = (
                f"{texts[0]} in all, but {listed(texts[1:])} in {_sets(study, parts)}, of whom they consist."
            )
            yield CheckProblem(
                severity=Severity.WARNING,
                record=study.record,
                place=averages[0].id,
                message=f"{described(study, whole)}: {sentence}",
                found=f"{texts[0]}; {', '.join(texts[1:])}",
                expected=f"from {smallest.text} to {largest.text}",
                figures=tuple(figure.id for figure in averages),
            )


def _average(result: Result, statistic: str) -> Figure | None:
    """The only percentage or mean of a result that is an average of its participants; null for none."""
    averages = [
        figure for figure in result.figures if figure.statistic == statistic and figure.value is not None
    ]
    estimated = result.domain in ("survival", "recurrence") and result.time.kind != "none"
    if len(averages) != 1 or averages[0].qualifiers or averages[0].per or estimated:
        return None
    return averages[0]


def _between(figures: Sequence[Figure], rounding: Rounding) -> bool:
    whole, *parts = (figure.printed.envelope(rounding) for figure in figures)
    lows = [part.low for part in parts]
    highs = [part.high for part in parts]
    low = None if None in lows else min(low for low in lows if low is not None)
    high = None if None in highs else max(high for high in highs if high is not None)
    return whole.meets(Envelope(low, high))


def _only(result: Result) -> Share | None:
    """The share of a result that has one; null when it has none or several."""
    shares = list(shares_of(result))
    return shares[0] if len(shares) == 1 else None


def _sets(study: Study, parts: Sequence[Result]) -> str:
    return listed(population_named(study, part.population) for part in parts)


def _problem(
    study: Study, result: Result, sentence: str, shares: Sequence[Share], expected: str
) -> CheckProblem:
    place = shares[0].count
    assert place is not None
    return CheckProblem(
        severity=Severity.ERROR,
        record=study.record,
        place=place.id,
        message=f"{described(study, result)}: {sentence}",
        found="; ".join(share.text for share in shares),
        expected=expected,
        figures=tuple(id for share in shares for id in share.figures),
    )
