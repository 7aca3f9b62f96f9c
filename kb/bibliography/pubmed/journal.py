"""The state of a download, next to its file: killed at any point, it goes on where it stopped.

``FILE.part`` holds the records so far, ``FILE.part.json`` a line about the search and one for each batch
that is safely in the former. What is in ``FILE.part`` beyond the last such line is asked for again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from kb.bibliography.pubmed.verify import sha256_of
from kb.errors import KbError
from kb.files import give_rights, write_whole

_VERSION = 1


@dataclass(slots=True)
class Journal:
    """What is already here of one download. Made by :func:`begin` or :func:`resume`."""

    file: Path
    """The file that the records are for."""
    search: Mapping[str, Any]
    """What was searched for and found; see :mod:`kb.bibliography.pubmed.download`."""
    size: int = 0
    """Bytes of ``FILE.part`` that are sure."""
    pmids: list[str] = field(default_factory=list)
    """Of the records in them, in their order."""
    finished: str | None = None
    """SHA-256 of the finished file, from the moment on when only its name is missing."""

    @property
    def part(self) -> Path:
        """The records so far."""
        return _beside(self.file, ".part")

    @property
    def state(self) -> Path:
        """The lines about them."""
        return _beside(self.file, ".part.json")

    def open(self, head: bytes) -> None:
        """Put the beginning of the file there, unless something is there already."""
        if not self.size:
            self.add([("", head)])
            self.pmids.clear()

    def add(self, records: Sequence[tuple[str, bytes]]) -> None:
        """Add whole records: first they are made safe on disk, then it is noted that they are there."""
        data = b"".join(record for _, record in records)
        with _open_to_write(self.part) as part:
            part.truncate(self.size)
            part.seek(self.size)
            part.write(data)
            _make_safe(part)
        pmids = [pmid for pmid, _ in records]
        self._note({"size": self.size + len(data), "pmids": [pmid for pmid in pmids if pmid]})
        self.size += len(data)
        self.pmids += pmids

    def close(self, foot: bytes) -> Path:
        """Put the end of the file to the records; returns the file, which is whole then."""
        with _open_to_write(self.part) as part:
            part.truncate(self.size)
            part.seek(self.size)
            part.write(foot)
            _make_safe(part)
        return self.part

    def finish(self, sha256: str) -> None:
        """Give the records the name that they are for. The state stays until :meth:`forget`."""
        self._note({"finished": sha256})
        self.finished = sha256
        give_rights(self.part, self.file.stat() if self.file.exists() else None)
        self.part.replace(self.file)

    def forget(self) -> None:
        """Remove what is only needed to go on."""
        self.part.unlink(missing_ok=True)
        self.state.unlink(missing_ok=True)

    def _note(self, line: Mapping[str, Any]) -> None:
        with self.state.open("ab") as state:
            state.write(json.dumps(line).encode() + b"\n")
            _make_safe(state)


def begin(file: Path, search: Mapping[str, Any]) -> Journal:
    """A download of which nothing is here yet. Raises KbError when nothing can be written there."""
    journal = Journal(file, search)
    journal.forget()
    write_whole(journal.state, json.dumps({"version": _VERSION, "search": search}) + "\n")
    return journal


def resume(file: Path) -> Journal | None:
    """The download that was interrupted; None when there is none, or nothing that one could go on with."""
    journal = Journal(file, {})
    try:
        lines = _whole_lines(journal.state)
    except FileNotFoundError:
        return None
    if not lines or lines[0][0].get("version") != _VERSION:
        return None
    journal.search = lines[0][0]["search"]
    last = lines[-1][0].get("finished")
    if not journal.part.exists() and last and file.exists() and sha256_of(file) == last:
        journal.finished = last
        journal.pmids = [pmid for line, _ in lines for pmid in line.get("pmids", ())]
    else:
        _take_up(journal, lines)
    return journal


def _take_up(journal: Journal, lines: Sequence[tuple[Mapping[str, Any], int]]) -> None:
    """Count what is in ``FILE.part``, and forget the lines about what somebody has cut off there."""
    here = journal.part.stat().st_size if journal.part.exists() else -1
    end = lines[0][1]
    for line, line_end in lines[1:]:
        if "size" not in line or line["size"] > here:
            break
        journal.size, end = line["size"], line_end
        journal.pmids += line["pmids"]
    with journal.state.open("r+b") as state:
        state.truncate(end)


def _whole_lines(file: Path) -> list[tuple[dict[str, Any], int]]:
    """The lines of a state, each with the place where it ends; a kill may leave a part of one more."""
    whole, end = [], 0
    with file.open("rb") as lines:
        for line in lines:
            end += len(line)
            try:
                value = json.loads(line)
            except ValueError:
                break
            if not line.endswith(b"\n") or not isinstance(value, dict):
                break
            whole.append((value, end))
    return whole


def _open_to_write(path: Path) -> BinaryIO:
    try:
        return path.open("r+b" if path.exists() else "w+b")
    except OSError as error:
        raise KbError(f"{path}: cannot be written ({error.strerror}). Check your rights.") from error


def _make_safe(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _beside(file: Path, ending: str) -> Path:
    return file.with_name(file.name + ending)
