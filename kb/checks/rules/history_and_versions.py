"""The dates of a policy follow one another, and its history says what happened to the statement.

Why: effective date, history and statement are changed by hand in three places at each update. A date that
was forgotten, or "statement unchanged" beside a statement that changed, is what an auditor looks for first.

How: the effective date is that of the newest history entry; no entry lies before the original date. Where
the newest entry says that statement or position did not change, every statement reads as it did before;
where it says only that it changed, at least one reads otherwise. An entry that says both is not judged.

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
from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.dates import is_after, shown
from kb.evidence.policy import HistoryEntry

_WHAT = r"(?:statements?|positions?)"
_CHANGED = r"(?:changed|revised)"
_SAME = re.compile(
    rf"{_WHAT} (?:is |are |was |were |has |have )?(?:unchanged|not (?:been )?{_CHANGED})"
    rf"|no (?:policy )?{_WHAT} (?:is |are |was |were |has been |have been )?{_CHANGED}"
    rf"|no changes? (?:to|in|of) (?:the )?(?:policy )?{_WHAT}"
    rf"|(?:without|with no) (?:a )?{_WHAT} changes?",
    re.IGNORECASE,
)
_OTHER = re.compile(
    rf"{_WHAT} (?:is |are |was |were |has been |have been )?{_CHANGED}|with (?:a )?{_WHAT} changes?",
    re.IGNORECASE,
)


@rule(Subject.POLICY, Severity.WARNING, source="our own")
def check_history(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """What does not follow between effective date, original date, history and statements."""
    if not policy.history:
        return
    entries = sorted(policy.history, key=lambda entry: entry.date)
    yield from _dates(policy, entries)
    yield from _statements(policy, entries[-1])


def _dates(policy: CheckedPolicy, entries: list[HistoryEntry]) -> Iterator[CheckProblem]:
    first, newest = entries[0], entries[-1]
    effective, original = policy.effective_date, policy.original_date
    if effective is not None and _differ(effective, newest.date) and not _to_come(effective, newest):
        message = f"The effective date is {effective}, but the newest history entry is of {newest.date}."
        complaint = message, f"{effective}, newest {newest.date}", newest.date
        yield _problem(policy, f"{policy.id} effective_date", complaint)
    if original is not None and _differ(original, first.date):
        message = f"The original date is {original}, but the history begins on {first.date}."
        complaint = message, f"{original}, first {first.date}", first.date
        severity = Severity.NOTE if is_after(first.date, original) else Severity.WARNING
        yield _problem(policy, f"{policy.id} original_date", complaint, severity)


def _differ(left: str, right: str) -> bool:
    return is_after(left, right) or is_after(right, left)


def _to_come(effective: str, newest: HistoryEntry) -> bool:
    return is_after(effective, newest.date) and is_after(effective, shown(clock.today()))


def _statements(policy: CheckedPolicy, newest: HistoryEntry) -> Iterator[CheckProblem]:
    known = [statement for statement in policy.statements if statement.previous_text is not None]
    changed = [statement for statement in known if statement.previous_text != statement.text]
    quoted = f'The history entry of {newest.date} says "{newest.action}"'
    is_unchanged, is_changed = _changes_named(newest.action)
    if is_unchanged and not is_changed and changed:
        message = f"{quoted}, but the statement {changed[0].id} reads otherwise than before."
        yield _problem(policy, newest.id, (message, newest.action, ""))
    elif is_changed and not is_unchanged and known == list(policy.statements) and known and not changed:
        message = f"{quoted}, but every statement reads as before."
        yield _problem(policy, newest.id, (message, newest.action, ""))


def _changes_named(text: str) -> tuple[bool, bool]:
    """Whether an entry denies, and whether it claims, that statement or position changed."""
    rest, denials = _SAME.subn(" ", text)
    return denials > 0, _OTHER.search(rest) is not None


def _problem(
    policy: CheckedPolicy, place: str, complaint: tuple[str, str, str], severity: Severity = Severity.WARNING
) -> CheckProblem:
    """``complaint`` is message, what is found and what would agree."""
    return CheckProblem(severity, policy.record, place, *complaint)
