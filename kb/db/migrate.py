"""Bringing a database up to the schema of this version: tables, public views, data dictionary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, inspect
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import SetColumnComment, SetTableComment

from kb.db import scripts, team
from kb.db.append_only import drop_triggers, make_triggers
from kb.db.connect import Row
from kb.db.data_dictionary import fill_dictionary
from kb.db.engine import make_engine
from kb.db.url import parse_url
from kb.db.version import State, head_revision, require_not_beyond, state_of
from kb.errors import KbError
from kb.schema.tables import metadata
from kb.schema.views import views

_LOCK = 7017502021
"""Key of the PostgreSQL lock that keeps two migrations apart; any constant does."""


def migrate(url: str) -> str:
    """Upgrade in one transaction, or not at all; returns what was done as a sentence.

    A SQLite file that does not exist is made. Views and data dictionary are written anew every time,
    so that they follow the program even where no table changed.
    """
    with migration(url) as connection:
        reader = ConnectionReader(connection, str(parse_url(url)))
        before = state_of(reader)
        require_not_beyond(before, reader.place)
        rebuild(connection)
    head = head_revision()
    if before is State.EMPTY:
        return f"Created the schema (version {head}) in {reader.place}."
    if before is State.OLDER:
        return f"Upgraded {reader.place} to schema version {head}."
    return f"{reader.place} has schema version {head} already; views and dictionary were written anew."


def rebuild(connection: Connection) -> None:
    """Tables upgraded, all that describes them anew; on PostgreSQL with the rights of the team's roles."""
    if connection.dialect.name == "postgresql":
        team.act_as_owner(driver_of(connection).cursor())
    drop_views(connection)
    drop_triggers(connection)
    scripts.upgrade(connection, "head")
    make_triggers(connection)
    if connection.dialect.name == "postgresql":
        create_aggregates(connection)
    create_views(connection)
    fill_dictionary(connection)
    if connection.dialect.name == "postgresql":
        write_comments(connection)
        team.grant_again(driver_of(connection).cursor())


def driver_of(connection: Connection) -> Any:
    """The driver's own connection, in the same transaction."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return driver


class ConnectionReader:
    """A Reader over a connection that writes, for what has to be read in the same transaction."""

    def __init__(self, connection: Connection, place: str) -> None:
        self._connection = connection
        self.engine = connection.dialect.name
        self.place = place

    def rows(self, sql: str, params: Mapping[str, Any] | None = None) -> list[Row]:
        """All rows of one select without parameters."""
        assert not params
        result = self._connection.exec_driver_sql(sql)
        return [dict(row) for row in result.mappings()]


@contextmanager
def migration(url: str) -> Iterator[Connection]:
    """A transaction for schema changes: SQLite's foreign keys are off inside and checked at the end."""
    engine = make_engine(parse_url(url), create=True, foreign_keys=False)
    try:
        with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
            yield connection
            if connection.dialect.name == "sqlite":
                _require_whole(connection)
    finally:
        engine.dispose()


def _require_whole(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        places = ", ".join(sorted({f"{row[0]} to {row[2]}" for row in broken}))
        raise KbError(
            f"The migration was taken back. Rows that would point at nothing: {len(broken)} ({places})."
        )


def drop_views(connection: Connection) -> None:
    """Drop our views, those of older versions included: a view blocks changes of the tables it reads."""
    existing = inspect(connection).get_view_names()
    known = {view.name for view in views()}
    if inspect(connection).has_table("data_dictionary"):
        listed = connection.exec_driver_sql(
            "SELECT DISTINCT relation FROM data_dictionary WHERE relation_kind = 'view'"
        )
        known |= set(listed.scalars())
    own_views = [name for name in existing if name in known]
    quote = connection.dialect.identifier_preparer.quote
    try:
        if own_views and connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"DROP VIEW {', '.join(map(quote, own_views))}")
            return
        for name in own_views:
            connection.exec_driver_sql(f"DROP VIEW {quote(name)}")
    except DBAPIError as error:
        raise KbError(
            f"A public view cannot be replaced: {error.orig}. Drop the views of your own that read it,"
            " run kb migrate, and make them again."
        ) from error


_MEDIAN = (
    """
    CREATE OR REPLACE FUNCTION median_of(numbers double precision[]) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    'SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY n) FROM UNNEST(numbers) AS n'
    """,
    """
    CREATE OR REPLACE AGGREGATE median (double precision)
    (SFUNC = array_append, STYPE = double precision[], INITCOND = '{}', FINALFUNC = median_of)
    """,
)


def create_aggregates(connection: Connection) -> None:
    """Make ``median(x)``, which PostgreSQL lacks; that for SQLite is in :mod:`kb.db.sqlite_aggregates`.

    It is there for every login and program, takes whole numbers, decimals and doubles, works over a window,
    and leaves out nulls.
    """
    for statement in _MEDIAN:
        connection.exec_driver_sql(statement)


def create_views(connection: Connection) -> None:
    """Make every public view."""
    for view in views():
        connection.exec_driver_sql(view.create)


def write_comments(connection: Connection) -> None:
    """Describe every table and column to PostgreSQL as the models do; SQLite has no comments."""
    commands = [
        SetTableComment(table) if part is table else SetColumnComment(part)
        for table in metadata.tables.values()
        for part in (table, *table.columns)
    ]
    dialect = PGDialect(paramstyle="named")  # type: ignore[no-untyped-call]  # leaves a percent sign as it is
    driver_of(connection).execute(";".join(str(command.compile(dialect=dialect)) for command in commands))
