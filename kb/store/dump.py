"""``kb dump``: every record of the database as canonical text; loading it again changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kb.errors import KbError, Problem
from kb.files import write_whole
from kb.records.kinds import RecordFolder, list_folder, name_of
from kb.records.validating import read_record
from kb.records.writing import write_record
from kb.records.yaml_source import Unreadable, bytes_of
from kb.store.base import FolderBase, known_hashes
from kb.store.convert import hash_of
from kb.store.database import Writer, writing
from kb.store.lookups import Lookups
from kb.store.record_texts import record_of
from kb.store.row_changes import fetch
from kb.store.rows import Row

Progress = Callable[[int, int], None]
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Dumped:
    """How many records were written where, how many files changed, and files that the database lacks."""

    folder: Path
    records: int
    changed: int
    stale: tuple[Path, ...]

    def sentence(self) -> str:
        """The outcome for a person."""
        files_are = "file is" if self.changed == 1 else "files are"
        text = f"Wrote {self.records} records to {self.folder}; {self.changed} {files_are} new or changed."
        if self.stale:
            files = ", ".join(str(path) for path in self.stale)
            text += f" These files have no record in the database and were left alone: {files}."
        return text


def _silent(done: int, total: int) -> None:
    """Nobody watches."""


def dump(url: str, folder: Path, progress: Progress = _silent, *, overwrite: bool = False) -> Dumped:
    """Write every record of the database below a folder, which is made when it is not there.

    Raises KbError, and writes nothing, when a file holds an edit that was never loaded; ``overwrite`` takes
    the database's form all the same.
    """
    if folder.exists() and not folder.is_dir():
        raise KbError(f"{folder} is a file. Give a folder to write the records to.")
    with writing(url) as writer:
        stored = writer.rows("SELECT * FROM record ORDER BY id")
        if not stored:
            raise KbError(f"The database {writer.place} holds no records. Load some first: kb load.")
        if not overwrite:
            _refuse_to_lose_edits(folder, stored)
        names = Lookups(writer, None)
        changed = 0
        for done in range(0, len(stored), CHUNK):
            changed += _write_chunk(writer, names, folder, stored[done : done + CHUNK])
            progress(min(done + CHUNK, len(stored)), len(stored))
        base, newest = FolderBase.of(folder, writer), writer.newest_change()
        current_hashes = {
            row["id"]: row["content_hash"] for row in writer.rows("SELECT id, content_hash FROM record")
        }
    base.save(current_hashes, newest, [id for id in base.records if id not in current_hashes])
    return Dumped(folder, len(stored), changed, _stale(folder, {row["id"] for row in stored}))


def _refuse_to_lose_edits(folder: Path, stored: list[Row]) -> None:
    known = known_hashes(folder)
    edited = []
    for row in stored:
        file = folder / f"{row['id']}.yaml"
        loaded = {row["content_hash"], row["synced_hash"], *known.get(row["id"], ())}
        if file.is_file() and not _says_one_of(file, row["id"], loaded):
            message = "says what was never loaded into this database nor dumped from it."
            edited.append(Problem(str(file), 0, "", message))
    if edited:
        pronoun = "it" if len(edited) == 1 else "them"
        raise KbError(
            f"Nothing was written, for edits would be lost. Load {pronoun} (kb load), dump into another"
            f" folder, or lose {pronoun} with --overwrite:",
            edited,
        )


def _says_one_of(file: Path, record_id: str, hashes: set[str | None]) -> bool:
    """Whether a file holds one of some known forms of its record, however it is laid out."""
    name = name_of(record_id)
    try:
        content = bytes_of(file)
    except Unreadable:
        return False
    if name is None or hash_of(content.decode("utf-8", "replace")) in hashes:
        return True
    try:
        return hash_of(write_record(read_record(content, name, str(file)))) in hashes
    except Unreadable:
        return False


def _write_chunk(writer: Writer, names: Lookups, folder: Path, stored: list[Row]) -> int:
    changed = 0
    by_kind: dict[str, list[Row]] = {}
    for row in stored:
        name = name_of(row["id"])
        if name is None:
            raise KbError(f"The database {writer.place} holds a record of an unknown kind: {row['id']}.")
        by_kind.setdefault(name.kind, []).append(row)
    for kind, of_kind in by_kind.items():
        rows = fetch(writer, kind, [row["id"] for row in of_kind], with_derived=False)
        for row in of_kind:
            name = name_of(row["id"])
            assert name is not None
            text = write_record(record_of(rows[row["id"]], name, names))
            changed += _write_file(folder / f"{name.id}.yaml", text)
            _sync(writer, row, hash_of(text))
    return changed


def _write_file(file: Path, text: str) -> bool:
    """Whether the file was written; one that says the same already is left alone."""
    if file.is_file() and file.read_bytes() == text.encode():
        return False
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KbError(f"The folder {file.parent} cannot be made: {error.strerror}.") from error
    write_whole(file, text)
    return True


def _sync(writer: Writer, row: Row, digest: str) -> None:
    if (row["content_hash"], row["synced_hash"]) != (digest, digest):
        sql = "UPDATE record SET content_hash = ?, synced_hash = ? WHERE id = ?"
        writer.run(sql, (digest, digest, row["id"]))


def _stale(folder: Path, known: set[str]) -> tuple[Path, ...]:
    records: RecordFolder = list_folder(folder)
    return tuple(records.file(name) for name in records.names if name.id not in known)
