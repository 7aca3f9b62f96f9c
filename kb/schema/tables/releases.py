"""Sign-offs and releases: what was concluded by whom, and what each published version said."""

from __future__ import annotations

from kb import codes
from kb.schema.tables.base import (
    SchemaTable,
    bytes_column,
    coded,
    described,
    foreign_key,
    primary_key,
    text_column,
    unique,
)


class ApprovalTable(SchemaTable, table=True):
    __tablename__ = "approval"
    __table_args__ = described(
        "One row per sign-off of a conclusion.",
        unique("indication_id", "approved_at", "who"),
        coded("verdict", codes.VERDICT),
    )
    id: str = primary_key("indication/time/who")
    indication_id: str = foreign_key("indication.id", "The indication signed off")
    review_cycle_id: str | None = foreign_key(
        "review_cycle.id", "The review cycle; null outside one", null=True
    )
    who: str = text_column("Who signed")
    approved_at: str = text_column("When, UTC, ISO 8601")
    verdict: str | None = text_column(
        "The verdict signed; null where findings without one were signed", codes=codes.VERDICT, null=True
    )
    because: str | None = text_column(
        "Why the conclusion is so, in their words; null when not said", null=True
    )
    basis_hash: str = text_column("SHA-256 of the rows that the conclusion rested on at that moment")


class ReleaseTable(SchemaTable, table=True):
    __tablename__ = "release"
    __table_args__ = described(
        "One row per published version of a policy.",
        unique("policy_id", "effective_date"),
    )
    id: str = primary_key("policy@date")
    policy_id: str = foreign_key("policy.id", "The policy")
    review_cycle_id: str | None = foreign_key(
        "review_cycle.id", "The review cycle that it ends; null for a version published before kb", null=True
    )
    supersedes_id: str | None = foreign_key("release.id", "The version before; null for the first", null=True)
    effective_date: str = text_column("When it takes effect, ISO 8601 date")
    published_at: str = text_column("When it was published, UTC, ISO 8601")
    who: str = text_column("Who published it")
    because: str | None = text_column(
        "Why it was published with problems or missing sign-offs; null when there were none", null=True
    )
    program: str = text_column("Version of the program that rendered it")


class ReleaseConclusionTable(SchemaTable, table=True):
    __tablename__ = "release_conclusion"
    __table_args__ = described(
        "One row per indication of a release: the conclusion that was published.",
        unique("release_id", "indication_key"),
        coded("verdict", codes.VERDICT),
        coded("effect", codes.EFFECT_PHRASE),
    )
    id: str = primary_key("release/indication")
    release_id: str = foreign_key("release.id", "The release")
    indication_key: str = text_column("Key of the indication, which may be gone by now")
    verdict: str | None = text_column(
        "Whether the evidence was sufficient; null without a conclusion", null=True, codes=codes.VERDICT
    )
    effect: str | None = text_column(
        "What it was, or was not, sufficient to determine; null without a conclusion",
        null=True,
        codes=codes.EFFECT_PHRASE,
    )


class FrozenRecordTable(SchemaTable, table=True):
    __tablename__ = "frozen_record"
    __table_args__ = described(
        "One row per text of a record that a release froze; releases share them.",
    )
    id: str = primary_key("SHA-256 of the text in UTF-8")
    text: str = text_column("Canonical text of the record, YAML")


class ReleaseRecordTable(SchemaTable, table=True):
    __tablename__ = "release_record"
    __table_args__ = described(
        "One row per record that a release froze: the manifest.",
        unique("release_id", "record_name"),
    )
    id: str = primary_key("release/record")
    release_id: str = foreign_key("release.id", "The release")
    record_name: str = text_column("Kind and name of the record")
    content_hash: str = foreign_key("frozen_record.id", "SHA-256 of its canonical text at that moment")


class ReleaseDocumentTable(SchemaTable, table=True):
    __tablename__ = "release_document"
    __table_args__ = described(
        "One row per form in which a release was rendered: kept to the byte.",
        unique("release_id", "format"),
        coded("encoding", codes.CONTENT_ENCODING),
    )
    id: str = primary_key("release/format")
    release_id: str = foreign_key("release.id", "The release")
    format: str = text_column("Form: markdown, html, docx, pdf, json, text")
    encoding: str = text_column("How its bytes are kept", codes=codes.CONTENT_ENCODING)
    content: str = text_column("The document")
    sha256: str = text_column("SHA-256 of its bytes")


class ReleasePartTable(SchemaTable, table=True):
    __tablename__ = "release_part"
    __table_args__ = described(
        "One row per part of a release (its records, its documents, the decisions of its review ...): what"
        " each row of the part was when it was published. Append only.",
        unique("release_id", "part"),
    )
    id: str = primary_key("release/part")
    release_id: str = foreign_key("release.id", "The release")
    part: str = text_column("Name of the part")
    listing: bytes = bytes_column(
        "Key and SHA-256 of each row of the part, JSON, compressed (raw deflate of UTF-8)"
    )
    sha256: str = text_column("SHA-256 of the listing, not compressed")


class ReleaseSealTable(SchemaTable, table=True):
    __tablename__ = "release_seal"
    __table_args__ = described(
        "One row per release: the hash that covers it and, through the hash before, all versions before it."
        " Append only.",
        unique("release_id"),
    )
    id: str = primary_key("The release")
    release_id: str = foreign_key("release.id", "The release")
    hash_before: str | None = text_column("Hash of the version before; null for the first", null=True)
    hash: str = text_column("SHA-256 over hash_before, the release and the SHA-256 of each of its parts")
