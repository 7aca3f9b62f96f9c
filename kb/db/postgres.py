"""PostgreSQL by its plain driver: opening a database to read, and errors in words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kb.db.url import PostgresUrl
from kb.errors import KbError, NotAllowed
from kb.extras import POSTGRES

if TYPE_CHECKING:
    import psycopg

CONNECT_SECONDS = 10
"""How long to wait for the server to answer."""


class Unreachable(KbError):
    """A server that does not answer."""


@contextmanager
def reading_server(url: PostgresUrl) -> Iterator[psycopg.Connection[dict[str, Any]]]:
    """A connection inside one read-only transaction with one snapshot; values are bound by the client.

    Binding in the client keeps ``:indication IS NULL`` free of type declarations that SQLite has no
    form for. libpq does the quoting.
    """
    driver = import_driver()
    from psycopg.rows import dict_row

    try:
        connection: psycopg.Connection[dict[str, Any]] = driver.connect(
            url.plain,
            row_factory=dict_row,
            cursor_factory=driver.ClientCursor,
            connect_timeout=CONNECT_SECONDS,
            prepare_threshold=None,
        )
    except driver.Error as error:
        raise in_words(error, url) from error
    try:
        connection.read_only = True
        connection.isolation_level = driver.IsolationLevel.REPEATABLE_READ
        yield connection
    finally:
        connection.close()


@contextmanager
def hanging_up(connection: psycopg.Connection[Any], seconds: float) -> Iterator[None]:
    """Close the line when what happens inside takes longer: the server does not look up from every function
    when its time is over, and a network that is gone does not say so."""
    import threading

    clock = threading.Timer(seconds, _hang_up, [connection.pgconn.socket])
    clock.daemon = True
    clock.start()
    try:
        yield
    finally:
        clock.cancel()


def _hang_up(descriptor: int) -> None:
    import contextlib
    import socket

    with contextlib.suppress(OSError), socket.fromfd(descriptor, socket.AF_INET, socket.SOCK_STREAM) as line:
        line.shutdown(socket.SHUT_RDWR)


def import_driver() -> Any:
    """The module psycopg, or how to install it."""
    POSTGRES.require("PostgreSQL databases")
    import psycopg

    return psycopg


def in_words(error: BaseException, url: PostgresUrl) -> KbError:
    """The error of the driver as a message about the server or the database."""
    text = url.without_secrets(" ".join(str(error).split()))
    state = getattr(error, "sqlstate", None)
    if state in STATES:
        kind = NotAllowed if state in ("42501", "25006") else KbError
        return kind(STATES[state].format(url=url, text=text))
    if state is not None:
        return KbError(f"The database {url} reports: {text}.")
    if 'database "' in text and "does not exist" in text:
        return KbError(f"There is no database {url}. Create it (createdb), then run kb migrate and kb load.")
    if "permission denied for database" in text:
        return KbError(STATES["42501"].format(url=url, text=text))
    if "authentication failed" in text or "no password supplied" in text:
        return KbError(f"The server refused the login to {url}. Check user and password.")
    if "role " in text and "does not exist" in text:
        return KbError(f"The server does not know the user of {url}. Check the user name.")
    return Unreachable(
        f"The server of {url} cannot be reached ({text}). Check host, port and whether the server is running."
    )


STATES = {
    "42501": "The login of {url} lacks a right ({text}). Whoever owns the database gives it:"
    " kb admin roles --reader LOGIN, --editor LOGIN or --owner LOGIN.",
    "25006": "The login of {url} may only read, or the server is a replica ({text}). Use the login of an"
    " editor on the primary server. Nothing was changed.",
    "40001": "The server of {url} stopped this in favour of a change that came in between ({text})."
    " Nothing was changed. Try again.",
    "40P01": "The server of {url} stopped this because it and another program waited for each other."
    " Nothing was changed. Try again.",
    "53100": "The disk of the server of {url} is full ({text}). Nothing was changed."
    " Whoever runs the server has to make room.",
    "55P03": "Another program is changing the same rows of {url}. Nothing was changed."
    " Try again when it is done.",
}
"""What the states of SQL mean for the person: rights, read-only, conflicts with others."""
