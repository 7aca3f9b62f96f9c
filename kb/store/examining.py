"""One record against everything that a load asks of it: its own form, and what it says of other records.

Reading a text needs no database, so that a load of many does it on every core (`read_texts`). What a record
says of others is held against them afterwards, one record after the other (`Examiner`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path as FilePath
from typing import Any

from kb.errors import Problem
from kb.records.kinds import RecordName, id_of
from kb.records.printed_rows import lists_rows
from kb.records.prose_numbers import is_in_name
from kb.records.scalars import typed_results
from kb.records.validating import as_read, validate
from kb.records.writing import write_record
from kb.records.yaml_source import Path, RecordSource, Unreadable, bytes_of, read_bytes, shown
from kb.store.claims import PLACES, Claims
from kb.store.convert import VOCABULARY, to_rows
from kb.store.doubtful_numbers import DoubtfulNumber, doubtful_numbers
from kb.store.lookups import PART_OWNERS, PARTS, Lookups, part_in_words, usual_role
from kb.store.pointers import pointers
from kb.store.rows import RecordRows
from kb.store.special import Pointer
from kb.store.unchanged import hash_of_file, hash_of_rows


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record as read from its text, with its rows and canonical text, and the hashes of file and rows."""

    name: RecordName
    source: RecordSource
    rows: RecordRows
    text: str
    hashes: tuple[bytes, bytes]


@dataclass(frozen=True, slots=True)
class RecordAlone:
    """A record as its own text tells it. What it says of other records has not been held against them.

    ``rows`` with their hash are null where other records decide some of them; then ``record`` makes them.
    """

    name: RecordName
    source: RecordSource
    record: Any
    text: str
    pointers: tuple[Pointer, ...]
    repeated: tuple[Problem, ...]
    """Roles that need not be written."""
    doubtful: tuple[DoubtfulNumber, ...]
    """Numbers of its prose that are results unless the vocabulary has them in a name."""
    file_hash: bytes
    rows: RecordRows | None = None
    rows_hash: bytes = b""


Role = Callable[[str], str]
Reading = RecordAlone | list[Problem]
"""A record, or the problems of a text that is none."""


def read_one(content: bytes, name: RecordName, file: str, role: Role) -> Reading:
    """The record in a text; ``role`` gives the usual role of an outcome."""
    try:
        source = read_bytes(content, file)
        record = validate(source, name)
    except Unreadable as unreadable:
        return unreadable.problems
    if name.kind == "studies" and lists_rows(source.data):
        source = as_read(source, name)
    repeated = tuple(_repeated_roles(record, source, role)) if name.kind == "studies" else ()
    texts = write_record(record), tuple(pointers(record, name)), repeated, tuple(doubtful_numbers(record))
    return RecordAlone(name, source, record, *texts, hash_of_file(content))


def _repeated_roles(study: Any, source: RecordSource, role: Role) -> Iterator[Problem]:
    """A role that an outcome has anyway is not written, so that each record has one text."""
    for index, result in enumerate(study.results):
        if result.role is not None and result.role == role(result.outcome):
            path = ("results", index, "role")
            message = f"`{result.role}` is the usual role of {result.outcome}."
            yield Problem(source.file, source.line(path), shown(path), message, "Remove the line.")


def read_file(name: RecordName, file: FilePath, role: Role) -> Reading:
    """The record in a file."""
    try:
        content = bytes_of(file)
    except Unreadable as error:
        return error.problems
    return read_one(content, name, str(file), role)


@dataclass(frozen=True, slots=True)
class TextsToRead:
    """Names and files of records; ``roles`` are the usual roles of outcomes."""

    files: tuple[tuple[RecordName, FilePath], ...]
    roles: Mapping[str, str]


def read_texts(wanted: TextsToRead) -> list[Reading]:
    """The records in files, as small as they can be handed from one process to another."""
    alone = _Alone(wanted.roles)
    return [
        reading if isinstance(reading := read_file(name, file, alone.role), list) else _packed(reading, alone)
        for name, file in wanted.files
    ]


