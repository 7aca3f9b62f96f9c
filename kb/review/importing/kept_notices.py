"""Keeping the notices that exports and registers tell of, so that each meets its publication in any order."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kb.bibliography.citation_json import storable_text
from kb.bibliography.notice_titles import title_key
from kb.bibliography.notices import PublishedNotice
from kb.bibliography.reference_notices import source_of
from kb.review.candidate_notices import CandidateNotice, notice_in_force, read_candidate_notices
from kb.review.cycles import UNDER_WAY, read_cycles
from kb.review.importing.candidate_rows import Values
from kb.store.database import Writer, writing

NOTICE = (
    *("id", "kind", "basis", "source", "candidate_id", "pmid", "doi", "title", "title_key", "journal"),
    *("date", "notice_pmid", "notice_doi", "text"),
)
"""Columns of ``published_notice``."""
_BATCH = 10_000
"""Notices that are written at a time."""

ToldNotice = tuple[PublishedNotice, str | None]
"""A notice, and the candidate whose own record tells it; None for what another record or a register tells."""


def keep_notices(writer: Writer, notices: Iterable[ToldNotice]) -> int:
    """Keep those that are not kept yet; returns how many rows that are."""
    kept: set[str] | None = None
    batch: dict[str, Values] = {}
    new = 0
    for notice, candidate in notices:
        if kept is None:
            kept = {row["id"] for row in writer.rows("SELECT id FROM published_notice")}
        for row in notice_rows(notice, candidate):
            if row[0] not in kept:
                kept.add(row[0])
                batch[row[0]] = row
                new += 1
        if len(batch) >= _BATCH:
            writer.insert_values("published_notice", NOTICE, list(batch.values()))
            batch.clear()
    writer.insert_values("published_notice", NOTICE, list(batch.values()))
    return new


@dataclass(frozen=True, slots=True)
class NewlyFlagged:
    """A candidate of a review under way of which a file told something new."""

    policy: str
    candidate: str
    notice: CandidateNotice
    """The gravest notice in force since."""


def keep_register(url: str, notices: Iterable[PublishedNotice], *, keep: bool = True) -> list[NewlyFlagged]:
    """Keep the notices of a file that was downloaded, in one transaction; what they are about is returned.

    With ``keep`` off nothing is written. Either way it needs the rights to write.
    """
    with writing(url, alone=False, keep=keep) as writer:
        reader = writer.reader()
        cycles = [cycle for cycle in read_cycles(reader) if cycle.state in UNDER_WAY]
        before = {cycle.id: read_candidate_notices(reader, cycle.id) for cycle in cycles}
        keep_notices(writer, ((notice, None) for notice in notices))
        return [
            NewlyFlagged(cycle.policy, candidate, notice)
            for cycle in cycles
            for candidate, told in read_candidate_notices(reader, cycle.id).items()
            if told != before[cycle.id].get(candidate) and (notice := notice_in_force(told))
        ]


def notice_rows(notice: PublishedNotice, candidate: str | None) -> Iterator[Values]:
    """A notice in the order of :data:`NOTICE`, once for each title that the publication may have."""
    own = candidate if notice.is_own else None
    for title in dict.fromkeys((notice.title, *notice.other_titles)):
        key = title_key(title)
        if not (own or notice.pmid or notice.doi or key):
            continue
        names = (_storable(notice.pmid), _storable(notice.doi), _storable(title), key)
        which = tuple(map(_storable, (notice.date, notice.notice_pmid, notice.notice_doi)))
        what = (notice.nature, own, notice.pmid, notice.doi, key, *which)
        id = hashlib.sha256(json.dumps(what).encode()).hexdigest()[:24]
        yield (
            *(id, notice.nature, notice.basis, source_of(notice), own),
            *(*names, _storable(notice.journal), *which, _storable(notice.text)),
        )


def _storable(text: str | None) -> str | None:
    return None if text is None else storable_text(text)
