"""What a source says of a comparison in words agrees with its numbers.

Why: readers take over the words, not the numbers. "No significant difference" beside p=.01, "higher" beside
the lower rate, or "did not differ" of 66% and 78% in 415 patients is a slip of the source or of the record.

How: for each comparison with words, (1) "no significant difference" and "not associated" with p below .05, or
with a 95% interval that leaves out no difference, is an error; "comparable" with such a p, and "associated"
with p of .05 or more, a warning. (2) "higher", "lower", "favors index" and "favors reference" are compared
with the numbers of both groups (error) and with the effect (warning); for "favors", by whether a higher
value of the outcome is better. (3) "Comparable" and "no significant difference" of groups whose counts differ
significantly by the chi-square test, with Yates' correction, and by Fisher's test is a warning. Where the
sizes of two arms are not printed but their sum is, it is a warning when the two differ significantly unless
one arm had less than a third of the patients.

What fits: everything that the printed numbers are rounded from. A difference that is not significant may be
called higher or lower. With a p value beside the words, the counts are left to ``p-from-counts``.

Limits: survival rates and adjusted results are not compared by their counts. Hazard ratios are taken to be of
the event; standardized mean differences are left out, because their sign follows no rule.

Source: CONSORT 2025, doi:10.1136/bmj-2024-081123 (results with effect and precision); Altman and Bland 1995,
doi:10.1136/bmj.311.7003.485 (no significant difference is not no difference).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kb.checks.directions import contradicting_effect, contradicting_sides
from kb.checks.intervals import intervals_of
from kb.checks.p_values import is_significant, plain_p_values
from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.recomputing import is_of_times, obstacle_to_counts
from kb.checks.rule import Subject, rule
from kb.checks.smallest_arm import smallest_arm
from kb.checks.tables import Compared, compared
from kb.evidence.study import Result, Study
from kb.notation import Figure
from kb.notation.scales import null_of
from kb.statistics.possible_tables import p_ranges

_NO_DIFFERENCE = frozenset({"no significant difference", "not associated"})
_ALIKE = frozenset({"comparable", "no significant difference"})
_FEW = 3
"""An arm of less than one in so many patients is thought too small to be left unsaid."""


@dataclass(frozen=True, slots=True)
class _Verbal:
    """Words of a comparison."""

    study: Study
    result: Result
    figure: Figure

    @property
    def words(self) -> str:
        return self.figure.reported

    def problem(
        self, severity: Severity, complaint: str, against: str, figures: tuple[str, ...]
    ) -> CheckProblem:
        return CheckProblem(
            severity=severity,
            record=self.study.record,
            place=self.figure.id,
            message=f'{described(self.study, self.result)}: the words are "{self.words}", but {complaint}',
            found=f"{self.words}; {against}",
            figures=(self.figure.id, *figures),
        )


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1136/bmj-2024-081123; doi:10.1136/bmj.311.7003.485")
def check_verbal_and_numbers(study: Study) -> Iterator[CheckProblem]:
    """At most one problem for each statement in words, the worst first looked for."""
    for result in study.results:
        if result.scope != "contrast":
            continue
        for figure in result.figures:
            if figure.statistic == "verbal":
                verbal = _Verbal(study, result, figure)
                yield from next((problems for problems in _looked_at(verbal) if problems), [])


def _looked_at(verbal: _Verbal) -> Iterator[list[CheckProblem]]:
    yield list(_against_p(verbal))
    yield list(_against_interval(verbal))
    yield list(_against_direction(verbal))
    yield list(_against_counts(verbal))


def _against_p(verbal: _Verbal) -> Iterator[CheckProblem]:
    values = list(plain_p_values(verbal.result))
    significant = {is_significant(p) for p in values}
    if len(significant) != 1 or None in significant:
        return
    p = values[0]
    evidence = p.text, (p.id,)
    if True in significant and verbal.words in _NO_DIFFERENCE:
        yield verbal.problem(Severity.ERROR, f"{p.text} is below .05.", *evidence)
    elif True in significant and verbal.words == "comparable":
        yield verbal.problem(Severity.WARNING, f"{p.text} is below .05.", *evidence)
    elif False in significant and verbal.words == "associated":
        yield verbal.problem(Severity.WARNING, f"{p.text} is not below .05.", *evidence)


def _against_interval(verbal: _Verbal) -> Iterator[CheckProblem]:
    intervals = [i for i in intervals_of(verbal.result) if i.kind == "ci" and i.estimate is not None]
    if len(intervals) != 1 or intervals[0].level not in (None, 95) or intervals[0].estimate is None:
        return
    interval, null = intervals[0], null_of(intervals[0].estimate.statistic)
    if null is None or interval.low is None or interval.high is None:
        return
    low, high = interval.low.printed.envelope(), interval.high.printed.envelope()
    if None in (low.low, low.high, high.low, high.high):
        return
    excludes = (low.low or 0) > null or (high.high or 0) < null
    includes = (low.high or 0) <= null <= (high.low or 0)
    evidence = interval.with_estimate, interval.figures
    if excludes and verbal.words in _NO_DIFFERENCE:
        yield verbal.problem(
            Severity.ERROR, f"the {interval.name}, {interval.text}, leaves out {null}.", *evidence
        )
    elif includes and verbal.words == "associated":
        yield verbal.problem(
            Severity.WARNING, f"the {interval.name}, {interval.text}, includes {null}.", *evidence
        )


def _against_direction(verbal: _Verbal) -> Iterator[CheckProblem]:
    sides = contradicting_sides(verbal.study, verbal.result, verbal.words)
    if sides is not None:
        against = f"{sides[0].text} and {sides[1].text}"
        complaint = f"the numbers are {sides[0].text} and, in the group it is compared with, {sides[1].text}."
        yield verbal.problem(Severity.ERROR, complaint, against, (sides[0].id, sides[1].id))
        return
    effect = contradicting_effect(verbal.result, verbal.words)
    if effect is not None:
        complaint = (
            f"the effect, {effect.text}, says the opposite. The contrast may be entered the wrong way round."
        )
        yield verbal.problem(Severity.WARNING, complaint, effect.text, (effect.id,))


def _against_counts(verbal: _Verbal) -> Iterator[CheckProblem]:
    result, study = verbal.result, verbal.study
    if verbal.words not in _ALIKE or next(plain_p_values(result), None) is not None:
        return
    groups = compared(study, result)
    if groups is None:
        yield from _against_split(verbal)
    elif obstacle_to_counts(study, result) is None and _all_differ(groups):
        complaint = (
            f"{groups.text} differ significantly by the chi-square test, with and without correction, and by"
        )
        yield verbal.problem(Severity.WARNING, f"{complaint} Fisher's test.", groups.text, groups.figures)


def _against_split(verbal: _Verbal) -> Iterator[CheckProblem]:
    """The same where the sizes of two arms are not printed."""
    alike = smallest_arm(verbal.study, verbal.result)
    if alike is None or alike.size * _FEW > alike.total or is_of_times(verbal.result, None):
        return
    complaint = (
        f"of {alike.total:,} patients, {alike.text} differ significantly unless one arm had fewer than"
        f" {alike.size:,}."
    )
    yield verbal.problem(Severity.WARNING, complaint, alike.text, alike.figures)


def _all_differ(groups: Compared) -> bool:
    """Whether all tables that are possible differ significantly by all usual tests."""
    ranges = p_ranges(groups.possible.tables)
    return (
        groups.possible.is_complete and len(ranges) > 1 and all(span.high < 0.05 for span in ranges.values())
    )
