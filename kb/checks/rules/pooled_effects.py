"""A pooled effect is the one that the counts of its studies give.

Why: a review's pooled effect represents all its studies, and guidelines quote nothing else. A study entered
with its arms exchanged, twice, or with another count changes it, and nobody sees that in the single number.

How: where a review names all studies that it pooled, and each of them is on file with the counts of the
outcome in arms with the interventions that are compared, the effect is pooled from these counts: with a
common effect by inverse variance, by Mantel-Haenszel and, for odds ratios, by Peto; with random effects by
DerSimonian and Laird. Estimate, interval and I-squared are compared with each. A warning: none gives the
estimate, or the interval of those that do is off by more than half its width. A note: the nearest estimate is
within a tenth (other estimators of the variance between studies), the effect is said to be of random effects
but only a common effect gives it (or the other way around), or I-squared is off.

What fits: everything that the printed numbers are rounded from.

Limits: nothing is said unless every pooled study is on file with certain counts at one time. Hazard ratios
and means are not pooled.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 10.3, 10.4 and 10.10;
DerSimonian and Laird 1986, doi:10.1016/0197-2456(86)90046-2.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from kb.checks.crude_effects import MEASURES, printed_per
from kb.checks.intervals import Interval, intervals_of, named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rule import Subject, rule
from kb.checks.synthesis import pooled_tables
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.effects import EffectMeasure
from kb.statistics.intervals import Scale, analyzed_ends
from kb.statistics.mantel_haenszel import pool_mantel_haenszel, pool_peto
from kb.statistics.pooling import Pooled, estimates_of, pool_common, pool_random
from kb.statistics.rounding import float_ends
from kb.statistics.two_by_two import TwoByTwo

_RANDOM = "random effects"
_COMMON, _MANTEL_HAENSZEL, _PETO = "common effect", "Mantel-Haenszel", "Peto"
_SAID = {"pooled-fixed": False, "pooled-random": True}
_NEAR = 0.1
_INWARD, _OUTWARD, _OF_TWO = 0.25, 0.75, 3.0
"""Parts of its width by which an interval may be off: Hartung and Knapp's is much wider for few studies."""
_I2_OFF = 5
Methods = dict[str, Pooled]


@rule(
    Subject.STUDY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, sections 10.3, 10.4 and 10.10; doi:10.1016/0197-2456(86)90046-2",
)
def check_pooled_effects(study: Study) -> Iterator[CheckProblem]:
    """One problem for each pooled effect, or else its interval or I-squared, that its studies do not give."""
    for result in study.results if study.pooled else ():
        if result.scope != "contrast" or result.adjusted:
            continue
        for figure in result.figures:
            measure = MEASURES.get(figure.statistic)
            tables = pooled_tables(study, result) if measure is not None else None
            if measure is not None and tables is not None and figure.value is not None:
                methods = _methods(list(tables.values()), measure)
                if methods:
                    yield from _problems(study, result, figure, methods)


def _methods(tables: Sequence[TwoByTwo], measure: EffectMeasure) -> Methods:
    """The pooled effect by each method that can be computed."""
    methods: Methods = {}
    estimates = estimates_of(tables, measure)
    try:
        methods[_COMMON] = pool_common(estimates, measure.scale)
        methods[_RANDOM] = pool_random(estimates, measure.scale)
        methods[_MANTEL_HAENSZEL] = pool_mantel_haenszel(tables, measure)
        if measure is EffectMeasure.ODDS_RATIO:
            methods[_PETO] = pool_peto(tables)
    except ValueError:
        # No events in one group of all studies: what is found so far is all there is.
        pass
    return methods


