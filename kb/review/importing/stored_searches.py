"""The stored searches of a policy as they are to be run today, and which of them were."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError
from kb.review.cycles import Cycle
from kb.review.due import window_start
from kb.review.open_review import first_in_force

_LIMITS = {
    "english": "english[la]",
    "english language": "english[la]",
    "humans": "humans[mh]",
    "human": "humans[mh]",
}
"""Limits that PubMed takes as part of the query."""


@dataclass(frozen=True, slots=True)
class StoredSearch:
    """A stored strategy with its window of dates, both days included."""

    strategy: str
    source: str
    platform: str | None
    query: str
    limits: str | None
    since: date
    until: date
    run: int | None
    """Number of the run of this review that searched it through ``until`` or later; None when none did."""

    @property
    def is_pubmed(self) -> bool:
        """Whether this program can run it."""
        return "pubmed" in (self.source.lower(), (self.platform or "").lower())

    @property
    def place(self) -> str:
        """Source and platform, as they are named to people."""
        return f"{self.source} ({self.platform})" if self.platform else self.source

    def pubmed_query(self) -> tuple[str, tuple[str, ...]]:
        """The query with its limits as PubMed takes them, and the limits that have to be left out."""
        terms, left = [], []
        for limit in re.split(r"[,;]|\band\b", self.limits or ""):
            if known := _LIMITS.get(limit.strip().lower()):
                terms.append(known)
            elif limit.strip():
                left.append(limit.strip())
        query = " ".join(self.query.split())
        return (" AND ".join((f"({query})", *terms)) if terms else query), tuple(left)

    def file_name(self, policy: str) -> str:
        """Name of the file with the records that PubMed sends."""
        return f"{policy}-{self.strategy}-{self.until.isoformat()}.nbib"


def read_stored_searches(reader: Reader, cycle: Cycle, today: date) -> list[StoredSearch]:
    """The stored strategies of the policy of a cycle in their order, each from where the last one ended.

    Raises KbError when the policy has none.
    """
    effective = first_in_force(reader, cycle.policy)
    done = {row["strategy"]: row for row in run(reader, "review/importing/newest_runs", cycle=cycle.id)}
    searches: dict[str, StoredSearch] = {}
    for row in run(reader, "review/strategies", policy=cycle.policy):
        since = window_start(row["through"], effective)
        until = max(since, today)
        last = done.get(row["strategy"])
        searches[row["strategy"]] = StoredSearch(
            strategy=row["strategy"],
            source=row["source"],
            platform=row["platform"],
            query=row["query"],
            limits=row["limits"],
            since=since,
            until=until,
            run=last["number"] if last and last["through"] >= until.isoformat() else None,
        )
    if not searches:
        raise KbError(
            f"Policy {cycle.policy} has no stored search. Add one under searches: in its record, or import"
            " what you searched by hand: kb review import FILE"
        )
    return list(searches.values())
