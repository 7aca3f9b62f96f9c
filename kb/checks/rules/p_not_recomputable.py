"""Which p values cannot be computed again from what is printed, and why.

Why: a check that says nothing about a p value has either found it right or not looked at it. This note tells
which were not looked at, so that nobody takes silence for approval.

How: of every p value of a comparison that neither ``p-from-counts`` nor ``interval-and-p`` can recompute, the
reason is reported, one note for each study and reason: it compares times to an event (log-rank and Gray's
test take the time of every participant), it is adjusted or from a model with further variables, it compares
measured values, the same participants before and after, or a factor whose groups are not printed, it answers
another question (interaction, trend, noninferiority), it is of several studies, or numbers or sizes are not
printed. For groups without a printed size the range of p is reported that their percentages allow.

Limits: that a p value can be recomputed says nothing about whether its test was the right one.

Source: Altman, De Stavola, Love and Stepniewska 1995, doi:10.1038/bjc.1995.364 (tests of survival curves);
Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.3.1 and 6.8.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.p_values import p_span, printed_p
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.recomputing import Obstacle, obstacle
from kb.checks.rule import Subject, rule
from kb.checks.tables import possible_p
from kb.evidence.study import Result, Study
from kb.notation import Figure

_MOST = 5
"""How many p values a message names; the rest are counted."""


@rule(
    Subject.STUDY,
    Severity.NOTE,
    source="doi:10.1038/bjc.1995.364; Cochrane Handbook 6.4, sections 6.3.1 and 6.8.2",
    title="Which p values cannot be computed again, and why",
)
def check_p_not_recomputable(study: Study) -> Iterator[CheckProblem]:
    """One note for each reason, with all p values that it holds for."""
    by_reason: dict[Obstacle, list[tuple[Result, Figure]]] = {}
    for result in study.results:
        if result.scope == "contrast":
            for p in result.figures:
                if printed_p(p) is not None and (reason := obstacle(study, result, p)) is not None:
                    by_reason.setdefault(reason, []).append((result, p))
    for reason, of_reason in by_reason.items():
        yield _note(study, reason, of_reason)


def _note(study: Study, reason: Obstacle, values: list[tuple[Result, Figure]]) -> CheckProblem:
    named = [
        f"{described(study, result)} ({p.text}{_range(study, result) if reason is Obstacle.SIZES else ''})"
        for result, p in values[:_MOST]
    ]
    if len(values) > _MOST:
        named.append(f"{len(values) - _MOST} more")
    return CheckProblem(
        severity=Severity.NOTE,
        record=study.record,
        place=f"{values[0][1].id}",
        message=f"p cannot be computed again for {listed(named)}: {reason}.",
        found=", ".join(p.text for _, p in values),
        figures=tuple(p.id for _, p in values),
    )


def _range(study: Study, result: Result) -> str:
    """The p values that are possible where sizes are not printed, in words."""
    possible = possible_p(study, result)
    return "" if possible is None else f"; chi-square could give {p_span(possible.low, possible.high)}"
