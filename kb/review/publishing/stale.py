"""What besides the literature nobody looked at again in a review: told when the next version is published.

Nothing of it is in the way of publishing, since it may well still hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.records.kinds import id_of
from kb.releases.state import FrozenState
from kb.review.cycles import Cycle
from kb.review.due import months_after, months_between
from kb.review.publishing.update import policy_record


def read_stale(reader: Reader, cycle: Cycle, former: FrozenState | None) -> list[str]:
    """Sentences about what may be out of date, and about sources that were searched and are not named."""
    policy = policy_record(reader, cycle.policy)
    since = (
        months_after(date.fromisoformat(cycle.opened), -months_between(reader, cycle.policy)).isoformat()
        if former is None
        else former.release.effective_date
    )
    return [
        *_guidelines(reader, cycle, since),
        *_trial_search(policy, cycle),
        *_coverage(policy, former),
        *_sources(reader, policy, cycle),
    ]


def _guidelines(reader: Reader, cycle: Cycle, since: str) -> Iterator[str]:
    rows = run(reader, "review/publishing/guidelines", policy=cycle.policy)
    for guideline, group in groupby(rows, key=lambda row: row["guideline"]):
        versions = list(group)
        first = versions[0]
        name = f"the guideline {guideline} ({first['organization']}, {first['title']}"
        name += f", version {first['version']})" if first["version"] else ")"
        issued = _issued(first["issued"], first["version"])
        newer = [row for row in versions if row["other"] is not None and _is_newer(row)]
        if newer:
            others = " and ".join(_named(row) for row in newer)
            yield f"{name} has a newer version on file: {others}. The policy still reports the older one."
        elif issued is None:
            yield f"{name} tells no date. Look whether there is a newer version."
        elif issued < since:
            yield f"{name} is older than this review: of {issued}. Look whether there is a newer version."


def _named(row: Row) -> str:
    return f"{row['other']} ({row['other_version']})" if row["other_version"] else str(row["other"])


def _issued(issued: str | None, version: str | None) -> str | None:
    """When a version was issued, ISO 8601 as precise as known, else the year in its number."""
    year = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", version or "")
    return issued or (year[0] if year else None)


def _is_newer(row: Row) -> bool:
    """Whether the other version is the later one, by year and number (2.2021), else by date."""
    own, other = _numbers(row["version"]), _numbers(row["other_version"])
    if own is not None and other is not None:
        return other > own
    dates = _issued(row["issued"], row["version"]), _issued(row["other_issued"], row["other_version"])
    return dates[0] is not None and dates[1] is not None and dates[1] > dates[0]


def _numbers(version: str | None) -> tuple[int, ...] | None:
    """The year of a version before its other numbers, so that 1.2022 comes after 4.2021; None without one."""
    numbers = [int(number) for number in re.findall(r"\d+", version or "")]
    years = [number for number in numbers if 1900 <= number <= 2100]
    return None if not years else (years[0], *(number for number in numbers if number != years[0]))


def _trial_search(policy: Any, cycle: Cycle) -> Iterator[str]:
    searches = policy.trial_search
    if not searches:
        yield "no search for ongoing and unpublished trials is in the policy (`trial_search`)."
    for search in searches:
        if search.date < cycle.opened[: len(search.date)]:
            yield f"ongoing trials were looked for in {search.registry} on {search.date}, before this review."


def _coverage(policy: Any, former: FrozenState | None) -> Iterator[str]:
    coverage = policy.coverage
    record = None if former is None else former.record(id_of("policies", policy.policy))
    if coverage and record is not None and record.coverage == coverage:
        authorities = ", ".join(entry.authority for entry in coverage)
        yield f"the coverage positions ({authorities}) are those of the version before. Do they still hold?"


def _sources(reader: Reader, policy: Any, cycle: Cycle) -> Iterator[str]:
    """Sources that were searched and that no strategy of the policy, which the text tells, names."""
    searches = policy.searches
    keys = {search.key for search in searches}
    named = {_folded(search.source) for search in searches}
    named |= {_folded(f"{search.source} {search.platform}") for search in searches if search.platform}
    named |= {_folded(search.registry) for search in policy.trial_search}
    runs: dict[str, list[str]] = {}
    used = run(reader, "review/publishing/sources_used", cycle=cycle.id)
    if not searches and not used:
        yield "nothing was searched in this review, and no search is in the policy (`searches`)."
    for row in used:
        if row["strategy"] not in keys and _folded(row["source"]) not in named:
            runs.setdefault(row["source"], []).append(str(row["number"]))
    for source, numbers in runs.items():
        which = f"run{'' if len(numbers) == 1 else 's'} {', '.join(numbers)}"
        yield f"{source} was searched in this review ({which}) and is not among the `searches` of the policy."


def _folded(source: str) -> str:
    return " ".join(re.findall(r"\w+", source.casefold()))
