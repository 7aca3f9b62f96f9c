"""The SQLAlchemy engine that writes."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import Connection, ExceptionContext
from sqlalchemy.pool import NullPool

from kb.db import postgres, sqlite
from kb.db.url import PostgresUrl, SqliteUrl
from kb.errors import KbError


def make_engine(url: SqliteUrl | PostgresUrl, *, create: bool, foreign_keys: bool = True) -> Engine:
    """An engine whose transactions are real ones on both databases, schema changes included."""
    if isinstance(url, PostgresUrl):
        return _postgres_engine(url)
    return _sqlite_engine(url.file, create=create, foreign_keys=foreign_keys)


def _sqlite_engine(file: Path, *, create: bool, foreign_keys: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        if create:
            _make_folder(file.parent)
        elif not file.exists():
            raise KbError(f"There is no database {file}. Make it: kb migrate, then kb load.")
        try:
            connection = sqlite.open_file(file, "rwc" if create else "rw")
            connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        except sqlite3.Error as error:
            raise sqlite.in_words(error, file) from error
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=NullPool)

    # The driver would start a transaction at the first INSERT only, leaving DDL and reads outside it.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        name = getattr(context.original_exception, "sqlite_errorname", "") or ""
        if name.startswith(_ENVIRONMENT):
            raise sqlite.in_words(context.original_exception, file) from context.original_exception

    return engine


_ENVIRONMENT = (
    "SQLITE_NOTADB",
    "SQLITE_CORRUPT",
    "SQLITE_BUSY",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_PERM",
    "SQLITE_FULL",
    "SQLITE_IOERR",
)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KbError(f"The folder {folder} for the database cannot be made: {error.strerror}.") from error


def _postgres_engine(url: PostgresUrl) -> Engine:
    driver = postgres.import_driver()

    def connect() -> Any:
        try:
            return driver.connect(url.plain, connect_timeout=postgres.CONNECT_SECONDS)
        except driver.Error as error:  # also of an option that libpq does not know
            raise postgres.in_words(error, url) from error

    # libpq alone reads the URL: SQLAlchemy would read it in its own way, and repeat it in its errors.
    engine = create_engine("postgresql+psycopg://", creator=connect, poolclass=NullPool)

    @event.listens_for(engine, "handle_error")
    def explain(context: ExceptionContext) -> None:
        error = context.original_exception
        if not isinstance(error, driver.Error):
            return
        unreached = isinstance(error, driver.OperationalError) and error.sqlstate is None
        if unreached or error.sqlstate in postgres.STATES:
            raise postgres.in_words(error, url) from error

    return engine
