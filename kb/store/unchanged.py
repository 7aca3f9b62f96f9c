"""Which records a load need not read: file, rows and program are what they were when it was loaded last.

A load notes with each record one hash over the bytes of its file, its rows, the program that made these, and
the vocabulary, instruments and grading systems that both rest on (``record.loaded_as``). A record of which
all that is the same has nothing to tell, unless one that it points into has changed. So a file that was
edited, a row changed by anybody, and a new version of kb are each looked at, as if there were no hash.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from pathlib import Path
from typing import Any

from kb.records.kinds import RecordFolder, RecordName
from kb.records.yaml_source import Unreadable, bytes_of
from kb.store.convert import FLAGS, TABLES, VOCABULARY
from kb.store.database import Writer
from kb.store.rows import RecordRows, Row

FIRST = (*VOCABULARY, "documents", "instruments", "gradings")
"""Kinds of records that all others rest on. They are few, are loaded before, and are always read."""

INTO_RECORDS = {
    "prose_link": {"figure_id": "figure", "fact_id": "fact"},
    "finding_basis": {
        "figure_id": "figure",
        "answer_id": "appraisal_answer",
        "recommendation_id": "recommendation",
    },
    "policy_recommendation": {"recommendation_id": "recommendation"},
}
"""Table -> column -> table: what points at a row inside another record, which may go while that stays."""

_CODE = ("bibliography", "codes.py", "notation", "records", "statistics", "store")
"""What decides which rows a text becomes."""
_CHUNK = 100


class LoadedAs:
    """The hash of a record as it is now: what ``record.loaded_as`` says when nothing has changed."""

    def __init__(self, writer: Writer) -> None:
        sql = (
            "SELECT id, content_hash FROM record"
            " WHERE kind IN ('vocabulary', 'documents', 'instruments', 'gradings') ORDER BY id"
        )
        basis = "".join(f"{row['id']} {row['content_hash']}\n" for row in writer.rows(sql))
        self._start = hashlib.sha256(f"{_program()} {basis}".encode()).digest()

    def hash_of(self, file: bytes, rows: bytes) -> str:
        """``file`` and ``rows`` are the hashes of both."""
        return hashlib.sha256(self._start + file + rows).hexdigest()


def hash_of_file(content: bytes) -> bytes:
    """SHA-256 of a file's bytes."""
    return hashlib.sha256(content).digest()


def hash_of_rows(rows: RecordRows) -> bytes:
    """The hash of the rows of a record as they are made; that of ``stored_hashes`` when they are stored."""
    return _hashed((table, _values(table, made)) for table, made in sorted(rows.tables.items()) if made)


def _values(table: str, rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    names = _columns(rows[0])
    flags = FLAGS.get(table, ())
    if flags:
        rows = [row | {flag: int(row[flag]) for flag in flags} for row in rows]
    return sorted(map(itemgetter(*names), rows), key=itemgetter(0))  # ids twice are refused when written


def _columns(names: Iterable[str]) -> list[str]:
    return ["id", *sorted(name for name in names if name != "id")]


def _hashed(tables: Iterable[tuple[str, list[tuple[Any, ...]]]]) -> bytes:
    # Version 2 of the format writes equal values alike, whichever objects they are.
    return hashlib.sha256(marshal.dumps(list(tables), 2)).digest()


def stored_hashes(writer: Writer, kind: str, ids: Sequence[str]) -> dict[str, bytes]:
    """The hash of the rows of each record of one kind, as the database has them."""
    values: dict[str, list[tuple[str, list[tuple[Any, ...]]]]] = {id: [] for id in ids}
    marks = ", ".join("?" * len(ids))
    for table in sorted(TABLES[kind]):
        names = _columns(writer.columns(table))
        place = names.index("record_id")
        flags = FLAGS.get(table, ())
        listed = ", ".join(f'CAST("{name}" AS INTEGER)' if name in flags else f'"{name}"' for name in names)
        rows_of: dict[str, list[tuple[Any, ...]]] = {}
        for row in writer.values(f"SELECT {listed} FROM {table} WHERE record_id IN ({marks})", ids):
            rows_of.setdefault(row[place], []).append(row)
        for id, rows in rows_of.items():
            values[id].append((table, sorted(rows)))
    return {id: _hashed(tables) for id, tables in values.items()}


def unchanged_records(writer: Writer, folder: RecordFolder, *, prune: bool) -> dict[str, str]:
    """Record -> hash of its text, for the records that need not be read.

    With ``prune``, none when some record of the database has no file any more: others may point at it.
    """
    stored = {
        row["id"]: row for row in writer.rows("SELECT id, content_hash, synced_hash, loaded_as FROM record")
    }
    if prune and stored.keys() - {name.id for name in folder.names}:
        return {}
    known = [name for name in folder.names if name.id in stored and name.kind not in FIRST]
    loaded_as = LoadedAs(writer)
    unchanged: dict[str, str] = {}
    for chunk in _chunks(known):
        rows = stored_hashes(writer, chunk[0].kind, [name.id for name in chunk])
        for name in chunk:
            row = stored[name.id]
            if row["content_hash"] == row["synced_hash"] and row["loaded_as"] == loaded_as.hash_of(
                _hash_of(folder.file(name)), rows[name.id]
            ):
                unchanged[name.id] = row["content_hash"]
    changed = [name.id for name in known if name.id not in unchanged]
    for id in _pointing_into(writer, changed):
        unchanged.pop(id, None)
    return unchanged


def _chunks(names: Sequence[RecordName]) -> Iterator[list[RecordName]]:
    """So many names of one kind at a time."""
    start = 0
    while start < len(names):
        chunk = [name for name in names[start : start + _CHUNK] if name.kind == names[start].kind]
        yield chunk
        start += len(chunk)


def _hash_of(file: Path) -> bytes:
    """The hash of a file; of none where it cannot be read, which the load will say."""
    try:
        return hash_of_file(bytes_of(file))
    except Unreadable:
        return b""


def _pointing_into(writer: Writer, changed: Sequence[str]) -> Iterator[str]:
    """Records with a row that points at a row inside one of these records."""
    for start in range(0, len(changed), _CHUNK):
        ids = changed[start : start + _CHUNK]
        marks = ", ".join("?" * len(ids))
        for table, columns in INTO_RECORDS.items():
            for column, target in columns.items():
                sql = (
                    f"SELECT DISTINCT t.record_id FROM {target} AS o JOIN {table} AS t ON t.{column} = o.id"
                    f" WHERE o.record_id IN ({marks})"
                )
                yield from (row["record_id"] for row in writer.rows(sql, ids))


@cache
def _program() -> str:
    """A hash over the program text that makes rows of records."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    for part in _CODE:
        place = package / part
        for file in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if file.suffix in (".py", ".lark", ".csl"):
                digest.update(file.read_bytes())
    return digest.hexdigest()
