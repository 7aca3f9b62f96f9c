"""A safe copy of a SQLite database, taken while others may be writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from kb.db import sqlite
from kb.db.url import PostgresUrl, parse_url
from kb.errors import KbError
from kb.files import replacing


def backup(url: str, file: Path, verify: Callable[[str], None] = lambda url: None) -> int:
    """Copy the whole database to a file, whole or not at all; returns its size in bytes.

    Uses SQLite's online backup, so the copy is one state even while somebody loads. Raises KbError for a
    PostgreSQL server, which has tools of its own, and for a file that is the database itself or none at all.
    ``verify`` is given the URL of the copy before that takes the place of the file, and may raise.
    """
    source = parse_url(url)
    if isinstance(source, PostgresUrl):
        raise KbError(
            f"{source} is a server: back it up by pg_dump."
            " To keep a copy as one file, use kb copy --to sqlite:///FILE."
        )
    if file.exists() and file.samefile(source.file):
        raise KbError(f"{file} is the database itself. Name another file.")
    if file.is_file() and file.stat().st_size and not _is_database(file):
        raise KbError(f"{file} is there already, and is no backup. Name another file.")
    with sqlite.reading_file(source.file) as connection, replacing(file, is_database=True) as temporary:
        try:
            with closing(sqlite3.connect(temporary)) as target:
                connection.backup(target)
        except sqlite3.Error as error:
            raise sqlite.in_words(error, file) from error
        verify(f"sqlite:///{temporary.as_posix()}")
    return file.stat().st_size


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"
