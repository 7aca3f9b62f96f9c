"""No count exceeds its total, no share exceeds 100%.

Why: ``62/60`` is a slip of the pen, or the two numbers count different things (events and participants,
lesions and participants). Either way the share cannot be used.

How: within one statement, a count above its total is an error. A percentage below 0 or above 100 is an
error for sensitivity, specificity and the other shares of a test, and for outcomes that participants have
or have not (survival, recurrence, response, harm, numbers of participants); for other outcomes (markers,
baseline) it is a warning, since a level may be printed as a percentage (103% of the value before).

No alarm: what one participant may have several of (events, infections, hospitalizations ...), as the number
says.

Limits: a count below its total but of something else passes.

Source: SAMPL guidelines (Lang and Altman 2015, doi:10.1016/j.ijnurstu.2014.09.006), percentages with
numerator and denominator.
"""

from __future__ import annotations

from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import described
from kb.checks.rule import Subject, rule
from kb.checks.shares import REPEATED, Share, all_shares
from kb.evidence.study import Study
from kb.notation import Figure

_HAD_OR_NOT = frozenset({"survival", "recurrence", "response", "harm", "flow"})
"""Domains of outcomes that a participant has or has not."""


@rule(Subject.STUDY, Severity.ERROR, source="doi:10.1016/j.ijnurstu.2014.09.006")
def check_share_over_whole(study: Study) -> Iterator[CheckProblem]:
    """Problems of counts above their total and percentages outside 0 to 100."""
    for share in all_shares(study):
        if share.unit in REPEATED:
            continue
        if share.events is not None and share.of is not None and share.events > share.of:
            yield _over_total(study, share, share.events, share.of)
        elif share.percent is not None and not 0 <= share.printed.value < 100:
            yield from _outside(study, share, share.percent)


def _over_total(study: Study, share: Share, events: int, total: int) -> CheckProblem:
    assert share.count is not None
    return CheckProblem(
        severity=Severity.ERROR,
        record=study.record,
        place=share.count.id,
        message=(
            f"{described(study, share.result)}: {events:,} of {total:,} {share.noun} cannot be. If events or "
            "lesions are counted, say so in the number (62 events)."
        ),
        found=share.text,
        expected=f"at most {total:,}",
        figures=share.figures,
    )


def _outside(study: Study, share: Share, percent: Figure) -> Iterator[CheckProblem]:
    low, high = share.printed.envelope().low, share.printed.envelope().high
    below = high is not None and high < 0
    above = low is not None and (low > 100 or (low == 100 and percent.sign == ">"))
    if not (below or above):
        return
    certain = percent.statistic != "percent" or share.result.domain in _HAD_OR_NOT
    remedy = "a change is written as a change (percent change -12%)" if below else "its total is too small"
    yield CheckProblem(
        severity=Severity.ERROR if certain else Severity.WARNING,
        record=study.record,
        place=percent.id,
        message=(
            f"{described(study, share.result)}: a share of {share.noun} is from 0% to 100%, not "
            f"{percent.text}; {remedy}, or it is no share."
        ),
        found=share.text,
        expected="0% to 100%",
        figures=share.figures,
    )
