"""A p value is the one that some usual test gives for the printed counts.

Why: counts, percentages and p values are typed in different moments. When no test gives the printed p for the
printed counts, one of the numbers is wrong, or they are of different patients.

How: for a comparison of two arms (or two sets of participants), the counts are those printed, or all that the
printed percentages and sizes can represent. For each such table p is computed by the chi-square test, with
and without Yates' correction, Fisher's exact test, and the tests that programs print beside them (likelihood
ratio, linear-by-linear, unpooled z, mid-p, Wald tests of odds and risk ratio). Nothing is said when one of
them gives p as printed, rounded or cut off. An error: all tests lie on the other side of .05. A note: the
nearest test is hardly away (z differs by less than 0.1, same side of .05), which a stratified test or one
missing patient would explain, or only a one-sided test gives it though none is named. Else a warning.

What fits: bounds (``p <.05``) are taken at their word. When the percentage of an arm fits no count of its
printed size, all smaller sizes are tried, and nothing is said where there are too many tables to try. For
matched patients (a paired test), lesions and other units of which a patient may have several, and recurrence
(a log-rank test), the worst is a warning, a note for units.

Limits: p values of survival, of results at a time that may be Kaplan-Meier estimates, of adjusted results,
models and trends are not recomputed; ``p-not-recomputable`` lists them. Of groups whose size is not printed
only p values are reported that are too small for any size; see also ``group-sizes``.

Source: Campbell 2007, doi:10.1002/sim.2832; Lydersen, Fagerland and Laake 2009, doi:10.1002/sim.3531; SAMPL
guidelines, doi:10.1016/j.ijnurstu.2014.09.006 (name the test).
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist

from kb.checks.p_values import is_significant, p_text, plain_p_values, printed_p, sides_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.recomputing import Obstacle, obstacle_to_counts
from kb.checks.rule import Subject, rule
from kb.checks.tables import Compared, compared, possible_p, shares_compared
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.possible_tables import PRange, p_ranges, reproducing_tables
from kb.statistics.rounding import Printed, Rounding, float_ends
from kb.statistics.two_by_two import ONE_SIDED, USUAL, TableTest, mcnemar_p_values

_TWO_SIDED = tuple(test for test in TableTest if test not in ONE_SIDED)
_NAMES = {
    TableTest.CHI_SQUARE: "chi-square",
    TableTest.YATES: "with Yates' correction",
    TableTest.FISHER: "Fisher",
}
_NEAR = 0.1
"""How far apart z values may be that nothing but the kind of test explains."""
_ANY_TEST = 5
"""How many times smaller than that of the chi-square test p of another one may be, in large groups."""
Ranges = dict[TableTest, PRange]


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="doi:10.1002/sim.2832; doi:10.1002/sim.3531; doi:10.1016/j.ijnurstu.2014.09.006",
)
def check_p_from_counts(study: Study) -> Iterator[CheckProblem]:
    """One problem for each p value of a comparison that no usual test gives for its counts."""
    for result in study.results:
        if result.scope != "contrast":
            continue
        for p in plain_p_values(result):
            reason = obstacle_to_counts(study, result, p)
            if reason is Obstacle.SIZES:
                yield from _beyond_all_sizes(study, result, p)
            groups = compared(study, result) if reason is None else None
            if groups is not None and groups.possible.is_complete:
                yield from _problems(study, result, p, groups)


def _problems(study: Study, result: Result, p: Figure, groups: Compared) -> Iterator[CheckProblem]:
    printed = printed_p(p)
    if printed is None or _is_given(printed, groups, _tests(p)) or _is_paired(study, result, p, groups):
        return
    ranges = p_ranges(groups.possible.tables, _tests(p))
    if not ranges:
        return
    if _is_given(printed, groups, ONE_SIDED):
        severity, advice = (
            Severity.NOTE,
            "Only a one-sided test gives it; if it is one, say so in the number.",
        )
    elif _is_opposed(p, ranges):
        severity, advice = (
            Severity.ERROR,
            "All tests say the opposite about significance at the level of .05.",
        )
    elif _is_near(printed, ranges):
        severity, advice = (
            Severity.NOTE,
            "It is near: a stratified test or a few missing patients would explain it.",
        )
    else:
        severity, advice = Severity.WARNING, "Compare counts and p value with the source, and name the test."
    worst, reading = _at_worst(study, result, groups)
    yield _problem(
        study, result, p, groups, (max(severity, worst, key=lambda s: s.rank), f"{advice}{reading}")
    )


def _beyond_all_sizes(study: Study, result: Result, p: Figure) -> Iterator[CheckProblem]:
    """A p value smaller than the percentages allow for groups as large as they can be."""
    printed, possible, shares = printed_p(p), possible_p(study, result), shares_compared(study, result)
    if printed is None or possible is None or shares is None:
        return
    high = printed.envelope().high
    if high is None or float(high) * _ANY_TEST >= possible.low:
        return
    texts = f"{shares[0].text} and {shares[1].text}"
    least = p_text(possible.low, min(p.decimals, 6))
    table = possible.low_table
    yield CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=p.id,
        message=(
            f"{described(study, result)}: no sizes are printed, but even with {table.total1} and"
            f" {table.total2} participants {texts} give no p below {least}; printed is {p.text}."
        ),
        found=f"{texts}, {p.text}",
        expected=f"at least {least}",
        figures=(*shares[0].figures, *shares[1].figures, p.id),
    )


def _tests(p: Figure) -> tuple[TableTest, ...]:
    return tuple(TableTest) if sides_of(p) == 1 else _TWO_SIDED


def _is_given(printed: Printed, groups: Compared, tests: tuple[TableTest, ...]) -> bool:
    """Whether one of the tests gives the p value for one of the tables, rounded or cut off."""
    tables = groups.possible.tables
    return any(reproducing_tables(printed, tables, tests, way) for way in Rounding)


def _is_paired(study: Study, result: Result, p: Figure, groups: Compared) -> bool:
    """Whether two tests were done in the same participants, and McNemar's test gives the p value."""
    printed = printed_p(p)
    is_of_tests = study.design_group == "diagnostic" or result.domain == "accuracy"
    if printed is None or not is_of_tests:
        return False
    low, high = float_ends(printed)
    return any(
        low <= p_of_pairs <= high
        for table in groups.possible.tables
        if table.total1 == table.total2
        for p_of_pairs in mcnemar_p_values(table)
    )


