"""The classes of response go with one another: a response is complete or partial.

Why: an overall response of 43% beside 14% complete and 32% partial ones is of another count, or two rows of
the table were exchanged.

How: of the same arm, population and time, complete and partial responses are added up and compared with the
overall (or objective) response; those with stable disease besides with disease control. Counts have to agree,
else percentages within all that they are rounded from. A complete response more frequent than the overall one
is an error; so is disease control below the overall response.

What fits: everything that the printed numbers are rounded from; a confirmed response beside unconfirmed
classes where the note of a result says so.

Limits: reviews are left out; so are criteria with further classes (very good partial response, minor
response) when the study reports them.

Source: Eisenhauer et al 2009 (RECIST 1.1), doi:10.1016/j.ejca.2008.10.026.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, shares_of
from kb.evidence.study import Result, Study
from kb.statistics.rounding import Envelope

_COMPLETE, _PARTIAL, _STABLE = "complete-response", "partial-response", "stable-disease"
_OVERALL = ("overall-response", "objective-response", "overall-response-rate", "objective-response-rate")
_CONTROL = ("disease-control", "disease-control-rate")
_FURTHER = ("very-good-partial-response", "minor-response", "minimal-response", "near-complete-response")


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1016/j.ejca.2008.10.026")
def check_classes_of_response(study: Study) -> Iterator[CheckProblem]:
    """One problem for each overall response or disease control that its classes do not add up to."""
    if is_review(study) or any(key in study.by_outcome for key in _FURTHER):
        return
    for outcomes, parts in ((_OVERALL, (_COMPLETE, _PARTIAL)), (_CONTROL, (_COMPLETE, _PARTIAL, _STABLE))):
        for outcome in outcomes:
            for whole in study.by_outcome.get(outcome, ()):
                if whole.scope != "contrast" and whole.note is None:
                    yield from _problems(study, whole, parts)


def _problems(study: Study, whole: Result, parts: tuple[str, ...]) -> Iterator[CheckProblem]:
    results = [_beside(study, whole, part) for part in parts]
    shares = [_share(result) for result in results]
    own = _share(whole)
    if own is None or None in shares:
        return
    known = [share for share in shares if share is not None]
    if any(share.of not in (None, own.of) for share in known) and own.of is not None:
        return
    given, stated = _sum(known, own)
    if given is None or stated is None or given.meets(stated):
        return
    added = " + ".join(share.text for share in known)
    names = listed(result.outcome_name for result in results if result is not None)
    yield CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=own.figures[0],
        message=(
            f"{described(study, whole)}: {own.text} is not {names} together ({added}). Two rows may be"
            " exchanged, or one counts something else; compare all of them with the source."
        ),
        found=f"{own.text}; {added}",
        figures=(*own.figures, *(figure for share in known for figure in share.figures)),
    )


def _beside(study: Study, whole: Result, outcome: str) -> Result | None:
    """The same of another outcome, in the same arm, population and time."""
    place = (whole.column, whole.population, whole.time.key, whole.counted, whole.adjusted)
    for result in study.by_outcome.get(outcome, ()):
        if (result.column, result.population, result.time.key, result.counted, result.adjusted) == place:
            return result if result.note is None else None
    return None


def _share(result: Result | None) -> Share | None:
    shares = list(shares_of(result)) if result is not None else []
    return shares[0] if len(shares) == 1 else None


def _sum(parts: list[Share], whole: Share) -> tuple[Envelope | None, Envelope | None]:
    """What the parts add up to, and what the whole can be: by counts, else in percent."""
    counts = [share.events for share in (*parts, whole)]
    if None not in counts:
        numbers = [count for count in counts if count is not None]
        return Envelope.exactly(sum(numbers[:-1])), Envelope.exactly(numbers[-1])
    if any(share.percent is None for share in (*parts, whole)):
        return None, None
    total = Envelope.exactly(Fraction(0))
    for share in parts:
        total = total.plus(share.printed.envelope())
    return total, whole.printed.envelope()
