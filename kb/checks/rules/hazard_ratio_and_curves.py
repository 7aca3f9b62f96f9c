"""A hazard ratio goes with the curves that it compares.

Why: a hazard ratio of 0.6 beside a median survival of 12 months in the index group and 18 in the other one
says the opposite of it: the groups, or the ratios of two outcomes, were exchanged, or it is the ratio of
surviving.

How: at each time at which both groups have a rate, and where both have a median, the curves give a hazard
ratio of their own: that of the logarithms of the rates, and the medians upside down. How far such a ratio may
be from the printed one follows from the number of participants. A warning: some rate or the medians are
farther away than two of its standard errors and a factor of 1.3 (for medians 1.6) allow. So is a rate or a
pair of medians on the other side of no difference, by a standard error, where the interval of the ratio
leaves 1 out. It says so when the reverse ratio would fit.

What fits: everything that the printed numbers are rounded from; hazards whose ratio changes over time as far
as the factor goes. Where the sizes are not printed, the interval of the ratio tells how many events there
were.

Limits: adjusted ratios are compared in randomized trials only; rates are taken to be of surviving, or of
being free of the event, where the outcome is better when higher; reviews are left out.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.8; Tierney et al
2007, doi:10.1186/1745-6215-8-16.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.intervals import intervals_of
from kb.checks.lengths_of_time import months
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rates import falls, is_review, rate_of, rises
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_RATIOS = frozenset({"hazard-ratio", "subdistribution-hazard-ratio"})
_MODELS = frozenset({"multivariable", "propensity-weighted"})
_ERRORS = 2.0
_OF_RATES, _OF_MEDIANS = math.log(1.3), math.log(1.6)
_SMALLEST = 0.5
"""A rate this near 0% or 100% says too little."""
Stretch = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What two rates or medians give: the logarithm of a hazard ratio, within rounding, and its error."""

    figures: tuple[Figure, Figure]
    log_ratio: Stretch
    error: float
    room: float
    text: str

    def is_opposed(self, side: int) -> bool:
        """Whether it is on the other side than a ratio whose interval leaves out 1 (0: does not)."""
        return (side > 0 and self.log_ratio[1] < -self.error) or (side < 0 and self.log_ratio[0] > self.error)

    def is_away(self, ratio: Stretch) -> bool:
        """Whether a ratio (its logarithm) is too far away."""
        reach = _ERRORS * self.error + self.room
        return ratio[1] < self.log_ratio[0] - reach or ratio[0] > self.log_ratio[1] + reach


@rule(
    Subject.STUDY, Severity.WARNING, source="Cochrane Handbook 6.4, section 6.8; doi:10.1186/1745-6215-8-16"
)
def check_hazard_ratio_and_curves(study: Study) -> Iterator[CheckProblem]:
    """One problem for each hazard ratio that the rates or medians of both groups contradict."""
    if is_review(study):
        return
    for result in study.results:
        ratio = next((f for f in result.figures if f.statistic in _RATIOS and f.value is not None), None)
        if result.scope != "contrast" or ratio is None or not ratio.value or ratio.value < 0:
            continue
        if study.design_group != "randomized" and _is_adjusted(study, result, ratio):
            continue
        evidence = list(_evidence(study, result))
        printed = _logs(ratio)
        side = _significant_side(result, ratio)
        away = [given for given in evidence if given.is_away(printed) or given.is_opposed(side)]
        if away:
            reverse = (-printed[1], -printed[0])
            yield _problem(
                study, result, ratio, away, fits_reverse=not any(e.is_away(reverse) for e in evidence)
            )


def _significant_side(result: Result, ratio: Figure) -> int:
    """1 when the interval of a ratio is above 1, -1 below, 0 otherwise."""
    for interval in intervals_of(result):
        own = interval.estimate is not None and interval.estimate.id == ratio.id
        if own and interval.kind == "ci" and interval.low is not None and interval.high is not None:
            return (float_ends(interval.low.printed)[0] > 1) - (float_ends(interval.high.printed)[1] < 1)
    return 0


def _is_adjusted(study: Study, result: Result, ratio: Figure) -> bool:
    contrast = study.contrasts[result.column]
    return result.adjusted or "adjusted" in ratio.qualifiers or contrast.method in _MODELS


def _logs(ratio: Figure) -> Stretch:
    low, high = float_ends(ratio.printed)
    return (math.log(low) if low > 0 else -math.inf), (math.log(high) if high > 0 else -math.inf)


