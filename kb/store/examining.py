"""One record against everything that a load asks of it: its own form, and what it says of other records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kb.errors import Problem
from kb.records.kinds import RecordName, id_of
from kb.records.validating import validate
from kb.records.writing import write_record
from kb.records.yaml_source import RecordSource, Unreadable, read_bytes, shown
from kb.store.claims import Claims
from kb.store.convert import VOCABULARY, to_rows
from kb.store.lookups import Lookups
from kb.store.pointers import pointers
from kb.store.rows import RecordRows


@dataclass(frozen=True, slots=True)
class ReadRecord:
    """A record as read from its text, with its rows and canonical text."""

    name: RecordName
    source: RecordSource
    rows: RecordRows
    text: str


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

    def fail(self, name: RecordName, problems: Sequence[Problem]) -> ReadRecord | None:
        """Note problems of a record; always None, so that a reader can return it."""
        self.problems += problems
        self._failed.add(name.id)
        return None

    def read(self, content: bytes, name: RecordName, file: str, *, again: bool = False) -> ReadRecord | None:
        """The record in a text, or None when it has problems, which are noted.

        ``again`` is for records in ``open``, when all others are read: a token must name something now.
        """
        try:
            source = read_bytes(content, file)
            record = validate(source, name)
        except Unreadable as unreadable:
            return self.fail(name, unreadable.problems)
        if name.kind in VOCABULARY:
            self.names.learn(record, name.kind)
        if not again and (missing := list(self._missing(record, name, source))):
            return self.fail(name, missing)
        rows = to_rows(record, name, self.names)
        if rows.unknown and not again:
            self.open.append(name)
        elif rows.unknown and (unknown := list(self._unknown(rows, name, (content, file)))):
            return self.fail(name, unknown)
        if not again and (conflicts := list(self._claims.conflicts(rows, source))):
            return self.fail(name, conflicts)
        return ReadRecord(name, source, rows, write_record(record))

    def _missing(self, record: Any, name: RecordName, source: RecordSource) -> Iterator[Problem]:
        for pointer in pointers(record, name):
            owner = _OWNERS.get(pointer.kind, "").format(pointer.key.partition("/")[0])
            if owner not in self._failed and not self.names.exists(pointer.kind, pointer.key):
                remedy = self.names.near(pointer.kind, pointer.key)
                message = f"`{pointer.key}` is not among the {_WORDS.get(pointer.kind, pointer.kind)}."
                yield Problem(source.file, source.line(pointer.path), shown(pointer.path), message, remedy)
        if name.kind == "studies":
            yield from self._repeated_roles(record, source)

    def _repeated_roles(self, study: Any, source: RecordSource) -> Iterator[Problem]:
        """A role that an outcome has anyway is not written, so that each record has one text."""
        for index, result in enumerate(study.results):
            if result.role is not None and result.role == self.names.role(result.outcome):
                path = ("results", index, "role")
                message = f"`{result.role}` is the usual role of {result.outcome}."
                yield Problem(source.file, source.line(path), shown(path), message, "Remove the line.")

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


_OWNERS = {"items": "instruments/{}", "recommendations": "guidelines/{}"}
_WORDS = {"items": "codes of the instrument"}
