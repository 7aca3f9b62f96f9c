"""The mean of whole numbers is a whole number over the number of participants.

Why: of 20 participants with 0, 1, 2 ... lesions each, the mean can be 2.30 or 2.35, never 2.33. A mean that
cannot be is a misprint, or of fewer participants than the text says, and so is what is computed from it.

How: for outcomes whose value is a whole number in each participant (``whole_numbers`` in the vocabulary:
lesions, sessions, points of a scale), the printed mean times the printed number of participants has to be a
whole number within rounding or cutting off (the GRIM test). With a standard deviation, the sum of squares
has to be whole too, and even or odd as the sum is (the GRIMMER test). Changes of such values are whole
numbers as well.

Warning, since a mean is often of fewer participants than the arm has; the message names the nearest means
and the next smaller number that would do.

No alarm: adjusted, least-squares and pooled means, imputed values, means of study rates, arms whose size is
not printed.

Limits: means with one decimal are always possible from ten participants on, with two decimals from a
hundred on.

Source: Brown and Heathers 2017, doi:10.1177/1948550616673876; Anaya 2016,
doi:10.7287/peerj.preprints.2400v1.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import PERSONS, is_counted, whole_number
from kb.evidence.study import PrintedStatement, Result, Study
from kb.notation import Figure
from kb.statistics.grim import can_refuse, is_attainable_deviation, is_attainable_mean
from kb.statistics.rounding import Printed, Rounding, rounded

_MEANS = ("mean", "mean-change")
_NOT_COUNTED = frozenset({"imputed", "adjusted", "across-studies", "planned", "read-from-graph"})


@rule(Subject.STUDY, Severity.WARNING, source="doi:10.1177/1948550616673876")
def check_grim(study: Study) -> Iterator[CheckProblem]:
    """Problems of means, and standard deviations, that no whole numbers have."""
    if study.design_group == "systematic-review":
        return
    for result in study.results:
        if not result.whole_numbers or result.counted not in PERSONS or not is_counted(result):
            continue
        size = whole_number(study.size_of(result.column, result.population))
        for statement in result.statements if size else ():
            yield from _of_statement(study, result, statement, size or 0)


def _of_statement(
    study: Study, result: Result, statement: PrintedStatement, size: int
) -> Iterator[CheckProblem]:
    mean, deviation = statement.get(*_MEANS), statement.get("sd")
    if mean is None or not mean.is_exact or mean.per or not _NOT_COUNTED.isdisjoint(mean.qualifiers):
        return
    if can_refuse(mean.printed, size) and not _is_possible(mean, size):
        yield _wrong_mean(study, result, mean, size)
    elif deviation is not None and _is_wrong_deviation(mean, deviation, size):
        yield _wrong_deviation(study, result, (mean, deviation), size)


def _is_possible(mean: Figure, size: int) -> bool:
    return any(is_attainable_mean(mean.printed, size, rounding=rounding) for rounding in Rounding)


def _is_wrong_deviation(mean: Figure, deviation: Figure, size: int) -> bool:
    if size < 2 or not deviation.is_exact or deviation.printed.value < 0:
        return False
    # Taken as "about", a deviation represents what was cut off, too.
    about = Printed(deviation.printed.value, deviation.printed.decimals, "~")
    fitting = is_attainable_mean(mean.printed, size)
    return fitting and not is_attainable_deviation(mean.printed, about, size)


def _wrong_mean(study: Study, result: Result, mean: Figure, size: int) -> CheckProblem:
    below = mean.printed.exact * size // 1
    near = [str(rounded(Fraction(total, size), mean.printed.decimals)) for total in (below, below + 1)]
    expected = " or ".join(near)
    sentence = f"the mean of whole numbers in {size:,} participants cannot be {mean.text}, but {expected}."
    smaller = next((less for less in range(size - 1, 0, -1) if _is_possible(mean, less)), None)
    sentence += f" In {smaller:,} it could: are some left out?" if smaller is not None else ""
    return _problem(study, result, (mean,), sentence, f"{mean.text} of {size:,}", expected)


def _wrong_deviation(study: Study, result: Result, figures: tuple[Figure, Figure], size: int) -> CheckProblem:
    mean, deviation = figures
    sentence = f"{size:,} whole numbers with a mean of {mean.text} cannot have a standard deviation of"
    sentence += f" {deviation.text}. Is it a standard error, or are some participants left out?"
    return _problem(study, result, figures, sentence, f"{mean.text} (SD {deviation.text}) of {size:,}", "")


def _problem(
    study: Study, result: Result, figures: tuple[Figure, ...], sentence: str, found: str, expected: str
) -> CheckProblem:
    size = study.size_of(result.column, result.population)
    return CheckProblem(
        severity=Severity.WARNING,
        record=study.record,
        place=figures[-1].id,
        message=f"{described(study, result)}: {sentence}",
        found=found,
        expected=expected,
        figures=(*(figure.id for figure in figures), *(() if size is None else (size.id,))),
    )
