"""Sensitivity, specificity and what follows from them agree with the counts of the test.

Why: the measures of a test are all ratios of four counts. Columns get swapped, predictive values are taken
for sensitivity, one measure is of lesions and the next of patients; a policy about a test rests on them.

How: the four counts (true and false positives and negatives), or the counts and totals printed with
sensitivity and specificity, or with the two predictive values, give every other measure: predictive values,
accuracy or agreement, prevalence, likelihood ratios, diagnostic odds ratio and kappa, and the counts and
totals printed with them. Where only some of the four counts are printed, they are held against the counts and
totals printed with a measure; one that contradicts them tells nothing about the others. What belongs to one
arm, target, population, time and unit is put together from all entries of the record. Where there are no
counts, what follows from sensitivity and specificity is computed from all values that they can represent:
likelihood ratios, the odds ratio, predictive values where the prevalence is printed, and the accuracy, which
lies between them. Four printed counts of participants add up to no more than had the test.
A share of test accuracy that names no measure is told, for it stands in no table of accuracy.

Error against four printed counts, else warning: measures in one place may be of different tests or of
different units.

No alarm: pooled results of reviews, adjusted and model-based values; a measure printed twice in one place.
Ratios may have been computed from rounded values, or with a half added to each count; false-positive and
false-negative rates may be taken of those without or with the disease, of the results, or of all tested.

Limits: areas under curves, and agreement of two readers, do not follow from the four counts.

Source: STARD 2015 (doi:10.1136/bmj.h5527), items 23 and 24; Cochrane Handbook for Systematic Reviews of
Diagnostic Test Accuracy, chapter 4; diagnostic odds ratio after Glas et al 2003
(doi:10.1016/S0895-4356(03)00177-X).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kb.checks.evaluations import COUNTS_OF, Evaluation, Measure, evaluations_of
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, listed
from kb.checks.rule import Subject, rule
from kb.checks.shares import PERSONS, whole_number
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.statistics import STATISTICS
from kb.statistics.accuracy import Accuracy
from kb.statistics.accuracy_measures import NEEDED, RATIOS, following, shares_of, values_of
from kb.statistics.rounding import Envelope, rounded

_NEEDS_A_MEASURE = frozenset({"test-accuracy", "test-validity"})
"""Outcomes of which a share alone tells nothing."""


@dataclass(frozen=True, slots=True)
class _Given:
    """What a measure is compared with, in words and as figures, and how bad it is when it does not agree."""

    text: str
    figures: tuple[Figure, ...]
    severity: Severity


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1136/bmj.h5527")
def check_accuracy_of_test(study: Study) -> Iterator[CheckProblem]:
    """Problems of measures of a test that do not agree with its counts or each other, or have no name."""
    yield from _nameless(study)
    if study.design_group == "systematic-review":
        return
    for evaluation in evaluations_of(study):
        yield from _too_many(study, evaluation)
        for measure, wanted, given in _wrong(evaluation):
            yield _problem(study, evaluation.results[measure.figure.id], (measure, wanted), given)


def _nameless(study: Study) -> Iterator[CheckProblem]:
    """Problems of shares of test accuracy of which nobody can tell whether they are the sensitivity."""
    for result in study.results:
        percent = result.get("percent")
        if result.outcome not in _NEEDS_A_MEASURE or percent is None:
            continue
        yield CheckProblem(
            severity=Severity.WARNING,
            record=study.record,
            place=percent.id,
            message=(
                f"{described(study, result)}: {percent.text} does not say of what. Write the measure before"
                " it: sensitivity, specificity, PPV, NPV, accuracy ..."
            ),
            found=percent.text,
            figures=(percent.id,),
        )


def _too_many(study: Study, evaluation: Evaluation) -> Iterator[CheckProblem]:
    """A problem of four counts that add up to more than those who had the test."""
    counts, table = tuple(evaluation.counts.values()), evaluation.printed_table
    if table is None:
        return
    result = evaluation.results[counts[0].id]
    size = study.size_of(result.column, result.population)
    known = whole_number(size)
    if size is None or known is None or table.total <= known or not _of_persons(study, result):
        return
    yield CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=counts[0].id,
        message=(
            f"{described(study, result)}: {_text(table)} add up to {table.total:,}, more than the {known:,}"
            " who took part. Compare them with the source; if lesions or samples are counted, say so."
        ),
        found=f"{_text(table)}; {known:,} participants",
        expected=f"at most {known:,}",
        figures=(*(figure.id for figure in counts), size.id),
    )


def _of_persons(study: Study, result: Result) -> bool:
    """Whether participants are counted, each once, by the result and by its target."""
    target = study.targets.get(result.target or "")
    return {result.unit_of_analysis, (target and target.unit) or ""} <= PERSONS


def _wrong(evaluation: Evaluation) -> Iterator[tuple[Measure, str, _Given]]:
    """The measures that do not agree, with what they would have to be."""
    table, implied = evaluation.printed_table, evaluation.implied_table
    if table is None:
        yield from _wrong_by_counts(evaluation)
    if table is not None:
        given = _Given(_text(table), tuple(evaluation.counts.values()), Severity.ERROR)
        measures = list(evaluation.measures.values())
    elif implied is not None:
        table, sources = implied
        figures = (*evaluation.counts.values(), *(source.figure for source in sources))
        given = _Given(_text(table), figures, Severity.WARNING)
        contradicted = [m for m, _ in evaluation.contradictions()]
        measures = [m for m in evaluation.measures.values() if m not in sources and m not in contradicted]
    else:
        yield from _wrong_by_two_counts(evaluation)
        yield from _wrong_by_each_other(evaluation)
        return
    for measure in measures:
        wanted = _wanted(table, measure, evaluation)
        if wanted is not None:
            yield measure, wanted, given


def _wrong_by_counts(evaluation: Evaluation) -> Iterator[tuple[Measure, str, _Given]]:
    """The measures whose counts are not what some printed counts say."""
    for measure, figures in evaluation.contradictions():
        text = listed(f"{STATISTICS[figure.statistic].written} {figure.text}" for figure in figures)
        wanted = listed((f"{count:,}/{total:,}" for count, total in _fitting(measure, figures)), "or")
        yield measure, wanted, _Given(text, figures, Severity.WARNING)


def _fitting(measure: Measure, figures: tuple[Figure, ...]) -> list[tuple[int, int]]:
    """The counts and totals that a measure can have by some of its printed counts."""
    numbers = {figure.statistic: int(figure.value or 0) for figure in figures}
    right = next((n for name, n in numbers.items() if name.startswith("true")), None)
    wrong = next((n for name, n in numbers.items() if name.startswith("false")), None)
    count, total = measure.count or 0, measure.total or 0
    if right is not None and wrong is not None:
        return [(right, right + wrong)]
    if right is not None:
        ways = [(right, total), (right, right + total - count)]
    else:
        ways = [(count, count + (wrong or 0)), (total - (wrong or 0), total)]
    return [way for way in ways if 0 <= way[0] <= way[1]]


def _wanted(table: Accuracy, measure: Measure, evaluation: Evaluation) -> str | None:
    """What a measure would have to be by the counts of a test; null when it is."""
    name = measure.figure.statistic
    counted, shares = (measure.count, measure.total), shares_of(name, table)
    if None not in counted and shares and counted not in shares:
        return listed((f"{count}/{total}" for count, total in shares), "or")
    values = values_of(name, table)
    span = _span(name, evaluation) if name in RATIOS else None
    if not values or any(measure.is_printed_for(value) for value in values):
        return None
    # Many compute ratios from the rounded sensitivity and specificity.
    return None if span is not None and measure.meets(span) else _shown(measure, values[0])


def _wrong_by_two_counts(evaluation: Evaluation) -> Iterator[tuple[Measure, str, _Given]]:
    """The measures without counts of their own that the two printed counts they are made of do not give."""
    for name, (right, wrong) in COUNTS_OF.items():
        measure, figures = evaluation.measures.get(name), [evaluation.counts.get(n) for n in (right, wrong)]
        known = [figure for figure in figures if figure is not None]
        count, other = (whole_number(figure) for figure in figures)
        if measure is None or measure.total is not None or not count or other is None:
            continue
        value = Fraction(count, count + other)
        if not measure.is_printed_for(value):
            text = listed(f"{STATISTICS[figure.statistic].written} {figure.text}" for figure in known)
            yield measure, _shown(measure, value), _Given(text, tuple(known), Severity.WARNING)


def _wrong_by_each_other(evaluation: Evaluation) -> Iterator[tuple[Measure, str, _Given]]:
    for name, measure in evaluation.measures.items():
        span = _span(name, evaluation)
        if span is None or measure.meets(span):
            continue
        sources = [evaluation.measures[needed] for needed in NEEDED[name]]
        text = listed(f"{source.name} {source.figure.text}" for source in sources)
        given = _Given(text, tuple(source.figure for source in sources), Severity.WARNING)
        low, high = (None if end is None else _shown(measure, end) for end in (span.low, span.high))
        yield measure, f"{low} to {high}" if high is not None and low != high else f"at least {low}", given


def _span(name: str, evaluation: Evaluation) -> Envelope | None:
    """All values of a measure that follow from the others that it needs; null when one is not printed."""
    needed = [evaluation.measures.get(needed_name) for needed_name in NEEDED.get(name, ())]
    known = [measure.span for measure in needed if measure is not None]
    return following(name, tuple(known)) if known and len(known) == len(needed) else None


def _shown(measure: Measure, value: Fraction) -> str:
    decimals = max(measure.figure.printed.decimals, 0)
    if measure.figure.unit == "%":
        return f"{rounded(value * 100, decimals)}%"
    return str(rounded(value, decimals))


def _text(table: Accuracy) -> str:
    counts = {"TP": table.true_positives, "FP": table.false_positives}
    counts |= {"FN": table.false_negatives, "TN": table.true_negatives}
    return ", ".join(f"{name} {count:,}" for name, count in counts.items())


def _problem(study: Study, result: Result, found: tuple[Measure, str], given: _Given) -> CheckProblem:
    measure, wanted = found
    has_counts = measure.count is not None and measure.total is not None
    printed = f"{measure.figure.text}{f' ({measure.count}/{measure.total})' if has_counts else ''}"
    return CheckProblem(
        severity=given.severity,
        record=study.record,
        place=measure.figure.id,
        message=f"{described(study, result)}: by {given.text} the {measure.name} is {wanted}, not {printed}.",
        found=f"{measure.name} {printed}; {given.text}",
        expected=wanted,
        figures=(measure.figure.id, *(figure.id for figure in given.figures)),
    )
