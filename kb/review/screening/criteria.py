"""What a review asks, as whoever screens needs it: question and selection criteria of each indication."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kb.db.connect import Reader
from kb.db.queries import run


@dataclass(frozen=True, slots=True)
class ReviewCriteria:
    """The question of an indication, and by what studies are selected for it."""

    indication: str
    """Its key in the policy."""
    title: str
    lines: tuple[tuple[str, str], ...]
    """Labels (Population, Interventions ...) with what is asked, in the order of PICO, then the criteria."""


def read_criteria(reader: Reader, policy: str, indication: str | None = None) -> tuple[ReviewCriteria, ...]:
    """Those of all indications of a policy, or of one, in the order of the policy."""
    rows = run(reader, "review/screening/criteria", policy=policy, indication=indication)
    criteria = []
    for (key, title), of_one in groupby(rows, key=lambda row: (row["indication"], row["title"])):
        lines = [
            (str(label), "; ".join(row["text"] for row in under))
            for label, under in groupby(of_one, key=lambda row: row["label"])
        ]
        criteria.append(ReviewCriteria(key, title, tuple(lines)))
    return tuple(criteria)
