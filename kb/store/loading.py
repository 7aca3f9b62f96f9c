"""The work of one load: read, check, compare and write the records, chunk by chunk.

Texts are read on every core, a little ahead of this process, which holds them against each other and the
database, and writes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, tee

from kb.errors import Problem
from kb.processes import answers
from kb.records.kinds import RecordFolder, RecordName
from kb.records.yaml_source import RecordSource, Unreadable, bytes_of
from kb.store.base import FolderBase, changed_behind
from kb.store.claims import Claims
from kb.store.conflicts import conflict
from kb.store.convert import hash_of, to_rows
from kb.store.database import RowRefused, Writer
from kb.store.examining import Examiner, Reading, ReadRecord, TextsToRead, read_file, read_texts
from kb.store.lookups import Lookups
from kb.store.refused_rows import write_or_tell
from kb.store.row_changes import ChangeAuthor, RowChange, apply, compare, fetch, log_record, log_rows
from kb.store.rows import RecordRows, Row
from kb.store.unchanged import FIRST, LoadedAs, unchanged_records

_MARKS = 500
"""Ids asked for at once."""
CHUNK = 100
"""Records that are compared with the database together."""
WORTH_PROCESSES = 400
"""Records to read from which on processes of their own are worth their start."""


class Loading:
    """State of one load. ``problems`` grows; after the first one nothing will be committed."""

    def __init__(self, writer: Writer, folder: RecordFolder, author: ChangeAuthor, *, prune: bool) -> None:
        self.writer = writer
        self._folder = folder
        self._prune = prune
        self.author = author
        names = Lookups(writer, folder, prune=prune)
        self._examiner = Examiner(names, Claims(writer, folder))
        # What the database says is read with the vocabulary that it had before this load.
        self._before = Lookups(writer, None)
        self.base = FolderBase.of(folder.path, writer)
        self.kept: set[str] = set()
        self._same: dict[str, str] = {}
        self.added = self.changed = self.unchanged = 0
        self.deleted = False

    def load(self, done: Callable[[int], None]) -> None:
        """Load all records of the folder; ``done`` is told of how many now and then."""
        names = self._folder.names
        first = [name for name in names if name.kind in FIRST]
        for chunk in _chunks(first):
            self._take(chunk, [self._read(name) for name in chunk])
            done(len(chunk))
        self._loaded_as = LoadedAs(self.writer)
        unchanged = unchanged_records(self.writer, self._folder, prune=self._prune)
        self._same |= unchanged
        self.unchanged += len(unchanged)
        done(len(unchanged))
        rest = [name for name in names if name.kind not in FIRST and name.id not in unchanged]
        for chunk, readings in self._readings(rest):
            self._take(chunk, readings)
            done(len(chunk))

    def _readings(self, names: Sequence[RecordName]) -> Iterator[tuple[list[RecordName], list[Reading]]]:
        """The texts of the records, on every core where they are many."""
        chunks, asked = tee(_chunks(names))
        roles = self._examiner.names.roles
        wanted = (
            TextsToRead(tuple((name, self._folder.file(name)) for name in chunk), roles) for chunk in asked
        )
        processes = None if len(names) >= WORTH_PROCESSES else 1
        return zip(chunks, answers(read_texts, wanted, processes), strict=True)

    def _take(self, chunk: Sequence[RecordName], readings: Sequence[Reading]) -> None:
        """Hold records of one kind against all others, and write them."""
        pairs = zip(chunk, readings, strict=True)
        records = [read for name, reading in pairs if (read := self._examiner.examine(name, reading))]
        ids = [record.name.id for record in records]
        stored = self._stored(ids)
        known = [id for id in ids if id in stored]
        present = fetch(self.writer, chunk[0].kind, known) if known else {}
        new: list[ReadRecord] = []
        for record in records:
            if record.name.id in stored:
                self._update(record, present[record.name.id], stored[record.name.id])
            elif removed := self._behind(record, None):
                self._examiner.fail(record.name, [Problem(record.source.file, 1, "", removed, _REMOVED)])
            else:
                new.append(record)
        self._insert(new)

    def finish(self) -> list[Problem]:
        """Bind the tokens that named records read later; returns all problems of the load."""
        for name in self._examiner.open:
            record = self._read_again(name)
            if record is None or name.id in self.kept:
                continue
            present = fetch(self.writer, name.kind, [name.id])[name.id]
            apply(self.writer, compare(present, record.rows))
            self._note_loaded(record)
        return self._examiner.problems

    def settle(self, newest: int) -> None:
        """After the commit: note in the folder what is now the same here and there."""
        if self.base.exists():
            # What is deleted here stays known until it is pruned: else the removal would look like another's.
            self.base.save(self._same, newest, self.missing() if self._prune else ())

    def missing(self) -> list[str]:
        """Records that this folder once had and has no longer."""
        present = {name.id for name in self._folder.names}
        return [id for id in self.base.records if id not in present]

    def count_still_stored(self) -> int:
        """How many of the missing records the database still has."""
        missing = self.missing()
        chunks = [missing[start : start + _MARKS] for start in range(0, len(missing), _MARKS)]
        return sum(len(self._stored(chunk)) for chunk in chunks)

    def _stored(self, ids: list[str]) -> dict[str, Row]:
        if not ids:
            return {}
        marks = ", ".join("?" * len(ids))
        rows = self.writer.rows(f"SELECT * FROM record WHERE id IN ({marks})", ids)
        return {row["id"]: row for row in rows}

    def _read(self, name: RecordName) -> Reading:
        return read_file(name, self._folder.file(name), self._examiner.names.role)

    def _read_again(self, name: RecordName) -> ReadRecord | None:
        """A record with tokens that named nothing when it was read before; None when it has problems."""
        file = self._folder.file(name)
        try:
            content = bytes_of(file)
        except Unreadable as error:
            return self._examiner.fail(name, error.problems)
        return self._examiner.read(content, name, str(file), again=True)

    def _insert(self, new: Sequence[ReadRecord]) -> None:
        tables: dict[str, list[Row]] = {}
        for record in new:
            digest = hash_of(record.text)
            kind, _, name = record.name.id.partition("/")
            row = {"id": record.name.id, "kind": kind, "name": name}
            hashes = {
                "content_hash": digest,
                "synced_hash": digest,
                "loaded_as": self._hash_as_loaded(record),
            }
            tables.setdefault("record", []).append(row | hashes)
            for table, rows in record.rows.tables.items():
                tables.setdefault(table, []).extend(rows)
            log_record(self.writer, record.name.id, (None, record.text), self.author)
            self._same[record.name.id] = digest
        try:
            with self.writer.trying():
                for table, rows in tables.items():
                    self.writer.insert(table, rows)
        except RowRefused:
            for record in new:
                self._tell_refused(record, compare(RecordRows(record.name.id), record.rows))  # which of them
        self.added += len(new)

    def _tell_refused(self, record: ReadRecord, changes: Sequence[RowChange]) -> None:
        if (problem := write_or_tell(self.writer, changes, lambda: self._placed(record))) is not None:
            self._examiner.fail(record.name, [problem])

    def _placed(self, record: ReadRecord) -> tuple[RecordRows, RecordSource]:
        """The rows of a record with their places: what was read by another process has none."""
        reading = self._read(record.name)
        if isinstance(reading, list):  # it was changed meanwhile
            return record.rows, record.source
        return to_rows(reading.record, record.name, self._examiner.names), reading.source

    def _update(self, record: ReadRecord, present: RecordRows, stored: Row) -> None:
        changes = compare(present, record.rows)
        digest = hash_of(record.text)
        behind = self._behind(record, stored) if changes else ""
        if changes and self._is_only_older(record.name, digest, (behind, stored)):
            self.kept.add(record.name.id)
            return
        against = (digest, self._before, self.writer)
        if changes and (refused := behind or conflict(present, record.name, stored, against)):
            self._examiner.fail(record.name, [Problem(record.source.file, 1, "", refused, _MERGE)])
            return
        self._same[record.name.id] = digest
        if changes:
            self._write(record, changes)
            self.changed += 1
        else:
            self.unchanged += 1
        if (stored["content_hash"], stored["synced_hash"]) != (digest, digest):
            sql = "UPDATE record SET content_hash = ?, synced_hash = ? WHERE id = ?"
            self.writer.run(sql, (digest, digest, record.name.id))
        if stored["loaded_as"] != self._hash_as_loaded(record):
            self._note_loaded(record)

    def _note_loaded(self, record: ReadRecord) -> None:
        sql = "UPDATE record SET loaded_as = ? WHERE id = ?"
        self.writer.run(sql, (self._hash_as_loaded(record), record.name.id))

    def _hash_as_loaded(self, record: ReadRecord) -> str | None:
        """Of the records that all others rest on there is none: they are always read."""
        return None if record.name.kind in FIRST else self._loaded_as.hash_of(*record.hashes)

    def _is_only_older(self, name: RecordName, digest: str, stored_state: tuple[str, Row]) -> bool:
        """Whether a file was not edited here, while the database has a newer form of its record.

        What the file rests on says so, or else the database: it was loaded just so and amended since.
        """
        behind, stored = stored_state
        amended = stored["content_hash"] != stored["synced_hash"] == digest
        return amended or bool(behind and digest == self.base.hash_of(name.id))

    def _behind(self, record: ReadRecord, stored: Row | None) -> str:
        return changed_behind(record.name, stored, self.base, self.writer)

    def _write(self, record: ReadRecord, changes: Sequence[RowChange]) -> None:
        self.deleted = self.deleted or any(change.after is None for change in changes)
        self._tell_refused(record, changes)
        log_rows(self.writer, record.name.id, changes, self.author)


def _chunks(names: Iterable[RecordName]) -> Iterator[list[RecordName]]:
    """So many records of one kind at a time."""
    for _, of_kind in groupby(names, key=lambda name: name.kind):
        chunk: list[RecordName] = []
        for name in of_kind:
            chunk.append(name)
            if len(chunk) == CHUNK:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


_REMOVED = "Delete the file; to bring the record back, load it from a folder of its own."
_MERGE = (
    "Write the database's form with kb dump into another folder, put your change into that file, and load it."
)
