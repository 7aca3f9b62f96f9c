"""SQLite by its plain driver: opening a file to read, and errors in words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from kb.errors import KbError, NotAllowed

BUSY_SECONDS = 5.0
"""How long a statement waits for another program that is writing."""


def open_file(file: Path, mode: str, seconds: float | None = None) -> sqlite3.Connection:
    """A connection in autocommit mode; ``mode`` is ``ro``, ``rw`` or ``rwc`` (makes the file, private)."""
    if mode == "rwc":
        with suppress(OSError):  # what is wrong with the place, SQLite says below
            os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    uri = f"{file.absolute().as_uri()}?mode={mode}"
    timeout = BUSY_SECONDS if seconds is None else seconds
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None)


@contextmanager
def reading_file(file: Path) -> Iterator[sqlite3.Connection]:
    """A read-only connection inside one transaction, so that all its reads see the same state."""
    _require_file(file)
    try:
        connection = open_file(file, "ro")
    except sqlite3.Error as error:
        raise in_words(error, file) from error
    try:
        _begin(connection, file)
        yield connection
    finally:
        connection.close()


def _begin(connection: sqlite3.Connection, file: Path) -> None:
    try:
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the snapshot starts here
    except sqlite3.Error as error:
        raise in_words(error, file) from error


def _require_file(file: Path) -> None:
    try:
        missing = not file.exists()
    except OSError as error:
        raise KbError(f"The database {file} cannot be looked at: {error.strerror}.") from error
    if missing:
        raise KbError(
            f"There is no database {file}. Check --database and KB_DATABASE_URL,"
            " or make it: kb migrate, then kb load."
        )
    if file.is_dir():
        raise KbError(f"{file} is a folder; a database is a file in it, for example {file / 'kb.db'}.")


def in_words(error: BaseException, file: Path) -> KbError:
    """The error of the driver as a message about the database file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, message in _MESSAGES.items():
        if name.startswith(prefix):
            kind = NotAllowed if prefix == "SQLITE_READONLY" else KbError
            return kind(message.format(file=file, folder=file.parent))
    return KbError(f"The database {file} reports: {error}.")


_MESSAGES = {
    "SQLITE_NOTADB": "{file} is not a SQLite database. Check the path; nothing was changed.",
    "SQLITE_CORRUPT": "The database {file} is damaged. Restore it from a backup, or load the records again.",
    "SQLITE_BUSY": "The database {file} is locked: another program is writing to it."
    " Wait until it has finished, or close it.",
    "SQLITE_LOCKED": "The database {file} is locked by this program itself; please report this.",
    "SQLITE_READONLY_ROLLBACK": "A program that wrote to {file} was stopped half way."
    " Run `kb migrate` once: it takes the half-written changes back.",
    "SQLITE_READONLY": "The database {file} cannot be written to."
    " Check that you may write to the file and to its folder {folder}.",
    "SQLITE_CANTOPEN": "The database {file} cannot be opened."
    " Check that the folder {folder} exists and that you may read the file and the folder.",
    "SQLITE_PERM": "You may not open the database {file}. Check the permissions of the file and its folder.",
    "SQLITE_FULL": "The disk that holds {file} is full. Nothing was changed.",
    "SQLITE_IOERR": "The disk that holds {file} failed while reading or writing.",
}
