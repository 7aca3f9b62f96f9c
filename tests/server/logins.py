"""Logins on the test server: names of their own for each test, removed at its end."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.sql import SQL, Identifier


def as_login(url: str, login: str) -> str:
    """The URL with another login."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{login}@{host}"))


@contextmanager
def own_names(url: str) -> Iterator[str]:
    """A prefix for roles and logins of one test; what carries it is dropped at the end."""
    prefix = f"t{uuid.uuid4().hex[:8]}"
    try:
        yield prefix
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            found = connection.execute(
                "SELECT rolname FROM pg_roles WHERE STARTS_WITH(rolname, %s)", (prefix,)
            ).fetchall()
            for (role,) in found:
                name = Identifier(role)
                connection.execute(SQL("REASSIGN OWNED BY {} TO CURRENT_USER").format(name))
                connection.execute(SQL("DROP OWNED BY {}").format(name))
            for (role,) in found:
                connection.execute(SQL("DROP ROLE {}").format(Identifier(role)))