def _packed(read: RecordAlone, alone: _Alone) -> Reading:
    """With the rows instead of the record where it has them by itself, and only lines that may be told."""
    told = (*(pointer.path for pointer in read.pointers), *(number.path for number in read.doubtful))
    lines = {path: read.source.line(path) for path in (*told, *PLACES)}
    packed = replace(read, source=RecordSource(read.source.file, None, lines))
    try:
        rows = to_rows(read.record, read.name, alone)
    except _AsksOthers:
        return packed
    if twice := list(_said_twice(rows, read.source)):
        return twice
    rows.forget_making()
    return replace(packed, record=None, rows=rows, rows_hash=hash_of_rows(rows))


def _said_twice(rows: RecordRows, source: RecordSource) -> Iterator[Problem]:
    """What would be two rows with one key. Most of it is told before, between the fields of the record."""
    told: set[Path] = set()
    for table, key in rows.twice:
        path = rows.paths.get(key, ())
        if path in told:  # a figure of a result that is told
            continue
        told.add(path)
        message = f"the {table.removeprefix('vocabulary_').replace('_', ' ')} `{key}` would be there twice."
        yield Problem(source.file, source.line(path), shown(path), message, "Write it once.")


class _AsksOthers(Exception):
    """Other records decide which rows this one has."""


class _Alone:
    """Lookups without other records, but for the roles of outcomes."""

    def __init__(self, roles: Mapping[str, str]) -> None:
        self._roles = roles

    def role(self, outcome: str) -> str:
        """Usual role of the results of an outcome."""
        return usual_role(self._roles, outcome)

    def main_figure(self, owner: str) -> str | None:
        """Nobody knows."""
        raise _AsksOthers

    def statements(self, owner: str) -> dict[str, int]:
        """Nobody knows."""
        raise _AsksOthers

    def has_row(self, table: str, id: str) -> bool:
        """Nobody knows."""
        raise _AsksOthers

    def has_reference(self, key: str) -> bool:
        """Nobody knows."""
        raise _AsksOthers

    def answer(self, study: str, name: str) -> str | None:
        """Nobody knows."""
        raise _AsksOthers


