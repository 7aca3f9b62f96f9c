"""Keeping full-text search to the records: one step at the end of a load.

An entry remembers which text of its record it was made from, so one query finds the records that have
none, or older ones. What was loaded, changed, removed, or written by an older version of kb comes out alike.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from kb.records.kinds import name_of
from kb.search.stemming import RULES, composed, stem, words_of
from kb.store.convert import with_flags
from kb.store.database import Writer, writing
from kb.store.rows import RecordRows, Row
from kb.store.search_entries import SEARCHED, SearchEntry, entries

_CHUNK = 100


def refresh_database(url: str) -> int:
    """Bring the entries of a database up to its records; returns how many records were gone through."""
    with writing(url) as writer:
        return refresh(writer)


def refresh(writer: Writer) -> int:
    """Bring the entries up to the records, within the writer's transaction; returns how many records."""
    writer.run("DELETE FROM search_entry WHERE record_id NOT IN (SELECT id FROM record)")
    stale: dict[str, dict[str, str]] = {}
    for id, digest in _stale(writer):
        name = name_of(id)
        if name is not None and name.kind in SEARCHED:
            stale.setdefault(name.kind, {})[id] = digest
    for kind, digests in stale.items():
        ids = list(digests)
        for start in range(0, len(ids), _CHUNK):
            chunk = ids[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            writer.run(f"DELETE FROM search_entry WHERE record_id IN ({marks})", chunk)
            entry_rows = [
                _row(entry, rows.record_id, _made_from(digests[rows.record_id]))
                for rows in _fetch(writer, kind, chunk)
                for entry in entries(kind, rows)
            ]
            writer.insert("search_entry", entry_rows)
    return sum(map(len, stale.values()))


def _stale(writer: Writer) -> list[tuple[str, str]]:
    """Id and hash of the records that have no entry of their present text."""
    sql = (
        "SELECT r.id, r.content_hash FROM record AS r WHERE NOT EXISTS ("
        "SELECT 1 FROM search_entry AS e WHERE e.record_id = r.id AND e.made_from = ? || r.content_hash)"
        " ORDER BY r.id"
    )
    return [(row["id"], row["content_hash"]) for row in writer.rows(sql, (_made_from(""),))]


def _made_from(digest: str) -> str:
    return f"{RULES}:{digest}"


def _fetch(writer: Writer, kind: str, ids: Sequence[str]) -> Iterator[RecordRows]:
    """The searched rows of several records; of results only those with a word to say."""
    rows_by_record = {id: RecordRows(id) for id in ids}
    marks = ", ".join("?" * len(ids))
    for table in SEARCHED[kind]:
        worded = " AND (note IS NOT NULL OR flag IS NOT NULL)" if table == "result" else ""
        for row in writer.rows(f"SELECT * FROM {table} WHERE record_id IN ({marks}){worded}", ids):
            rows_by_record[row["record_id"]].tables.setdefault(table, []).append(with_flags(table, row))
    yield from rows_by_record.values()


def _row(entry: SearchEntry, record_id: str, made_from: str) -> Row:
    id = f"{entry.kind}:{entry.key}"
    title = composed(" ".join(entry.title.split()))
    text = composed("\n".join(" ".join(piece.split()) for piece in entry.pieces if piece))
    title_words, words = ([word.word for word in words_of(part)] for part in (title, text))
    return {
        "id": id,
        "record_id": record_id,
        "number": _number(id),
        "made_from": made_from,
        "kind": entry.kind,
        "key": entry.key,
        "policy_id": entry.policy,
        "indication_key": entry.indication,
        "title": title,
        "text": text,
        "title_words": " ".join(title_words),
        "title_stems": " ".join(map(stem, title_words)),
        "words": " ".join(words),
        "stems": " ".join(map(stem, words)),
    }


def _number(id: str) -> int:
    """The row of an entry in the index: the same in every database, and so without a counter."""
    return int.from_bytes(hashlib.sha256(id.encode()).digest()[:8]) >> 2
