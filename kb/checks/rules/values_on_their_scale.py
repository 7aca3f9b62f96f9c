"""A value lies on its scale, a length of life is one, and a mean leaves room for its deviation.

Why: a motor score of 501 on a scale from 0 to 64, an age of 622 years and a follow-up of 1,120 months are a
lost decimal point or a digit too many; a mean of 3.2 with a standard deviation of 40 on a scale from 0 to 100
cannot be.

How: of an outcome whose scale is known (``scale`` in the vocabulary or of the study), means, medians and the
ends of ranges and quartiles have to lie on it, changes and differences within its length. A standard
deviation can be no larger than half the participants at either end would make it. Ages are those of people
(up to 120 years), standard deviations of age are below 40 years, and nothing is followed, survived or waited
for longer than 100 years. What does not fit is an error on a scale, a warning elsewhere.

What fits: everything that the printed numbers are rounded from. Ends of confidence intervals may lie outside.

Limits: a study that uses another version of a score says so with a scale of its own. Sums over several scores
are outcomes of their own.

Source: Brown and Heathers 2017, doi:10.1177/1948550616673876 (possible means); Heathers et al 2018,
doi:10.7287/peerj.preprints.26968v1 (possible deviations).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from kb.checks.intervals import named
from kb.checks.lengths_of_time import TIME_UNITS, months
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_VALUES = frozenset(
    {"mean", "median", "geometric-mean", "least-squares-mean", "quantity", "baseline", "final"}
    | {"range-low", "range-high", "iqr-low", "iqr-high"}
)
_CHANGES = frozenset(
    {"change", "mean-change", "median-change", "least-squares-mean-change"}
    | {"mean-difference", "median-difference", "least-squares-mean-difference"}
)
_OLDEST, _LONGEST_LIFE = 120, 100
_AGE_DEVIATION = 40
_LENGTHS = frozenset({"survival", "follow-up", "recurrence"})
_OWN_UNITS = frozenset({"", "points", "point", "score"})


class _Scale(NamedTuple):
    low: float
    high: float
    text: str

    @property
    def length(self) -> float:
        return self.high - self.low


@rule(
    Subject.STUDY,
    Severity.ERROR,
    source="doi:10.1177/1948550616673876; doi:10.7287/peerj.preprints.26968v1",
    title="A value lies on its scale, and a length of life is one",
)
def check_values_on_their_scale(study: Study) -> Iterator[CheckProblem]:
    """One problem for each number that is off its scale, or longer than a life."""
    for result in study.results:
        scale = _scale(result)
        for figure in result.figures:
            if figure.value is None:
                continue
            if scale is not None and figure.unit in _OWN_UNITS:
                yield from _off_scale(study, result, figure, scale)
            elif scale is None:
                yield from _off_life(study, result, figure)


def _scale(result: Result) -> _Scale | None:
    if result.scale is None:
        return None
    low, _, high = result.scale.partition(" to ")
    return _Scale(float(low), float(high), result.scale)


def _off_scale(study: Study, result: Result, figure: Figure, scale: _Scale) -> Iterator[CheckProblem]:
    low, high = float_ends(figure.printed)
    if figure.statistic in _VALUES and result.scope != "contrast":
        if low > scale.high or high < scale.low:
            yield _problem(study, result, figure, f"lies outside its scale, {scale.text}", Severity.ERROR)
    elif figure.statistic in _CHANGES:
        if low > scale.length or high < -scale.length:
            sentence = f"is more than the whole scale, {scale.text}"
            yield _problem(study, result, figure, sentence, Severity.ERROR)
    elif figure.statistic == "sd" and result.scope != "contrast":
        most = _largest_deviation(study, result, figure, scale)
        if most is not None and low > most:
            sentence = (
                f"is more than {most:.1f}, the largest deviation on the scale {scale.text} around that mean"
            )
            yield _problem(study, result, figure, sentence, Severity.ERROR)


def _largest_deviation(study: Study, result: Result, sd: Figure, scale: _Scale) -> float | None:
    """With everybody at one end of the scale or the other; null where the mean is none on it."""
    mean = next((f for f in result.figures if f.statistic == "mean" and f.statement == sd.statement), None)
    if mean is None or mean.value is None:
        return scale.length if any(f.statistic in _CHANGES for f in result.figures) else None
    low, high = float_ends(mean.printed)
    values = [min(max(end, scale.low), scale.high) for end in (low, high)]
    middle = (scale.low + scale.high) / 2
    nearest = middle if values[0] <= middle <= values[1] else min(values, key=lambda v: abs(v - middle))
    if low > scale.high or high < scale.low:
        return None
    size = whole_number(study.size_of(result.column, result.population))
    correction = size / (size - 1) if size is not None and size > 1 else 2.0
    return math.sqrt((nearest - scale.low) * (scale.high - nearest) * correction) + 1e-9


def _off_life(study: Study, result: Result, figure: Figure) -> Iterator[CheckProblem]:
    if figure.unit not in TIME_UNITS or result.scope == "contrast":
        return
    length = months(figure)
    if length is None or length.low is None:
        return
    years = float(length.low) / 12
    if result.outcome == "age" or result.outcome.startswith("age-"):
        if figure.statistic in {"sd"} and years > _AGE_DEVIATION:
            yield _problem(study, result, figure, "is no standard deviation of ages", Severity.WARNING)
        elif figure.statistic in _VALUES and years > _OLDEST:
            yield _problem(study, result, figure, "is no age of people", Severity.WARNING)
    elif result.domain in _LENGTHS and years > _LONGEST_LIFE:
        yield _problem(study, result, figure, "is longer than a life", Severity.WARNING)


def _problem(study: Study, result: Result, figure: Figure, sentence: str, severity: Severity) -> CheckProblem:
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=figure.id,
        message=f"{described(study, result)}: {named(figure)} {sentence}. Compare it with the source.",
        found=f"{named(figure)}{'' if result.scale is None else f' on a scale from {result.scale}'}",
        figures=(figure.id,),
    )
