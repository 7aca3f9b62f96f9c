"""The work of one load: read, check, compare and write the records, chunk by chunk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import Problem
from kb.records.kinds import Folder, Name, id_of
from kb.records.reading import Source, Unreadable, read_bytes, shown
from kb.records.validating import validate
from kb.records.writing import write_record
from kb.store.base import Base, changed_behind
from kb.store.changes import Author, RowChange, apply, compare, fetch, log_record, log_rows
from kb.store.claims import Claims
from kb.store.conflicts import conflict
from kb.store.convert import VOCABULARY, hash_of, to_rows
from kb.store.database import Writer
from kb.store.lookups import Lookups
from kb.store.pointers import pointers
from kb.store.rows import Row, Rows


@dataclass(frozen=True, slots=True)
class Read:
    """A record as read from its file, with its rows and canonical text."""

    name: Name
    source: Source
    rows: Rows
    text: str


_MARKS = 500
"""Ids asked for at once."""


class Loading:
    """State of one load. ``problems`` grows; after the first one nothing will be committed."""

    def __init__(self, writer: Writer, folder: Folder, author: Author, *, prune: bool) -> None:
        self.writer = writer
        self._folder = folder
        self._prune = prune
        self.author = author
        self._names = Lookups(writer, folder, prune=prune)
        # What the database says is read with the vocabulary that it had before this load.
        self._before = Lookups(writer, None)
        self.base = Base.of(folder.path, writer)
        self.kept: set[str] = set()
        self._same: dict[str, str] = {}
        self._claims = Claims(writer, folder)
        self._problems: list[Problem] = []
        self._failed: set[str] = set()
        self._open: list[Name] = []
        self.added = self.changed = self.unchanged = 0
        self.deleted = False

    def load(self, chunk: Sequence[Name]) -> None:
        """Load records of one kind."""
        read = [record for name in chunk if (record := self._read(name)) is not None]
        ids = [record.name.id for record in read]
        stored = self._stored(ids)
        known = [id for id in ids if id in stored]
        present = fetch(self.writer, chunk[0].kind, known) if known else {}
        new: list[Read] = []
        for record in read:
            if record.name.id in stored:
                self._update(record, present[record.name.id], stored[record.name.id])
            elif removed := self._behind(record, None):
                self._fail(record.name, [Problem(record.source.file, 1, "", removed, _REMOVED)])
            else:
                new.append(record)
        self._insert(new)

    def finish(self) -> list[Problem]:
        """Bind the tokens that named records read later; returns all problems of the load."""
        for name in self._open:
            record = self._read(name, again=True)
            if record is None or name.id in self.kept:
                continue
            present = fetch(self.writer, name.kind, [name.id])[name.id]
            apply(self.writer, compare(present, record.rows))
        return self._problems

    def settle(self, newest: int) -> None:
        """After the commit: note in the folder what is now the same here and there."""
        if self.base.exists():
            # What is deleted here stays known until it is pruned: else the removal would look like another's.
            self.base.save(self._same, newest, self.missing() if self._prune else ())

    def missing(self) -> list[str]:
        """Records that this folder once had and has no longer."""
        there = {name.id for name in self._folder.names}
        return [id for id in self.base.records if id not in there]

    def left(self) -> int:
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

    def _read(self, name: Name, *, again: bool = False) -> Read | None:
        """The record of a file, or None when it has problems, which are noted."""
        file = str(self._folder.file(name))
        try:
            content = self._folder.file(name).read_bytes()
            source = read_bytes(content, file)
            record = validate(source, name)
        except OSError as error:
            return self._fail(
                name, [Problem(file, 0, "", f"cannot be read: {error.strerror}.", "Check your rights.")]
            )
        except Unreadable as unreadable:
            return self._fail(name, unreadable.problems)
        if name.kind in VOCABULARY:
            self._names.learn(record, name.kind)
        if not again and (missing := list(self._missing(record, name, source))):
            return self._fail(name, missing)
        rows = to_rows(record, name, self._names)
        if rows.unknown and not again:
            self._open.append(name)
        elif rows.unknown and (unknown := list(self._unknown(rows, name, content.decode("utf-8-sig")))):
            return self._fail(name, unknown)
        if not again and (taken := list(self._claims.taken(rows, source))):
            return self._fail(name, taken)
        return Read(name, source, rows, write_record(record))

    def _fail(self, name: Name, problems: Sequence[Problem]) -> Read | None:
        """Note problems; always None, so that a reader can return it."""
        self._problems += problems
        self._failed.add(name.id)
        return None

    def _missing(self, record: Any, name: Name, source: Source) -> Iterator[Problem]:
        for pointer in pointers(record, name):
            owner = _OWNERS.get(pointer.kind, "").format(pointer.key.partition("/")[0])
            if owner not in self._failed and not self._names.exists(pointer.kind, pointer.key):
                remedy = self._names.near(pointer.kind, pointer.key)
                message = f"`{pointer.key}` is not among the {_WORDS.get(pointer.kind, pointer.kind)}."
                yield Problem(source.file, source.line(pointer.path), shown(pointer.path), message, remedy)
        if name.kind == "studies":
            yield from self._repeated_roles(record, source)

    def _repeated_roles(self, study: Any, source: Source) -> Iterator[Problem]:
        """A role that an outcome has anyway is not written, so that each record has one text."""
        for index, result in enumerate(study.results):
            if result.role is not None and result.role == self._names.role(result.outcome):
                path = ("results", index, "role")
                message = f"`{result.role}` is the usual role of {result.outcome}."
                yield Problem(source.file, source.line(path), shown(path), message, "Remove the line.")

    def _unknown(self, rows: Rows, name: Name, text: str) -> Iterator[Problem]:
        file = str(self._folder.file(name))
        for written in dict.fromkeys(rows.unknown):
            if _owner(written, name) in self._failed:
                continue
            line = text.count("\n", 0, max(text.find(written), 0)) + 1
            policy = name.policy or name.key
            remedy = self._names.near_token(written, policy)
            yield Problem(file, line, "", f"{written} names no {_named(written)}.", remedy)

    def _insert(self, new: Sequence[Read]) -> None:
        tables: dict[str, list[Row]] = {}
        for record in new:
            digest = hash_of(record.text)
            kind, _, name = record.name.id.partition("/")
            row = {"id": record.name.id, "kind": kind, "name": name}
            hashes = {"content_hash": digest, "synced_hash": digest}
            tables.setdefault("record", []).append(row | hashes)
            for table, rows in record.rows.tables.items():
                tables.setdefault(table, []).extend(rows)
            log_record(self.writer, record.name.id, (None, record.text), self.author)
            self._same[record.name.id] = digest
        for table, rows in tables.items():
            self.writer.insert(table, rows)
        self.added += len(new)

    def _update(self, record: Read, present: Rows, stored: Row) -> None:
        changes = compare(present, record.rows)
        digest = hash_of(record.text)
        behind = self._behind(record, stored) if changes else ""
        if behind and digest == self.base.hash_of(record.name.id):
            self.kept.add(record.name.id)  # not edited here, and newer there
            return
        against = (digest, self._before, self.writer)
        if changes and (refused := behind or conflict(present, record.name, stored, against)):
            self._fail(record.name, [Problem(record.source.file, 1, "", refused, _MERGE)])
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

    def _behind(self, record: Read, stored: Row | None) -> str:
        return changed_behind(record.name, stored, self.base, self.writer)

    def _write(self, record: Read, changes: Sequence[RowChange]) -> None:
        self.deleted = self.deleted or any(change.after is None for change in changes)
        apply(self.writer, changes)
        log_rows(self.writer, record.name.id, changes, self.author)


def _owner(written: str, name: Name) -> str:
    """Id of the record that has what a token or basis names."""
    bare = written.strip("[]")
    key = bare.partition("#")[0].partition("/")[0]
    if bare.startswith("fact:"):
        return id_of("policies", name.policy or name.key)
    return id_of("guidelines" if bare.count("/") == 1 and "#" not in bare else "studies", key)


def _named(written: str) -> str:
    """What a token or basis is meant to name."""
    if written.startswith("[@"):
        return "reference"
    return "limitation" if "#" in written else "figure"


_OWNERS = {"items": "instruments/{}", "recommendations": "guidelines/{}"}
_WORDS = {"items": "codes of the instrument"}
_REMOVED = "Delete the file; to bring the record back, load it from a folder of its own."
_MERGE = (
    "Write the database's form with kb dump into another folder, put your change into that file, and load it."
)
