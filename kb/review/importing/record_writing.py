"""Writing the records of exports into the tables while they are read, a batch at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kb.bibliography.citation import Citation, Malformed, RecordPlace
from kb.bibliography.citation_json import storable
from kb.bibliography.duplicates.compared_record import compared_record
from kb.bibliography.duplicates.outline import outline_of
from kb.bibliography.duplicates.verdict import DuplicateDecision, judge
from kb.bibliography.notice_titles import speaks_of_notice
from kb.bibliography.notices import PublishedNotice, notices_of
from kb.bibliography.reference_notices import KnownReferences
from kb.review.importing.candidate_rows import (
    CANDIDATE,
    HIT,
    LINK,
    Values,
    add_what_is_new,
    candidate_row,
    hit_row,
    link_row,
    unread_row,
)
from kb.review.importing.kept_notices import ToldNotice
from kb.review.importing.origin import SearchOrigin
from kb.review.importing.stored_records import KEPT, ComparableRecords, kept_row
from kb.store.database import Writer

RECORDS, CHARACTERS = 1000, 8_000_000
"""Records, or characters of raw text, that are kept in memory before they are written."""


@dataclass(slots=True)
class RowBatch:
    """Rows on their way."""

    candidates: list[Values] = field(default_factory=list)
    hits: list[Values] = field(default_factory=list)
    links: list[Values] = field(default_factory=list)
    repeats: list[tuple[str, Citation]] = field(default_factory=list)
    """Further records of candidates that are there already."""
    compared: list[Values] = field(default_factory=list)
    characters: int = 0


@dataclass(frozen=True, slots=True)
class MendedRecord:
    """A record in which something had to be mended, or is missing."""

    place: RecordPlace
    remarks: tuple[str, ...]
    title: str | None


SHOWN = 1000
"""Mended records, and lines outside of records, that are told one by one."""


@dataclass(slots=True)
class ReadRecords:
    """What the records of an export were."""

    records: int = 0
    unread: list[Malformed] = field(default_factory=list)
    """Without their raw text."""
    outside: list[Malformed] = field(default_factory=list)
    """What is no record: lines between records, a word about the file as a whole."""
    databases: Counter[str] = field(default_factory=Counter)
    """Database that records say they came from -> how many."""
    format: str | None = None
    remarks: int = 0
    """Records in which something had to be mended."""
    mended: list[MendedRecord] = field(default_factory=list)
    """The first :data:`SHOWN` of them."""


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """A file of an import and the search that it came from, with its records."""

    id: str
    number: int
    file: str
    origin: SearchOrigin | None
    """None when the very same file was imported before; nothing was written then."""
    read: ReadRecords


class RecordWriter:
    """Writes the records of the exports of one import, one export after the other."""

    def __init__(
        self, writer: Writer, comparable: ComparableRecords | None, references: KnownReferences
    ) -> None:
        """``comparable`` collects what is to be compared; None when nothing is."""
        self._writer = writer
        self._comparable = comparable
        self._references = references
        self._candidates = {row["id"] for row in writer.rows("SELECT id FROM candidate")}
        self._batch = RowBatch()
        self.notices: list[PublishedNotice] = []
        """Notices about references that we hold, as records of these exports tell them; without raw text."""
        self.told: list[ToldNotice] = []
        """All notices that these records tell of."""

    def write(self, search: str, items: Iterable[Citation | Malformed]) -> ReadRecords:
        """Write the records of a search, in their order."""
        read = ReadRecords()
        for item in items:
            read.format = item.format.value
            if isinstance(item, Malformed) and not item.is_record:
                read.outside += [replace(item, raw="")] if len(read.outside) < SHOWN else []
                continue
            read.records += 1
            if isinstance(item, Malformed):
                self._keep_aside(search, read, item)
            else:
                self._write_citation(search, read, item)
            if len(self._batch.hits) >= RECORDS or self._batch.characters >= CHARACTERS:
                self._flush()
        self._flush()
        return read

    def _keep_aside(self, search: str, read: ReadRecords, item: Malformed) -> None:
        self._batch.hits.append(unread_row(search, read.records, item))
        self._batch.characters += len(item.raw)
        read.unread.append(replace(item, raw=""))

    def _write_citation(self, search: str, read: ReadRecords, citation: Citation) -> None:
        batch, own = self._batch, f"{search}#{read.records}"
        citation, text = storable(citation)
        candidate = self._candidate(citation, own)
        batch.hits.append(hit_row(search, read.records, citation, candidate, text))
        batch.characters += len(citation.raw)
        if candidate in self._candidates:
            batch.repeats.append((candidate, citation))
        else:
            self._candidates.add(candidate)
            batch.candidates.append(candidate_row(candidate, citation))
            for position, link in enumerate(citation.links, start=1):
                batch.links.append(link_row(candidate, position, link))
        if citation.database:
            read.databases[citation.database] += 1
        if citation.remarks:
            read.remarks += 1
            if len(read.mended) < SHOWN:
                read.mended.append(MendedRecord(citation.place, citation.remarks, citation.title))
        self._keep_notices(citation, candidate)

    def _candidate(self, citation: Citation, own: str) -> str:
        """The candidate that a record is of: that of its PMID, unless the two are plainly different."""
        comparable = self._comparable
        candidate = f"pmid:{citation.pmid}" if citation.pmid else own
        if comparable is None:
            return candidate
        record = compared_record(citation, len(comparable.owners))
        outline = outline_of(record)
        first = comparable.first_of_candidate.get(candidate)
        if first is not None and comparable.outlines[first].titles != outline.titles:
            (before,) = comparable.load([first])
            if judge(before, record).decision is DuplicateDecision.ASK:
                candidate = own  # neither title nor authors agree: the number must be wrong, a person judges
        comparable.add_new(candidate, own, record, outline)
        self._batch.compared.append(kept_row(own, candidate, record, outline))
        return candidate

    def _keep_notices(self, citation: Citation, candidate: str) -> None:
        """Keep the notices that a record speaks of; those about our references also apart."""
        if not citation.links and not speaks_of_notice(citation.raw):
            return
        for notice in notices_of(citation, doubtful=True):
            notice = replace(notice, raw="")
            self.told.append((notice, candidate))
            named = (("pmid", notice.pmid), ("doi", notice.doi))
            if any((scheme, value) in self._references.by_identifier for scheme, value in named if value):
                self.notices.append(notice)

    def _flush(self) -> None:
        batch, self._batch = self._batch, RowBatch()
        self._writer.insert_values("candidate", CANDIDATE, batch.candidates)
        self._writer.insert_values("search_hit", HIT, batch.hits)
        self._writer.insert_values("candidate_link", LINK, batch.links)
        self._writer.insert_values("compared_record", KEPT, batch.compared)
        if self._comparable is not None:
            self._comparable.written()
        add_what_is_new(self._writer, batch.repeats)
