"""Document records: source documents that figures are traced to by character position."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from kb.records.base import Record
from kb.records.keeping import TableRow
from kb.records.scalars import PartialDate, Refused, Scalar, Slug, Text, Whole


def _sha256(value: str) -> str:
    if len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise Refused(f"`{value}` is no SHA-256.", "It has 64 digits and letters from a to f.")
    return value


class Document(Record):
    """A source document; its text is not part of the evidence."""

    row = TableRow("document", id="{document}")
    document: Slug = Field(description="Key of the document; the file's name")
    title: Text = Field(description="Title of the document")
    publisher: Text = Field(description="Who published it")
    date: PartialDate = Field(description="Date of the document, ISO 8601, as precise as known")
    characters: Whole = Field(description="Length of its plain text in characters")
    sha256: Annotated[str, Scalar(_sha256, {"type": "string", "pattern": "^[0-9a-f]{64}$"})] = Field(
        description="SHA-256 of its plain text in UTF-8"
    )
