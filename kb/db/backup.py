"""A safe copy of a SQLite database, taken while others may be writing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from kb.db import sqlite
from kb.db.connect import Reader, read
from kb.db.url import PostgresUrl, parse_url
from kb.errors import KbError
from kb.files import replacing

_PIECE = 1 << 20
"""Bytes copied at a time."""


def backup(url: str, file: Path, verify: Callable[[Reader], None] = lambda reader: None) -> int:
    """Copy the whole database to a file, whole or not at all; returns its size in bytes.

    The copy is one state even while somebody loads. Raises KbError for a PostgreSQL server, which has tools
    of its own, and for a file that is the database itself or none at all. ``verify`` is given the state
    that is copied, before anything is written, and may raise.
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
    # Closing any handle of a file lets go of the locks that SQLite holds on it: this one is closed last.
    with _opened(source.file) as raw, read(url) as reader:
        verify(reader)
        if reader.rows("PRAGMA journal_mode")[0]["journal_mode"] == "wal":
            _copy_by_sqlite(source.file, file)
        else:
            with replacing(file, is_database=True) as temporary, temporary.open("wb") as target:
                shutil.copyfileobj(raw, target, _PIECE)
    return file.stat().st_size


@contextmanager
def _opened(file: Path) -> Iterator[BinaryIO]:
    """The bytes of a database, which nobody changes while it is read by SQLite, too."""
    if not file.exists():
        with sqlite.reading_file(file):
            raise AssertionError("a database that is not there was read")
    with file.open("rb") as opened:
        yield opened


def _copy_by_sqlite(source: Path, file: Path) -> None:
    """Copy a database of which a part is in the log beside it (WAL): SQLite alone can put them together."""
    with (
        sqlite.reading_file(source) as connection,
        replacing(file, is_database=True, needs_name=True) as temporary,
    ):
        try:
            with closing(sqlite3.connect(temporary)) as target:
                connection.backup(target)
        except sqlite3.Error as error:
            raise sqlite.in_words(error, file) from error


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"
