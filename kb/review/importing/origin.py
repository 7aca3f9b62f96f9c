"""Which search an export came from: what a person says, what is kept next to it, what it says itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from kb.bibliography.pubmed.provenance import provenance_file
from kb.checks.clock import today
from kb.codes import SEARCH_SOURCE
from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest

NOT_TOLD = "not told"
"""Source of an export that does not say where it comes from."""
_LARGEST = 10_000_000
"""Bytes of the longest file of provenance that is read."""
_NAMES = {
    r"embase|emtree": "Embase",
    r"cochrane|central": "Cochrane Library",
    r"scopus": "Scopus",
    r"web ?of ?science|\bwos\b": "Web of Science",
    r"cinahl": "CINAHL",
    r"psyc ?info": "PsycInfo",
    r"clinical ?trials": "ClinicalTrials.gov",
    r"ictrp": "ICTRP",
    r"pubmed": "PubMed",
    r"medline": "MEDLINE",
    r"epistemonikos": "Epistemonikos",
}
_REGISTERS = ("ClinicalTrials.gov", "ICTRP")


@dataclass(frozen=True, slots=True)
class ToldSearch:
    """What a person says of the search that exports came from; None for what is not said."""

    source: str | None = None
    kind: str | None = None
    """A code of ``SEARCH_SOURCE``."""
    strategy: str | None = None
    """Key of a stored strategy of the policy."""
    searched: str | None = None
    """Day of the search, ISO 8601."""
    query: str | None = None
    since: str | None = None
    until: str | None = None
    found: int | None = None
    """Records that the source said it found."""


@dataclass(frozen=True, slots=True)
class SearchOrigin:
    """The search that an export came from, as it is recorded; fields as in ``search_run``."""

    strategy: str | None
    source: str
    kind: str
    run_at: str
    query: str | None
    translation: str | None
    since: str | None
    until: str | None
    found: int | None


@dataclass(frozen=True, slots=True)
class ExportHints:
    """What an export itself says."""

    file: Path
    format: str | None
    databases: Counter[str]


class StoredStrategies:
    """The stored search strategies of a policy."""

    def __init__(self, reader: Reader, policy: str) -> None:
        self.policy = policy
        self._rows = {row["strategy"]: row for row in run(reader, "review/strategies", policy=policy)}

    def row(self, key: str) -> dict[str, Any]:
        """The strategy of a key. Raises KbError when there is none."""
        if key not in self._rows:
            hint = nearest(key, list(self._rows)) or f"It has: {', '.join(self._rows) or 'none'}."
            raise KbError(f"Policy {self.policy} has no search strategy {key!r}. {hint}")
        return self._rows[key]

    def known(self, key: str | None) -> dict[str, Any]:
        """The strategy of a key; empty when there is none."""
        return dict(self._rows.get(key or "", {}))

    def of_query(self, query: str | None) -> str | None:
        """Key of the strategy that asks this, blanks apart; None when none does."""
        wanted = " ".join((query or "").split())
        asks = ((key, " ".join(row["query"].split())) for key, row in self._rows.items())
        return next((key for key, query in asks if query == wanted), None)


def check_told_search(told: ToldSearch, files: int) -> None:
    """Raises KbError for what cannot be meant, before anything is read."""
    if told.kind is not None and told.kind not in SEARCH_SOURCE:
        raise KbError(f"--kind {told.kind}: choose one of {', '.join(SEARCH_SOURCE)}.")
    if told.found is not None and files > 1:
        raise KbError("--found is the number of one search. Import the files one by one.")
    if told.found is not None and told.found < 0:
        raise KbError(f"--found {told.found}: a number of records is at least 0.")
    days = [_day(told, name) for name in ("since", "until")]
    searched = _day(told, "searched")
    if searched is not None and searched > today() + timedelta(days=1):  # it may be tomorrow where they are
        raise KbError(f"--searched {searched}: is in the future. Give the day on which the search was run.")
    if all(days) and days[0] > days[1]:  # type: ignore[operator]
        raise KbError(f"The dates end ({told.until}) before they begin ({told.since}). Exchange them.")


def read_provenance(file: Path) -> dict[str, Any]:
    """What ``kb review search`` wrote next to a file; empty when there is nothing.

    Raises KbError when it cannot be understood.
    """
    path = provenance_file(file)
    try:
        if not path.is_file():
            return {}
        if path.stat().st_size > _LARGEST:
            raise ValueError
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        data = None
    texts = ("database", "query", "translation", "since", "until", "searched_at", "sha256")
    if not isinstance(data, dict) or not all(isinstance(data.get(name), str | None) for name in texts):
        raise KbError(
            f"{path}: is not what kb review search writes. Delete or rename it, and say with --source,"
            " --query, --since and --until how the file was searched."
        )
    data["count"] = data["count"] if type(data.get("count")) is int and data["count"] >= 0 else None
    return data


def settled_origin(
    told: ToldSearch, provenance: dict[str, Any], strategies: StoredStrategies, hints: ExportHints, now: str
) -> SearchOrigin:
    """The search as it is recorded: what is told counts, then what is kept next to the file, then hints."""
    query = told.query or provenance.get("query")
    key = told.strategy or strategies.of_query(query)
    strategy = strategies.row(key) if key else {}
    source = told.source or strategy.get("source") or provenance.get("database") or _guess(hints)
    return SearchOrigin(
        strategy=key,
        source=source,
        kind=told.kind or ("register" if source in _REGISTERS else "database"),
        run_at=told.searched or provenance.get("searched_at") or now,
        query=query or strategy.get("query"),
        translation=provenance.get("translation"),
        since=told.since or provenance.get("since"),
        until=told.until or provenance.get("until"),
        found=told.found if told.found is not None else provenance.get("count"),
    )


def _guess(hints: ExportHints) -> str:
    """What most records say, else the format of PubMed, else the name of the file."""
    if hints.databases:
        return max(hints.databases.items(), key=lambda item: (item[1], item[0]))[0]
    if hints.format in ("nbib", "pubmed-xml"):
        return "PubMed"
    name = re.sub(r"[_\W]+", " ", hints.file.stem.lower())
    return next((source for pattern, source in _NAMES.items() if re.search(pattern, name)), NOT_TOLD)


def _day(told: ToldSearch, name: str) -> date | None:
    text = getattr(told, name)
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise KbError(f"--{name}: {text!r} is no day. Write it like 2022-09-01.") from None
