"""A percentage is the one that its own count and total give.

Why: a percentage is retyped apart from its counts, kept from an earlier draft, or taken of another total
than the one printed beside it. Which of the numbers is wrong decides what the study says, so the message
names all that would agree: the percentage of the printed counts, the totals that give the printed
percentage, the counts that do.

How: ``26/31 (84%)`` agrees when 100 * 26/31 is printed as 84 at the printed number of decimals. A value
halfway between two may have been rounded either way; ``<1%`` and ``about 5%`` are taken at their word.
Sensitivity, specificity and the other shares of a total are compared with their counts in the same way. A
percentage that only agrees when further digits were dropped (25.9 for 25.96) is said to be cut off, and is a
note.

No alarm: adjusted, imputed, planned, model-based or Kaplan-Meier percentages, numbers read off a graph, and
pooled results, since they are not their counts divided. A survival or recurrence percentage at a stated
time may be a Kaplan-Meier estimate that nobody called so: a warning, not an error. Counts of events (not of
participants) over participants may exceed 100%.

Limits: when count, total and percentage agree, all of them may still be wrong.

Source: SAMPL guidelines (Lang and Altman 2015, doi:10.1016/j.ijnurstu.2014.09.006), percentages with
numerator and denominator; rounding after Cole 2015, doi:10.1136/archdischild-2014-307149.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described, stretch
from kb.checks.rule import Subject, rule
from kb.checks.shares import Share, all_shares
from kb.evidence.study import Study
from kb.statistics.proportions import events_for, percent_fits, percentage, totals_for
from kb.statistics.rounding import Rounding

_ROUND = 5
_MOST = 10**9
"""No study is larger: totals beyond are said to be "or more"."""


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1016/j.ijnurstu.2014.09.006")
def check_percent_of_count(study: Study) -> Iterator[CheckProblem]:
    """Problems of percentages that are printed with a count and a total."""
    for share in all_shares(study):
        if share.percent is None or share.events is None or share.of is None:
            continue
        if share.events > share.of or percent_fits(share.events, share.of, share.printed):
            continue
        if not _is_round(share, share.events, share.of):
            yield _problem(study, share, share.events, share.of)


def _is_round(share: Share, events: int, total: int) -> bool:
    """Whether a percentage that is said to be about so much is the nearest multiple of 5."""
    value = share.printed.value
    return (
        share.printed.sign == "~"
        and not value % _ROUND
        and abs(2 * (100 * events - value * total)) <= (_ROUND * total)
    )


def _problem(study: Study, share: Share, events: int, total: int) -> CheckProblem:
    assert share.percent is not None
    printed = share.printed
    decimals = max(printed.decimals, 0 if printed.sign in "=~" else 1)
    if percent_fits(events, total, printed, Rounding.CUT):
        severity, expected = Severity.NOTE, f"{percentage(events, total, decimals)}%"
        exact = percentage(events, total, decimals + 2)
        sentence = f"{events:,} of {total:,} is {exact}%: {share.percent.text} is cut off, not rounded."
    else:
        severity = Severity.WARNING if share.may_be_estimated else Severity.ERROR
        true = f"{percentage(events, total, decimals)}%"
        corrections = _corrections(share, events, total)
        expected = "; or ".join([true, *corrections])
        sentence = f"{events:,} of {total:,} {share.noun} is {true}, not {share.percent.text}."
        sentence += f" It would take {' or '.join(corrections)}." if corrections else ""
        if share.may_be_estimated:
            sentence += " If it is a Kaplan-Meier estimate or cumulative incidence, enter that estimator."
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=share.percent.id,
        message=f"{described(study, share.result)}: {sentence}",
        found=share.text,
        expected=expected,
        figures=share.figures,
    )


def _corrections(share: Share, events: int, total: int) -> list[str]:
    """The totals of this count, and the counts of this total, that give the printed percentage."""
    corrections = []
    if totals := totals_for(events, share.printed, 1, _MOST):
        more = f"{totals[0]:,} or more" if totals[-1] == _MOST else stretch(totals)
        corrections.append(f"a total of {more}")
    if counts := events_for(total, share.printed):
        corrections.append(f"{stretch(counts)} of {total:,}")
    return corrections
