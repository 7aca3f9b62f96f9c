"""A rate ratio is the one of the printed rates.

Why: a ratio of events per year is typed apart from the rates that it compares. Where they do not agree, one
is wrong, the groups are the other way around, or the ratio belongs to another outcome.

How: where both groups print a rate (events per year, per 100 person-years ...), that of the index group is
divided by that of the reference group and compared with a printed rate ratio or risk ratio. No agreement is a
warning; it says so where the reverse ratio would fit. Within a tenth nothing is said, since models that allow
for different follow-up give ratios as near. An odds ratio, or a difference in percent, beside rates in time
is a warning too: it is of something else.

What fits: everything that the printed numbers are rounded from.

Limits: adjusted ratios and those of models are left out, and so are reviews.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 6.7.1.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from kb.checks.intervals import named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rates import is_review
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import float_ends

_RATIOS, _OTHER = ("rate-ratio", "risk-ratio"), ("odds-ratio",)
_MODELS = frozenset({"multivariable", "propensity-weighted"})
_NEAR = 1.1
Stretch = tuple[float, float]


@rule(Subject.STUDY, Severity.WARNING, source="Cochrane Handbook 6.4, section 6.7.1")
def check_ratio_of_rates(study: Study) -> Iterator[CheckProblem]:
    """One problem for each ratio that the rates of both groups do not give."""
    if is_review(study):
        return
    for result in study.results:
        if result.scope != "contrast" or result.adjusted or study.contrasts[result.column].method in _MODELS:
            continue
        for figure in result.figures:
            is_plain = figure.is_exact and "adjusted" not in figure.qualifiers and (figure.value or 0) > 0
            if is_plain and figure.statistic in (*_RATIOS, *_OTHER):
                yield from _problems(study, result, figure)


def _problems(study: Study, result: Result, figure: Figure) -> Iterator[CheckProblem]:
    sides = study.sides(result)
    rates = [side.get("rate") for side in sides] if sides is not None else []
    if len(rates) < 2 or rates[0] is None or rates[1] is None:
        return
    if rates[0].unit != rates[1].unit or not (rates[0].is_exact and rates[1].is_exact):
        return
    (low1, high1), (low2, high2) = (float_ends(rate.printed) for rate in rates if rate is not None)
    if low2 <= 0:
        return
    given = max(0.0, low1) / high2, high1 / low2
    if figure.statistic not in _OTHER and _fits(figure, given):
        return
    is_reverse = given[0] > 0 and _fits(figure, (1 / given[1], 1 / given[0]))
    expected = f"{float(rates[0].value or 0) / float(rates[1].value or 1):.2f}"
    sentence = f"{rates[0].text} over {rates[1].text} {rates[1].unit} is {expected}, not {figure.text}."
    if figure.statistic in _OTHER:
        sentence = (
            f"the groups print rates in time ({rates[0].text} and {rates[1].text}), which have no odds ratio."
        )
    elif is_reverse:
        sentence += " It fits with the groups exchanged: the contrast may be entered the wrong way round."
    else:
        sentence += " It may be adjusted; if so, enter that."
    yield CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=figure.id,
        message=f"{described(study, result)}, {named(figure)}: {sentence}",
        found=f"{named(figure)}; {rates[0].text} and {rates[1].text} {rates[1].unit}",
        expected=expected,
        figures=(figure.id, rates[0].id, rates[1].id),
    )


def _fits(figure: Figure, given: Stretch) -> bool:
    low, high = float_ends(figure.printed)
    return not math.isinf(given[1]) and low <= given[1] * _NEAR and high >= given[0] / _NEAR