class Examiner:
    """Reads records one after the other; ``problems`` grows, and what failed is not blamed on others.

    ``open`` are the records with a token that named nothing yet: the record it names may come later.
    """

    def __init__(self, names: Lookups, claims: Claims) -> None:
        self.names = names
        self.problems: list[Problem] = []
        self.open: list[RecordName] = []
        self._claims = claims
        self._failed: set[str] = set()
        self._first: dict[str, tuple[int, Problem]] = {}
        self._also: dict[str, list[str]] = {}

    def fail(self, name: RecordName, problems: Sequence[Problem]) -> ReadRecord | None:
        """Note problems of a record; always None, so that a reader can return it."""
        for problem in problems:
            self._tell(problem)
        self._failed.add(name.id)
        return None

    def _tell(self, problem: Problem) -> None:
        """Note a problem. A word that is missing is told where it is first used, with the other places."""
        first = self._first.setdefault(problem.message, (len(self.problems), problem))
        places = self._also.setdefault(problem.message, [])
        if first[1] is problem or not _MISSED.search(problem.message):
            self.problems.append(problem)
            return
        places.append(f"{problem.file}:{problem.line}")
        more = f" and {len(places) - 3} more" if len(places) > 3 else ""
        also = f"{problem.message} (Also in {', '.join(places[:3])}{more}.)"
        self.problems[first[0]] = first[1]._replace(message=also)

    def read(self, content: bytes, name: RecordName, file: str, *, again: bool = False) -> ReadRecord | None:
        """The record in a text, or None when it has problems, which are noted.

        ``again`` is for records in ``open``, when all others are read: a token must name something now.
        """
        reading = read_one(content, name, file, self.names.role)
        read = self.examine(name, reading, again=again)
        if read is None or not (again and read.rows.unknown):
            return read
        unknown = list(self._unknown(read.rows, name, (content, file)))
        return self.fail(name, unknown) if unknown else read

    def examine(self, name: RecordName, reading: Reading, *, again: bool = False) -> ReadRecord | None:
        """The record that was read, held against all others; None when it has problems, which are noted."""
        if isinstance(reading, list):
            return self.fail(name, reading)
        if name.kind in VOCABULARY:
            self.names.learn(reading.record, name.kind)
        if not again and (wrong := [*self._missing(reading), *reading.repeated, *self._typed(reading)]):
            return self.fail(name, wrong)
        rows, rows_hash = reading.rows, reading.rows_hash
        if rows is None:
            rows = to_rows(reading.record, name, self.names)
            rows_hash = hash_of_rows(rows)
            if twice := list(_said_twice(rows, reading.source)):
                return self.fail(name, twice)
        if rows.unknown and not again:
            self.open.append(name)
        if not again and (conflicts := list(self._claims.conflicts(rows, reading.source))):
            return self.fail(name, conflicts)
        return ReadRecord(name, reading.source, rows, reading.text, (reading.file_hash, rows_hash))

    def _missing(self, read: RecordAlone) -> Iterator[Problem]:
        """What the record points at and is not there, unless the record that has it failed itself.

        The codes of an instrument that is not there are not missed one by one.
        """
        absent = [pointer for pointer in read.pointers if not self.names.exists(pointer.kind, pointer.key)]
        gone = {id_of(pointer.kind, pointer.key) for pointer in absent if pointer.kind in PART_OWNERS}
        for pointer in absent:
            if (owner := _owner_of(pointer)) in self._failed or owner in gone:
                continue
            if (whole := _whole_of(pointer)) and not self.names.exists(whole.kind, whole.key):
                gone.add(owner)
                pointer = whole
            message = f"`{pointer.key}` is not among the {part_in_words(pointer.kind)}."
            if not self.names.keys.get(pointer.kind, True):
                message = f"there is no vocabulary of {pointer.kind} yet."
            remedy = self.names.near(pointer.kind, pointer.key)
            line = read.source.line(pointer.path)
            yield Problem(read.source.file, line, shown(pointer.path), message, remedy)

    def _typed(self, read: RecordAlone) -> Iterator[Problem]:
        """Results that are typed into prose, field by field; a number in a name of the vocabulary is none."""
        typed: dict[Path, list[DoubtfulNumber]] = {}
        for number in read.doubtful:
            if not is_in_name(number.text, number.span, self.names.numbered_names):
                typed.setdefault(number.path, []).append(number)
        for path, numbers in typed.items():
            message = typed_results([number.shown for number in numbers])
            remedy = f"{numbers[0].rule.remedy} {_IN_A_NAME}"
            yield Problem(read.source.file, read.source.line(path), shown(path), message, remedy)

    def _unknown(self, rows: RecordRows, name: RecordName, origin: tuple[bytes, str]) -> Iterator[Problem]:
        text, file = origin[0].decode("utf-8-sig"), origin[1]
        for reference in dict.fromkeys(rows.unknown):
            if _owner(reference, name) in self._failed:
                continue
            line = text.count("\n", 0, max(text.find(reference), 0)) + 1
            policy = name.policy or name.key
            remedy = self.names.near_token(reference, policy)
            yield Problem(file, line, "", f"{reference} names no {_named(reference)}.", remedy)


def _owner(reference: str, name: RecordName) -> str:
    """Id of the record that has what a token or basis names."""
    bare = reference.strip("[]")
    key = bare.partition("#")[0].partition("/")[0]
    if bare.startswith("fact:"):
        return id_of("policies", name.policy or name.key)
    return id_of("guidelines" if bare.count("/") == 1 and "#" not in bare else "studies", key)


def _named(reference: str) -> str:
    """What a token or basis is meant to name."""
    if reference.startswith("[@"):
        return "reference"
    return "limitation" if "#" in reference else "figure"


def _owner_of(pointer: Pointer) -> str:
    """Id of the record that has what a pointer names as a part of it; empty for a record of its own."""
    if pointer.kind in VOCABULARY:
        return id_of(pointer.kind, "")
    part = PARTS.get(pointer.kind)
    return id_of(part.kind, pointer.key.partition("/")[0]) if part is not None else ""


def _whole_of(pointer: Pointer) -> Pointer | None:
    """The record that a pointer names a part of; None for a pointer at a record or term."""
    part = PARTS.get(pointer.kind)
    return pointer._replace(kind=part.kind, key=pointer.key.partition("/")[0]) if part else None


_IN_A_NAME = "Of a name, add the name to the vocabulary: kb new condition, intervention or outcome."

_MISSED = re.compile("is not among the|^there is no vocabulary of")