def _problems(study: Study, result: Result, figure: Figure, methods: Methods) -> Iterator[CheckProblem]:
    per = printed_per(figure)
    low, high = float_ends(figure.printed)
    giving = {name: pooled for name, pooled in methods.items() if low <= pooled.estimate * per <= high}
    expected = listed(
        f"{_number(pooled.estimate * per, figure)} ({name})" for name, pooled in methods.items()
    )
    if not giving:
        near = any(_is_near((low, high), pooled.estimate * per) for pooled in methods.values())
        reading = " Another estimator would explain it." if near else " Compare the counts of each study."
        sentence = f"the counts of its studies ({len(study.pooled)}) give {expected}.{reading}"
        yield _problem(
            study, result, figure, (Severity.NOTE if near else Severity.WARNING, sentence), expected
        )
        return
    said_random = _SAID.get(result.estimator)
    if said_random is not None and not any((name == _RANDOM) is said_random for name in giving):
        model = "random effects" if said_random else "a fixed effect"
        sentence = f"it is said to be of {model}, but the counts of its studies give {expected}."
        yield _problem(study, result, figure, (Severity.NOTE, sentence), expected)
        return
    yield from _interval_problems(study, result, figure, giving)
    yield from _i2_problems(study, result, figure, methods)


def _is_near(printed: tuple[float, float], value: float) -> bool:
    return any(abs(end - value) <= _NEAR * abs(value) for end in printed)


def _interval_problems(
    study: Study, result: Result, figure: Figure, giving: Methods
) -> Iterator[CheckProblem]:
    for interval in intervals_of(result):
        own = interval.estimate is not None and interval.estimate.id == figure.id and interval.kind == "ci"
        if not own or interval.low is None or interval.high is None or _is_negative(interval.low, figure):
            continue
        level, per = 95.0 if interval.level is None else float(interval.level), printed_per(figure)
        if not any(
            _is_close((interval.low, interval.high), pooled, level, per) for pooled in giving.values()
        ):
            given = [
                [_number(end * per, figure) for end in pooled.interval(level)] for pooled in giving.values()
            ]
            yield _interval_problem(
                study, result, interval, figure, listed(" to ".join(ends) for ends in given)
            )


def _is_negative(low: Figure, figure: Figure) -> bool:
    """Whether an end of a ratio cannot be, which another rule reports."""
    return MEASURES[figure.statistic].is_ratio and (low.value or 0) < 0


def _is_close(ends: tuple[Figure, Figure], pooled: Pooled, level: float, per: float) -> bool:
    """Whether both ends are near the computed ones: a quarter of the width inside, more outside."""
    is_log = pooled.scale is Scale.LOG
    given = [math.log(end) if is_log else end * per for end in pooled.interval(level)]
    inward = _INWARD * (given[1] - given[0])
    outward = (_OF_TWO if pooled.studies == 2 else _OUTWARD) * (given[1] - given[0])
    low, high = (analyzed_ends(end.printed, pooled.scale) for end in ends)
    low_fits = low[1] >= given[0] - outward and low[0] <= given[0] + inward
    return low_fits and high[0] <= given[1] + outward and high[1] >= given[1] - inward


def _interval_problem(
    study: Study, result: Result, interval: Interval, figure: Figure, expected: str
) -> CheckProblem:
    sentence = f"its {interval.name} is {interval.text}, but the counts of its studies give {expected}."
    return _problem(study, result, figure, (Severity.WARNING, sentence), expected)


def _i2_problems(study: Study, result: Result, figure: Figure, methods: Methods) -> Iterator[CheckProblem]:
    printed = result.get("i-squared")
    if printed is None:
        return
    low, high = float_ends(printed.printed)
    given = [pooled.i2 for pooled in methods.values()]
    if high < min(given) - _I2_OFF or low > max(given) + _I2_OFF:
        first, last = f"{min(given):.0f}%", f"{max(given):.0f}%"
        expected = first if first == last else f"{first} to {last}"
        sentence = f"I-squared is printed as {printed.text}, but the counts of its studies give {expected}."
        yield _problem(study, result, printed, (Severity.NOTE, sentence), expected)


def _number(value: float, figure: Figure) -> str:
    return f"{value:.{max(figure.decimals, 2)}f}{'%' if figure.unit == '%' else ''}"


def _problem(
    study: Study, result: Result, figure: Figure, judged: tuple[Severity, str], expected: str
) -> CheckProblem:
    severity, sentence = judged
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=figure.id,
        message=f"{described(study, result)}, pooled {named(figure)}: {sentence}",
        found=result.text,
        expected=expected,
        figures=(figure.id,),
    )
