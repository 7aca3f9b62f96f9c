"""Where the text of a record says a thing: the line of a figure, a finding, an identifier.

The line is that of the canonical text, as ``kb dump`` and ``kb fmt`` write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.db.connect import Reader
from kb.errors import KbError
from kb.records.kinds import RecordName, name_of
from kb.records.writing import write_record
from kb.records.yaml_source import Path, RecordSource, read_text
from kb.store.convert import to_rows
from kb.store.lookups import Lookups
from kb.store.record_texts import record_of
from kb.store.row_changes import fetch
from kb.store.selects import ReaderSelects

_CHUNK = 100


Place = tuple[str, str]
"""A record's id, and the key of one of its rows, for example the id of a figure."""


def place_lines(reader: Reader, places: Iterable[Place]) -> dict[Place, int]:
    """The line, from 1, of each place; 1 where the record does not say it so."""
    places_of: dict[str, list[str]] = {}
    for record, place in places:
        places_of.setdefault(record, []).append(place)
    lines = {(record, place): 1 for record, keys in places_of.items() for place in keys}
    for name, text in _texts(reader, places_of):
        for place in places_of[name.id]:
            lines[name.id, place] = text.line(place)
    return lines


class _Text(NamedTuple):
    """A record's canonical text as read, and where it says which row."""

    source: RecordSource
    paths: dict[str, Path]

    def line(self, place: str) -> int:
        """The line of a place, else of the nearest thing around it, else of a key of its last word."""
        if place in self.paths:
            return self.source.line(self.paths[place])
        around = [self.paths[key] for key in _around(place) if self.paths.get(key)]
        if around:
            return self.source.line(around[0])
        last = re.split(r"[/:. ]", place)[-1:]
        lines = [line for path, line in self.source.lines.items() if list(path[-1:]) == last]
        return min(lines, default=1)


def _around(place: str) -> Iterator[str]:
    """What a key names or is a part of: the result of a figure, the outcome of a result."""
    yield from reversed(place.split(" "))
    for mark in (":", "#", ",", "@"):
        if mark in place:
            yield place.partition(mark)[0]
    parts = place.split("/")
    yield from ("/".join(parts[:count]) for count in range(len(parts) - 1, 1, -1))


def _texts(reader: Reader, records: Iterable[str]) -> Iterator[tuple[RecordName, _Text]]:
    """The text of each record that is there and whose rows make one."""
    asks = ReaderSelects(reader)
    names = Lookups(asks, None)
    by_kind: dict[str, list[RecordName]] = {}
    for record in records:
        if (name := name_of(record)) is not None:
            by_kind.setdefault(name.kind, []).append(name)
    for kind, of_kind in by_kind.items():
        for start in range(0, len(of_kind), _CHUNK):
            chunk = of_kind[start : start + _CHUNK]
            rows_of = fetch(asks, kind, [name.id for name in chunk], with_derived=False)
            for name in chunk:
                rows_of[name.id].sure = True
                try:
                    record = record_of(rows_of[name.id], name, names)
                except KbError:
                    continue
                paths = to_rows(record, name, names).paths
                yield name, _Text(read_text(write_record(record), name.id), paths)
