"""``kb fmt``: files of records put into canonical form."""

from __future__ import annotations

from pathlib import Path

from kb.errors import Problem, ProblemsFound
from kb.files import write_whole
from kb.records.kinds import RecordName, list_folder
from kb.records.validating import read_record, validate
from kb.records.writing import write_record
from kb.records.yaml_source import Unreadable, bytes_of, read_text


def format_text(text: str, name: RecordName, file: str = "") -> str:
    """The canonical text of a record. Raises Unreadable."""
    return write_record(validate(read_text(text, file), name))


def format_folder(path: Path, *, write: bool = True) -> list[Path]:
    """Put the records of a folder into canonical form; returns the files that change (would change).

    Raises ProblemsFound with the problems of all files; then no file is written.
    """
    folder = list_folder(path)
    problems: list[Problem] = list(folder.strays)
    changed: list[tuple[Path, str]] = []
    for name in folder.names:
        file = folder.file(name)
        try:
            content = bytes_of(file)
            text = write_record(read_record(content, name, str(file)))
        except Unreadable as error:
            problems.extend(error.problems)
            continue
        if text.encode() != content:
            changed.append((file, text))
    if problems:
        raise ProblemsFound("Nothing was written, for there are problems:", problems)
    if write:
        for file, text in changed:
            write_whole(file, text)
    return [file for file, _ in changed]
