"""Reading what was frozen: the manifest, the texts of the records, the documents, each held to its hash."""

from __future__ import annotations

import base64
import binascii
import hashlib

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError
from kb.releases.release import Release
from kb.releases.sealing.damage import is_sealed


class Damaged(KbError):
    """What is kept is not what was frozen: somebody changed it in the database."""

    def __init__(self, release: Release, what: str) -> None:
        super().__init__(
            f"{what} of {release.policy} {release.effective_date} is not what was frozen: its hash differs."
            " It was changed in the database without kb. Restore it from a backup."
        )


def manifest_of(reader: Reader, release: Release) -> dict[str, str]:
    """Name of each frozen record (``studies/wang-2015``) to the SHA-256 of its text, by name."""
    return {row["record"]: row["hash"] for row in run(reader, "releases/manifest", release=release.id)}


def frozen_texts(reader: Reader, release: Release) -> dict[str, str]:
    """Name of each frozen record to its canonical text at that time, by name. Raises Damaged."""
    rows = run(reader, "releases/texts", release=release.id, record=None)
    return {row["record"]: _held(release, row["record"], row["text"], row["hash"]) for row in rows}


def frozen_text(reader: Reader, release: Release, record: str) -> str | None:
    """The text of one record at that time; None when the release did not freeze it. Raises Damaged."""
    rows = run(reader, "releases/texts", release=release.id, record=record)
    return _held(release, record, rows[0]["text"], rows[0]["hash"]) if rows else None


def forms_of(reader: Reader, release: Release) -> dict[str, str]:
    """Form of each frozen document to the SHA-256 of its bytes, by form."""
    return {row["form"]: row["sha256"] for row in run(reader, "releases/documents", release=release.id)}


def document_of(reader: Reader, release: Release, form: str) -> bytes:
    """A document of a release, to the byte. Nothing is rendered anew.

    Raises KbError that names the forms there are, Damaged when the bytes are not those that were frozen.
    """
    rows = run(reader, "releases/document", release=release.id, form=form)
    if not rows:
        kept = ", ".join(forms_of(reader, release)) or "none"
        raise KbError(
            f"{release.policy} {release.effective_date} was not frozen as {form}, and a published version is"
            f" never rendered anew. Forms kept: {kept}."
        )
    row = rows[0]
    try:
        content = (
            base64.b64decode(row["content"], validate=True)
            if row["encoding"] == "base64"
            else row["content"].encode("utf-8")
        )
    except binascii.Error as error:
        raise Damaged(release, f"The document ({form})") from error
    intact = hashlib.sha256(content).hexdigest() == row["sha256"]
    if not intact or not is_sealed(reader, release.id, "documents", form):
        raise Damaged(release, f"The document ({form})")
    return content


def _held(release: Release, record: str, text: str, hash: str) -> str:
    if hashlib.sha256(text.encode("utf-8")).hexdigest() != hash:
        raise Damaged(release, f"The record {record}")
    return text
