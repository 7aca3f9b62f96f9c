"""What a policy says it read was there to be read.

Why: a search, a web page or an article that is dated after the policy took effect cannot have gone into it.
Mostly the effective date was not carried forward with an update, sometimes a year was mistyped.

How: dates of trial searches, days on which web documents were read, years of clinical input and dates of
references are compared with the effective date of the policy, and searches and input against the day of the
check.

What fits: a date without day or month represents all its days, so nothing is reported that may be in order.
References may be dated up to a year later than the policy, because articles appear online before their issue.

Limits: while an update is prepared, the new references are dated after the version in force. That is why it
is a note, except for days that have not come yet.

Source: PRISMA 2020, items 6 and 7 (date when each source was last searched), doi:10.1136/bmj.n71.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kb.checks import clock
from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.dates import in_years, is_after, shown


@rule(Subject.POLICY, Severity.ERROR, source="PRISMA 2020, items 6 and 7, doi:10.1136/bmj.n71")
def check_document_dates(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each date that comes after the policy, or that has not come yet."""
    today, effective = shown(clock.today()), policy.effective_date
    for search in policy.trial_searches:
        words = f"The search of {search.registry}"
        yield from _late(policy, (search.id, words, search.date), today)
    for entry in policy.input:
        yield from _late(policy, (entry.id, "The round of clinical input", str(entry.year)), today)
    if effective is None:
        return
    for reference in policy.references:
        if is_after(reference.accessed, effective):
            message = f"{reference.named} was read on {reference.accessed}, after the policy took effect."
            dates = f"{reference.accessed}, effective {effective}"
            yield _problem(policy, reference.reference, Severity.NOTE, (message, dates))
        elif is_after(reference.issued, in_years(date.fromisoformat(effective), 1)):
            message = f"{reference.named} is dated {reference.issued}, more than a year after the policy."
            dates = f"{reference.issued}, effective {effective}"
            yield _problem(policy, reference.reference, Severity.NOTE, (message, dates))


def _late(policy: CheckedPolicy, dated: tuple[str, str, str], today: str) -> Iterator[CheckProblem]:
    id, words, day = dated
    if is_after(day, today):
        message = f"{words} is dated {day}, which has not come yet."
        yield _problem(policy, id, Severity.ERROR, (message, day))
    elif is_after(day, policy.effective_date):
        message = f"{words} is dated {day}, after the policy took effect on {policy.effective_date}."
        yield _problem(policy, id, Severity.NOTE, (message, f"{day}, effective {policy.effective_date}"))


def _problem(
    policy: CheckedPolicy, place: str, severity: Severity, complaint: tuple[str, str]
) -> CheckProblem:
    return CheckProblem(
        severity=severity, record=policy.record, place=place, message=complaint[0], found=complaint[1]
    )
