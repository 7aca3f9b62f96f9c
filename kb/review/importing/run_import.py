"""Importing: exports become searches, records and candidates of the review under way, or nothing does."""

from __future__ import annotations

import codecs
import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kb.bibliography.formats.encoding import ExportFile, open_source
from kb.bibliography.formats.exports import read_citations
from kb.bibliography.pubmed.verify import sha256_of
from kb.bibliography.reference_notices import read_known_references
from kb.errors import KbError, NotAllowed
from kb.review.candidate_notices import read_candidate_notices
from kb.review.cycles import Cycle, cycle_under_way, hold_cycle
from kb.review.importing.finding_pairs import find_pairs, write_pairs
from kb.review.importing.import_report import Imported, ImportReport, build_report
from kb.review.importing.imported_records import read_imported_records
from kb.review.importing.kept_notices import keep_notices
from kb.review.importing.origin import (
    ExportHints,
    SearchOrigin,
    StoredStrategies,
    ToldSearch,
    check_told_search,
    read_provenance,
    settled_origin,
)
from kb.review.importing.record_writing import ImportedFile, ReadRecords, RecordWriter
from kb.review.importing.redirects import lock_candidates, redirect
from kb.review.importing.stored_records import read_stored_records
from kb.store.database import Writer, writing
from kb.store.rows import Row


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What is to be imported, and how it is to be read."""

    files: Sequence[Path]
    policy: str | None
    """None for the only policy that is under review."""
    who: str
    search: ToldSearch = field(default_factory=ToldSearch)
    columns: Mapping[str, str] | None = None
    """Field of a citation -> name of its column, for tables."""
    encoding: str | None = None
    """Encoding of the files, where they do not tell."""
    compare: bool = True
    """Whether duplicates are looked for; False only to measure what that takes."""
    keep: bool = True
    """False for a dry run: all is done, reported and taken back."""
    take_records: Callable[[Iterator[Row]], None] | None = None
    """Takes the records of the import as plain data, in order, before it is committed or taken back."""


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How progress is shown: around the records as they are read, and with pairs compared and in all."""

    counted: Callable[[Iterable[Any]], Iterator[Any]] = iter
    comparing: Callable[[int, int], None] | None = None


def import_exports(url: str, request: ImportRequest, progress: ImportProgress | None = None) -> ImportReport:
    """Import exports into the review under way, in one transaction.

    The very same file is imported once: importing again after an interruption does the right thing. A dry run
    needs the same rights as the import that it is, and leaves nothing behind, however it ends. Raises KbError
    for a file that is no export, and then for all files nothing is written.
    """
    check_told_search(request.search, len(request.files))
    try:
        with _garbage_looked_for_seldom(), writing(url, alone=False, keep=request.keep) as writer:
            lock_candidates(writer)
            cycle = cycle_under_way(writer.reader(), request.policy)
            hold_cycle(writer, cycle)
            return _import(writer, cycle, request, progress or ImportProgress())
    except NotAllowed as error:
        raise error if request.keep else NotAllowed(f"{error} {_SAME_RIGHTS}") from error


_OBJECTS = 100_000
"""New objects after which garbage is looked for: an import keeps most of those that it makes."""


@contextmanager
def _garbage_looked_for_seldom() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS)
    try:
        yield
    finally:
        gc.set_threshold(*before)


_SAME_RIGHTS = (
    "A dry run is the import itself, taken back at its end, so it needs the same rights. Whoever may only"
    " read tries it on a copy: kb backup FILE or kb copy --to URL, then --database with that copy."
)


def _import(writer: Writer, cycle: Cycle, request: ImportRequest, progress: ImportProgress) -> ImportReport:
    reader = writer.reader()
    stored = read_stored_records(writer) if request.compare else None
    references = read_known_references(reader)
    records = RecordWriter(writer, stored, references)
    flagged = read_candidate_notices(reader, cycle.id)
    searches = _Searches(writer, cycle, request)
    first = searches.next_number
    files = [searches.record(file, records, progress) for file in request.files]
    is_new = any(file.origin for file in files)
    pairs = find_pairs(stored, progress.comparing) if stored is not None and is_new else []
    new_pairs = write_pairs(writer, pairs, cycle.id, searches.now)
    redirect(writer)
    keep_notices(writer, records.told)
    imported = Imported(
        files=tuple(files),
        first=first,
        last=searches.next_number - 1,
        pairs=tuple(new_pairs),
        notices=tuple(records.notices),
        flagged_before=flagged,
        is_kept=request.keep,
    )
    if request.take_records is not None:
        request.take_records(read_imported_records(reader, cycle.id, imported.first, imported.last))
    return build_report(reader, cycle, imported, references)


