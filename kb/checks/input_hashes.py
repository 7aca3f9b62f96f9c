"""What the check of each subject looks at, as one hash: the same hash means the same problems."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from kb.checks.rule import Rule, Subject
from kb.db.connect import Reader
from kb.db.queries import run

_CODE = ("checks", "statistics")
"""Packages whose text decides what a check finds."""


class Inputs:
    """Hashes of what the subjects of one database look at today, for one set of rules.

    They are made of the hashes of records, which every load keeps; rows changed by hand in SQL change none.
    """

    def __init__(self, reader: Reader, rules: Iterable[Rule], today: date) -> None:
        self._reader = reader
        self._today = today
        keys = ",".join(sorted(rule.key for rule in rules))
        self._start = f"{code_hash(_CODE)} {keys}"
        rows = run(reader, "evidence/record_hashes")
        self._records = {row["id"]: row["content_hash"] for row in rows}

    def of(self, subject: Subject) -> dict[str, str]:
        """Key of each subject of a kind to its hash."""
        match subject:
            case Subject.STUDY:
                return self._studies()
            case Subject.REFERENCE:
                return self._references()
            case Subject.POLICY:
                return self._policies()
            case Subject.BASE:
                return self._hashed(subject, [("base", record) for record in self._records])
        return {}

    def _studies(self) -> dict[str, str]:
        """A study, and, of a review, the studies it includes."""
        pairs = [(id.partition("/")[2], id) for id in self._records if id.startswith("studies/")]
        included = run(self._reader, "checks/inclusions")
        pairs += [(row["systematic_review"], f"studies/{row['study']}") for row in included]
        return self._hashed(Subject.STUDY, pairs)

    def _policies(self) -> dict[str, str]:
        from kb.checks.policy import policy_inputs

        return self._hashed(Subject.POLICY, policy_inputs(self._reader))

    def _references(self) -> dict[str, str]:
        """A reference, the studies that it reports, and the policies that cite it."""
        links = run(self._reader, "checks/reference_links")
        pairs = [(id.partition("/")[2], id) for id in self._records if id.startswith("references/")]
        return self._hashed(Subject.REFERENCE, [*pairs, *((row["reference"], row["link"]) for row in links)])

    def _hashed(self, subject: Subject, pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
        """``pairs`` are keys with what they look at: ids of records, or any other text."""
        seen: dict[str, set[str]] = defaultdict(set)
        for key, looked_at in pairs:
            seen[key].add(f"{looked_at} {self._records.get(looked_at, '')}")
        start = f"{self._start} {subject} {self._today if subject is not Subject.STUDY else ''}"
        vocabulary = [f"{id} {hash}" for id, hash in self._records.items() if id.startswith("vocabulary/")]
        return {
            key: hashlib.sha256("\n".join([start, key, *vocabulary, *sorted(texts)]).encode()).hexdigest()
            for key, texts in seen.items()
        }


@cache
def code_hash(parts: tuple[str, ...]) -> str:
    """A hash over program text, so that a new version looks again: packages and modules of kb."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for part in parts:
        place = package / part
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            digest.update(file.read_bytes())
    return digest.hexdigest()
