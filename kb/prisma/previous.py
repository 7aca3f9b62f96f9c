"""What the review included before the cycle: the studies and reports of the release it started from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.review.cycles import Cycle, release_before


@dataclass(frozen=True, slots=True)
class PreviousVersion:
    """The former version: its studies, and the references that report them."""

    effective: str | None
    """When it took effect, ISO 8601 date; None where no release is kept and today's uses stand for it."""
    studies: frozenset[str]
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gain:
    """What a cycle included: where no release is kept, it tells which of today's studies are new."""

    studies: Collection[str]
    """Studies that the included reports are about, new or not."""
    references: Collection[str]


def read_base(reader: Reader, cycle: Cycle, gain: Gain) -> PreviousVersion | None:
    """The version that a cycle started from; None for a review of a policy without any study before."""
    release = release_before(reader, cycle)
    if release is not None:
        return _of_release(reader, release.id, release.effective_date)
    base = _of_uses(reader, cycle, gain)
    return base if base.studies else None


def _of_release(reader: Reader, release: str, effective: str) -> PreviousVersion:
    """From the frozen records, so that nothing done since can move the numbers.

    A study that was frozen only because a used review includes it is none of the version's own.
    """
    texts = {
        row["record"]: row["text"] for row in run(reader, "releases/texts", release=release, record=None)
    }
    used = {
        study
        for record, text in texts.items()
        if "/indications/" in record
        for group in _part(text, "groups") or ()
        for study in group.get("studies") or ()
    }
    studies = frozenset(study for study in used if f"studies/{study}" in texts)
    reports = {report for study in studies for report in _reports(texts[f"studies/{study}"])}
    return PreviousVersion(effective, studies, frozenset(reports))


def _reports(text: str) -> set[str]:
    """References of a frozen study: each role has one or a list of them."""
    listed: Mapping[str, str | list[str]] = _part(text, "reports") or {}
    return {
        reference
        for under in listed.values()
        for reference in ([under] if isinstance(under, str) else list(under))
    }


def _part(text: str, key: str) -> Any:
    """One top-level entry of a canonical record; None when it has none. Only these lines are parsed."""
    import yaml

    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(f"{key}:")), None)
    if start is None:
        return None
    end = next((n for n in range(start + 1, len(lines)) if lines[n][:1] not in (" ", "-", "")), len(lines))
    return yaml.safe_load("\n".join(lines[start:end]))[key]


def _of_uses(reader: Reader, cycle: Cycle, gain: Gain) -> PreviousVersion:
    """From what the policy uses now, less what the cycle brought.

    A study that an included report is about came by the cycle when it was extracted in it, or when all of its
    reports were included in it.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    extracted = set()
    for row in run(reader, "prisma/uses", cycle=cycle.id):
        reports[row["study"]] |= {row["reference"]} - {None}
        if row["extracted"]:
            extracted.add(row["study"])
    references, used = set(gain.references), reports.keys()
    brought = {
        study for study in used & set(gain.studies) if study in extracted or reports[study] <= references
    }
    studies = frozenset(used - brought)
    return PreviousVersion(
        None, studies, frozenset(set().union(*(reports[study] for study in studies)) - references)
    )