def _evidence(study: Study, result: Result) -> Iterator[_Evidence]:
    """Of the same outcome and population, at every time and over all."""
    contrast = study.contrasts[result.column]
    if contrast.kind != "arms" or contrast.index is None or contrast.reference is None:
        return
    by_time: dict[tuple[str, str], dict[str, Result]] = {}
    for other in study.by_outcome[result.outcome]:
        same = other.population == result.population and other.role == result.role and not other.adjusted
        if same and other.scope == "arm" and not other.counted:
            by_time.setdefault((other.time.key, other.estimator), {})[other.column] = other
    sizes = [_size(study, result, column) for column in (contrast.index, contrast.reference)]
    for of_arms in by_time.values():
        index, reference = of_arms.get(contrast.index), of_arms.get(contrast.reference)
        if index is not None and reference is not None:
            yield from _of_rates(index, reference, sizes)
            yield from _of_medians(index, reference, sizes)


def _size(study: Study, result: Result, column: str) -> float | None:
    """Participants of a group; else what the interval of the ratio tells of its events."""
    size = whole_number(study.size_of(column, result.population))
    if size is not None:
        return float(size) if size > 1 else None
    for interval in intervals_of(result):
        if interval.kind == "ci" and interval.low is not None and interval.high is not None:
            low, high = (float(end.value or 0) for end in (interval.low, interval.high))
            if 0 < low < high:
                return 2 / (math.log(high / low) / 3.92) ** 2
    return None


def _of_rates(index: Result, reference: Result, sizes: list[float | None]) -> Iterator[_Evidence]:
    if index.time.kind not in {"at", "within"} or not (falls(index) or rises(index)):
        return
    figures = rate_of(index), rate_of(reference)
    shares = [_surviving(index, figure) for figure in figures]
    if figures[0] is None or figures[1] is None or shares[0] is None or shares[1] is None:
        return
    errors = [_error(share, size) for share, size in zip(shares, sizes, strict=True) if share is not None]
    if None in errors:
        return
    first, second = (_log_log(share) for share in shares if share is not None)
    given = first[0] - second[1], first[1] - second[0]
    error = math.hypot(*(e for e in errors if e is not None))
    when = f"{'at ' if index.time.kind == 'at' else ''}{index.time.label}"
    text = f"{figures[0].text} and {figures[1].text} {when}"
    yield _Evidence((figures[0], figures[1]), given, error, _OF_RATES, text)


def _surviving(result: Result, figure: Figure | None) -> Stretch | None:
    """What the share without the event can be; null where it is too near to none or all."""
    if figure is None or not figure.is_exact or figure.unit != "%":
        return None
    low, high = float_ends(figure.printed)
    if rises(result):
        low, high = 100 - high, 100 - low
    return (low / 100, high / 100) if low > _SMALLEST and high < 100 - _SMALLEST else None


def _log_log(share: Stretch) -> Stretch:
    """Logarithm of the cumulative hazard: it falls as the share rises."""
    return math.log(-math.log(share[1])), math.log(-math.log(share[0]))


def _error(share: Stretch, size: float | None) -> float | None:
    """Standard error of the logarithm of a cumulative hazard, without censoring."""
    middle = sum(share) / 2
    return None if size is None else math.sqrt((1 - middle) / (size * middle)) / abs(math.log(middle))


def _of_medians(index: Result, reference: Result, sizes: list[float | None]) -> Iterator[_Evidence]:
    if not falls(index) or index.time.kind != "none":
        return
    medians = index.get("median"), reference.get("median")
    if medians[0] is None or medians[1] is None or not (medians[0].is_exact and medians[1].is_exact):
        return
    lengths = [months(median) for median in medians if median is not None]
    ends = [(float(x.low), float(x.high)) for x in lengths if x and x.low is not None and x.high is not None]
    if len(ends) < 2 or min(low for low, _ in ends) <= 0 or None in sizes:
        return
    (low1, high1), (low2, high2) = ends
    given = math.log(low2 / high1), math.log(high2 / low1)
    error = math.hypot(*(1.5 / math.sqrt(size) for size in sizes if size is not None))
    text = f"medians of {medians[0].text} and {medians[1].text} {medians[1].unit}"
    yield _Evidence((medians[0], medians[1]), given, error, _OF_MEDIANS, text)


def _problem(
    study: Study, result: Result, ratio: Figure, away: list[_Evidence], *, fits_reverse: bool
) -> CheckProblem:
    given = [f"{math.exp(sum(each.log_ratio) / 2):.2f}" for each in away]
    texts = listed(f"{each.text} (about {value})" for each, value in zip(away, given, strict=True))
    reading = (
        " It fits the other way round: groups exchanged, or a ratio of surviving." if fits_reverse else ""
    )
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=ratio.id,
        message=(
            f"{described(study, result)}: a hazard ratio of {ratio.text} does not go with {texts}.{reading}"
            " Compare groups and outcome with the source."
        ),
        found=f"hazard ratio {ratio.text}; {'; '.join(each.text for each in away)}",
        expected=f"about {given[0]}",
        figures=(ratio.id, *dict.fromkeys(figure.id for each in away for figure in each.figures)),
    )
