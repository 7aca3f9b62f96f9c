"""A time that a finding names is the time of the figures beside it.

Why: results in findings are bound to figures, but "at five years" and "at 5 years" are typed. When the
figure is exchanged for that of three years, the words stay.

How: in each clause of a finding, words such as "at five years", "3-year survival", "at week 24" and "within
30 days" are compared with the times of the figures printed in the clause.

What fits: one figure of that time is enough; figures without a time, or with a list of times that holds it,
never contradict. Lengths that are no point in time (over ten years, for two years) are not read.

Limits: numbers in words are understood up to twenty.

Source: the rule of this program that a number is a figure; Cochrane Handbook for Systematic Reviews of
Interventions, version 6.4, section 3.2.4.3 (outcomes are reported with their time points).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kb.checks.clauses import Clause, clauses_of
from kb.checks.policy import BoundFigure, CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.checks.spelled_numbers import NUMBER_PATTERN, NUMBER_WORDS

_NUMBER = rf"(?:{NUMBER_PATTERN}|[0-9]+(?:\.[0-9]+)?)"
_TIME = re.compile(
    rf"\b(?:at|within) (?P<number>{_NUMBER}) (?P<unit>day|week|month|year)s?\b"
    r"|\bat (?P<named>day|week|month|year) (?P<counted>[0-9]+)\b"
    rf"|\b(?P<first>{_NUMBER})-(?P<kind>day|week|month|year)"
    r" (?!period|follow|stud|intervals?\b|history)",
    re.IGNORECASE,
)
_MONTHS = {
    "year": Decimal(12),
    "month": Decimal(1),
    "week": 7 / Decimal("30.4375"),
    "day": 1 / Decimal("30.4375"),
}
_LENGTHS = frozenset({"at", "within", "over", "series"})
_NEAR = Decimal("0.01")


@rule(Subject.POLICY, Severity.WARNING, source="Cochrane Handbook 6.4, section 3.2.4.3")
def check_number_words(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each time in words that no figure of its clause has."""
    for indication in policy.indications:
        for finding in indication.findings:
            for number, clause in enumerate(clauses_of(finding.text, policy.basis_of(finding)), start=1):
                for words, months in _times(clause.words):
                    if (printed := _other_times(clause, months)) is not None:
                        yield CheckProblem(
                            severity=Severity.WARNING,
                            record=indication.record,
                            place=f"{finding.id}#{number}",
                            message=f'The text says "{words}", the figures beside it are of {printed}.',
                            found=f"{words}: {printed}",
                            figures=tuple(bound.figure.id for bound in clause.figures),
                        )


def _times(words: str) -> Iterator[tuple[str, Decimal]]:
    for match in _TIME.finditer(words):
        number = (match["number"] or match["first"] or match["counted"]).lower()
        unit = (match["unit"] or match["kind"] or match["named"]).lower()
        yield match[0].strip(), Decimal(NUMBER_WORDS.get(number, number)) * _MONTHS[unit]


def _other_times(clause: Clause, months: Decimal) -> str | None:
    """The times of the figures when none of them is the one in words; null when it fits or one has none.

    Values of arms tell the time; tests, which often cover several times, only where there are no others.
    """
    values = [bound for bound in clause.figures if bound.scope != "contrast"] or list(clause.figures)
    if not values or any(bound.time.kind not in _LENGTHS for bound in values):
        return None
    if any(_holds(bound, months) for bound in values):
        return None
    return listed(dict.fromkeys(bound.time.label for bound in values))


def _holds(bound: BoundFigure, months: Decimal) -> bool:
    return any(_is_between(months, *time.months_between) for time in bound.time.parsed)


def _is_between(months: Decimal, low: Decimal | None, high: Decimal | None) -> bool:
    return (low is None or low - _NEAR <= months) and (high is None or months <= high + _NEAR)
