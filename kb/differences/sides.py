"""The two states of a policy that are compared: a published version, or the draft in the database."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from kb.db.connect import Reader
from kb.db.queries import run
from kb.documents.content import Document
from kb.documents.render.as_json import read_json
from kb.errors import KbError
from kb.records.kinds import RecordName, name_of
from kb.records.validating import read_record
from kb.records.writing import write_record
from kb.records.yaml_source import Path as RecordPath
from kb.records.yaml_source import Unreadable
from kb.releases.read import document_of, frozen_texts, manifest_of
from kb.releases.release import Release, read_releases, release_of
from kb.store.convert import hash_of, to_rows
from kb.store.lookups import Lookups
from kb.store.record_texts import record_of
from kb.store.row_changes import fetch
from kb.store.selects import ReaderSelects

DRAFT = "draft"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CHUNK = 200


class Side(Protocol):
    """One state of a policy."""

    def row_paths(self, record: str) -> Mapping[str, RecordPath]:
        """Id of each row of a record -> its path in the text; empty for a record of an older kb."""

    @property
    def label(self) -> str:
        """Effective date, ISO 8601, or ``draft``."""

    @property
    def texts(self) -> dict[str, str]:
        """Name of each record that the policy rests on -> its canonical text, by name."""

    @property
    def document(self) -> Document:
        """The whole policy document."""


@dataclass
class Published:
    """A release as it was frozen; nothing is rendered or converted anew."""

    reader: Reader
    release: Release

    @property
    def label(self) -> str:
        """The effective date."""
        return self.release.effective_date

    @cached_property
    def texts(self) -> dict[str, str]:
        """The frozen texts."""
        return frozen_texts(self.reader, self.release)

    def row_paths(self, record: str) -> Mapping[str, RecordPath]:
        """Where the frozen text of a record says its rows."""
        return _row_paths(self.reader, record, self.texts[record])

    @cached_property
    def document(self) -> Document:
        """The document as it was published. Raises KbError when it was not kept as JSON."""
        return read_json(document_of(self.reader, self.release, "json").decode("utf-8"))


@dataclass
class Draft:
    """The policy as the database has it now; ``templates`` is a folder whose frames replace kb's own."""

    reader: Reader
    policy: str
    templates: Path | None = None

    @property
    def label(self) -> str:
        """``draft``."""
        return DRAFT

    @cached_property
    def texts(self) -> dict[str, str]:
        """The records as they are."""
        return texts_of_policy(self.reader, self.policy)

    def row_paths(self, record: str) -> Mapping[str, RecordPath]:
        """Where the text of a record says its rows."""
        return _row_paths(self.reader, record, self.texts[record])

    @cached_property
    def document(self) -> Document:
        """The document as it would be published."""
        from kb.reports.report import build_report

        return build_report(self.reader, self.policy, templates=self.templates)


def _row_paths(reader: Reader, record: str, text: str) -> Mapping[str, RecordPath]:
    name = name_of(record)
    if name is None:
        return {}
    try:
        parsed = read_record(text.encode(), name, record)
    except Unreadable:
        return {}
    return to_rows(parsed, name, Lookups(ReaderSelects(reader), None)).paths


def texts_of_policy(reader: Reader, policy: str) -> dict[str, str]:
    """Every record that a policy rests on now, by name, with its text: what a release would freeze."""
    kinds: dict[str, list[RecordName]] = {}
    for row in run(reader, "releases/inputs", policy=policy):
        if (name := name_of(row["record"])) is not None:
            kinds.setdefault(name.kind, []).append(name)
    asks = ReaderSelects(reader)
    names = Lookups(asks, None)
    texts = {}
    for kind, of_kind in kinds.items():
        for start in range(0, len(of_kind), _CHUNK):
            chunk = {name.id: name for name in of_kind[start : start + _CHUNK]}
            for id, rows in fetch(asks, kind, list(chunk)).items():
                texts[id] = write_record(record_of(rows, chunk[id], names))
    return dict(sorted(texts.items()))


def side_of(reader: Reader, policy: str, version: str, templates: Path | None = None) -> Side:
    """The state of a policy that a version names: an effective date, or ``draft``.

    Raises KbError for anything else, and for a date on which no release took effect.
    """
    if version == DRAFT:
        return Draft(reader, policy, templates)
    if not _DAY.fullmatch(version):
        raise KbError(f"{version!r} is no version: write an effective date such as 2021-11-01, or draft.")
    return Published(reader, release_of(reader, policy, version))


def choose(
    reader: Reader, policy: str, versions: tuple[str | None, str | None], templates: Path | None = None
) -> tuple[Side, Side]:
    """The two states to compare: those named; else the newest release and the draft.

    Where nothing has changed since the newest release, and there are two, the two newest releases. Raises
    KbError when the policy is unknown or nothing was released.
    """
    from kb.evidence.policies import require_policy

    require_policy(reader, policy)
    first, second = versions
    if first is not None:
        return side_of(reader, policy, first, templates), side_of(reader, policy, second or DRAFT, templates)
    releases = read_releases(reader, policy)
    if not releases:
        raise KbError(
            f"No version of {policy} was released here, so there is nothing to compare the draft with."
            f" kb review open {policy} freezes the version in force."
        )
    draft = Draft(reader, policy, templates)
    if len(releases) > 1 and _is_unchanged(reader, releases[-1], draft):
        return Published(reader, releases[-2]), Published(reader, releases[-1])
    return Published(reader, releases[-1]), draft


def _is_unchanged(reader: Reader, release: Release, draft: Draft) -> bool:
    current_hashes = {record: hash_of(text) for record, text in draft.texts.items()}
    return current_hashes == manifest_of(reader, release)
