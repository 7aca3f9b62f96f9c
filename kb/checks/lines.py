"""The lines of problems in their records, remembered by the hash of the record's text.

Finding a line means making the text of a record anew, which takes longer than checking it. The line only
changes with the text, or with the program that writes it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from kb.checks.earlier_runs import Memory
from kb.checks.input_hashes import code_hash
from kb.db.connect import Reader, read
from kb.db.queries import run
from kb.processes import answers

Place = tuple[str, str]
"""A record's id, and the key of one of its rows."""

_WRITING = ("bibliography", "codes.py", "notation", "records", "statistics", "store")
"""What decides how the text of a record is written."""
_TOGETHER = 50
_WORTH_PROCESSES = 200
"""Records to write from which on processes of their own are worth their start."""


def lines_of(reader: Reader, url: str, places: Iterable[Place], memory: Memory) -> dict[Place, int]:
    """The line, from 1, of each place in the canonical text of its record; ``url`` is the database again."""
    keys_of: dict[str, list[str]] = {}
    for record, key in places:
        keys_of.setdefault(record, []).append(key)
    if not keys_of:
        return {}
    hashes = {row["id"]: row["content_hash"] for row in run(reader, "evidence/record_hashes")}
    start = code_hash(_WRITING)
    names = {record: _name(start, record, hashes.get(record, "")) for record in keys_of}
    known = memory.recall_lines(names.values())
    lines: dict[Place, int] = {}
    todo: list[str] = []
    for record, keys in keys_of.items():
        remembered = known.get(names[record], {})
        lines |= {(record, key): remembered[key] for key in keys if key in remembered}
        if not remembered.keys() >= set(keys):
            todo.append(record)
    for found in _found(reader, url, {record: tuple(keys_of[record]) for record in todo}):
        lines |= found
    for record in todo:
        told = known.get(names[record], {}) | {key: lines[record, key] for key in keys_of[record]}
        memory.keep_lines(names[record], told)
    return lines


def _name(start: str, record: str, digest: str) -> str:
    return hashlib.sha256(f"{start} {record} {digest}".encode()).hexdigest()


def _found(reader: Reader, url: str, keys_of: dict[str, tuple[str, ...]]) -> Iterator[dict[Place, int]]:
    records = list(keys_of)
    if not url or len(records) < _WORTH_PROCESSES:
        yield _written(reader, [(record, key) for record in records for key in keys_of[record]])
        return
    shares = (
        (url, [(record, key) for record in records[start : start + _TOGETHER] for key in keys_of[record]])
        for start in range(0, len(records), _TOGETHER)
    )
    yield from answers(_of_share, shares)


def _of_share(share: tuple[str, Sequence[Place]]) -> dict[Place, int]:
    url, places = share
    with read(url) as reader:
        return _written(reader, places)


def _written(reader: Reader, places: Sequence[Place]) -> dict[Place, int]:
    if not places:
        return {}
    from kb.store.place_lines import place_lines

    return place_lines(reader, places)