def _is_opposed(p: Figure, ranges: Ranges) -> bool:
    significant = is_significant(p)
    if significant is None:
        return False
    return all(span.low >= 0.05 if significant else span.high < 0.05 for span in ranges.values())


def _is_near(printed: Printed, ranges: Ranges) -> bool:
    """Whether the z value of some test is nearly that of the printed p value."""
    wanted = [_z(float(end)) for end in (printed.envelope().low, printed.envelope().high) if end is not None]
    given = [_z(p) for span in ranges.values() for p in (span.low, span.high)]
    return min(abs(z - bound) for z in wanted for bound in given) < _NEAR


def _z(p: float) -> float:
    return -NormalDist().inv_cdf(min(max(p, 1e-12), 1) / 2) if p < 1 else 0.0


def _at_worst(study: Study, result: Result, groups: Compared) -> tuple[Severity, str]:
    """The worst that can be said of a comparison, and what else could explain it."""
    contrast = study.contrasts[result.column]
    if not groups.index.share.of_persons or not groups.reference.share.of_persons:
        return Severity.NOTE, " One patient may have several of them, which such tests do not know."
    if contrast.method == "propensity-matched" or study.populations[result.population].kind == "matched":
        return Severity.WARNING, " A test for matched pairs gives another p."
    if result.domain in {"survival", "recurrence"}:
        return Severity.WARNING, " A log-rank test gives another p."
    return Severity.ERROR, ""


def _problem(
    study: Study, result: Result, p: Figure, groups: Compared, judged: tuple[Severity, str]
) -> CheckProblem:
    severity, advice = judged
    decimals = min(p.decimals, 4)
    usual = p_ranges(groups.possible.tables, USUAL)
    expected = listed(f"{_NAMES[test]} {_span(span, decimals)}" for test, span in usual.items())
    counts = f" ({groups.counts_text})" if groups.is_solved else ""
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=p.id,
        message=(
            f"{described(study, result)}: {groups.text}{counts} do not give {p.text},"
            f" but {expected}. {advice}"
        ),
        found=f"{groups.text}, {p.text}",
        expected=expected,
        figures=(*groups.figures, p.id),
    )


def _span(span: PRange, decimals: int) -> str:
    low, high = p_text(span.low, decimals), p_text(span.high, decimals)
    return low if low == high else f"{low} to {high}"
