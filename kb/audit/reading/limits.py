"""How large a source may be: more is no document, or one made to fill the memory of its reader."""

from __future__ import annotations

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
