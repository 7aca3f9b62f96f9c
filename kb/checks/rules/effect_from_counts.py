"""A risk ratio, odds ratio or risk difference is the one that the printed counts give.

Why: an effect is typed apart from the counts it comes from. Where they do not agree, one is wrong, the groups
are the other way around, the ratio is of those without the event, or the effect is adjusted and nobody says
so.

How: of a comparison of two groups the effect is computed from every table that the printed counts, or
percentages and sizes, can represent; where sizes are not printed, from the percentages. It is compared with
the printed one, then its Wald interval (of logarithms for ratios) against the printed interval. No agreement
is a warning that names the computed effect; the reverse (other group first, or without the event) is named
where it would fit. Within a tenth of it, or a quarter of the standard error that the printed interval tells,
is a note, since stratified, adjusted and exact estimates are that near. An interval whose end is away by more
than a quarter of its width (half, where a cell has fewer than 5) is a warning.

What fits: everything that the printed numbers are rounded from, in percent or as a proportion; tables with an
empty cell with 0.5 added to all cells or without. Exact, score and hybrid intervals lie within the quarter.

Limits: adjusted effects, those of models, hazard ratios, and ratios of survival or of recurrence at a time,
which may be hazard ratios, are not computed; reviews see ``pooled-effects``.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.4.1 and 10.4.4.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from kb.checks.crude_effects import MEASURES, Crude, Stretch, crude_effect, fits, printed_per
from kb.checks.intervals import Interval, intervals_of, named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.recomputing import Obstacle, is_of_times, obstacle_to_counts
from kb.checks.rule import Subject, rule
from kb.checks.tables import shares_compared
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.effects import effect
from kb.statistics.rounding import float_ends

_OF_ALIKE = frozenset({Obstacle.BOTH, Obstacle.CLUSTERS})
"""Participants that are not independent: the effect follows from the counts, its interval does not."""
_HARMLESS = frozenset({Obstacle.SIZES, Obstacle.TIMES}) | _OF_ALIKE
"""Without sizes, percentages tell an effect; a difference of survival rates is one of percentages."""
_NEAR = 0.1
_OF_ADJUSTING = 0.25 / 3.92
"""A quarter of a standard error, as a part of the width of an interval of 95%."""
_SLACK, _SLACK_OF_FEW, _FEW = 0.25, 0.5, 5


@rule(Subject.STUDY, Severity.WARNING, source="Cochrane Handbook 6.4, sections 6.4.1 and 10.4.4")
def check_effect_from_counts(study: Study) -> Iterator[CheckProblem]:
    """One problem for each effect, or else its interval, that the numbers of both groups do not give."""
    for result in study.results:
        if result.scope != "contrast":
            continue
        for figure in result.figures:
            if figure.statistic in MEASURES and _is_crude(study, result, figure):
                crude = crude_effect(study, result, figure.statistic, printed_per(figure))
                if crude is not None:
                    yield from _problems(study, result, figure, crude)


def _is_crude(study: Study, result: Result, figure: Figure) -> bool:
    """Whether an effect may come from the printed numbers as they are."""
    if figure.statistic != "risk-difference" and is_of_times(result, shares_compared(study, result)):
        return False
    obstacle = obstacle_to_counts(study, result)
    return obstacle is None or obstacle in _HARMLESS


def _problems(study: Study, result: Result, figure: Figure, crude: Crude) -> Iterator[CheckProblem]:
    if not fits(figure, crude.values):
        is_near = _is_near(figure, crude.values) or _is_adjusting(result, figure, crude)
        expected = _expected(crude.values, figure)
        sentence = f"{crude.text} give {expected}, not {figure.text}.{_reverse(figure, crude)}"
        if is_near:
            sentence += " A stratified, adjusted or exact estimate is as near."
        severity = Severity.NOTE if is_near else Severity.WARNING
        yield _problem(study, result, figure, (severity, sentence), expected, crude)
        return
    is_of_alike = obstacle_to_counts(study, result) in _OF_ALIKE
    for interval in intervals_of(result):
        is_own = interval.estimate is not None and interval.estimate.id == figure.id
        if is_own and not is_of_alike and interval.kind == "ci" and len(crude.tables) == 1:
            yield from _interval_problems(study, result, interval, crude)


def _is_near(figure: Figure, values: tuple[Stretch, ...]) -> bool:
    printed = float_ends(figure.printed)
    return any(_is_close(end, value) for end in printed for pair in values for value in pair)


def _is_adjusting(result: Result, figure: Figure, crude: Crude) -> bool:
    """Whether the printed effect is moved from the crude one by no more than adjusting moves in a trial."""
    for interval in intervals_of(result):
        estimate, low, high = interval.estimate, interval.low, interval.high
        if estimate is None or estimate.id != figure.id or low is None or high is None:
            continue
        ends = [end.value for end in (low, figure, high)]
        if crude.measure.is_ratio and any(end is None or end <= 0 for end in ends):
            continue
        scale = math.log if crude.measure.is_ratio else float
        first, middle, last = (scale(end) for end in ends if end is not None)
        reach = _OF_ADJUSTING * (last - first)
        values = [value for pair in crude.values for value in pair if not math.isinf(value)]
        return any(abs(scale(value) - middle) <= reach for value in values if value > 0 or scale is float)
    return False


def _is_close(printed: float, value: float) -> bool:
    return not math.isinf(value) and abs(printed - value) <= _NEAR * abs(value)


def _reverse(figure: Figure, crude: Crude) -> str:
    """What would give the printed effect, in words; empty for nothing known."""
    if fits(figure, crude.reversed()):
        return " It fits with the groups exchanged: the contrast may be entered the wrong way round."
    if fits(figure, crude.without_event()):
        return " It fits for those without the event."
    return "" if _is_near(figure, crude.values) else " It may be adjusted; if so, enter that."


def _interval_problems(
    study: Study, result: Result, interval: Interval, crude: Crude
) -> Iterator[CheckProblem]:
    """An interval whose ends are far from those that the table gives."""
    table, level = crude.tables[0], 95.0 if interval.level is None else float(interval.level)
    if interval.low is None or interval.high is None or interval.estimate is None:
        return
    given = [end * crude.per for end in effect(table, crude.measure).interval(level)]
    slack = _SLACK_OF_FEW if min(table.cells) < _FEW else _SLACK
    scale = math.log if crude.measure.is_ratio else float
    first, last = (scale(end) for end in given)
    reach = slack * (last - first)
    for end, wanted in ((interval.low, first), (interval.high, last)):
        low, high = (
            scale(value) if value > 0 or not crude.measure.is_ratio else -math.inf
            for value in float_ends(end.printed)
        )
        if high < wanted - reach or low > wanted + reach:
            expected = " to ".join(_number(value, interval.estimate) for value in given)
            sentence = f"{crude.text} give a {interval.name} of about {expected}, not {interval.text}."
            yield _problem(study, result, interval.estimate, (Severity.WARNING, sentence), expected, crude)
            return


def _expected(values: tuple[Stretch, ...], figure: Figure) -> str:
    low, high = min(low for low, _ in values), max(high for _, high in values)
    first, last = _number(low, figure), _number(high, figure)
    return first if first == last else f"{first} to {last}"


def _number(value: float, figure: Figure) -> str:
    unit = "%" if figure.unit == "%" else ""
    return "more" if math.isinf(value) else f"{value:.{max(figure.decimals, 1 if unit else 2)}f}{unit}"


def _problem(
    study: Study, result: Result, figure: Figure, judged: tuple[Severity, str], expected: str, crude: Crude
) -> CheckProblem:
    severity, sentence = judged
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=figure.id,
        message=f"{described(study, result)}, {named(figure)}: {sentence}",
        found=f"{named(figure)}; {crude.text}",
        expected=expected,
        figures=(figure.id, *crude.figures),
    )
