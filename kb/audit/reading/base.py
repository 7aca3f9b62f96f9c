"""What a reader of one kind of file gives, and how large a source may be."""

from __future__ import annotations

from dataclasses import dataclass

from kb.errors import KbError

MOST_BYTES = 200_000_000
MOST_UNPACKED = 500_000_000
"""Bytes of all parts of a packed file (DOCX) together."""
MOST_CHARACTERS = 5_000_000


def too_large(name: str) -> KbError:
    """The error about a file that is too large, packed or unpacked."""
    return KbError(
        f"{name}: is too large for a source document (more than {MOST_BYTES // 1_000_000} MB, or"
        f" {MOST_CHARACTERS // 1_000_000} million characters of text). Is it the right file?"
    )


@dataclass(frozen=True, slots=True)
class ReadText:
    """Plain text; first characters of its pages, none where it has none; what could not be read."""

    text: str
    pages: tuple[int, ...] = ()
    remarks: tuple[str, ...] = ()
