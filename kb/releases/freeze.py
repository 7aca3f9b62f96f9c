"""Freezing a version of a policy: the records it rests on and its documents, inside a write transaction."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import kb
from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError
from kb.evidence.policies import policy_numbers
from kb.records.kinds import name_of
from kb.records.writing import write_record
from kb.releases.forms import render_all
from kb.releases.release import newest_release
from kb.releases.sealing.seal import seal
from kb.store.convert import hash_of
from kb.store.database import Writer
from kb.store.lookups import Lookups
from kb.store.record_texts import record_of
from kb.store.row_changes import ChangeAuthor, fetch
from kb.store.rows import Row

_MARKS = 500
"""Hashes asked for at once."""


@dataclass(frozen=True)
class NewRelease:
    """What is to be frozen, and on whose word."""

    policy: str
    effective_date: str
    """ISO 8601 date; later than that of every release of the policy."""
    author: ChangeAuthor
    cycle: str | None = None
    """The review cycle that it ends; None for the version that was in force before kb knew the policy."""
    because: str | None = None
    """Why it is published though something is open; None when nothing is."""
    templates: Path | None = None
    """Folder whose frames replace ours."""
    further: Mapping[str, bytes] = field(default_factory=dict)
    """Documents kept beside the policy, by form (``appendix-markdown``)."""


@dataclass(frozen=True, slots=True)
class FreezeResult:
    """What was frozen."""

    release: str
    """``policy@effective date``."""
    records: int
    forms: tuple[str, ...]
    hash: str
    """Covers the version and all before it: whoever keeps it elsewhere can tell whether one was forged."""

    def sentence(self) -> str:
        """The outcome for a person."""
        policy, _, date = self.release.partition("@")
        return f"Froze {policy} of {date}: {self.records} records; {', '.join(self.forms)}."

    @property
    def hash_sentence(self) -> str:
        """The hash for a person, and what it is for."""
        policy, _, date = self.release.partition("@")
        return (
            f"Keep this hash of the version of {date} elsewhere: {self.hash}"
            f" (kb policy versions {policy} --verify --expect HASH tells what was forged or removed)."
        )


def freeze(writer: Writer, publication: NewRelease) -> FreezeResult:
    """Keep a version of a policy as it is in this transaction, forever.

    Raises KbError when there is no such policy, or when a version of this date or of a later one is kept.
    """
    reader = writer.reader()
    release = f"{publication.policy}@{publication.effective_date}"
    supersedes = _superseded(reader, publication)
    texts = texts_of_policy(writer, publication.policy)
    documents = _rendered(reader, publication)
    writer.insert("release", [_row(publication, release, supersedes)])
    _freeze_records(writer, release, texts)
    conclusions = run(reader, "releases/conclusions", policy=publication.policy)
    rows = [{"id": f"{release}/{row['indication_key']}", "release_id": release, **row} for row in conclusions]
    writer.insert("release_conclusion", rows)
    forms = {**documents, **publication.further}
    writer.insert("release_document", [_document(release, form, made) for form, made in forms.items()])
    hash = seal(writer, publication.policy, release, supersedes)
    return FreezeResult(release, len(texts), tuple(forms), hash)


def texts_of_policy(writer: Writer, policy: str) -> dict[str, str]:
    """Every record that a policy rests on, by name, with its canonical text of now."""
    kinds: dict[str, list[str]] = {}
    for row in run(writer.reader(), "releases/inputs", policy=policy):
        name = name_of(row["record"])
        assert name is not None, row["record"]
        kinds.setdefault(name.kind, []).append(name.id)
    names = Lookups(writer, None)
    texts = {}
    for kind, ids in kinds.items():
        for start in range(0, len(ids), _MARKS):
            for id, rows in fetch(writer, kind, ids[start : start + _MARKS]).items():
                name = name_of(id)
                assert name is not None
                texts[id] = write_record(record_of(rows, name, names))
    return dict(sorted(texts.items()))


def _superseded(reader: Reader, publication: NewRelease) -> str | None:
    """Id of the version before. Raises KbError when this one does not come after it."""
    if publication.policy not in policy_numbers(reader):
        raise KbError(f"There is no policy {publication.policy}. kb policy list shows all.")
    newest = newest_release(reader, publication.policy)
    if newest is None:
        return None
    if newest.effective_date >= publication.effective_date:
        raise KbError(
            f"The version of {publication.policy} of {newest.effective_date} is published already."
            " A new one takes effect after it: give a later date with --effective."
        )
    return newest.id


def _rendered(reader: Reader, publication: NewRelease) -> dict[str, bytes]:
    from kb.reports.report import build_report

    return render_all(build_report(reader, publication.policy, templates=publication.templates))


def _row(publication: NewRelease, release: str, supersedes: str | None) -> Row:
    return {
        "id": release,
        "policy_id": publication.policy,
        "review_cycle_id": publication.cycle,
        "supersedes_id": supersedes,
        "effective_date": publication.effective_date,
        "published_at": publication.author.at,
        "who": publication.author.who,
        "because": publication.because,
        "program": kb.__version__,
    }


def _freeze_records(writer: Writer, release: str, texts: Mapping[str, str]) -> None:
    """The manifest, and the texts that no release keeps yet."""
    hashes = {record: hash_of(text) for record, text in texts.items()}
    by_hash = {hashes[record]: text for record, text in texts.items()}
    new = by_hash.keys() - _kept(writer, list(by_hash))
    writer.insert("frozen_record", [{"id": hash, "text": by_hash[hash]} for hash in sorted(new)])
    rows = [
        {"id": f"{release}/{record}", "release_id": release, "record_name": record, "content_hash": hash}
        for record, hash in hashes.items()
    ]
    writer.insert("release_record", rows)


def _kept(writer: Writer, hashes: Sequence[str]) -> set[str]:
    kept: set[str] = set()
    for start in range(0, len(hashes), _MARKS):
        chunk = hashes[start : start + _MARKS]
        marks = ", ".join("?" * len(chunk))
        sql = f"SELECT id FROM frozen_record WHERE id IN ({marks})"  # noqa: S608  (values are bound)
        rows = writer.rows(sql, chunk)
        kept |= {row["id"] for row in rows}
    return kept


def _document(release: str, form: str, content: bytes) -> Row:
    """One document as a row: text as it is, other bytes as Base64."""
    try:
        encoding, kept = "utf-8", content.decode("utf-8")
        if "\0" in kept:
            raise ValueError("PostgreSQL keeps no NUL in a text")
    except ValueError:
        encoding, kept = "base64", base64.b64encode(content).decode("ascii")
    return {
        "id": f"{release}/{form}",
        "release_id": release,
        "format": form,
        "encoding": encoding,
        "content": kept,
        "sha256": hashlib.sha256(content).hexdigest(),
    }
