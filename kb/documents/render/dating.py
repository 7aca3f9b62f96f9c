"""The date that a file says it was made: that of the policy, so that the same document is the same file."""

from __future__ import annotations

from datetime import date

from kb.documents.render.linked import Linked

_LABELS = ("Effective date", "Original policy date")


def date_of(document: Linked) -> date | None:
    """The effective date, else the original date of the policy; null when the document names neither."""
    for label in _LABELS:
        try:
            return date.fromisoformat(document.fact(label))
        except ValueError:
            continue
    return None


def running_head(document: Linked) -> tuple[str, str]:
    """What stands at the top of every page: number of the policy or title, and the effective date."""
    policy, title = document.fact("Policy"), document.title
    named = title if not policy or policy in title else f"{policy} {title}"
    effective = date_of(document) if document.fact("Effective date") else None
    return named, f"Effective {effective.isoformat()}" if effective else ""
