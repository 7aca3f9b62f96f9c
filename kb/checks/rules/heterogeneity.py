"""I-squared and Cochran Q of a review fit each other and the number of studies.

Why: both are copied from a figure of a forest plot, where several of them are side by side. An I-squared of
65% with a Q of 4.2 of 4 studies is of another line.

How: I-squared is the share of Q beyond its degrees of freedom, which are one less than the number of studies.
So there has to be a whole number of studies for which the printed Q gives the printed I-squared, and no more
of them than the review includes, where it says how many. None is a warning.

What fits: everything that the printed numbers are rounded from; an I-squared of 0% for any Q below its
degrees of freedom.

Limits: newer definitions of I-squared (from the variance between studies estimated by restricted likelihood)
give other values; that is why it is no error. Pooled results without Q are not looked at.

Source: Higgins and Thompson 2002, doi:10.1002/sim.1186; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, section 10.10.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_INCLUDED = "included-studies"
_MANY = 1000
"""Studies that no review pools more of."""


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="doi:10.1002/sim.1186; Cochrane Handbook 6.4, section 10.10.2",
    title="I-squared and Cochran Q fit each other and the number of studies",
)
def check_heterogeneity(study: Study) -> Iterator[CheckProblem]:
    """One problem for each I-squared that its Q does not give for any number of studies."""
    for result in study.results:
        i2, q = result.get("i-squared"), result.get("cochran-q")
        if i2 is None or q is None:
            continue
        most = _most_studies(study)
        if not any(_fits(i2, q, studies - 1) for studies in range(2, (most or _MANY) + 1)):
            yield _problem(study, result, i2, q, most)


def _most_studies(study: Study) -> int | None:
    """The largest number of studies that the review says it includes; null when it says none."""
    counts = [whole_number(result.get("count")) for result in study.by_outcome.get(_INCLUDED, ())]
    return max((count for count in counts if count is not None), default=None)


def _fits(i2: Figure, q: Figure, degrees: int) -> bool:
    low, high = (_i2(end, degrees) for end in float_ends(q.printed))
    least, most = float_ends(i2.printed)
    return low <= most and least <= high


def _i2(q: float, degrees: int) -> float:
    return 100 * max(0.0, 1 - degrees / q) if q > 0 else 0.0


def _problem(study: Study, result: Result, i2: Figure, q: Figure, most: int | None) -> CheckProblem:
    expected = among = ""
    if most is not None and most > 1:
        expected = f"{_i2(float(q.value or 0), most - 1):.{max(i2.decimals, 0)}f}% with all {most} studies"
        among = f" up to {most}; it would be {expected}"
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=i2.id,
        message=(
            f"{described(study, result)}: I-squared {i2.text} does not follow from Q {q.text} for any number"
            f" of studies{among}. They may be of different lines of the forest plot."
        ),
        found=f"I-squared {i2.text}, Q {q.text}",
        expected=expected,
        figures=(i2.id, q.id),
    )
