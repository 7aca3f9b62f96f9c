"""The dates of a policy follow one another, and its history says what happened to the statement.

Why: effective date, history and statement are changed by hand in three places at each update. A date that
was forgotten, or "statement unchanged" beside a statement that changed, is what an auditor looks for first.

How: the effective date is that of the newest history entry; no entry lies before the original date. Where
the newest entry says that statement or position did not change, every statement reads as it did before;
where it says only that it changed, at least one reads otherwise.

What fits: policies without history; entries in any order; statements without a previous text are new. An
effective date later than the newest entry is fine while it lies in the future. A history that begins after
the original date is a note, because many plans drop old entries.

Limits: what an entry says about the statement is read from a few words (unchanged, no change, without
position change; changed, revised, with position change).

Source: our own; the fields are those of the policy history in published medical policies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks import clock
from kb.checks.dates import is_after, shown
from kb.checks.policy import Policy
from kb.checks.policy_parts import Dated
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Rule, Subject

_SAME = re.compile(
    r"(?:statement|position)\w* (?:is |was |were )?unchanged|no changes? (?:to|in|of) (?:the )?(?:policy )?"
    r"(?:statement|position)|without (?:a )?(?:position|statement) change",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"(?:statement|position)\w* (?:is |was |were )?(?:changed|revised)"
    r"|with (?:a )?(?:position|statement) change",
    re.IGNORECASE,
)


def check_history(policy: Policy) -> Iterator[CheckProblem]:
    """What does not follow between effective date, original date, history and statements."""
    if not policy.history:
        return
    entries = sorted(policy.history, key=lambda entry: entry.date)
    yield from _dates(policy, entries)
    yield from _statements(policy, entries[-1])


def _dates(policy: Policy, entries: list[Dated]) -> Iterator[CheckProblem]:
    first, newest = entries[0], entries[-1]
    effective, original = policy.effective_date, policy.original_date
    if effective is not None and _differ(effective, newest.date) and not _to_come(effective, newest):
        message = (
            f"The policy is effective {effective}, but the newest entry of its history is of {newest.date}."
        )
        yield _problem(policy, newest, (message, effective, newest.date))
    if original is not None and _differ(original, first.date):
        message = f"The policy is original of {original}, but its history begins on {first.date}."
        severity = Severity.NOTE if is_after(first.date, original) else Severity.WARNING
        yield _problem(policy, first, (message, first.date, original), severity)


def _differ(one: str, other: str) -> bool:
    return is_after(one, other) or is_after(other, one)


def _to_come(effective: str, newest: Dated) -> bool:
    return is_after(effective, newest.date) and is_after(effective, shown(clock.today()))


def _statements(policy: Policy, newest: Dated) -> Iterator[CheckProblem]:
    changed = [one for one in policy.statements if one.previous is not None and one.previous != one.text]
    known = [one for one in policy.statements if one.previous is not None]
    said = f'The entry of {newest.date} says "{newest.text}"'
    if _SAME.search(newest.text) and changed:
        message = f"{said}, but the statement {changed[0].id} reads otherwise than before."
        yield _problem(policy, newest, (message, newest.text, ""))
    elif _OTHER.search(newest.text) and known == list(policy.statements) and known and not changed:
        message = f"{said}, but every statement reads as before."
        yield _problem(policy, newest, (message, newest.text, ""))


def _problem(
    policy: Policy, entry: Dated, told: tuple[str, str, str], severity: Severity = Severity.WARNING
) -> CheckProblem:
    """``told`` are message, what is found and what would agree."""
    return CheckProblem(RULE.key, severity, policy.record, entry.id, *told)


RULE = Rule(
    key="history-and-versions",
    title="The dates of a policy follow one another, and its history says what happened to the statement",
    subject=Subject.POLICY,
    severity=Severity.WARNING,
    source="our own",
    check=check_history,
)
