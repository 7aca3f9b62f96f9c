"""What all participants have is what their groups have together.

Why: "12 of 50 and 10 of 50, in all 25 of 100" cannot be, nor can 40% in all when it was 20% and 30% in the
two groups. Totals are often of an earlier version of the table, or of the table before a group was added.

How: an outcome with a number for every arm and one for all participants, in one set of participants at one
time. Where the totals printed with the counts, or else the sizes of the arms, add up to those of all, the
counts add up too, and the percentage, mean or median of all lies between the smallest and the largest of the
arms.

What fits: a percentage that is rounded or cut off.

No alarm: arms that are not all there are, or that share participants (sizes that do not add up); numbers that
are adjusted, from models or from curves; counts of something else than participants in one of them.

Limits: numbers whose sum is right, and averages between those of the arms, pass.

Source: Cochrane Handbook, section 5.5 (checking of extracted data); the law of total probability.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, is_counted, shares_of, whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope, Rounding

_AVERAGES = ("percent", "mean", "median")
_LIMITED = frozenset({"flow", "review", "follow-up"})
_ESTIMATED = frozenset({"survival", "recurrence"})


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="https://www.cochrane.org/authors/handbooks-and-manuals/handbook/current/chapter-05",
)
def check_arms_and_all(study: Study) -> Iterator[CheckProblem]:
    """One problem for each number of all participants that is not that of their groups together."""
    own = [key for key, arm in study.arms.items() if not arm.is_external]
    if is_review(study) or len(own) < 2 or len(own) < len(study.arms):
        return
    for result in study.results:
        if result.column != "all" or not result.entry or result.domain in _LIMITED or not is_counted(result):
            continue
        arms = [one for one in study.by_outcome[result.outcome] if _is_part(study, one, result)]
        if sorted(arm.column for arm in arms) == sorted(own):
            yield from _problems(study, result, arms)


def _is_part(study: Study, arm: Result, whole: Result) -> bool:
    return arm.column in study.arms and arm.like == whole.like and arm.time.key == whole.time.key


def _problems(study: Study, whole: Result, arms: Sequence[Result]) -> Iterator[CheckProblem]:
    shares = [_only(result) for result in (whole, *arms)]
    known = [share for share in shares if share is not None]
    if len({figure.counted for result in (whole, *arms) for figure in result.figures}) > 1:
        return
    if not _add_up([share.of for share in known] if len(known) == len(shares) else []) and not _add_up(
        [whole_number(study.size_of(result.column, result.population)) for result in (whole, *arms)]
    ):
        return
    counts = [share.events for share in known if share.events is not None]
    if len(counts) == len(shares):
        if not _add_up(counts):
            text = f"{listed(f'{count:,}' for count in counts[1:])} in its groups are {sum(counts[1:]):,}"
            yield _problem(study, whole, (f"{text}, not {counts[0]:,}.", f"{sum(counts[1:]):,}"), known)
        return
    if whole.domain not in _ESTIMATED or whole.time.kind == "none":
        yield from _of_averages(study, whole, arms)


def _add_up(numbers: Sequence[int | None]) -> bool:
    """Whether the first of some numbers is the sum of the others; never when one is not known."""
    known = [number for number in numbers if number is not None]
    return len(known) == len(numbers) > 1 and known[0] == sum(known[1:])


def _of_averages(study: Study, whole: Result, arms: Sequence[Result]) -> Iterator[CheckProblem]:
    for statistic in _AVERAGES:
        averages = [a for result in (whole, *arms) if (a := _average(result, statistic)) is not None]
        if len(averages) <= len(arms) or len({average.unit for average in averages}) > 1:
            continue
        if not any(_is_between(averages, rounding) for rounding in Rounding):
            texts = [average.text for average in averages]
            sentence = f"{texts[0]} in all, but {listed(texts[1:])} in the groups that they consist of."
            yield CheckProblem(
                severity=Severity.WARNING,
                record=study.record,
                place=averages[0].id,
                message=f"{described(study, whole)}: {sentence}",
                found=f"{texts[0]}; {', '.join(texts[1:])}",
                figures=tuple(average.id for average in averages),
            )


def _average(result: Result, statistic: str) -> Figure | None:
    """The only figure of a statistic, as counted; null for none, several, bounds and what is qualified."""
    figures = [figure for figure in result.figures if figure.statistic == statistic and figure.is_exact]
    if len(figures) != 1 or figures[0].qualifiers or figures[0].per or figures[0].value is None:
        return None
    return figures[0]


def _is_between(averages: Sequence[Figure], rounding: Rounding) -> bool:
    whole, *arms = (average.printed.envelope(rounding) for average in averages)
    lows = [arm.low for arm in arms if arm.low is not None]
    highs = [arm.high for arm in arms if arm.high is not None]
    return whole.meets(Envelope(min(lows, default=None), max(highs, default=None)))


def _only(result: Result) -> Share | None:
    shares = list(shares_of(result))
    return shares[0] if len(shares) == 1 else None


def _problem(study: Study, whole: Result, told: tuple[str, str], shares: Sequence[Share]) -> CheckProblem:
    sentence, expected = told
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=shares[0].figures[0],
        message=f"{described(study, whole)}: {sentence}",
        found="; ".join(share.text for share in shares),
        expected=expected,
        figures=tuple(id for share in shares for id in share.figures),
    )
