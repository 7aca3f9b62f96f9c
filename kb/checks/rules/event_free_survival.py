"""Survival without an event is no longer than survival, and survival of the disease no shorter.

Why: who is alive without disease is alive. So disease-free survival cannot exceed overall survival at the
same time in the same patients. And who dies of the disease has died, so cancer-specific survival cannot be
below overall survival. When they are the other way around, two rows of a table or two groups were exchanged.

How: rates at the same time, and medians, of overall survival are compared with disease-free, event-free,
failure-free, progression-free, recurrence-free, relapse-free and tumor-free survival, and with survival that
names a disease or cause (disease-specific, cancer-specific, cause-specific), in the same arm and population.

What fits: everything that the printed numbers are rounded from. Where deaths without the event are not
counted as events, survival without the event can exceed overall survival, so this is a warning, not an error.

Limits: survival without a local or distant recurrence alone is left out, because deaths are often not counted
as events there. Reviews are left out.

Source: Punt et al 2007, doi:10.1093/jnci/djm024 (what counts as an event); Cochrane Handbook for Systematic
Reviews of Interventions, version 6.4, section 6.8.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kb.checks.lengths_of_time import months
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review, patients, rate_of
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope

_OVERALL = "overall-survival"
_EVENTS = ("disease", "event", "failure", "progression", "recurrence", "relapse", "tumor")
_WITHOUT_EVENT = frozenset(f"{event}-free-survival" for event in _EVENTS)
_OF_CAUSE = "-specific-survival"
_POINTS = 5


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="doi:10.1093/jnci/djm024; Cochrane Handbook 6.4, section 6.8.1",
    title="Survival without an event is no longer than survival",
)
def check_event_free_survival(study: Study) -> Iterator[CheckProblem]:
    """One problem for each rate or median on the wrong side of overall survival."""
    overall = study.by_outcome.get(_OVERALL, ())
    if is_review(study) or not overall:
        return
    of_patients: dict[tuple[object, ...], list[Result]] = {}
    for result in overall:
        of_patients.setdefault((*patients(result), result.time.key), []).append(result)
    for key, results in study.by_outcome.items():
        of_cause = key.endswith(_OF_CAUSE)
        for result in results if of_cause or key in _WITHOUT_EVENT else ():
            for survival in of_patients.get((*patients(result), result.time.key), ()):
                yield from _problems(study, result, survival, of_cause=of_cause)


def _problems(study: Study, result: Result, overall: Result, *, of_cause: bool) -> Iterator[CheckProblem]:
    size = whole_number(study.size_of(result.column, result.population))
    for first, second in _pairs(result, overall):
        low, high = (first, second) if of_cause else (second, first)
        if _is_clearly_below(low, high, size):
            yield _problem(study, result, (first, second), of_cause=of_cause)


def _problem(study: Study, result: Result, figures: tuple[Figure, Figure], *, of_cause: bool) -> CheckProblem:
    own, overall = figures
    if of_cause:
        sentence = (
            f"{_text(own)} is below overall survival, {_text(overall)}, though deaths of any cause are more."
        )
    else:
        sentence = (
            f"{_text(own)} is above overall survival, {_text(overall)}; in the same patients it cannot be,"
            " unless deaths do not count as events."
        )
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=own.id,
        message=f"{described(study, result)}: {sentence}",
        found=f"{_text(own)}; overall survival {_text(overall)}",
        expected=f"{'at least' if of_cause else 'at most'} {_text(overall)}",
        figures=(own.id, overall.id),
    )


def _pairs(result: Result, overall: Result) -> Iterator[tuple[Figure, Figure]]:
    """Rates, and medians that both are lengths of time."""
    if result.scope == "contrast":
        return
    rates = rate_of(result), rate_of(overall)
    if rates[0] is not None and rates[1] is not None:
        yield rates[0], rates[1]
    medians = result.get("median"), overall.get("median")
    if medians[0] is not None and medians[1] is not None:
        yield medians[0], medians[1]


def _is_clearly_below(first: Figure, second: Figure, size: int | None) -> bool:
    """Whether the first is smaller by more than curves of so many patients can cross."""
    if first.unit == second.unit == "%":
        lower, upper = first.printed.envelope(), second.printed.envelope()
        room = Envelope.exactly(_POINTS if size is None else Fraction(150, size))
        return lower.plus(room).is_below(upper)
    lengths = months(first), months(second)
    room_of_time = 1 - (Fraction(1, 10) if size is None else min(Fraction(7, size), Fraction(9, 10)))
    if lengths[0] is None or lengths[1] is None:
        return False
    return lengths[0].is_below(lengths[1].scaled(room_of_time))


def _text(figure: Figure) -> str:
    return figure.text if figure.unit == "%" else f"{figure.text} {figure.unit}"
