"""Which policies are due for their literature-review update, and when."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date

from kb.db.connect import Reader
from kb.db.queries import run

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
    found = []
    for row in run(reader, "review/due"):
        months = row["months"] or MONTHS
        due = row.pop("due_set") or months_after(date.fromisoformat(row["reviewed"]), months).isoformat()
        left = (date.fromisoformat(due) - today).days
        found.append(Due(**(row | {"months": months}), due=due, days_left=left))
    return sorted(found, key=lambda one: (one.due, one.policy))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of that month where it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, last))
