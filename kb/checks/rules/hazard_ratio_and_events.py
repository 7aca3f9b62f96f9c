"""A hazard ratio is known as well as its events allow, and p goes with both.

Why: how precise a hazard ratio is depends on little but the number of events. An interval or a p value that
asks for more events than there are participants, or for far more or fewer than are printed, is of another
analysis, or a digit is wrong.

How: the standard error of the logarithm of a hazard ratio is about the root of one over the events of the one
group plus one over those of the other. A warning: the interval is narrower, or p smaller beside the printed
ratio, than that error allows if everybody had the event; or, where the events of both groups are printed, the
error in the interval (or behind p) is off by more than 1.6 times.

What fits: everything that the printed numbers are rounded from; the error may be a fifth smaller than the
formula where the groups differ much; p values from .0006 downwards say too little and are not compared.

Limits: adjusted ratios, interim p values and those for interaction, trend or noninferiority are left out; so
are studies without any printed size. Events are taken from counts of death beside overall survival, and from
the counts of the very outcome.

Source: Tierney et al 2007, doi:10.1186/1745-6215-8-16; Schoenfeld 1981, doi:10.1093/biomet/68.1.316.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from statistics import NormalDist

from kb.checks.intervals import intervals_of, named
from kb.checks.p_values import plain_p_values, printed_p, sides_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.effects import deviate
from kb.statistics.rounding import float_ends

_FEWER, _OFF = 0.8, 1.6
"""How much smaller an error may be than the formula says; how far off it may be where events are printed."""
_MODELS = frozenset({"multivariable", "propensity-weighted"})
_SMALLEST_P = 6e-4
Stretch = tuple[float, float]


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1186/1745-6215-8-16; doi:10.1093/biomet/68.1.316")
def check_hazard_ratio_and_events(study: Study) -> Iterator[CheckProblem]:
    """At most one problem for each hazard ratio."""
    if is_review(study):
        return
    for result in study.results:
        ratio = result.get("hazard-ratio")
        if result.scope != "contrast" or ratio is None or not ratio.is_exact or (ratio.value or 0) <= 0:
            continue
        contrast = study.contrasts[result.column]
        if result.adjusted or "adjusted" in ratio.qualifiers or contrast.method in _MODELS:
            continue
        counts = _counts(study, result)
        if counts is not None:
            yield from _problems(study, result, ratio, counts)


def _counts(study: Study, result: Result) -> tuple[tuple[int, int], bool] | None:
    """Events of both groups, and whether they are printed: else all participants; null for neither."""
    contrast = study.contrasts[result.column]
    if contrast.kind != "arms" or contrast.index is None or contrast.reference is None:
        return None
    columns = contrast.index, contrast.reference
    events = [_events(study, result, column) for column in columns]
    if events[0] and events[1]:
        return (events[0], events[1]), True
    sizes = [whole_number(study.size_of(column, result.population)) for column in columns]
    if sizes[0] and sizes[1]:
        return (sizes[0], sizes[1]), False
    whole = whole_number(study.enrolled) or 0
    return (
        ((whole - whole // 2, whole // 2), False) if whole > 1 and len(study.arms) == len(columns) else None
    )


def _events(study: Study, result: Result, column: str) -> int | None:
    """Events of one group: deaths at the end beside overall survival, else what the row itself counts."""
    outcome = "mortality" if result.outcome == "overall-survival" else result.outcome
    for other in study.by_outcome.get(outcome, ()):
        same = (other.column, other.population, other.counted) == (column, result.population, "")
        if same and other.time.kind in {"none", "end"} and other.direction == "lower":
            return whole_number(other.get("count"))
    return None


def _problems(
    study: Study, result: Result, ratio: Figure, counts: tuple[tuple[int, int], bool]
) -> Iterator[CheckProblem]:
    (first, second), are_printed = counts
    formula = math.sqrt(1 / first + 1 / second)
    of_events = f"{first:,} and {second:,} {'events' if are_printed else 'participants'}"
    least, most = formula * _FEWER, formula * _OFF if are_printed else math.inf
    if are_printed:
        least = formula / _OFF
    by_interval = _of_interval(result, ratio)
    if by_interval is not None:
        (low, high), text, figures = by_interval
        if high < least or low > most:
            size = "narrow" if high < least else "wide"
            sentence = f"{text} is too {size} for {of_events}"
            yield _problem(study, result, figures, sentence, _expected(ratio, formula))
        return
    for p in plain_p_values(result):
        implied = _of_p(ratio, p)
        if implied is not None and (implied[1] < least or implied[0] > most):
            size = "small" if implied[1] < least else "large"
            sentence = f"{p.text} is too {size} for {named(ratio)} with {of_events}"
            yield _problem(study, result, (ratio.id, p.id), sentence, _expected(ratio, formula))
            return


def _of_interval(result: Result, ratio: Figure) -> tuple[Stretch, str, tuple[str, ...]] | None:
    """What the interval says the error is, the interval in words, and its figures."""
    for interval in intervals_of(result):
        own = interval.estimate is not None and interval.estimate.id == ratio.id
        if not own or interval.kind != "ci" or interval.low is None or interval.high is None:
            continue
        (low, low_end), (high, high_end) = (float_ends(end.printed) for end in (interval.low, interval.high))
        if low <= 0 or high_end <= low or interval.is_one_sided:
            return None
        reach = 2 * deviate(95.0 if interval.level is None else float(interval.level))
        narrow = math.log(high / low_end) / reach if high > low_end else 0.0
        return (narrow, math.log(high_end / low) / reach), interval.with_estimate, interval.figures
    return None


def _of_p(ratio: Figure, p: Figure) -> Stretch | None:
    """What a p value beside a ratio says the error is; null where it says too little."""
    printed = printed_p(p)
    if printed is None or "interim" in p.qualifiers:
        return None
    smallest, largest = (min(1.0, max(0.0, end)) for end in float_ends(printed))
    if largest < _SMALLEST_P or largest >= 1:
        return None
    low, high = float_ends(ratio.printed)
    logs = [abs(math.log(end)) for end in (low, high) if end > 0]
    if len(logs) < 2 or low <= 1 <= high:
        return None
    smallest = max(smallest, 1e-12)
    z_low = -NormalDist().inv_cdf(largest / sides_of(p))
    z_high = -NormalDist().inv_cdf(smallest / sides_of(p))
    room = 1.1
    return min(logs) / (z_high * room + 0.2), (max(logs) / (z_low / room - 0.2) if z_low > 0.25 else math.inf)


def _expected(ratio: Figure, error: float) -> str:
    middle, reach = math.log(float(ratio.value or 1)), deviate(95.0) * error
    return f"95% confidence interval about {math.exp(middle - reach):.2f} to {math.exp(middle + reach):.2f}"


def _problem(
    study: Study, result: Result, figures: tuple[str, ...], sentence: str, expected: str
) -> CheckProblem:
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=figures[0],
        message=(
            f"{described(study, result)}: {sentence}. Compare ratio, interval, p and counts with the source."
        ),
        found=sentence,
        expected=expected,
        figures=figures,
    )