class _Searches:
    """Writes the searches (rows of ``search_run``) that the files of one import came from."""

    def __init__(self, writer: Writer, cycle: Cycle, request: ImportRequest) -> None:
        """Raises KbError when the policy has no such stored strategy as was told."""
        self.now = datetime.now(UTC).isoformat(timespec="seconds")
        self._writer, self._cycle, self._request = writer, cycle, request
        self._strategies = StoredStrategies(writer.reader(), cycle.policy)
        if request.search.strategy is not None:
            self._strategies.row(request.search.strategy)
        rows = writer.rows(
            "SELECT r.number, r.file_sha256, r.text_sha256, s.withdrawn FROM search_run AS r"
            " JOIN review_search AS s ON s.search_run = r.id WHERE r.review_cycle_id = ? ORDER BY r.number",
            (cycle.id,),
        )
        self._number_of = {
            row[name]: row["number"]
            for row in rows
            for name in ("file_sha256", "text_sha256")
            if row[name] and not row["withdrawn"]
        }
        """Hash of a file, and of its text -> the run that imported it, unless that was withdrawn."""
        self.next_number = max((row["number"] for row in rows), default=0) + 1

    def record(self, file: Path, records: RecordWriter, progress: ImportProgress) -> ImportedFile:
        """The search of a file, and its records. Raises KbError for a file that cannot be read whole."""
        provenance = read_provenance(file)
        if not file.exists() and provenance and provenance.get("sha256") is None:
            return self._without_records(file, provenance)
        citations = read_citations(file, self._request.columns, self._request.encoding)
        sha = _sha256(file)
        text_sha = text_sha256(open_source(file, self._request.encoding))
        if number := self._number_of.get(sha, self._number_of.get(text_sha)):
            return self._imported(file, number, None, ReadRecords())
        number = self._begin(sha, text_sha)
        read = records.write(self._id(number), progress.counted(citations))
        if _sha256(file) != sha:
            raise KbError(f"{file}: was changed while it was read. Nothing was written; import it again.")
        origin = self._origin(provenance, ExportHints(file, read.format, read.databases))
        return self._finish(file, number, origin, read, (sha, text_sha))

    def _without_records(self, file: Path, provenance: dict[str, Any]) -> ImportedFile:
        """A search that found nothing; it is recorded once, too."""
        read = ReadRecords()
        origin = self._origin(provenance, ExportHints(file, None, read.databases))
        rows = self._writer.rows(
            "SELECT r.number FROM search_run AS r JOIN review_search AS s ON s.search_run = r.id"
            " WHERE r.review_cycle_id = ? AND r.source = ? AND r.run_at = ? AND r.query = ?"
            " AND r.records = 0 AND s.withdrawn = 0",
            (self._cycle.id, origin.source, origin.run_at, origin.query),
        )
        if rows:
            return self._imported(file, rows[0]["number"], None, read)
        return self._finish(file, self._begin(), origin, read, None)

    def _origin(self, provenance: dict[str, Any], hints: ExportHints) -> SearchOrigin:
        return settled_origin(self._request.search, provenance, self._strategies, hints, self.now)

    def _id(self, number: int) -> str:
        return f"{self._cycle.id}/{number}"

    def _imported(
        self, file: Path, number: int, origin: SearchOrigin | None, read: ReadRecords
    ) -> ImportedFile:
        return ImportedFile(self._id(number), number, file.name, origin, read)

    def _begin(self, *hashes: str) -> int:
        """The number of the next search. Its row is written at the end, when all of it is known."""
        number = self.next_number
        self.next_number += 1
        self._number_of |= dict.fromkeys(hashes, number)
        return number

    def _finish(
        self, file: Path, number: int, origin: SearchOrigin, read: ReadRecords, hashes: tuple[str, str] | None
    ) -> ImportedFile:
        row = {
            "id": self._id(number),
            "review_cycle_id": self._cycle.id,
            "number": number,
            "strategy": origin.strategy,
            "source": origin.source,
            "kind": origin.kind,
            "run_at": origin.run_at,
            "who": self._request.who,
            "query": origin.query,
            "translation": origin.translation,
            "since": origin.since,
            "until": origin.until,
            "found": origin.found,
            "records": read.records,
            "file": file.name if hashes else None,
            "file_format": read.format,
            "file_sha256": hashes and hashes[0],
            "text_sha256": hashes and hashes[1],
        }
        self._writer.insert("search_run", [row])
        return self._imported(file, number, origin, read)


_BLANKS = b" \t\r\n\x0b\x0c"


def text_sha256(source: ExportFile) -> str:
    """Hash of what an export says: the same in another encoding, with other line ends or blanks at them."""
    digest = hashlib.sha256()
    decoder = codecs.getincrementaldecoder(source.encoding)(errors="windows-1252")
    for piece in source.chunks():
        text = decoder.decode(piece).encode(errors="replace")
        digest.update(text.translate(None, _BLANKS))
    return digest.hexdigest()


def _sha256(file: Path) -> str:
    try:
        return sha256_of(file)
    except OSError as error:
        raise KbError(f"{file}: cannot be read ({error.strerror}).") from error
