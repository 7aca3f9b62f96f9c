"""Reading a text as if it were a file, for tests."""

from __future__ import annotations

from pathlib import Path

from kb.bibliography.citation import Citation, Malformed
from kb.bibliography.formats.exports import read_citations


def read(folder: Path, content: str | bytes) -> list[Citation | Malformed]:
    """Everything that the reader makes of a file with this content."""
    path = folder / "export.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read_citations(path))


def citations(folder: Path, content: str | bytes) -> list[Citation]:
    """The same, where nothing may be malformed."""
    found = read(folder, content)
    wrong = [str(item) for item in found if isinstance(item, Malformed)]
    assert wrong == []
    return [item for item in found if isinstance(item, Citation)]


def malformed(folder: Path, content: str | bytes) -> list[Malformed]:
    """What was kept aside."""
    return [item for item in read(folder, content) if isinstance(item, Malformed)]
