"""Which test gives a p value that can be computed again.

Why: sources seldom name the test. Which one gives the printed p tells how careful the analysis was, whether
all p values of a study are of one test, and, where several would fit, what a pooled effect may rest on.

How: for a comparison of two arms (or two sets of participants) p is computed from the counts, or from all
counts that the percentages and sizes can represent, by chi-square, with Yates' correction, and by Fisher's
exact test. One note for each study names, for every exact p value, the tests that give it as printed. Two p
values of one study that no common test gives are pointed out.

What fits: everything; this rule has nothing to complain of. p values that no test gives are reported by
``p-from-counts``, those that cannot be computed by ``p-not-recomputable``.

Limits: with few digits several tests give the same p, and a test that fits need not be the one that was used.
Bounds (p <.001) fit too many tests to tell.

Source: SAMPL guidelines (Lang and Altman 2015, doi:10.1016/j.ijnurstu.2014.09.006): name the test of each
comparison; Campbell 2007, doi:10.1002/sim.2832 (how the three differ in small groups).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.p_values import plain_p_values, printed_p
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.recomputing import obstacle_to_counts
from kb.checks.rule import Subject, rule
from kb.checks.tables import compared
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.possible_tables import reproducing_tables
from kb.statistics.two_by_two import USUAL, TableTest

_NAMES = {
    TableTest.CHI_SQUARE: "chi-square",
    TableTest.YATES: "chi-square with Yates' correction",
    TableTest.FISHER: "Fisher's exact test",
}
Given = tuple[Result, Figure, tuple[TableTest, ...]]


@rule(Subject.STUDY, Severity.NOTE, source="doi:10.1016/j.ijnurstu.2014.09.006; doi:10.1002/sim.2832")
def check_test_of_p(study: Study) -> Iterator[CheckProblem]:
    """One note with the tests that give the exact p values of a study, where any does."""
    given = [
        (result, p, tests)
        for result in study.results
        if result.scope == "contrast"
        for p in plain_p_values(result)
        if (tests := _giving(study, result, p))
    ]
    if given:
        yield _note(study, given)


def _giving(study: Study, result: Result, p: Figure) -> tuple[TableTest, ...]:
    """The usual tests that give a p value for its counts; empty when none does, or none can be computed."""
    printed = printed_p(p)
    if printed is None or not p.is_exact or obstacle_to_counts(study, result, p) is not None:
        return ()
    groups = compared(study, result)
    if groups is None or not groups.possible.is_complete:
        return ()
    reproducing = {test for _, tests in reproducing_tables(printed, groups.possible.tables) for test in tests}
    return tuple(test for test in USUAL if test in reproducing)


def _note(study: Study, given: list[Given]) -> CheckProblem:
    sentences = [
        f"{described(study, result)} ({p.text}): {listed((_NAMES[test] for test in tests), 'or')}"
        for result, p, tests in given
    ]
    common = set.intersection(*(set(tests) for _, _, tests in given))
    apart = " No single test gives all of them." if not common else ""
    return CheckProblem(
        severity=Severity.NOTE,
        record=study.record,
        place=given[0][1].id,
        message=f"These tests give p as printed: {'; '.join(sentences)}.{apart}",
        found=", ".join(p.text for _, p, _ in given),
        figures=tuple(p.id for _, p, _ in given),
    )
