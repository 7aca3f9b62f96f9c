"""A safe copy of a SQLite database, taken while others may be writing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import BinaryIO

from kb.db import sqlite
from kb.db.append_only import append_only_tables
from kb.db.connect import Reader, read
from kb.db.url import PostgresUrl, parse_url
from kb.errors import KbError
from kb.files import replacing

_PIECE = 1 << 20
"""Bytes copied at a time."""


def backup(url: str, file: Path, verify: Callable[[Reader], None] = lambda reader: None) -> int:
    """Copy the whole database to a file, whole or not at all; returns its size in bytes.

    The copy is one state even while somebody loads. It takes the place of an earlier copy only. Raises
    KbError for a PostgreSQL server, which has tools of its own, and for a file that is the database itself
    or anything but an earlier copy of it. ``verify`` is given the state that is copied, before anything is
    written, and may raise.
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
    _require_not_in_use(file)
    # Closing any handle of a file lets go of the locks that SQLite holds on it: this one is closed last.
    with _opened(source.file) as raw, read(url) as reader:
        verify(reader)
        if file.is_file() and file.stat().st_size:
            _require_earlier_copy(source.file, file)
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


def _require_not_in_use(file: Path) -> None:
    """Nothing, when SQLite keeps nothing beside the file, which it would take for a part of the copy."""
    beside = (file.parent / f"{file.name}{ending}" for ending in ("-wal", "-journal"))
    if kept := next((each for each in beside if each.exists()), None):
        raise KbError(
            f"{file} is a database in use, or one that was left in the middle of a change:"
            f" {kept.name} is beside it. Name another file."
        )


def _require_earlier_copy(source: Path, file: Path) -> None:
    """Nothing, when all that the database in the file ever recorded is recorded in the source, too.

    Raises KbError for another knowledge base, and a copy that people went on with.
    """
    try:
        other = _recorded_only_in(file, source)
    except sqlite3.Error as error:  # it has not the tables of ours, or cannot be read
        raise KbError(
            f"{file} is a database of another kind or version, and no earlier copy of {source}."
            " Name another file."
        ) from error
    if other:
        raise KbError(
            f"{file} is another database: it holds what {source} does not ({', '.join(other)})."
            " Name another file."
        )


def _recorded_only_in(file: Path, source: Path) -> list[str]:
    """Tables in which the first database has rows, of those never changed, that the second has not."""
    with closing(sqlite3.connect(":memory:", uri=True)) as connection:
        for name, path in (("earlier", file), ("own", source)):
            connection.execute(f"ATTACH ? AS {name}", (f"{path.resolve().as_uri()}?mode=ro",))
        return [table for table, query in _rows_only_earlier() if connection.execute(query).fetchone()]


def _rows_only_earlier() -> Iterator[tuple[str, str]]:
    """Each table to which rows are only added, and a query for those that the earlier database alone has."""
    from sqlalchemy import Integer

    for table in append_only_tables():
        counted = any(isinstance(column.type, Integer) for column in table.primary_key)
        columns = table.columns if counted else table.primary_key.columns  # two databases count alike
        names = ", ".join(f'"{column.name}"' for column in columns)
        rows = f'SELECT {names} FROM {{}}."{table.name}"'  # noqa: S608 - names of ours
        yield table.name, f"{rows.format('earlier')} EXCEPT {rows.format('own')} LIMIT 1"


def _is_database(file: Path) -> bool:
    with file.open("rb") as opened:
        return opened.read(16) == b"SQLite format 3\0"
