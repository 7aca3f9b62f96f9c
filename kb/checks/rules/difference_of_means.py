"""A difference of means is the one of the printed means.

Why: a difference is typed apart from the means it is of. When the two do not agree, one is wrong, the groups
are the other way around, or the difference is adjusted and nobody says so.

How: the mean (or mean change) of the reference group is taken from that of the index group, and the same with
least-squares means, and compared with the printed difference. Where only the groups exchanged give it,
where a least-squares difference is not that of the least-squares means, and in a randomized trial it is a
warning. Else it is a note, because differences are often adjusted for what the groups differ in.

What fits: everything that the printed numbers are rounded from; the difference of final means and that of
mean changes where both are printed.

Limits: adjusted differences, medians, standardized and pooled differences are left out.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 6.5.1.1 and 10.5.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.intervals import named
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.statistics.rounding import Envelope

_OF = {
    "mean-difference": ("mean", "mean-change"),
    "least-squares-mean-difference": ("least-squares-mean", "least-squares-mean-change"),
}
_MODELS = frozenset({"multivariable", "propensity-weighted"})
Pair = tuple[Figure, Figure]


@rule(Subject.STUDY, Severity.WARNING, source="Cochrane Handbook 6.4, sections 6.5.1.1 and 10.5.2")
def check_difference_of_means(study: Study) -> Iterator[CheckProblem]:
    """One problem for each difference that the means of both groups do not give."""
    for result in study.results:
        if result.scope != "contrast" or study.contrasts[result.column].method in _MODELS:
            continue
        for figure in result.figures:
            if figure.statistic not in _OF or figure.value is None:
                continue
            by_model = figure.statistic == "least-squares-mean-difference"
            if by_model or not (result.adjusted or "adjusted" in figure.qualifiers):
                yield from _problems(study, result, figure)


def _problems(study: Study, result: Result, figure: Figure) -> Iterator[CheckProblem]:
    pairs = list(_pairs(study, result, figure))
    printed = figure.printed.envelope()
    if not pairs or any(_difference(pair).meets(printed) for pair in pairs):
        return
    index, reference = pairs[0]
    exchanged = any(_difference((pair[1], pair[0])).meets(printed) for pair in pairs)
    difference = (
        f"{float((index.value or 0) - (reference.value or 0)):.{_decimals(index, reference, figure)}f}"
    )
    sentence = f"{index.text} less {reference.text} is {difference}, not {figure.text}."
    if exchanged:
        sentence += " It fits with the groups exchanged: the contrast may be entered the wrong way round."
    elif figure.statistic == "mean-difference":
        sentence += " It may be adjusted for the values at the start; if so, enter that."
    is_bad = exchanged or figure.statistic != "mean-difference" or study.design_group == "randomized"
    yield CheckProblem(
        severity=Severity.WARNING if is_bad else Severity.NOTE,
        record=study.record,
        place=figure.id,
        message=f"{described(study, result)}, {named(figure)}: {sentence}",
        found=f"{named(figure)}; {index.text} and {reference.text}",
        expected=difference,
        figures=(figure.id, index.id, reference.id),
    )


def _decimals(*figures: Figure) -> int:
    return max(figure.decimals for figure in figures)


def _pairs(study: Study, result: Result, figure: Figure) -> Iterator[Pair]:
    """Index and reference means in the unit of a difference, of the final values and of the changes."""
    sides = study.sides(result)
    for statistic in _OF[figure.statistic] if sides is not None else ():
        means = [side.get(statistic) for side in sides or ()]
        if means[0] is not None and means[1] is not None and means[0].unit == means[1].unit == figure.unit:
            yield means[0], means[1]


def _difference(pair: Pair) -> Envelope:
    return pair[0].printed.envelope().plus(pair[1].printed.envelope().scaled(-1))
