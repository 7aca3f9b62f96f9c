"""Reading a downloaded file again, by the reader that will import it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from kb.errors import KbError


def verify(file: Path, pmids: Sequence[str]) -> tuple[str, ...]:
    """Remarks on single records that the import will keep aside.

    Raises KbError when the file does not hold just the records with these PMIDs, each once.
    """
    from kb.bibliography.citation import Malformed
    from kb.bibliography.formats.exports import read_citations

    left, aside, others = set(pmids), list[str](), 0
    for record in read_citations(file) if pmids else ():
        if isinstance(record, Malformed):
            aside.append(str(record))
            others += record.place.line == 0
        elif record.pmid in left:
            left.remove(record.pmid)
        else:
            others += 1
    if others or len(left) > len(aside):
        raise KbError(
            f"{file}: reads back with other records than were downloaded ({len(left)} missing, {others} too"
            " many). Was it changed meanwhile? Repeat the command with --fresh."
        )
    return tuple(aside)


def sha256_of(file: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
