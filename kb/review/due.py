"""Which policies are due for their literature-review update, when, and from which day on to search."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from kb.db.connect import Reader
from kb.db.queries import run

MONTHS_BEFORE = 12
"""How long before the version in force took effect we begin where nobody said through when it searched."""

FIRST_DAY = date(1800, 1, 1)
"""From which day on is searched what was never searched before."""


def window_start(through: str | None, effective: str | None) -> date:
    """The first day to search: the day after ``through``, its last day where it names a month or a year only.

    Without ``through``, a year before ``effective``, when the version that it was last searched for took
    effect: records that are found again cost a glance, those that are never found cost more. Without both,
    from ``FIRST_DAY``.
    """
    if through is not None:
        return _last_day(through) + timedelta(days=1)
    if effective is None:
        return FIRST_DAY
    return months_after(date.fromisoformat(effective), -MONTHS_BEFORE)


def _last_day(partial: str) -> date:
    """The last day of a year, month or day in ISO 8601."""
    year, *rest = map(int, partial.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else calendar.monthrange(year, month)[1])


MONTHS = 12
"""Months between reviews of a policy that says nothing else."""


@dataclass(frozen=True, slots=True)
class Due:
    """When a policy is due."""

    policy: str
    title: str
    plan: str
    reviewed: str
    """Effective date of its newest version, ISO 8601."""
    months: int
    """Months from one review to the next."""
    due: str
    """ISO 8601 date: what was set for the review under way, else so many months after ``reviewed``."""
    days_left: int
    """Days until then; negative when it is past."""
    under_way: str | None
    """When the review that is under way was opened; None when there is none."""


def read_due(reader: Reader, today: date) -> list[Due]:
    """Every policy, the one due first at the top."""
    due_policies = []
    for row in run(reader, "review/due"):
        months = row["months"] or MONTHS
        due = row.pop("due_set") or months_after(date.fromisoformat(row["reviewed"]), months).isoformat()
        left = (date.fromisoformat(due) - today).days
        due_policies.append(Due(**(row | {"months": months}), due=due, days_left=left))
    return sorted(due_policies, key=lambda policy: (policy.due, policy.policy))


def months_between(reader: Reader, policy: str) -> int:
    """Months from one review of a policy to the next: what it says, else its plan, else twelve."""
    return (
        next((row["months"] for row in run(reader, "review/months_between", policy=policy)), None) or MONTHS
    )


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
