"""One trial as a registry tells it, whatever the form in which it came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

REGISTRY = "ClinicalTrials.gov"
NUMBER = re.compile(r"NCT\d{8}")
_ENDED = frozenset(("completed", "terminated", "withdrawn"))
_UNDER_WAY = frozenset(
    (
        *("recruiting", "not yet recruiting", "enrolling by invitation", "active, not recruiting"),
        *("suspended", "available", "temporarily not available"),
    )
)


@dataclass(frozen=True, slots=True)
class RegisteredTrial:
    """What the registry says of a trial. Dates are ISO 8601, as precise as told; null where nothing is said.

    ``planned`` and ``completion`` are announced, ``enrolled`` and ``completed`` came about.
    """

    number: str
    title: str
    acronym: str | None = None
    status: str | None = None
    """In words: active, not recruiting."""
    planned: int | None = None
    enrolled: int | None = None
    start: str | None = None
    completion: str | None = None
    completed: str | None = None
    results_posted: bool = False
    sponsor: str | None = None
    industry_sponsored: bool = False

    @property
    def group(self) -> str | None:
        """Code of TRIAL_GROUP by its status; null where the status does not say."""
        if self.status in _UNDER_WAY:
            return "ongoing"
        return "unpublished" if self.status in _ENDED else None


def in_status_words(status: str | None) -> str | None:
    """``ACTIVE_NOT_RECRUITING``, ``Active, not recruiting`` -> ``active, not recruiting``."""
    words = " ".join((status or "").replace("_", " ").replace(",", " ").lower().split())
    words = {"active not recruiting": "active, not recruiting", "unknown status": "unknown"}.get(words, words)
    return words or None


def has_ended(status: str | None) -> bool:
    """Whether a status (in words) says that the trial is over, so that its numbers came about."""
    return status in _ENDED


def iso_date(text: str | None) -> str | None:
    """``2024-06``, ``2024-06-15``, ``June 2024``, ``June 15, 2024`` -> ISO 8601; null for anything else."""
    words = (text or "").strip()
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", words):
        return words
    for form, printed in (("%B %d, %Y", "%Y-%m-%d"), ("%B %Y", "%Y-%m")):
        try:
            return datetime.strptime(words, form).strftime(printed)
        except ValueError:
            continue
    return None


def whole(text: object) -> int | None:
    """A count; null for anything else."""
    words = str(text or "").strip().replace(",", "")
    return int(words) if re.fullmatch(r"\d{1,9}", words) else None
