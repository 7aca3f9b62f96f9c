"""What is part of an outcome is no more frequent than the outcome.

Why: every local recurrence is a recurrence, every major complication a complication. When 12% had a major
complication and 10% any, a row was mistaken, or the two are counted in different patients, lesions or times.

How: an outcome whose key is another one's with a word before it (``local-recurrence`` of ``recurrence``,
``major-complications`` of ``complications``, ``perioperative-mortality`` of ``mortality``) is part of it. The
percentages, and the counts, of both in the same arm, population, time and unit of analysis are compared. Only
outcomes with an event (domains recurrence and harm, and death) are looked at.

What fits: everything that the printed numbers are rounded from. Words that turn the meaning round (no, non,
without, freedom from) are left alone. Since the broader outcome may be counted without its narrower one in
some sources ("other complications"), this is a warning, not an error.

Limits: it depends on the keys of the vocabulary; parts that a study names itself are looked at by
``parts-and-whole``.

Source: CONSORT harms extension 2022, doi:10.1136/bmj-2022-073725 (item on definitions and how events were
counted).
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review, rate_of
from kb.checks.rule import Subject, rule
from kb.checks.shares import is_counted
from kb.evidence.study import Result, Study
from kb.notation import Figure

_TURNING = frozenset(
    {"no", "non", "without", "freedom", "free", "from", "time", "to", "last", "first", "other"}
)


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1136/bmj-2022-073725")
def check_narrower_outcome(study: Study) -> Iterator[CheckProblem]:
    """One problem for each part that is more frequent than the outcome it is part of."""
    if is_review(study):
        return
    for key, results in study.by_outcome.items():
        for broader in _broader(study, key):
            if _has_event(results[0]) and _has_event(broader[0]):
                wholes = {_spot(whole): whole for whole in broader}
                for result in results:
                    if (whole := wholes.get(_spot(result))) is not None:
                        yield from _problems(study, result, whole)


def _broader(study: Study, key: str) -> Iterator[tuple[Result, ...]]:
    """The results of outcomes that an outcome is part of: of ``b-c`` and ``c`` for ``a-b-c``."""
    words = key.split("-")
    for start in range(1, len(words)):
        if words[start - 1] in _TURNING:
            return
        results = study.by_outcome.get("-".join(words[start:]))
        if results is not None:
            yield results


def _has_event(result: Result) -> bool:
    return result.direction == "lower" and result.domain in {"recurrence", "harm", "survival"}


def _problems(study: Study, result: Result, whole: Result) -> Iterator[CheckProblem]:
    for part, all_ in ((rate_of(result), rate_of(whole)), (_count(result), _count(whole))):
        if part is not None and all_ is not None and part.exceeds(all_):
            yield _problem(study, (result, part), (whole, all_))
            return


def _spot(result: Result) -> tuple[object, ...]:
    """What two results share that count the same in the same patients."""
    return (*result.like[1:], result.time.key, result.column, result.unit_of_analysis)


def _count(result: Result) -> Figure | None:
    return result.get("count") if is_counted(result) else None


def _problem(study: Study, part: tuple[Result, Figure], whole: tuple[Result, Figure]) -> CheckProblem:
    (result, figure), (broader, all_) = part, whole
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=figure.id,
        message=(
            f"{described(study, result)}: {figure.text} is more than all {broader.outcome_name}, {all_.text}."
            " They may be of different patients or times; if so, enter that."
        ),
        found=f"{figure.text}; {broader.outcome_name} {all_.text}",
        expected=f"at most {all_.text}",
        figures=(figure.id, all_.id),
    )
