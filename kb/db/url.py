"""Database URLs: ``sqlite:///FILE`` and ``postgresql://...``, read without any database library."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from kb.errors import KbError

_SQLITE = ("sqlite", "sqlite+pysqlite")
_POSTGRES = ("postgres", "postgresql", "postgresql+psycopg")
_EXAMPLES = "Write sqlite:///FILE (sqlite:////absolute/file) or postgresql://USER@HOST/DATABASE."
_SERVER = re.compile(
    r"""
      (?: (?P<user> [^:/?\#@\[\]]* ) (?: : (?P<password> [^:/?\#@\[\]]* ) )? @ )?
      (?P<hosts> (?: [^:/?\#@,\[\]]* | \[[0-9A-Fa-f:.%]+\] ) (?: : [0-9]* )?
        (?: , (?: [^:/?\#@,\[\]]* | \[[0-9A-Fa-f:.%]+\] ) (?: : [0-9]* )? )* )
      (?: / (?P<database> [^/?\#@]* ) )?
      (?: \? (?P<options> [^\#@]* ) )?
    """,
    re.VERBOSE,
)
"""What follows ``postgresql://``; a sign that parts it is written as % and two hexadecimal digits."""
_SHOWN = re.compile(r"(?:host|hostaddr|port|dbname|user)=[\w./,-]*")
"""An option of a server URL that messages may show; any other could be a secret."""


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

    def __str__(self) -> str:
        """The URL for messages: without its password, and with no option that could hold one."""
        parts = _SERVER.fullmatch(self.rest)
        if parts is None:
            return "postgresql://***"
        login = "" if parts["user"] is None else parts["user"] + (":***@" if parts["password"] else "@")
        place = parts["hosts"] + ("" if parts["database"] is None else f"/{parts['database']}")
        options = [option for option in (parts["options"] or "").split("&") if _SHOWN.fullmatch(option)]
        return f"postgresql://{login}{place}" + (f"?{'&'.join(options)}" if options else "")

    def without_secrets(self, text: str) -> str:
        """A message of the driver with *** for every secret of the URL that it repeats."""
        parts = _SERVER.fullmatch(self.rest)
        if parts is None:
            return "***"
        options = (option for option in (parts["options"] or "").split("&") if not _SHOWN.fullmatch(option))
        secrets = [parts["password"] or "", *(option.partition("=")[2] for option in options)]
        for secret in sorted({*secrets, *map(unquote, secrets)} - {""}, key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", "***", text)
        return text


def without_passwords(text: str) -> str:
    """A message with *** for the password of a server URL in it, which somebody typed in a wrong place."""
    return _LOGIN.sub(r"\1***@", text)


_LOGIN = re.compile(r"(postgres[\w+]*:/{1,2}[^\s/:@]*:)\S*@", re.IGNORECASE)


def parse_url(url: str) -> SqliteUrl | PostgresUrl:
    """The database that a URL names; a KbError says how to write one.

    No message repeats a URL that could not be read: whatever stands in it may be a password.
    """
    scheme, colon, rest = url.partition("://")
    if not colon:
        looks_like_file = re.fullmatch(r"(?:[A-Za-z]:[\\/])?[^:=@?]+", url) is not None
        remedy = f"For a SQLite file write sqlite:///{url}" if looks_like_file else _EXAMPLES
        raise KbError(f"The database URL does not say what kind of database it is. {remedy}")
    if scheme in _POSTGRES:
        return _server(rest)
    if scheme not in _SQLITE:
        kind = f" {scheme!r}" if re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*", scheme) else " of this URL"
        raise KbError(f"Databases of the kind{kind} are not supported. {_EXAMPLES}")
    file = rest.removeprefix("/")
    if file == rest or not file or file == ":memory:":
        raise KbError(f"The database URL names no file. {_EXAMPLES}")
    if "?" in file:
        raise KbError(f"The database URL has options after '?', which kb does not take. {_EXAMPLES}")
    return SqliteUrl(Path(file))


def _server(rest: str) -> PostgresUrl:
    if re.search(r"%(?![0-9A-Fa-f]{2})|%00|[\x00-\x20\x7f]", rest) or not _SERVER.fullmatch(rest):
        raise KbError(
            "The URL of the PostgreSQL server cannot be read (it is not repeated here, for its password)."
            " Write postgresql://USER:PASSWORD@HOST:PORT/DATABASE. In user and password % is written %25,"
            " / is %2F, @ is %40, : is %3A, ? is %3F, # is %23, [ is %5B, ] is %5D and a blank %20; or leave"
            " the password out and put it into ~/.pgpass or PGPASSWORD."
        )
    return PostgresUrl(rest)
