"""A median that is exactly in the middle of its range is suspicious: the range may be an interval.

Why: ``median 12.3 months (range, 8.4-16.2)`` says that of all patients none went without disease for longer
than 16.2 months. It is far likelier that 8.4 to 16.2 is the confidence interval, which programs print as the
estimate and the same distance to both sides, and that somebody took it for the range. A confidence interval
read as a range makes a study look far more uniform than it was.

How: the distances from a median or mean to both ends of its range (or interquartile range) are compared in
units of the last digit. In the ranges of real values the middle is hit by chance about once in as many ranges
as there are units in half the range: once in 39 for 12.3 (8.4-16.2). Distances that differ by one unit may be
rounded; that is three times as likely by chance. A problem is reported when the chance is 1 in 20 or less. It
is a warning for survival and other times to an event, which are skewed to the right, so that chance hardly
ever does it; else a note.

What fits: small whole numbers (5, range 4-6) and round ones (36, range 12-60) are symmetric too often to mean
anything: steps of 5, 6, 10, 12 and so on are counted instead of single units when all three numbers are
multiples of them. Ranges across studies are left out.

Limits: a confidence interval on the log scale, or of the median by another method, is not symmetric and is
not noticed. What the interval is cannot be known from the numbers; the message says what each reading would
mean.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.5.2.2 to 6.5.2.5
(standard deviations from intervals, quartiles and ranges); Altman and Bland 2005,
doi:10.1136/bmj.331.7521.903.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kb.checks.intervals import Interval, intervals_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.statistics.effects import deviate

_CENTERS = frozenset({"median", "mean", "quantity"})
_ROUND = (100, 60, 50, 30, 25, 24, 20, 12, 10, 6, 5)
"""Steps in which people choose limits: of years and months, of tens."""
_RARE = 20


@dataclass(frozen=True, slots=True)
class _Middle:
    """How far the middle is hit: half the range, and once in how many ranges chance does it."""

    half: float
    once_in: int


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, sections 6.5.2.2 to 6.5.2.5; doi:10.1136/bmj.331.7521.903",
    title="A range is not symmetric about its median",
)
def check_symmetric_range(study: Study) -> Iterator[CheckProblem]:
    """One problem for each range that is symmetric about its median or mean beyond chance."""
    for result in study.results:
        for interval in intervals_of(result):
            middle = _middle(interval)
            if middle is not None and middle.once_in >= _RARE:
                yield _problem(study, result, interval, middle)


def _middle(interval: Interval) -> _Middle | None:
    """Null when the interval is no range of values, or when its middle is clearly elsewhere."""
    low, high, estimate = interval.low, interval.high, interval.estimate
    if interval.kind not in {"range", "iqr"} or interval.is_across:
        return None
    if low is None or high is None or estimate is None or estimate.statistic not in _CENTERS:
        return None
    if (
        not (low.is_exact and high.is_exact and estimate.is_exact)
        or not low.decimals == high.decimals == estimate.decimals
    ):
        return None
    first, last, center = (int((f.value or Decimal(0)).scaleb(f.decimals)) for f in (low, high, estimate))
    off = abs(first + last - 2 * center)
    if off > 1 or last <= first:
        return None
    step = next((step for step in _ROUND if not any(n % step for n in (first, last, center))), 1)
    half = (last - first) / 2
    return _Middle(half / 10**low.decimals, int(half / step / (2 * off + 1)))


def _problem(study: Study, result: Result, interval: Interval, middle: _Middle) -> CheckProblem:
    is_skewed = result.domain == "survival"
    assert interval.estimate is not None
    error, decimals = middle.half / deviate(95), interval.estimate.decimals + 1
    expected = f"95% confidence interval with SE {error:.{decimals}f}, or SD {middle.half:.{decimals}f}"
    return CheckProblem(
        severity=Severity.WARNING if is_skewed else Severity.NOTE,
        record=study.record,
        place=interval.place,
        message=(
            f"{described(study, result)}: {interval.estimate.text} is the middle of its {interval.name},"
            f" {interval.text}; chance does that once in about {middle.once_in} such ranges. It may be a"
            f" confidence interval (with a standard error of {error:.{decimals}f}) or one standard deviation"
            " to both sides. Look it up in the source."
        ),
        found=interval.with_estimate,
        expected=expected,
        figures=interval.figures,
    )
