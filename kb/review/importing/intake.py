"""Taking the records of one export into the tables while they are read, a batch at a time."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kb.bibliography.citation import Citation, Malformed
from kb.bibliography.duplicates.compared_record import ComparedRecord, compared_record
from kb.bibliography.duplicates.verdict import DuplicateDecision, judge
from kb.bibliography.notices import PublishedNotice, notices_of
from kb.bibliography.reference_notices import KnownReferences
from kb.review.importing.additions import add_what_is_new
from kb.review.importing.held import Comparable
from kb.review.importing.origin import Origin
from kb.review.importing.rows import (
    CANDIDATE,
    HIT,
    LINK,
    Values,
    candidate_row,
    hit_row,
    link_row,
    storable,
    ties_of,
    unread_row,
)
from kb.store.database import Writer

_SPEAKS = re.compile("retract|concern|erratum", re.IGNORECASE)
"""What stands in the title or the types of every record that speaks of a notice and names no tie."""
RECORDS, SIGNS = 1000, 8_000_000
"""Records, or signs of raw text, that are held in memory before they are written."""


@dataclass(slots=True)
class Batch:
    """Rows on their way."""

    candidates: list[Values] = field(default_factory=list)
    hits: list[Values] = field(default_factory=list)
    links: list[Values] = field(default_factory=list)
    repeats: list[tuple[str, Citation]] = field(default_factory=list)
    """Further records of candidates that are there already."""
    signs: int = 0


@dataclass(slots=True)
class Taken:
    """What the records of an export were."""

    records: int = 0
    unread: list[Malformed] = field(default_factory=list)
    """Without their raw text."""
    databases: Counter[str] = field(default_factory=Counter)
    """Database that records say they came from -> how many."""
    format: str | None = None
    remarks: int = 0
    """Records in which something had to be mended."""


@dataclass(frozen=True, slots=True)
class Run:
    """A search run that was written, or one that was there already."""

    id: str
    number: int
    file: str
    origin: Origin | None
    """None when the very same file was taken in before; nothing was written then."""
    taken: Taken


class Intake:
    """Takes in the exports of one import, one after the other."""

    def __init__(self, writer: Writer, known: Comparable | None, ours: KnownReferences) -> None:
        """``known`` collects what is to be compared; None when nothing is."""
        self._writer = writer
        self._known = known
        self._ours = ours
        self._there = {row["id"] for row in writer.rows("SELECT id FROM candidate")}
        self._batch = Batch()
        self.notices: list[PublishedNotice] = []
        """Notices about references that we hold, as records of these exports tell them; without raw text."""

    def take(self, run: str, items: Iterable[Citation | Malformed]) -> Taken:
        """Write the records of a run, in their order."""
        taken = Taken()
        for item in items:
            taken.records += 1
            taken.format = item.format.value
            if isinstance(item, Malformed):
                self._keep_aside(run, taken, item)
            else:
                self._take_one(run, taken, item)
            if len(self._batch.hits) >= RECORDS or self._batch.signs >= SIGNS:
                self._flush()
        self._flush()
        return taken

    def _keep_aside(self, run: str, taken: Taken, item: Malformed) -> None:
        self._batch.hits.append(unread_row(run, taken.records, item))
        self._batch.signs += len(item.raw)
        taken.unread.append(Malformed(item.format, item.place, "", item.message, item.remedy))

    def _take_one(self, run: str, taken: Taken, citation: Citation) -> None:
        batch, own = self._batch, f"{run}#{taken.records}"
        citation, text = storable(citation)
        candidate = self._candidate(citation, own)
        batch.hits.append(hit_row(run, taken.records, citation, candidate, text))
        batch.signs += len(citation.raw)
        if candidate in self._there:
            batch.repeats.append((candidate, citation))
        else:
            self._there.add(candidate)
            batch.candidates.append(candidate_row(candidate, citation))
            for position, link in enumerate(ties_of(citation), start=1):
                batch.links.append(link_row(candidate, position, link))
        if citation.database:
            taken.databases[citation.database] += 1
        taken.remarks += bool(citation.remarks)
        self._note(citation)

    def _candidate(self, citation: Citation, own: str) -> str:
        """The candidate that a record is of: that of its PMID, unless the two are plainly different."""
        known = self._known
        candidate = f"pmid:{citation.pmid}" if citation.pmid else own
        if known is None:
            return candidate
        entry = compared_record(citation, len(known.nodes))
        place = known.candidates.get(candidate)
        if place is not None and _disagree(known.entries[place], entry):
            candidate = own
        known.put(candidate, entry)
        return candidate

    def _note(self, citation: Citation) -> None:
        """Keep the notices of a record that are about our references."""
        if not citation.links and not _SPEAKS.search(
            "\n".join((citation.title or "", *citation.publication_types))
        ):
            return
        for notice in notices_of(citation):
            named = (("pmid", notice.pmid), ("doi", notice.doi))
            if any((scheme, value) in self._ours.by_identifier for scheme, value in named if value):
                self.notices.append(
                    PublishedNotice(
                        *(notice.format, notice.place, "", notice.basis, notice.nature),
                        pmid=notice.pmid,
                        doi=notice.doi,
                        date=notice.date,
                        notice_pmid=notice.notice_pmid,
                        notice_doi=notice.notice_doi,
                    )
                )

    def _flush(self) -> None:
        batch, self._batch = self._batch, Batch()
        self._writer.insert_values("candidate", CANDIDATE, batch.candidates)
        self._writer.insert_values("search_hit", HIT, batch.hits)
        self._writer.insert_values("candidate_link", LINK, batch.links)
        add_what_is_new(self._writer, batch.repeats)


def _disagree(one: ComparedRecord, other: ComparedRecord) -> bool:
    """Whether a PMID must be wrong, because neither title nor authors agree: a person judges then."""
    if one.titles == other.titles:
        return False
    return judge(one, other).decision is DuplicateDecision.ASK
