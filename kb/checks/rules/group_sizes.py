"""Percentages and p values of two groups are possible for some split of the participants.

Why: "complication rates were 30% and 11% (p=.052)" in 58 patients, without the size of either group, looks
like a result that can be used. Solved for the sizes, it says which they were, or that there are none for
which all three numbers are right.

How: where a study has two arms without printed sizes and a printed total, every split of the total is
tried: each percentage has to be a whole number of its arm, and each p value has to come from the chi-square
test (with or without Yates' correction), Fisher's test or one of the rarer ones that programs print, for
counts that the percentages allow. No split: a warning that names the nearest p value and the nearest
smaller total that would do. Up to three splits: a note that names them. More: nothing.

No alarm: survival, and recurrence at a stated time; adjusted, matched or model-based results and p values
for trend or interaction; lesions and procedures; arms whose size is printed. Percentages may be rounded or
cut off.

Limits: participants missing from one of the results change everything; the warning asks for that. Studies
of more than 200 allow nearly any split and are left out.

Source: the granularity of percentages, after the GRIM test (Brown and Heathers 2017,
doi:10.1177/1948550616673876); tests of 2x2 tables after Campbell 2007 (doi:10.1002/sim.2832).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.checks.p_values import p_text, plain_p_values, printed_p
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.checks.shares import COUNTED_DOMAINS, Share, shares_of, whole_number
from kb.evidence.study import Contrast, Result, Study
from kb.notation import Figure
from kb.statistics.possible_tables import possible_tables
from kb.statistics.proportions import counts_for
from kb.statistics.rounding import Rounding
from kb.statistics.splits import GroupComparison, GroupSplit, SplitQuestion, possible_splits
from kb.statistics.two_by_two import USUAL, TableTest, p_values

_UNADJUSTED = frozenset({"randomized", "unadjusted", "not-stated"})
_LARGEST = 200
_FEW = 3
_FEWER = 10
"""By how many participants smaller totals are tried."""


@dataclass(frozen=True, slots=True)
class _Pair:
    """The percentages of one outcome in both arms, and the p value of their difference or null."""

    first: Share
    second: Share
    p: Figure | None

    @property
    def comparison(self) -> GroupComparison:
        p = None if self.p is None else printed_p(self.p)
        return GroupComparison(self.first.printed, self.second.printed, p)

    @property
    def text(self) -> str:
        p = "" if self.p is None else f", {self.p.text}"
        return f"{self.first.result.outcome_name} {self.first.text} and {self.second.text}{p}"

    @property
    def figures(self) -> tuple[str, ...]:
        p = () if self.p is None else (self.p.id,)
        return (*self.first.figures, *self.second.figures, *p)


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1177/1948550616673876")
def check_group_sizes(study: Study) -> Iterator[CheckProblem]:
    """Problems, or solutions, of the sizes of two arms for which none is printed."""
    total = whole_number(study.enrolled)
    arms = list(study.arms.values())
    if len(arms) != 2 or total is None or not 2 <= total <= _LARGEST or study.arm_sizes:
        return
    contrast = next((c for c in study.contrasts.values() if _compares(c, arms[0].key, arms[1].key)), None)
    pairs = list(_pairs(study, (arms[0].key, arms[1].key), contrast))
    if pairs:
        yield from _solve(study, pairs, total)


def _compares(contrast: Contrast, *arms: str) -> bool:
    return contrast.method in _UNADJUSTED and {contrast.index, contrast.reference} == set(arms)


def _pairs(study: Study, arms: tuple[str, str], contrast: Contrast | None) -> Iterator[_Pair]:
    for result in study.results:
        if result.column != arms[0] or result.population != "whole":
            continue
        opposite = study.side(result, arms[1])
        shares = [_share(result), None if opposite is None else _share(opposite)]
        if shares[0] is not None and shares[1] is not None:
            compared = None if contrast is None else study.side(result, contrast.key)
            p = None if compared is None else next(plain_p_values(compared), None)
            is_plain = compared is not None and not compared.adjusted and p is not None and printed_p(p)
            yield _Pair(shares[0], shares[1], p if is_plain else None)


def _share(result: Result) -> Share | None:
    """The percentage of a result that is one of participants; null for none."""
    shares = [share for share in shares_of(result) if share.percent is not None]
    if len(shares) != 1 or result.domain not in COUNTED_DOMAINS:
        return None
    share = shares[0]
    return share if share.of_persons and share.of is None and not share.may_be_estimated else None


def _solve(study: Study, pairs: Sequence[_Pair], total: int) -> Iterator[CheckProblem]:
    for tests in (USUAL, tuple(TableTest)):
        possible, is_complete = _splits(pairs, total, tests)
        if not is_complete:
            return
        if possible:
            if len(possible) <= _FEW:
                yield _solution(study, pairs, total, possible)
            return
    near = [text for text in (_nearest_p(pairs, total), _smaller_total(pairs, total)) if text]
    sentence = (
        f"No split of the {total:,} participants into {_named(study)} gives {listed(p.text for p in pairs)}."
    )
    sentence += f" {' '.join(near)}" if near else ""
    sentence += " Were some left out, or is something else than participants counted?"
    yield _problem(study, pairs, Severity.WARNING, sentence, total)


def _splits(pairs: Sequence[_Pair], total: int, tests: Sequence[TableTest]) -> tuple[list[GroupSplit], bool]:
    possible: dict[int, GroupSplit] = {}
    is_complete = True
    for rounding in Rounding:
        question = SplitQuestion(
            range(total, total + 1), [pair.comparison for pair in pairs], tests=tests, rounding=rounding
        )
        splits = possible_splits(question)
        is_complete = is_complete and splits.is_complete
        for split in splits.splits:
            possible.setdefault(split.size1, split)
    return [possible[size] for size in sorted(possible)], is_complete


def _solution(
    study: Study, pairs: Sequence[_Pair], total: int, possible: Sequence[GroupSplit]
) -> CheckProblem:
    sizes = listed((f"{split.size1} + {split.size2}" for split in possible), "or")
    tests = list(dict.fromkeys(test.value for split in possible for tests in split.tests for test in tests))
    by = f" by the {listed(tests, 'or')}" if tests else ""
    sentence = (
        f"The sizes of {_named(study)} are not printed; of the {total:,} participants {sizes} would give"
    )
    sentence += f" {listed(pair.text for pair in pairs)}{by}, no other split by a usual test."
    return _problem(study, pairs, Severity.NOTE, sentence, total, sizes)


def _nearest_p(pairs: Sequence[_Pair], total: int) -> str:
    """The p value nearest to the printed one that a split gives, in words, when there is only one to give."""
    tested = [pair for pair in pairs if pair.p is not None and pair.p.value]
    if len(tested) != 1 or tested[0].p is None or tested[0].p.value is None:
        return ""
    pair, wanted = tested[0], float(tested[0].p.value)
    comparison = GroupComparison(pair.first.printed, pair.second.printed)
    best: tuple[float, str] = (math.inf, "")
    for split in possible_splits(SplitQuestion(range(total, total + 1), [comparison])).splits:
        first = list(counts_for(pair.first.printed, [split.size1]))
        second = list(counts_for(pair.second.printed, [split.size2]))
        for table in possible_tables(first, second).tables:
            for test, p in p_values(table).items():
                distance = abs(math.log(p / wanted)) if p else math.inf
                counts = f"{table.events1}/{table.total1} and {table.events2}/{table.total2}"
                best = min(best, (distance, f"Nearest: {counts}, p={p_text(p)} by the {test.value}."))
    return best[1]


def _smaller_total(pairs: Sequence[_Pair], total: int) -> str:
    for smaller in range(total - 1, max(1, total - 1 - _FEWER), -1):
        possible, _ = _splits(pairs, smaller, USUAL)
        if possible:
            sizes = f"{possible[0].size1} + {possible[0].size2}"
            return f"Of {smaller} it is possible ({sizes})."
    return ""


def _named(study: Study) -> str:
    return listed(arm.label for arm in study.arms.values())


def _problem(
    study: Study, pairs: Sequence[_Pair], severity: Severity, message: str, total: int, expected: str = ""
) -> CheckProblem:
    first = next((pair for pair in pairs if pair.p is not None), pairs[0])
    place = first.p or first.first.percent
    assert place is not None
    assert study.enrolled is not None
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=place.id,
        message=message,
        found=f"{'; '.join(pair.text for pair in pairs)}; {total:,} in all",
        expected=expected,
        figures=(*(id for pair in pairs for id in pair.figures), study.enrolled.id),
    )
