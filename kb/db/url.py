"""Database URLs: ``sqlite:///FILE`` and ``postgresql://...``, read without any database library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from kb.errors import KbError

_SQLITE = ("sqlite", "sqlite+pysqlite")
_POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")
_EXAMPLES = "Write sqlite:///FILE (sqlite:////absolute/file) or postgresql://USER@HOST/DATABASE."


class SqliteUrl(NamedTuple):
    """A SQLite file."""

    file: Path

    def __str__(self) -> str:
        return str(self.file)


class PostgresUrl(NamedTuple):
    """A PostgreSQL database; ``rest`` is the URL after its scheme, password included."""

    rest: str

    @property
    def plain(self) -> str:
        """The URL as psycopg and libpq take it."""
        return f"postgresql://{self.rest}"

    @property
    def sqlalchemy(self) -> str:
        """The URL as SQLAlchemy takes it."""
        return f"postgresql+psycopg://{self.rest}"

    def __str__(self) -> str:
        """The URL for messages: without its password."""
        shown = re.sub(r"^([^/@:]*):[^@/]*@", r"\1:***@", self.rest)
        return "postgresql://" + re.sub(r"(?i)([?&](?:ssl)?password=)[^&]*", r"\1***", shown)


def parse_url(url: str) -> SqliteUrl | PostgresUrl:
    """The database that a URL names; a KbError says how to write one."""
    scheme, colon, rest = url.partition("://")
    if not colon:
        looks_like_file = url and "=" not in url
        remedy = f"For a SQLite file write sqlite:///{url}" if looks_like_file else _EXAMPLES
        raise KbError(f"{url!r} is not a database URL. {remedy}")
    if scheme in _POSTGRES:
        return PostgresUrl(rest)
    if scheme not in _SQLITE:
        raise KbError(f"Databases of the kind {scheme!r} are not supported. {_EXAMPLES}")
    file = rest.removeprefix("/")
    if file == rest or not file or file == ":memory:":
        raise KbError(f"The database URL {url!r} names no file. {_EXAMPLES}")
    if "?" in file:
        raise KbError(f"The database URL {url!r} has options after '?', which kb does not take. {_EXAMPLES}")
    return SqliteUrl(Path(file))
